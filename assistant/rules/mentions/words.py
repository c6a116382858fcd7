"""The words and marks that a clause is read by, found in one pass."""

import re
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
    **dict.fromkeys("，,：:", "clause"),
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
_READ = [meaning for _, meaning in _MEANINGS]
# 新申请, 重复申请, 网上申请: the word names requests too.
_OF_REQUESTS = frozenset(
    index
    for index, (word, (group, _)) in enumerate(_MEANINGS)
    if group == "qualifiers" and word.endswith("申请")
)
_TIMES = re.compile(
    r"《[^《》]{1,120}》|(?:(?:20\d\d)年)?1月1日[至到—\-~]{1,2}(?:(?:20\d\d)年)?12月31日"
    r"|(?<!\d)(?P<year>20\d\d)年(?P<since>[^，。；、\n《]{0,8}?(?:以来|以前|之前|起))?"
    r"|(?<![\d—年至.-])(?P<month>1[0-2]|[1-9])月"
)


def words_of(plain: str) -> list[Word]:
    """Words, marks, years and months in reading order, none inside another or inside 《》."""
    times: list[Word] = []
    titles: list[tuple[int, int]] = []
    for match in _TIMES.finditer(plain):
        if match["year"]:
            meaning = "since" if match["since"] else match["year"]
            times.append(Word(*match.span(), "years", meaning))
        elif match["month"]:
            times.append(Word(*match.span(), "times", "part"))
        elif plain[match.start()] == "《":
            titles.append(match.span())
    found: list[Word] = []
    for index, start, end in _AUTOMATON.find_matches_as_indexes(plain):
        group, meaning = _READ[index]
        found.append(Word(start, end, group, meaning))
        if index in _OF_REQUESTS:
            found.append(Word(start, end, "subjects", "requests"))
    if titles:
        found = _outside(found, titles)
    if times:
        found += times
        found.sort()
    return found


def _outside(words: list[Word], titles: list[tuple[int, int]]) -> list[Word]:
    """The words that no title holds; 《政府公报》 itself is a word."""
    kept: list[Word] = []
    at, (first, last) = 0, titles[0]
    for word in words:
        while word.start >= last and at < len(titles):
            first, last = titles[at]
            at += 1
        if not first < word.start < last:
            kept.append(word)
    return kept
