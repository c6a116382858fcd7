"""Writes what the slip finder knows: `python -m assistant.rules.slips.learn --write` (or `--check`).

Known text is a bank of fixed phrases of our own (`phrases.txt`), the labels of the official
forms, the digest of the 条例 and the sample reports. Slips are made in it on purpose (a character
left out, two swapped, one replaced or put in), and a window of four characters around the slip
is kept where the dictionary of jieba finds more broken words in it than before: then it can
hardly stand in a right text. Same inputs, same data.
"""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jieba

from assistant.rules.slips.finding import LEFT_OPEN, RIGHT_OPEN
from assistant.rules.slips.knowledge import DATA, GAPS, STRONG, WHOLE, packed, unpacked
from assistant.rules.slips.texts import (
    article_text,
    official_labels,
    phrase_bank,
    sample_text,
    shared_text,
)
from assistant.rules.slips.windows import written

_RUN = re.compile(r"[一-鿿]+")
_WORDS = tomllib.loads(Path(__file__).resolve().with_name("words.toml").read_text("utf-8"))
FREE = _WORDS["free"]
SHORT_FORMS = frozenset(_WORDS["short_forms"])
SHORTENED = frozenset(_WORDS["shortened"].split())
DOMAIN_WORDS = tuple(_WORDS["domain_words"].split())
_COMMON, _FAIRLY_COMMON = 20, 50
_RARE = 5
_CONTEXT = 4
_LONG = 5


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of known texts with what repairs them; `whole` have a word in their middle."""

    plain: dict[str, str]
    gapped: dict[str, str]
    whole: set[str]


@dataclass(frozen=True, slots=True)
class LongWindows:
    """Windows of five characters; values as `slips.finding` reads them."""

    plain: dict[str, int]
    gaps: dict[int, dict[str, int]]


def dictionary() -> tuple[dict[str, int], dict[str, str]]:
    """jieba's words with their frequency, and its common pairs as followers by first character."""
    frequencies: dict[str, int] = {}
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, count, _ = line.decode().split(" ")
            frequencies[word] = int(count)
    pairs: set[str] = set(DOMAIN_WORDS)
    for word, count in frequencies.items():
        if len(word) == 2 and count >= _COMMON:
            pairs.add(word)
        elif len(word) > 2 and count >= _FAIRLY_COMMON:
            pairs |= {word[:2], word[-2:]}
    followers: dict[str, str] = {}
    for pair in sorted(pairs):
        if _RUN.fullmatch(pair):
            followers[pair[0]] = followers.get(pair[0], "") + pair[1]
    return frequencies, followers


@cache
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(jieba.cut(text, HMM=False))


@cache
def broken(text: str) -> int:
    """How many pieces of a text are no word: single characters, and words nobody uses."""
    return sum(
        token not in FREE if len(token) == 1 else (jieba.get_FREQ(token) or 0) < _RARE
        for token in _tokens(text)
    )


def _around(run: str, start: int, end: int) -> tuple[str, str]:
    return run[max(0, start - _CONTEXT) : start], run[end : end + _CONTEXT]


def _inside_word(run: str) -> list[int]:
    """For each character the number of its token, so that equal neighbours share a word."""
    return [index for index, token in enumerate(_tokens(run)) for _ in token]


class Learner:
    """Makes slips in runs of known text and keeps the windows that show them."""

    def __init__(self, known: Iterable[str]) -> None:
        self.right = {run[i : i + 4] for run in known for i in range(len(run) - 3)}

    def learn(self, runs: Iterable[str], *, edges: bool) -> Windows:
        """The windows of these runs; `edges`: a run begins and ends where a phrase does."""
        plain: dict[str, str] = {}
        gapped: dict[str, str] = {}
        whole: set[str] = set()
        for run in runs:
            words = _inside_word(run)
            for key, value in self._missing(run, words, edges):
                plain.setdefault(key, value)
            for key, value in self._swapped(run, edges):
                plain.setdefault(key, value)
            for key, value in self._replaced(run, words):
                gapped.setdefault(key, value)
            whole.update(
                run[i - 2 : i + 2] for i in range(2, len(run) - 1) if words[i - 1] == words[i]
            )
        return Windows(plain, gapped, whole)

    def _wrong(self, run: str, start: int, end: int, slip: str) -> bool:
        before, after = _around(run, start, end)
        return broken(before + slip + after) > broken(before + run[start:end] + after)

    def _missing(self, run: str, words: list[int], edges: bool) -> Iterator[tuple[str, str]]:
        """Windows in which one character of a word was left out; its place and itself as value."""
        for i in range(1, len(run) - 1):
            alone = words.count(words[i]) == 1
            if alone or run[i] in (run[i - 1], run[i + 1]) or not self._wrong(run, i, i + 1, ""):
                continue
            for left, right in ((2, 2), (1, 3), (3, 1)) if edges else ((2, 2),):
                at_edge = left == 2 or (i == 1 if left == 1 else i == len(run) - 2)
                key = run[max(0, i - left) : i] + run[i + 1 : i + 1 + right]
                if at_edge and len(key) == 4 and key not in self.right:
                    yield key, {2: "", 1: "<", 3: ">"}[left] + run[i]

    def _swapped(self, run: str, edges: bool) -> Iterator[tuple[str, str]]:
        """Windows in which two neighbours changed places; the place of the first as value."""
        for i in range(len(run) - 3):
            window = run[i : i + 4]
            for at in (0, 1, 2) if edges else (1,):
                key = window[:at] + window[at + 1] + window[at] + window[at + 2 :]
                if key == window or key in self.right:
                    continue
                if self._wrong(run, i + at, i + at + 2, key[at : at + 2]):
                    yield key, "012"[at]

    def _replaced(self, run: str, words: list[int]) -> Iterator[tuple[str, str]]:
        """Windows around a character of a word, with that character as value."""
        for i in range(2, len(run) - 2):
            if words.count(words[i]) > 1 and self._wrong(run, i, i + 1, ""):
                yield run[i - 2 : i] + run[i + 1 : i + 3], run[i]


class LongLearner:
    """Makes slips in well-known phrases and keeps windows of five characters around them.

    So much context makes up for a dictionary that finds the result possible; left out is only
    what shortens a word to another one (标准化 to 标准, 应当 to 应) or stands in known text.
    """

    def __init__(self, known: Iterable[str], frequencies: Mapping[str, int]) -> None:
        self.right = {
            run[i : i + n] for run in known for n in (3, 4) for i in range(len(run) - n + 1)
        }
        self.frequencies = frequencies

    def learn(self, runs: Iterable[str]) -> LongWindows:
        """The windows of these phrases."""
        plain: dict[str, int] = {}
        gaps: dict[int, dict[str, int]] = {gap: {} for gap in GAPS}
        for run in runs:
            if len(run) > _LONG:
                words = _inside_word(run)
                for i in range(1, len(run) - 1):
                    self._missing(run, i, words, plain)
                    self._replaced(run, i, words, gaps)
                for i in range(len(run) - 1):
                    self._swapped(run, i, words, plain)
        return LongWindows(plain, gaps)

    def _is_word(self, text: str) -> bool:
        return self.frequencies.get(text, 0) >= _COMMON

    def _shortened(self, run: str, i: int, words: list[int]) -> bool:
        """Whether what is left of the word of a character is a word too."""
        whole = "".join(c for j, c in enumerate(run) if words[j] == words[i])
        rest = "".join(c for j, c in enumerate(run) if words[j] == words[i] and j != i)
        return (
            rest in SHORT_FORMS
            or whole in SHORTENED
            or not rest
            or (len(rest) > 1 and self._is_word(rest))
        )

    def _missing(self, run: str, i: int, words: list[int], plain: dict[str, int]) -> None:
        slip = run[:i] + run[i + 1 :]
        known = slip[max(0, i - 2) : i + 2] in self.right
        if known or run[i] in (run[i - 1], run[i + 1]) or self._shortened(run, i, words):
            return
        for start in _starts(i, len(slip), (2, 3)) or _starts(i, len(slip), (1, 4)):
            plain.setdefault(slip[start : start + _LONG], ((i - start) << 16) + ord(run[i]))

    def _swapped(self, run: str, i: int, words: list[int], plain: dict[str, int]) -> None:
        pair = run[i + 1] + run[i]
        slip = run[:i] + pair + run[i + 2 :]
        known = slip[max(0, i - 1) : i + 3] in self.right
        alone = words[i] != words[i + 1] or words.count(words[i]) == 2
        synonym = alone and self._is_word(pair) and self._is_word(run[i : i + 2])
        if known or run[i] == run[i + 1] or synonym:
            return
        for start in _starts(i, len(slip), (1, 2)):
            plain.setdefault(slip[start : start + _LONG], (i - start) << 16)

    def _replaced(
        self, run: str, i: int, words: list[int], gaps: dict[int, dict[str, int]]
    ) -> None:
        slip = run[:i] + run[i + 1 :]
        if words.count(words[i]) > 1:
            for start in _starts(i, len(slip), (2, 3)) or _starts(i, len(slip), (1, 4)):
                gaps[i - start].setdefault(slip[start : start + _LONG], ord(run[i]))


def _starts(i: int, size: int, offsets: tuple[int, ...]) -> list[int]:
    """Where windows of five begin that lie within `size` and have `i` at one of these offsets."""
    return [i - offset for offset in offsets if 0 <= i - offset <= size - _LONG]


def _folded(windows: Mapping[str, str], shift: int = 0) -> dict[str, int]:
    """Values as numbers: those of `<c` and `>c` lie beyond those of single characters."""
    planes = {"<": LEFT_OPEN, ">": RIGHT_OPEN}
    return {k: ord(v[-1]) + planes.get(v[:-1], 0) + shift for k, v in windows.items()}


def _grouped(pairs: Iterable[str]) -> bytes:
    """Pairs as lines: a first character and all that follow it."""
    lines: dict[str, str] = {}
    for pair in sorted(pairs):
        lines[pair[0]] = lines.get(pair[0], pair[0]) + pair[1]
    return " ".join(lines.values()).encode()


def known_parts(left_out: str = "") -> dict[str, bytes]:
    """The parts of the data file, learned without the samples whose file begins with `left_out`.

    Slips are made of set phrases: our bank, the labels of the form, and what several agencies
    write alike. All other known text, the digest of the 条例 among it, only says what is right.
    """
    phrases, labels, shared = phrase_bank(), official_labels(), shared_text(left_out)
    known = [*phrases, *labels, *article_text(), *sample_text(left_out)]
    frequencies, followers = dictionary()
    learner = Learner(known)
    bank = learner.learn(phrases, edges=True)
    form = learner.learn(labels, edges=False)
    seen = learner.learn(shared, edges=False)
    long = LongLearner(known, frequencies).learn([*phrases, *labels])
    gapped = _folded(form.gapped | bank.gapped)
    gapped |= {key: gapped.get(key, 0) + WHOLE for key in form.whole | bank.whole}
    plain = _folded(seen.plain) | _folded(form.plain | bank.plain, STRONG)
    seen_pairs = {run[i : i + 2] for run in known for i in range(len(run) - 1)}
    return {
        "neighbours": _grouped(p for p in seen_pairs if p[1] not in followers.get(p[0], "")),
        "followers": _grouped(first + one for first, rest in followers.items() for one in rest),
        "free": "".join(sorted(set(FREE))).encode(),
        "plain": written(plain, 4),
        "gapped": written(gapped, 4),
        "long": written({key: value + STRONG for key, value in long.plain.items()}, _LONG),
    } | {f"gap{gap}": written(windows, _LONG) for gap, windows in long.gaps.items()}


def main(arguments: Sequence[str]) -> int:
    """Writes the data; with `--check` only says by its code (1) that it is stale."""
    parser = argparse.ArgumentParser(prog="python -m assistant.rules.slips.learn")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", action="store_true", help="重新生成 known.z")
    action.add_argument("--check", action="store_true", help="只检查，不写；过期时退出码为 1")
    parts = known_parts()
    if parser.parse_args(arguments).write:
        DATA.write_bytes(packed(parts))
        return 0
    if DATA.is_file() and unpacked(DATA.read_bytes()) == parts:
        return 0
    sys.stderr.write(f"{DATA} 已过期，请运行 python -m assistant.rules.slips.learn --write\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
