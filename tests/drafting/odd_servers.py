"""Model servers that misbehave as real ones do, on loopback."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def _event(text: str, finish: str | None = None) -> bytes:
    chunk = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "odd",
        "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish}],
    }
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode()


class _Handler(BaseHTTPRequestHandler):
    behaviour = "good"
    answer = ""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        getattr(self, f"_{self.behaviour}")()

    def _head(self, status: int = 200, kind: str = "text/event-stream") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()

    def _good(self) -> None:
        self._head()
        for start in range(0, len(self.answer), 5):
            self.wfile.write(_event(self.answer[start : start + 5]))
        self.wfile.write(_event("", "stop") + b"data: [DONE]\n\n")

    def _html(self) -> None:
        self._head(kind="text/html")
        self.wfile.write("<html><body>统一认证登录</body></html>".encode())

    def _error_page(self) -> None:
        self._head(502, "text/html")
        self.wfile.write(b"<html><h1>502 Bad Gateway</h1></html>")

    def _unauthorised(self) -> None:
        self._head(401, "application/json")
        self.wfile.write(b'{"error": {"message": "bad key", "code": "invalid_api_key"}}')

    def _half_json(self) -> None:
        self._head()
        self.wfile.write(b'data: {"id": "1", "choices": [{"delta": {"content": "\xe5\x85\n\n')

    def _cut_off(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(_event("全年收到"))
        self.wfile.flush()
        self.connection.close()

    def _silent(self) -> None:
        time.sleep(3)

    def _trickle(self) -> None:
        self._head()
        for _ in range(60):
            self.wfile.write(_event("慢"))
            self.wfile.flush()
            time.sleep(0.1)

    def _endless(self) -> None:
        self._head()
        try:
            for _ in range(20000):
                self.wfile.write(_event("全年收到申请8件。"))
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def odd_server(behaviour: str, answer: str = "") -> Iterator[str]:
    """The base URL of a server that behaves in this way until the block ends."""
    handler = type("Handler", (_Handler,), {"behaviour": behaviour, "answer": answer})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
