"""Embeddings of an OpenAI-compatible server, over real HTTP."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from assistant.drafting.model import ServerEmbedder
from assistant.errors import ModelUnavailable
from assistant.settings import Settings
from tests.drafting.odd_servers import odd_server


class _Vectors(BaseHTTPRequestHandler):
    """Answers with counts of a few characters: small, but a function of the text."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        texts = asked["input"] if isinstance(asked["input"], list) else [asked["input"]]
        data = [
            {
                "object": "embedding",
                "index": i,
                "embedding": [text.count(c) + 1.0 for c in "公开申请"],
            }
            for i, text in enumerate(texts)
        ]
        body = json.dumps({"object": "list", "data": data, "model": asked["model"], "usage": {}})
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Vectors)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def embedder_at(url: str, monkeypatch: pytest.MonkeyPatch) -> ServerEmbedder:
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    monkeypatch.setenv("NIANBAO_EMBEDDING_MODEL", "vectors")
    return ServerEmbedder(Settings())


def test_vectors_come_in_order_with_length_one(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    embedder = embedder_at(url, monkeypatch)
    vectors = embedder.embed_passages(["公开公开", "申请"])
    assert embedder.dimension == 4
    assert embedder.id == "server-vectors"
    assert vectors.shape == (2, 4)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert vectors[0] @ embedder.embed_query("公开") > vectors[1] @ embedder.embed_query("公开")


def test_a_server_without_vectors_is_named_with_a_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        odd_server("error_page") as address,
        pytest.raises(ModelUnavailable, match="向量服务不可用"),
    ):
        embedder_at(address, monkeypatch)
