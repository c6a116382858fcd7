"""Which of several wordings a report takes: by agency and year, and never last year's own."""

import hashlib
import re
from collections.abc import Callable, Sequence

_NUMBERS = re.compile(r"[\d.,%％]+")
_NUMBERING = re.compile(r"^[一二三四五六七八九十]+是|[。；]$")


class Voice:
    """Chooses among wordings by agency, year and place: the same input, the same choice.

    Two agencies choose independently; consecutive years of one agency take the next wording,
    so never the same where there are two. A wording that gives a sentence of `before` (last year's
    narrative) again, or for which `repeats` has a reason, is passed over while another is left.
    """

    def __init__(
        self,
        agency: str,
        year: int,
        before: Sequence[str] = (),
        repeats: Callable[[str], str] = lambda _: "",
    ) -> None:
        self._agency, self._year, self._repeats = agency, year, repeats
        self._before = frozenset(
            skeleton(sentence) for text in before for sentence in re.split(r"(?<=[。；])", text)
        )

    def choose(self, key: str, wordings: Sequence[str]) -> str:
        """One of the wordings; another key chooses independently."""
        return wordings[self._start(key) % len(wordings)]

    def dated(self, text: str) -> str:
        """A text with its {year} filled in: 2024年."""
        return text.replace("{year}", f"{self._year}年")

    def permuted(self, key: str, wordings: Sequence[str]) -> tuple[str, ...]:
        """The wordings in an order of this agency and year, for texts that must all differ."""
        order = sorted(range(len(wordings)), key=lambda i: self._digest(f"{key}{i}"))
        return tuple(wordings[(i + self._year) % len(wordings)] for i in order)

    def first_new(
        self, key: str, wordings: Sequence[str], realise: Callable[[str], str | None]
    ) -> str | None:
        """The chosen wording, or the next whose realised text last year's report does not have.

        None if none of them can be realised.
        """
        start = self._start(key)
        order = [wordings[(start + step) % len(wordings)] for step in range(len(wordings))]
        known = [(wording, text) for wording in order if (text := realise(wording)) is not None]
        fresh = (w for w, text in known if self._is_new(text))
        return next(fresh, known[0][0] if known else None)

    def _is_new(self, text: str) -> bool:
        return skeleton(text) not in self._before and not self._repeats(text)

    def _start(self, key: str) -> int:
        return int.from_bytes(self._digest(key)[:4]) + self._year

    def _digest(self, key: str) -> bytes:
        return hashlib.sha256(f"{self._agency}\x1f{key}".encode()).digest()


def skeleton(sentence: str) -> str:
    """A sentence without its numbers, its “一是” and its end mark: what makes it a repetition."""
    return _NUMBERING.sub("", _NUMBERING.sub("", _NUMBERS.sub("#", sentence.strip())))
