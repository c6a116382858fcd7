"""Passages that stand in two texts, or twice in one: found in linear time, with both places.

Numbers, punctuation and spaces are taken out; a fixed phrase (`vocabulary/likeness.toml`) or a
title in 《》 counts as two letters, so that names and set phrases alone make no passage.
Where to look is told by the seeds that both texts have (`seeds.py`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from assistant.rules.narrative import Narrative, once_kept
from assistant.rules.seeds import SEED, seeds_shared, seeds_twice

_PHRASE = "\x00"
_END = "\x01"
_MARKS = f"{_PHRASE}{_END}"
_BLANKED = str.maketrans(_MARKS, "  ")
_LETTERS = re.compile("[\u4e00-\u9fff]+")
_NO_LETTERS = re.compile(f"[^\u4e00-\u9fff{_MARKS}]+")
_TITLE = re.compile(r"《[^《》\n]{1,80}(?:〈[^〈〉\n]{1,60}〉[^《》\n]{0,20})?》")

Cut = tuple[int, int, str]


@dataclass(frozen=True)
class Content:
    """The letters of a narrative: `text`, and where each run of letters stands in `whole`.

    `cuts` are the phrases and the ends of sections, none inside another, each with its mark.
    """

    text: str
    whole: str
    cuts: tuple[Cut, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of `whole` from the first to the last of these letters."""
        runs = self._runs
        last = bisect_right(runs.starts, end - 1) - 1
        reach = runs.places[last] + (end - runs.starts[last])
        end_of_run = runs.ends[last] if self.text[end - 1] in _PHRASE else reach
        return self._place(start), end_of_run

    def first_letter(self, place: int) -> int:
        """The first letter from this place of `whole` on, as its number in `text`."""
        runs = self._runs
        index = bisect_right(runs.places, place - 1)
        return runs.starts[index] if index < len(runs.starts) else len(self.text)

    def _place(self, letter: int) -> int:
        index = bisect_right(self._runs.starts, letter) - 1
        return self._runs.places[index] + (letter - self._runs.starts[index])

    @cached_property
    def _runs(self) -> "_Runs":
        # Most reports repeat nothing, and nobody asks where their letters stand.
        runs, at, letter = _Runs([], [], []), 0, 0
        for start, end, mark in self.cuts:
            for match in _LETTERS.finditer(self.whole, at, start):
                runs.add(letter, *match.span())
                letter += match.end() - match.start()
            if mark:
                runs.add(letter, start, end)
                letter += len(mark)
            at = end
        return runs


class _Runs(NamedTuple):
    """Runs of letters: the number of the first one, and the characters that they stand for."""

    starts: list[int]
    places: list[int]
    ends: list[int]

    def add(self, letter: int, place: int, end: int) -> None:
        self.starts.append(letter)
        self.places.append(place)
        self.ends.append(end)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that stands twice: `span` in the text looked at, `other` in the one before it.

    `letters` counts the letters without numbers and punctuation, a fixed phrase as two.
    """

    span: tuple[int, int]
    other: tuple[int, int]
    letters: int


def weight(text: str) -> int:
    """How many letters a stretch of content counts."""
    return len(text) + text.count(_PHRASE)


@once_kept
def content_of(narrative: Narrative, names: tuple[str, ...] = ()) -> Content:
    """The letters of a narrative; `names` are taken out like fixed phrases.

    A phrase is a run of one mark, and so is the end of a section.
    """
    whole = narrative.whole
    plain = whole.translate(_BLANKED) if any(mark in whole for mark in _MARKS) else whole
    pieces: list[str] = []
    cuts: list[Cut] = []
    at = 0
    for cut in (*_cuts(narrative, names), (len(whole), len(whole), "")):
        start, end, mark = cut
        if start >= at:
            pieces += (plain[at:start], mark)
            cuts.append(cut)
            at = end
    return Content(_NO_LETTERS.sub("", "".join(pieces)), whole, tuple(cuts))


def _cuts(narrative: Narrative, names: tuple[str, ...]) -> list[Cut]:
    spans = [hit[:2] for hit in narrative.words["likeness.fixed"]]
    spans += [match.span() for match in _TITLE.finditer(narrative.whole)]
    if names:
        pattern = re.compile("|".join(map(re.escape, names)))
        spans += [match.span() for match in pattern.finditer(narrative.whole)]
    # Of those that begin at one place the longest first.
    cuts = [(start, -end, _PHRASE) for start, end in spans]
    cuts += [(end, -end, _END) for _, end in narrative.spans]
    cuts.sort()
    return [(start, -end, mark) for start, end, mark in cuts]


def letters_within(narrative: Narrative, span: tuple[int, int], names: tuple[str, ...] = ()) -> int:
    """How many letters stand in these characters, counted as passages count them."""
    content = content_of(narrative, names)
    first, last = map(content.first_letter, span)
    return weight(content.text[first:last])


@once_kept
def repeated(narrative: Narrative, minimum: int) -> tuple[Passage, ...]:
    """The passages of at least `minimum` letters that stand a second time in one narrative."""
    if not _may_repeat(narrative):
        return ()
    content = content_of(narrative)
    return tuple(_common(content, content, minimum, within_one=True))


def _may_repeat(narrative: Narrative) -> bool:
    """Whether any seed stands twice: a quick look that spares most reports the careful one."""
    text = "".join(_without_phrases(narrative))
    for at, places in seeds_twice(text):
        seed = text[at : at + SEED]
        if "\n" not in seed and any(text.startswith(seed, place) for place in places):
            return True
    return False


def _without_phrases(narrative: Narrative) -> Iterator[str]:
    """The text between the fixed phrases, punctuation and all."""
    whole, at = narrative.whole, 0
    for hit in narrative.words["likeness.fixed"]:  # in the order of their ends
        if hit.start >= at:
            yield whole[at : hit.start]
        at = max(at, hit.end)
    yield whole[at:]


@once_kept
def alike(
    narrative: Narrative, other: Narrative, minimum: int, names: tuple[str, ...] = ()
) -> tuple[Passage, ...]:
    """The passages of at least `minimum` letters of a narrative that stand in another one too."""
    found = _common(content_of(narrative, names), content_of(other, names), minimum)
    return tuple(found)


def _common(
    new: Content, old: Content, minimum: int, within_one: bool = False
) -> Iterator[Passage]:
    text, done = new.text, 0
    for at, hints in seeds_twice(text) if within_one else seeds_shared(text, old.text):
        if at < done:
            continue
        seed = text[at : at + SEED]
        places = [place for place in hints if old.text.startswith(seed, place)]
        run = _longest(text, old.text, at, places, done, within_one)
        if run and (letters := _count(text, run)) >= minimum:
            start, other, length = run
            done = start + length
            yield Passage(new.span(start, done), old.span(other, other + length), letters)


def _count(text: str, run: tuple[int, int, int]) -> int:
    return weight(text[run[0] : run[0] + run[2]])


def _longest(
    new: str, old: str, at: int, places: list[int], done: int, within_one: bool
) -> tuple[int, int, int] | None:
    """The longest run through `at` that stands at one of `places` too: both starts, its length."""
    best: tuple[int, int, int] | None = None
    for place in places:
        limit = (
            min(at - place, len(new) - at) if within_one else min(len(new) - at, len(old) - place)
        )
        right = _reach(new, at, old, place, limit)
        left = 0
        room = min(at - done, place)
        while left < room and new[at - left - 1] == old[place - left - 1] != _END:
            left += 1
        if best is None or left + right > best[2]:
            best = (at - left, place - left, left + right)
    return best


def _reach(new: str, at: int, old: str, place: int, limit: int) -> int:
    """How many letters are the same from here on, up to a section's end."""
    low, step, growing = 0, 64, True
    while low < limit and step:
        size = min(step, limit - low)
        same = new[at + low : at + low + size] == old[place + low : place + low + size]
        low += size if same else 0
        growing = growing and same
        step = step * 2 if growing else step // 2
    end = new.find(_END, at, at + low)
    return low if end < 0 else end - at
