"""A narrative cut into sentences and clauses, each with its words and quantities."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.report.quantities import Quantity
from assistant.rules.mentions.words import Word


@dataclass(slots=True)
class Clause:
    """The words and quantities between two marks; `opener` is the mark before it.

    `depth` counts the brackets around it. `、` parts no clause: it stands among the words.
    """

    start: int
    end: int
    depth: int
    opener: str
    words: list[Word] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.quantities


def clauses_of(
    words: list[Word], quantities: list[Quantity], length: int
) -> Iterator[tuple[int, list[Clause]]]:
    """The clauses of each sentence with its end, in reading order, empty ones left out."""
    current, clause, depth, at, taken = [], Clause(0, length, 0, ""), 0, 0, 0
    count = len(quantities)
    for word in words:
        while at < count and quantities[at].start <= word.start:
            clause.quantities.append(quantities[at])
            taken = quantities[at].end
            at += 1
        if word.start < taken:
            continue
        if word.group != "mark" or word.meaning == "item":
            clause.words.append(word)
            continue
        mark = word.meaning
        clause.end = word.start
        if not clause.is_empty:
            current.append(clause)
        if mark == "sentence":
            depth = 0
            if current:
                yield word.end, current
                current = []
        else:
            depth = max(0, depth + (mark == "open") - (mark == "close"))
        clause = Clause(word.end, length, depth, mark)
    clause.quantities.extend(quantities[at:])
    if not clause.is_empty:
        current.append(clause)
    if current:
        yield length, current
