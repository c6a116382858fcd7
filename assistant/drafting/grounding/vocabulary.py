"""The words of the grounding, as data in `vocabulary/*.toml`."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent / "vocabulary"


class Wordlist:
    """Words with what they mean; finds the longest one that begins at a place."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self.meanings = dict(words)
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(self.meanings, key=lambda word: (-len(word), word)):
            self._by_first.setdefault(word[0], []).append(word)

    def longest(self, text: str, at: int, end: int) -> str:
        """The longest word that stands at `at` and ends by `end`; empty if none does."""
        return next(self.find_at(text, at, end), "")

    def find_at(self, text: str, at: int, end: int) -> Iterator[str]:
        """Every word that stands at a place and ends by `end`, the longest first."""
        for word in self._by_first.get(text[at], ()):
            if at + len(word) <= end and text.startswith(word, at):
                yield word

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """The words of a text with their places, the longest first, none inside another."""
        at = 0
        while at < len(text):
            word = self.longest(text, at, len(text))
            if word:
                yield at, word
            at += len(word) or 1


@cache
def vocabulary(file: str) -> Mapping[str, Any]:
    """One file of the vocabulary, by its tables."""
    return tomllib.loads((_FOLDER / f"{file}.toml").read_text("utf-8"))


@cache
def words_in(file: str, *names: str) -> frozenset[str]:
    """The words of these lists of a file; of all its lists where none is named."""
    tables = vocabulary(file)
    return frozenset(word for name in names or tables for word in tables[name].split())


def wordlist(*groups: Iterable[str]) -> Wordlist:
    """One list of several groups of words."""
    return Wordlist({word: "" for group in groups for word in group})


@cache
def claim_words() -> Wordlist:
    """Words that make a claim, each with what the claim is about."""
    found: dict[str, str] = {}
    for group in vocabulary("claims").values():
        for word in group["words"].split():
            found.setdefault(word, group["label"])
    return Wordlist(found)


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Each word of a group of synonyms with the whole group."""
    groups = [tuple(line.split()) for line in vocabulary("synonyms")["groups"]]
    return {word: group for group in groups for word in group}


@cache
def synonym_words() -> Wordlist:
    """Every word that has synonyms."""
    return wordlist(synonyms())


@lru_cache(maxsize=4096)
def canonical(text: str) -> str:
    """A text with each word that has synonyms put as the first of its group."""
    known, found, at = synonym_words(), "", 0
    while at < len(text):
        word = known.longest(text, at, len(text))
        found += synonyms()[word][0] if word else text[at]
        at += len(word) or 1
    return found
