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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jieba
import yaml

from assistant.report.forms import LAYOUTS
from assistant.resources import corpus_dir
from assistant.rules.slips.knowledge import DATA, STRONG, packed, unpacked

PHRASES = Path(__file__).resolve().with_name("phrases.txt")
_RUN = re.compile(r"[一-鿿]+")
_COMMON, _FAIRLY_COMMON = 20, 50
_CONTEXT = 4
FREE = (
    "的了着过地得之在和与及或并且而但又也还都就才再只仅更最很较太极不未没无非勿别是有为系即被把将使让令由从自向往于以对按据依经因若如虽"
    "各每该本其此这那我你他她它谁何某几多少数半全共同两一二三四五六七八九十百千万亿零第年月日时分件条次篇期份个名位项家场种类批部处所"
    "省市县区镇乡村州旗局委厅办站会院科室组队所司大小新老高低长短前后左右上下内外中间里旁东西南北好坏早晚快慢做作要能可应须需想请给用到至去来"
    "看说写听问讲拿找等像比跟受靠凭朝称叫送收发交出入进退增减设立建改换分合含占达"
    "人事物"
)


@dataclass(frozen=True, slots=True)
class Windows:
    """The windows of known texts with what repairs them."""

    plain: dict[str, str]
    gapped: dict[str, str]


def dictionary() -> tuple[dict[str, int], dict[str, str]]:
    """jieba's words with their frequency, and its common pairs as followers by first character."""
    frequencies: dict[str, int] = {}
    with jieba.get_dict_file() as lines:
        for line in lines:
            word, count, _ = line.decode().split(" ")
            frequencies[word] = int(count)
    pairs: set[str] = set()
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


def runs_of(text: str) -> list[str]:
    """The runs of Chinese characters of a text that are long enough to learn from."""
    return [run for run in _RUN.findall(text) if len(run) >= _CONTEXT]


@cache
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(jieba.cut(text, HMM=False))


@cache
def broken(text: str) -> int:
    """How many characters of a text are no word by themselves and belong to none."""
    return sum(len(token) == 1 and token not in FREE for token in _tokens(text))


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
        for run in runs:
            words = _inside_word(run)
            for key, value in self._missing(run, words, edges):
                plain.setdefault(key, value)
            for key, value in self._swapped(run, edges):
                plain.setdefault(key, value)
            for key, value in self._replaced(run, words):
                gapped.setdefault(key, value)
        return Windows(plain, gapped)

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
        """Windows around a character of a word (its value), and across a word (value “+”)."""
        for i in range(2, len(run) - 2):
            if words.count(words[i]) > 1:
                yield run[i - 2 : i] + run[i + 1 : i + 3], run[i]
        for i in range(2, len(run) - 1):
            if words[i - 1] == words[i]:
                yield run[i - 2 : i + 2], "+"


def phrase_bank() -> list[str]:
    """Our phrases, each once, in the order of the file; lines that begin with # are headings."""
    lines = PHRASES.read_text("utf-8").splitlines()
    return list(dict.fromkeys(p for line in lines if line[:1] != "#" for p in line.split()))


def official_text() -> list[str]:
    """Runs of the official labels and of the digest of the 条例."""
    labels = [cell.label for form in LAYOUTS.values() for cell in form.cells]
    labels += [part.title for form in LAYOUTS.values() for part in form.sections]
    articles = [
        article["text"]
        for path in sorted((corpus_dir() / "regulation").glob("*.yaml"))
        for article in yaml.safe_load(path.read_text("utf-8"))["articles"]
    ]
    return list(dict.fromkeys(runs_of("\n".join(labels + articles))))


def sample_text(left_out: str = "") -> list[str]:
    """Runs of the sample reports; those whose file begins with `left_out` are left out."""
    texts: list[str] = []
    for path in sorted((corpus_dir() / "samples").glob("*.yaml")):
        if not left_out or not path.name.startswith(left_out):
            texts += _strings(yaml.safe_load(path.read_text("utf-8")))
    return list(dict.fromkeys(runs_of("\n".join(texts))))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)


def _written(strong: Mapping[str, str], weak: Mapping[str, str]) -> str:
    """The windows in order, so that they pack well, and the value of each as one character."""
    values = {key: _folded(value, 0) for key, value in weak.items()}
    values |= {key: _folded(value, STRONG) for key, value in strong.items()}
    order = sorted(values)
    return " ".join(order) + "\x1f" + "".join(values[key] for key in order)


def _folded(value: str, shift: int) -> str:
    """One character: those of `<c` and `>c` lie in planes of their own beyond the Chinese ones."""
    return chr(ord(value[-1]) + {"<": 0x20000, ">": 0x40000}.get(value[0], 0) + shift)


def parts_of(phrases: Sequence[str], official: Sequence[str], samples: Sequence[str]) -> dict[str, str]:
    """The parts of the data file for these texts."""
    _, followers = dictionary()
    learner = Learner([*phrases, *official, *samples])
    bank = learner.learn(phrases, edges=True)
    law = learner.learn(official, edges=False)
    strong = Windows(law.plain | bank.plain, law.gapped | bank.gapped)
    seen = learner.learn(samples, edges=False)
    return {
        "followers": " ".join(first + rest for first, rest in followers.items()),
        "free": "".join(sorted(set(FREE))),
        "plain": _written(strong.plain, seen.plain),
        "gapped": _written(strong.gapped, seen.gapped),
    }


def main(arguments: Sequence[str]) -> int:
    """Writes the data; with `--check` only says by its code (1) that it is stale."""
    parser = argparse.ArgumentParser(prog="python -m assistant.rules.slips.learn")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", action="store_true", help="重新生成 known.z")
    action.add_argument("--check", action="store_true", help="只检查，不写；过期时退出码为 1")
    parts = parts_of(phrase_bank(), official_text(), sample_text())
    if parser.parse_args(arguments).write:
        DATA.write_bytes(packed(parts))
        return 0
    if DATA.is_file() and unpacked(DATA.read_bytes()) == parts:
        return 0
    sys.stderr.write(f"{DATA} 已过期，请运行 python -m assistant.rules.slips.learn --write\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
