"""Web sites as they are met, on loopback: good pages, and everything that goes wrong."""

import gzip
import io
import threading
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any

PAGE = "<!DOCTYPE html><html><head><title>某局年报</title></head><body><p>全年公开信息。</p></body></html>"


def docx_bytes() -> bytes:
    """Enough of a docx to be known as one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return packed.getvalue()


class Site(ThreadingHTTPServer):
    """A server whose `asked` are the requests that it got: path and headers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.pages: dict[str, tuple[str, bytes]] = {}

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        path = self.path.partition("?")[0]
        if path in self.server.pages:
            self._send(*self.server.pages[path])
            return
        name = path.strip("/").partition("/")[0].replace("-", "_")
        getattr(self, f"_{name}", self._missing)()

    def log_message(self, *_: object) -> None:
        pass

    def _send(self, kind: str, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _missing(self) -> None:
        self._send("text/html", b"<html>not here</html>", 404)

    def _page(self) -> None:
        self._send("text/html; charset=utf-8", PAGE.encode(), Set_Cookie="session=1")

    def _gbk(self) -> None:
        self._send("text/html; charset=GB2312", PAGE.encode("gbk"))

    def _gbk_undeclared(self) -> None:
        self._send("text/html", PAGE.encode("gbk"))

    def _wrong_charset(self) -> None:
        self._send("text/html; charset=gbk", PAGE.encode())

    def _latin(self) -> None:
        self._send("text/html; charset=iso-8859-1", PAGE.encode("gbk"))

    def _docx(self) -> None:
        self._send("application/octet-stream", docx_bytes())

    def _picture(self) -> None:
        self._send("image/png", b"\x89PNG\r\n\x1a\n")

    def _hidden_picture(self) -> None:
        self._send("application/octet-stream", b"\x89PNG\r\n\x1a\n")

    def _program(self) -> None:
        self._send("application/octet-stream", b"\x7fELF" + bytes(100))

    def _archive(self) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a.exe", "x")
        self._send("application/zip", packed.getvalue())

    def _empty(self) -> None:
        self._send("text/html", b"")

    def _forbidden(self) -> None:
        self._send("text/html", b"<script>challenge()</script>", 412)

    def _huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(400):
            self.wfile.write(b"x" * 65536)

    def _huge_declared(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "99999999999")
        self.end_headers()

    def _bomb(self) -> None:
        self._send("text/html", gzip.compress(bytes(300_000_000), 9), Content_Encoding="gzip")

    def _gzip(self) -> None:
        half = len(PAGE) // 2
        members = gzip.compress(PAGE[:half].encode()) + gzip.compress(PAGE[half:].encode())
        self._send("text/html", members + bytes(8), Content_Encoding="gzip")

    def _deflate(self) -> None:
        engine = zlib.compressobj(wbits=-15)
        bare = engine.compress(PAGE.encode()) + engine.flush()
        self._send("text/html", bare, Content_Encoding="deflate")

    def _cut_gzip(self) -> None:
        self._send("text/html", gzip.compress(PAGE.encode())[:-20], Content_Encoding="gzip")

    def _brotli(self) -> None:
        self._send("text/html", b"\x0b\x02\x80", Content_Encoding="br")

    def _slow_body(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self._trickle(b"<html>" * 100)

    def _slow_head(self) -> None:
        self._trickle(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200)

    def _silent(self) -> None:
        time.sleep(5)

    def _trickle(self, data: bytes) -> None:
        for byte in data:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(0.05)

    def _cut_off(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"<html>half")
        self.close_connection = True

    def _rubbish(self) -> None:
        self.wfile.write(b"\x00\xff not http at all\r\n\r\n")
        self.close_connection = True

    def _loop(self) -> None:
        self._send("", b"", 302, Location=self.path)

    def _to(self) -> None:
        """`/to/3/page` redirects three times, then to the page; `/to/http://…` to that address."""
        _, _, rest = self.path.removeprefix("/").partition("/")
        count, _, place = rest.partition("/")
        if count.isdecimal():
            place = f"/{place}" if int(count) <= 1 else f"/to/{int(count) - 1}/{place}"
        else:
            place = rest
        self._send("", b"", 302, Location=place)


@contextmanager
def odd_site(tls: SSLContext | None = None) -> Iterator[tuple[str, Site]]:
    """The address of a running site, without a slash at its end, and the site."""
    site = Site()
    if tls is not None:
        site.socket = tls.wrap_socket(site.socket, server_side=True)
    thread = threading.Thread(
        target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        yield f"http{'s' if tls else ''}://127.0.0.1:{site.server_address[1]}", site
    finally:
        site.shutdown()
        site.server_close()
