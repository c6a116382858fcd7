"""Model servers that misbehave as real ones do, on loopback."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def _event(text: str, finish: str | None = None) -> bytes:
    chunk = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "odd",
        "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish}],
    }
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode()


def _usage(tokens_in: int, tokens_out: int) -> bytes:
    usage = {
        "prompt_tokens": tokens_in,
        "completion_tokens": tokens_out,
        "total_tokens": tokens_in + tokens_out,
    }
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "odd"}
    return f"data: {json.dumps({**chunk, 'choices': [], 'usage': usage})}\n\n".encode()


class _Handler(BaseHTTPRequestHandler):
    behaviour = "good"
    answer = ""
    asked: list[dict[str, Any]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.asked.append(json.loads(body))
        getattr(self, f"_{self.behaviour}")()

    def do_GET(self) -> None:
        """What llama-server tells of its model."""
        known = {"id": "odd", "meta": {"n_params": 72_000_000_000, "n_ctx": 16384}}
        self._head(kind="application/json")
        self.wfile.write(json.dumps({"object": "list", "data": [known]}).encode())

    def _head(self, status: int = 200, kind: str = "text/event-stream", **more: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _busy_once(self) -> None:
        if len(self.asked) == 1:
            self._head(429, "application/json", Retry_After="0")
            self.wfile.write(b'{"error": {"message": "slow down"}}')
        else:
            self._good()

    def _busy(self) -> None:
        self._head(429, "application/json", Retry_After="600")
        self.wfile.write(b'{"error": {"message": "slow down"}}')

    def _failing(self) -> None:
        self._head(500, "application/json")
        self.wfile.write(b'{"error": {"message": "out of memory"}}')

    def _missing(self) -> None:
        self._head(404, "application/json")
        self.wfile.write(b'{"error": {"message": "no such model"}}')

    def _without_schema(self) -> None:
        if "response_format" in self.asked[-1]:
            self._head(400, "application/json")
            self.wfile.write(b'{"error": {"message": "response_format is not supported"}}')
        else:
            self._good()

    def _short_context(self) -> None:
        self._head(400, "application/json")
        self.wfile.write(
            b'{"error": {"message": "the request exceeds the available context size"}}'
        )

    def _blank(self) -> None:
        self._head()
        self.wfile.write(_event("") + _event("", "stop") + b"data: [DONE]\n\n")

    def _counted(self) -> None:
        self._head()
        self.wfile.write(_event(self.answer) + _event("", "stop") + _usage(120, 34))
        self.wfile.write(b"data: [DONE]\n\n")

    def _out_of_budget(self) -> None:
        self._head()
        self.wfile.write(_event(self.answer) + _event("", "length") + b"data: [DONE]\n\n")

    def _changing_its_mind(self) -> None:
        """Breaks off in the middle; asked again, says the second line of the answer instead."""
        first, second = self.answer.splitlines()
        if len(self.asked) > 1:
            self._head()
            self.wfile.write(_event(second) + _event("", "stop") + b"data: [DONE]\n\n")
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(_event(first))
        self.wfile.flush()
        self.connection.close()

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
def odd_server(
    behaviour: str, answer: str = "", asked: list[dict[str, Any]] | None = None
) -> Iterator[str]:
    """The base URL of a server that behaves in this way until the block ends.

    `asked` takes the bodies of the requests as they come.
    """
    asked = asked if asked is not None else []
    traits = {"behaviour": behaviour, "answer": answer, "asked": asked}
    handler = type("Handler", (_Handler,), traits)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
