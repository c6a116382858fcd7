"""A narrative cut into sentences and clauses, each with its words and quantities."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.report.quantities import Quantity
from assistant.rules.mentions.words import Word

_NOTED = frozenset(["negations", "all_of_it", "reached"])


@dataclass(slots=True)
class Clause:
    """The words and quantities between two marks; `opener` is the mark before it.

    `claims` says that it holds a negation or an “all”, `reached_at` where its last 增至 or 减至
    stands. `depth` counts the brackets around it. `、` parts no clause: it stands among the words.
    """

    start: int
    end: int
    depth: int
    opener: str
    words: list[Word] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    claims: bool = False
    reached_at: int = -1

    def note(self, word: Word) -> None:
        """Note of one of its words what is asked for later."""
        if word.group == "reached":
            self.reached_at = word.start
        else:
            self.claims = True


def clauses_of(
    words: list[Word], quantities: list[Quantity], length: int
) -> Iterator[list[Clause]]:
    """The clauses of each sentence in reading order, empty ones left out."""
    cutter = _Cutter(quantities, length)
    own, next_start, taken = cutter.clause.words, cutter.next_start, 0
    for word in words:
        start, end, group, mark = word
        if next_start < end:
            cutter.take_quantities(start, end)
            next_start, taken = cutter.next_start, cutter.taken
        if start < taken:
            continue
        if group != "mark" or mark == "item":
            own.append(word)
            if group in _NOTED:
                cutter.clause.note(word)
        elif mark != "colon" or next_start > end + 1:  # 新收：5件 is one clause.
            own = cutter.cut(start, end, mark).words
            if cutter.done:
                yield cutter.done
                cutter.done = []
    yield from cutter.finish()


class _Cutter:
    """Where the cutting of a text has come to."""

    def __init__(self, quantities: list[Quantity], length: int) -> None:
        self.quantities = quantities
        self.length = length
        self.next_start = quantities[0].start if quantities else length + 1
        self.at = self.taken = 0
        self.clauses: list[Clause] = []
        self.done: list[Clause] = []
        self.clause = Clause(0, length, 0, "")

    def take_quantities(self, start: int, end: int) -> None:
        """Give the clause all quantities before the word there, and drop those that the word holds.

        12345 in 12345热线 and 三年 in 近三年 count nothing.
        """
        while self.next_start <= start:
            quantity = self.quantities[self.at]
            if self.next_start == start and quantity.end < end:
                break
            self.clause.quantities.append(quantity)
            self.taken = quantity.end
            self._step()
        while self.next_start < end and self.quantities[self.at].end <= end:
            self._step()

    def _step(self) -> None:
        self.at += 1
        at_end = self.at == len(self.quantities)
        self.next_start = self.length + 1 if at_end else self.quantities[self.at].start

    def cut(self, start: int, end: int, mark: str) -> Clause:
        """End the clause at a mark, and the sentence where the mark ends one (it is `done`)."""
        clause = self.clause
        if clause.words or clause.quantities:
            clause.end = start
            self.clauses.append(clause)
            clause = self.clause = Clause(end, self.length, clause.depth, mark)
        else:
            clause.start, clause.opener = end, mark
        if mark == "sentence":
            clause.depth = 0
            self.done, self.clauses = self.clauses, []
        elif mark == "open":
            clause.depth += 1
        elif mark == "close" and clause.depth:
            clause.depth -= 1
        return clause

    def finish(self) -> Iterator[list[Clause]]:
        """The last sentence, which needs no mark."""
        self.clause.quantities.extend(self.quantities[self.at :])
        if self.clause.words or self.clause.quantities:
            self.clauses.append(self.clause)
        if self.clauses:
            yield self.clauses
