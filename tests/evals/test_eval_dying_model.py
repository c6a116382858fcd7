"""A model server that dies in the middle of a run, and the run that goes on where it was."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant.drafting.model import ChatModel
from assistant.errors import ModelUnavailable
from assistant.settings import Settings
from evals.drafting.arms import PlainArm
from evals.harness.running import run
from tests.evals.drafted_by_hand import case

ANSWER = "（二）依申请公开\n全年新收政府信息公开申请8件。"
CASES = [replace(case(), name=name) for name in ("a", "b")]


def _event(text: str, finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "mortal"}
    return f"data: {json.dumps({**chunk, 'choices': [choice]})}\n\n".encode()


class _Mortal(BaseHTTPRequestHandler):
    """Answers so many requests; of the next it sends the first words and then nothing more."""

    answers = 0
    asked = 0

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        type(self).asked += 1
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        if type(self).asked > self.answers:
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(_event("（二）"))
            self.wfile.flush()
            self.connection.close()
            return
        self.end_headers()
        self.wfile.write(_event(ANSWER) + _event("", "stop") + b"data: [DONE]\n\n")

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def mortal(answers: int) -> Iterator[tuple[str, type[_Mortal]]]:
    handler = type("Handler", (_Mortal,), {"answers": answers, "asked": 0})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", handler
    finally:
        server.shutdown()
        server.server_close()


def arm_at(url: str, monkeypatch: pytest.MonkeyPatch) -> PlainArm:
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    monkeypatch.setenv("OPENAI_MODEL", "mortal")
    monkeypatch.setenv("NIANBAO_RETRY_WAIT", "0.01")
    return PlainArm(ChatModel(Settings()), ("1.2",))


def test_a_server_that_dies_in_the_second_answer_costs_no_draft_that_was_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with mortal(1) as (url, _), pytest.raises(ModelUnavailable) as died:
        run(CASES, [arm_at(url, monkeypatch)], out=tmp_path)
    assert "已起草的 1 份（共 2 份）不会重来" in str(died.value)
    assert "怎么办" in str(died.value)
    with mortal(1) as (url, handler):
        found = run(CASES, [arm_at(url, monkeypatch)], out=tmp_path).record.arms[0]
        assert handler.asked == 1
    assert [one.case for one in found.cases] == ["a", "b"]
    assert len({str(one.values) for one in found.cases}) == 1
