"""Passages that stand in two texts, or twice in one: found in linear time, with both places.

Numbers, punctuation and spaces are taken out; a fixed phrase (`vocabulary/likeness.toml`) or a
title in 《》 counts as two letters, so that names and set phrases alone make no passage.
Seeds are the `_SEED` letters from each anchor on, anchors being letters so common that hardly
any passage is without one (an unanchored seed at each letter would take five times as long).
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from assistant.rules.narrative import Narrative, once_kept

_SEED = 12
_PHRASE = "\x00"
_END = "\x01"
_LETTERS = re.compile("[\u4e00-\u9fff]+")
_TITLE = re.compile(r"《[^《》\n]{1,80}(?:〈[^〈〉\n]{1,60}〉[^《》\n]{0,20})?》")
_ANCHORS = "[的政公工和了有办对中府开信息一行县市理务全时发员人与在年及部申网机度上为作新门到是]"
_AT_ANCHORS = re.compile(rf"(?=({_ANCHORS}.{{{_SEED - 1}}}))")
_FEW = 40  # repeated seeds that are looked up one by one, each in a scan of the whole text
_MOST_PLACES = 4  # how often a seed is looked up again: more are noise, and hostile text has many


@dataclass(frozen=True)
class Content:
    """The letters of a narrative: `text`, and where each run of letters stands in `whole`."""

    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of `whole` from the first to the last of these letters."""
        last = bisect_right(self.starts, end - 1) - 1
        reach = self.places[last] + (end - self.starts[last])
        end_of_run = self.ends[last] if self.text[end - 1] in _PHRASE else reach
        return self._place(start), end_of_run

    def _place(self, letter: int) -> int:
        index = bisect_right(self.starts, letter) - 1
        return self.places[index] + (letter - self.starts[index])


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
    texts: list[str] = []
    places: list[int] = []
    ends: list[int] = []
    whole, at = narrative.whole, 0
    for start, end, mark in [*_cuts(narrative, names), (len(whole), len(whole), "")]:
        if start < at:
            continue
        for match in _LETTERS.finditer(whole, at, start):
            texts.append(match[0])
            places.append(match.start())
            ends.append(match.end())
        if mark:
            texts.append(mark)
            places.append(start)
            ends.append(end)
        at = end
    starts = accumulate(map(len, texts[:-1]), initial=0) if texts else ()
    return Content("".join(texts), tuple(starts), tuple(places), tuple(ends))


def _cuts(narrative: Narrative, names: tuple[str, ...]) -> list[tuple[int, int, str]]:
    cuts = [(hit.start, hit.end, _PHRASE) for hit in narrative.words["likeness.fixed"]]
    cuts += [(*match.span(), _PHRASE) for match in _TITLE.finditer(narrative.whole)]
    if names:
        pattern = re.compile("|".join(map(re.escape, names)))
        cuts += [(*match.span(), _PHRASE) for match in pattern.finditer(narrative.whole)]
    cuts += [(end, end, _END) for _, end in narrative.spans]
    cuts.sort(key=lambda cut: (cut[0], -cut[1]))
    return cuts


def letters_within(narrative: Narrative, span: tuple[int, int], names: tuple[str, ...] = ()) -> int:
    """How many letters stand in these characters, counted as passages count them."""
    content = content_of(narrative, names)
    first, last = (_first_letter(content, place) for place in span)
    return weight(content.text[first:last])


def _first_letter(content: Content, place: int) -> int:
    index = bisect_right(content.places, place - 1)
    return content.starts[index] if index < len(content.starts) else len(content.text)


@once_kept
def repeated(narrative: Narrative, minimum: int) -> tuple[Passage, ...]:
    """The passages of at least `minimum` letters that stand a second time in one narrative."""
    if not _may_repeat(narrative):
        return ()
    content = content_of(narrative)
    return tuple(_common(content, content, minimum, within_one=True))


def _may_repeat(narrative: Narrative) -> bool:
    """Whether any seed stands twice: a quick look that spares most reports the careful one."""
    seeds = _AT_ANCHORS.findall("".join(_without_phrases(narrative)))
    return len(set(seeds)) < len(seeds)


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
    index: dict[str, list[int]] = {} if within_one else _seeds(old.text)
    done = 0
    for at, seed in _standing_twice(new.text) if within_one else _anchored(new.text):
        if at >= done:
            run = _longest(new.text, old.text, at, index.get(seed, ()), done, within_one)
            if run and (letters := _count(new.text, run)) >= minimum:
                start, other, length = run
                done = start + length
                yield Passage(new.span(start, done), old.span(other, other + length), letters)
        if within_one:
            places = index.setdefault(seed, [])
            if len(places) < _MOST_PLACES:
                places.append(at)


def _anchored(text: str) -> Iterator[tuple[int, str]]:
    """Every seed with its place, in the order of the text."""
    return ((match.start(), match[1]) for match in _AT_ANCHORS.finditer(text))


def _standing_twice(text: str) -> Iterable[tuple[int, str]]:
    """The seeds that stand more than once; where they are few, without a walk over all others."""
    counted = Counter(_AT_ANCHORS.findall(text))
    twice = [seed for seed, count in counted.items() if count > 1]
    if sum(counted[seed] for seed in twice) > _FEW:
        return ((at, seed) for at, seed in _anchored(text) if counted[seed] > 1)
    return sorted((at, seed) for seed in twice for at in _places(text, seed))


def _places(text: str, seed: str) -> Iterator[int]:
    at = text.find(seed)
    while at >= 0:
        yield at
        at = text.find(seed, at + 1)


def _seeds(text: str) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for match in _AT_ANCHORS.finditer(text):
        places = index.setdefault(match[1], [])
        if len(places) < _MOST_PLACES:
            places.append(match.start())
    return index


def _count(text: str, run: tuple[int, int, int]) -> int:
    return weight(text[run[0] : run[0] + run[2]])


def _longest(
    new: str, old: str, at: int, places: "list[int] | tuple[()]", done: int, within_one: bool
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
