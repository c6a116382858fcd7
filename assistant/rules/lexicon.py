"""The vocabulary of the rules: words in groups, all found in one pass over a text.

The words stand as data in `vocabulary/*.toml`: each file is a table of tables, and a group is
named `file.table` (`wording.vague_subject`) and holds a list of words, or a table from words to
what they mean (`wording.confusions`: wrong word = right word). The words of `mentions.toml`
are found by the mentions engine itself, the longest first, and not here.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

_READ_BY_MENTIONS = "mentions."
_FOLDER = Path(__file__).resolve().parent / "vocabulary"


class Hit(NamedTuple):
    """A word of the vocabulary in a text; `meaning` is what the vocabulary says of it."""

    start: int
    end: int
    word: str
    meaning: str


# A thousand are made for a report: without a Python frame each takes half as long.
_hit = partial(tuple.__new__, Hit)


class Hits:
    """The hits in one text by group, in reading order; a group without hits is empty."""

    def __init__(self, by_group: Mapping[str, list[Hit]]) -> None:
        self._by_group = by_group

    def __getitem__(self, group: str) -> list[Hit]:
        return self._by_group.get(group, [])


class Lexicon:
    """Words in groups; `find` takes one pass whatever their number."""

    def __init__(self, groups: Mapping[str, Mapping[str, str]]) -> None:
        self.groups = groups

    @cached_property
    def _groups_of(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for group, words in self.groups.items():
            if not group.startswith(_READ_BY_MENTIONS):
                for word, meaning in words.items():
                    found.setdefault(word, []).append((group, meaning))
        return found

    @cached_property
    def _said(self) -> list[list[tuple[str, str, str]]]:
        """Of each word of the automaton: its groups, itself, and what it means in them."""
        return [
            [(group, word, meaning) for group, meaning in groups]
            for word, groups in self._groups_of.items()
        ]

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(list(self._groups_of))

    def find(self, text: str) -> Hits:
        """Every occurrence of every word, also those that overlap; linear in the text."""
        by_group: defaultdict[str, list[Hit]] = defaultdict(list)
        said = self._said
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for group, word, meaning in said[index]:
                by_group[group].append(_hit((start, end, word, meaning)))
        return Hits(by_group)


def _read(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted(folder.glob("*.toml")):
        for name, words in tomllib.loads(path.read_text("utf-8")).items():
            group = f"{path.stem}.{name}"
            pairs = words.items() if isinstance(words, dict) else ((word, "") for word in words)
            yield group, {str(word): str(meaning) for word, meaning in pairs}


LEXICON = Lexicon(dict(_read(_FOLDER)))
