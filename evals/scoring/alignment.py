"""Which sentences say the same: by the vectors of the built-in encoder, numbers taken out.

Numbers are out because whether they are right is another score's matter, and because two sentences
with one number in common look alike to an encoder whatever they say. The encoder is the small
one that runs on every machine (numpy only): 12 ms a sentence, the same bits each time.
`python -m evals.scoring.calibration` shows how `SAME` was chosen.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.retrieval.embedding import Embedder, Vectors

SAME = Decimal("0.50")  # cosine from which two sentences are taken to say the same
_NOT_WORDS = re.compile(
    r"[\d.,，%％]+|^[一二三四五六七八九十]+是|[（(][一二三四五六七八九十\d]+[)）]"
)
_SENTENCE = re.compile(r"[^。；！？\n]+")
_HAN = re.compile(r"[㐀-鿿]")
_LEAST = 5  # Chinese letters of a sentence that says something
_KEPT = 20_000


class Aligner:
    """Finds for each sentence of one text the nearest of another; every vector is made once."""

    def __init__(self, embedder: "Embedder | None" = None) -> None:
        # Late: whoever calls may still keep numpy to one thread.
        from assistant.retrieval.embedding import SentenceEncoder

        self._embedder = embedder or SentenceEncoder()
        self._vectors: dict[str, Vectors] = {}

    def nearest(self, sentences: Sequence[str], others: Sequence[str]) -> list[tuple[Decimal, int]]:
        """For each sentence the cosine to the nearest of the others, and its place; -1 without any."""
        if not sentences or not others:
            return [(Decimal(0), -1)] * len(sentences)
        cosines = self._of(sentences) @ self._of(others).T
        places = [int(place) for place in cosines.argmax(axis=1)]
        return [(Decimal(f"{cosines[row, place]:.3f}"), place) for row, place in enumerate(places)]

    def is_said(self, sentences: Sequence[str], others: Sequence[str]) -> list[bool]:
        """Of each sentence whether one of the others says the same; word for word needs no vector."""
        verbatim = {without_numbers(other) for other in others}
        open_ones = [s for s in sentences if without_numbers(s) not in verbatim]
        near = {s: cosine >= SAME for s, (cosine, _) in zip(open_ones, self.nearest(open_ones, others), strict=True)}  # fmt: skip
        return [near.get(sentence, True) for sentence in sentences]

    def _of(self, sentences: Sequence[str]) -> "Vectors":
        import numpy as np

        if len(self._vectors) > _KEPT:
            self._vectors.clear()
        bare = [without_numbers(sentence) for sentence in sentences]
        for text in bare:
            if text not in self._vectors:
                self._vectors[text] = self._embedder.embed_passages([text])[0]
        stacked: Vectors = np.stack([self._vectors[text] for text in bare])
        return stacked


def without_numbers(sentence: str) -> str:
    """A sentence's words alone."""
    return _NOT_WORDS.sub("", sentence)


def key_points(text: str) -> list[str]:
    """The sentences of a text, also those that a semicolon ends, without those that say nothing."""
    found = (match[0].strip() for match in _SENTENCE.finditer(text))
    return [point for point in found if len(_HAN.findall(point)) >= _LEAST]
