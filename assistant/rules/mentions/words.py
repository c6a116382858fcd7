"""The words and marks that a clause is read by, found in one pass."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import partial
from itertools import compress
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from assistant.rules.lexicon import LEXICON


class Word(NamedTuple):
    """A word of the vocabulary in `plain`: its group and what it means there."""

    start: int
    end: int
    group: str
    meaning: str


_FILE = "mentions."
_MARKS = {
    **dict.fromkeys("。！？!?\n", "sentence"),
    **dict.fromkeys("，,", "clause"),
    **dict.fromkeys("：:", "colon"),
    **dict.fromkeys("；;", "part"),
    "、": "item",
    **dict.fromkeys("（(", "open"),
    **dict.fromkeys("）)", "close"),
}
_MEANINGS = [
    *((mark, ("mark", meaning)) for mark, meaning in _MARKS.items()),
    *(
        (word, (group.removeprefix(_FILE), meaning))
        for group, words in LEXICON.groups.items()
        if group.startswith(_FILE)
        for word, meaning in words.items()
    ),
]
# Where two words begin at the same place the longer one is meant, and nothing inside it is.
_AUTOMATON = AhoCorasick([word for word, _ in _MEANINGS], matchkind=MatchKind.LeftmostLongest)


def _reads_as(word: str, group: str, meaning: str) -> tuple[tuple[str, str], ...]:
    """What a match of the automaton says: mostly one thing, and some two."""
    if group == "neutral":  # It only keeps the words inside it from being read.
        return ()
    if group == "qualifiers" and word.endswith("申请"):  # 新申请, 重复申请 name requests too.
        return (group, meaning), ("subjects", "requests")
    if meaning == "information" and word.startswith(("主动公开", "公开", "发布")):
        return (group, meaning), ("qualifiers", "published")
    return ((group, meaning),)


_READ = [_reads_as(word, *read) for word, read in _MEANINGS]
_CLAIMING = [group in ("negations", "all_of_it") for _, (group, _) in _MEANINGS]
_NUMBER, _START = itemgetter(0), itemgetter(1)
Match = tuple[int, int, int]
_TITLE = re.compile(r"《[^《》]{1,120}》")
_YEAR = re.compile(r"20\d\d年(?P<since>[^，。；、\n]{0,20}?(?:以来|以前|之前|起))?")
_MONTH = re.compile(r"\d{1,2}+(?:月?[-—－~～至]{1,2}\d{1,2}月|月)")
_AFTER_MONTH = re.compile(r"[月\-—－~～至](?<=\d[月\-—－~～至])")
_WHOLE_YEAR = re.compile(r"1月1日[至到起—\-~]{1,2}(?:20\d\d年)?12月31日|1月?[-—－~～至]{1,2}12月")


# Hundreds are made for a report: without a Python frame each takes half as long.
_word = partial(tuple.__new__, Word)


def words_of(plain: str) -> list[Word]:
    """Words, marks, years and months in reading order, none inside another or inside 《》."""
    return words_within(plain, matches_of(plain), [(0, len(plain))])


def matches_of(plain: str) -> list[Match]:
    """What of the vocabulary stands in a text, as number, start and end, in reading order."""
    return _AUTOMATON.find_matches_as_indexes(plain)


def claims_of(matches: list[Match]) -> list[int]:
    """Where a negation or an “all” begins."""
    claiming = map(_CLAIMING.__getitem__, map(_NUMBER, matches))
    return [start for _, start, _ in compress(matches, claiming)]


def words_within(plain: str, matches: list[Match], stretches: list[tuple[int, int]]) -> list[Word]:
    """The words that begin in these stretches of a text."""
    found: list[Word] = []
    for first, last in stretches:
        begin, stop = (bisect_left(matches, place, key=_START) for place in (first, last))
        found += [
            _word((start, end, group, meaning))
            for index, start, end in matches[begin:stop]
            for group, meaning in _READ[index]
        ]
    times, titles = _times_and_titles(plain)
    times = [time for time in times if _holds(stretches, time.start)]
    for first, last in reversed(titles):
        # 《政府公报》 itself is a word; the words in a title are none.
        del found[bisect_left(found, (first + 1,)) : bisect_left(found, (last,))]
    if times:
        found += times
        found.sort()
    return found


def _times_and_titles(plain: str) -> tuple[list[Word], list[tuple[int, int]]]:
    titles = [match.span() for match in _TITLE.finditer(plain)]
    times: list[Word] = []
    for match in _YEAR.finditer(plain):
        meaning = "since" if match["since"] else plain[match.start() : match.start() + 4]
        times.append(Word(*match.span(), "years", meaning))
    end = 0
    for match in _months(plain):
        if match.start() < end:
            continue
        if whole := _WHOLE_YEAR.match(plain, match.start()):
            end = whole.end()
        elif not plain[match.start() - 1 : match.start()].isdigit():
            times.append(Word(*match.span(), "times", "part"))
    if times and titles:
        times = [t for t in times if not _holds(titles, t.start)]
    return times, titles


def _months(plain: str) -> Iterator[re.Match[str]]:
    """Where `_MONTH` matches, sought from what follows the digits: it is rarer than they are."""
    end = 0
    for mark in _AFTER_MONTH.finditer(plain):
        start = mark.start() - 1
        if start < end:
            continue
        if start > end and plain[start - 1].isdecimal():
            start -= 1
        if match := _MONTH.match(plain, start):
            end = match.end()
            yield match


def _holds(spans: list[tuple[int, int]], at: int) -> bool:
    index = bisect_left(spans, (at + 1,)) - 1
    return index >= 0 and at < spans[index][1]
