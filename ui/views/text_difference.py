"""Two years' words of one part beside each other: sentence by sentence, and inside a sentence word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from ui.views.word_difference import Piece, word_difference

RowKind = Literal["same", "numbers", "changed", "moved", "added", "removed", "gone_elsewhere"]
Span = tuple[int, int]

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+")
_DIGITS = re.compile(r"\d[\d,.]*")
_SAME, _ALIKE = 1000, 450  # per mille of pairs of letters, numbers aside; less is another sentence
_MOST_PAIRS = 60_000  # of sentences; a part of a report has some hundreds


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence in both years; `where` says of a moved one where it stood, or stands now."""

    kind: RowKind
    last: tuple[Piece, ...]
    now: tuple[Piece, ...]
    where: int = 0


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    start: int
    pairs: Counter[str]
    number: int


@dataclass(frozen=True, slots=True)
class _Pair:
    last: int
    now: int


def rows_of(
    last: str, now: str, repeated_last: Sequence[Span] = (), repeated_now: Sequence[Span] = ()
) -> tuple[Row, ...]:
    """Every sentence of both texts in the order of this year's; one that only moved is told as moved.

    The spans are the passages that both texts share, in characters of each.
    """
    old, new = _sentences(last), _sentences(now)
    in_order = _aligned(old, new)
    moved = _moved(old, new, in_order)
    painted = _Painter(old, new, tuple(repeated_last), tuple(repeated_now))
    return tuple(_rows(painted, in_order, moved))


def counts_of(rows: Sequence[Row]) -> Counter[RowKind]:
    """How many sentences were changed in which way."""
    return Counter(row.kind for row in rows if row.kind not in ("same", "gone_elsewhere"))


def _sentences(text: str) -> list[_Sentence]:
    found = list[_Sentence]()
    for match in _SENTENCE.finditer(text):
        words = match[0].strip()
        if words:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            plain = _DIGITS.sub("0", words)
            pairs = Counter(plain[i : i + 2] for i in range(len(plain) - 1))
            found.append(_Sentence(words, start, pairs, len(found) + 1))
    return found


def _likeness(one: _Sentence, other: _Sentence) -> int:
    if one.text == other.text:
        return _SAME
    whole = one.pairs.total() + other.pairs.total()
    alike = 2 * _SAME * (one.pairs & other.pairs).total() // whole if whole else 0
    return min(alike, _SAME - 1) if alike >= _ALIKE else 0


def _aligned(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> list[_Pair]:
    """The pairs of sentences in the same order in both that are most alike, all in all."""
    if len(old) * len(new) > _MOST_PAIRS:
        return _alike_to_the_letter(old, new)
    likeness = [[_likeness(was, now) for now in new] for was in old]
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            together = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    found, i, j = list[_Pair](), 0, 0
    while i < len(old) and j < len(new):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            found.append(_Pair(i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _alike_to_the_letter(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> list[_Pair]:
    matcher = SequenceMatcher(None, [s.text for s in old], [s.text for s in new], False)
    blocks = matcher.get_matching_blocks()
    return [_Pair(one.a + k, one.b + k) for one in blocks for k in range(one.size)]


def _moved(
    old: Sequence[_Sentence], new: Sequence[_Sentence], in_order: Sequence[_Pair]
) -> list[_Pair]:
    """Of what is left, the pairs that are alike but stand in another order, the most alike first."""
    left = [i for i in range(len(old)) if i not in {pair.last for pair in in_order}]
    right = [j for j in range(len(new)) if j not in {pair.now for pair in in_order}]
    if len(left) * len(right) > _MOST_PAIRS:
        return []
    scored = sorted((-_likeness(old[i], new[j]), i, j) for i in left for j in right)
    found, used_old, used_new = list[_Pair](), set[int](), set[int]()
    for score, i, j in scored:
        if score < 0 and i not in used_old and j not in used_new:
            found.append(_Pair(i, j))
            used_old.add(i)
            used_new.add(j)
    return found


def _rows(painted: "_Painter", in_order: Sequence[_Pair], moved: Sequence[_Pair]) -> Iterator[Row]:
    at_old = at_new = 0
    to, origin = {p.last: p.now for p in moved}, {p.now: p.last for p in moved}
    for pair in [*in_order, _Pair(len(painted.old), len(painted.new))]:
        for i in range(at_old, pair.last):
            yield painted.removed(i, to.get(i))
        for j in range(at_new, pair.now):
            yield painted.moved(origin[j], j) if j in origin else painted.added(j)
        if pair.last < len(painted.old):
            yield painted.paired(pair)
        at_old, at_new = pair.last + 1, pair.now + 1


@dataclass(frozen=True, slots=True)
class _Painter:
    """Cuts sentences into pieces."""

    old: Sequence[_Sentence]
    new: Sequence[_Sentence]
    repeated_old: tuple[Span, ...]
    repeated_new: tuple[Span, ...]

    def removed(self, i: int, now_at: int | None) -> Row:
        kind: RowKind = "removed" if now_at is None else "gone_elsewhere"
        pieces = self._last(i, [Piece(self.old[i].text, "gone" if now_at is None else "same")])
        return Row(kind, pieces, (), 0 if now_at is None else self.new[now_at].number)

    def added(self, j: int) -> Row:
        return Row("added", (), self._now(j, [Piece(self.new[j].text, "new")]))

    def moved(self, i: int, j: int) -> Row:
        row = self.paired(_Pair(i, j))
        return Row("moved", row.last, row.now, self.old[i].number)

    def paired(self, pair: _Pair) -> Row:
        was, now = self.old[pair.last].text, self.new[pair.now].text
        last_pieces, now_pieces = word_difference(was, now)
        kinds = {piece.kind for piece in (*last_pieces, *now_pieces)} - {"same"}
        kind: RowKind = "same" if not kinds else "numbers" if kinds == {"number"} else "changed"
        return Row(kind, self._last(pair.last, last_pieces), self._now(pair.now, now_pieces))

    def _last(self, i: int, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        return _with_repeats(pieces, self.old[i].start, self.repeated_old)

    def _now(self, j: int, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
        return _with_repeats(pieces, self.new[j].start, self.repeated_new)


def _with_repeats(
    pieces: Sequence[Piece], start: int, repeated: Sequence[Span]
) -> tuple[Piece, ...]:
    """The pieces cut where a repeated passage begins and ends."""
    found, at = list[Piece](), start
    for piece in pieces:
        end = at + len(piece.text)
        edges = {at, end} | {edge for span in repeated for edge in span if at < edge < end}
        cuts = sorted(edges)
        for one, other in pairwise(cuts):
            inside = any(begin <= one and other <= stop for begin, stop in repeated)
            found.append(Piece(piece.text[one - at : other - at], piece.kind, inside))
        at = end
    return tuple(found)
