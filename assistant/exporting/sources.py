"""The 溯源表: where each number of the narrative comes from, one row a number."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.exporting.outline import heading_text
from assistant.report.ledger import Fact
from assistant.report.quantities import Quantity, find_quantities

UNKNOWN = "没有找到出处，请人工核对"
IN_WORDS = "（文字表述）"


@dataclass(frozen=True, slots=True)
class TracedSentence:
    """A sentence of a report: the title of its part, and the ids of the facts it rests on.

    `written_from` says that it was written from these facts, all of them; else they were found
    to support some of it, and `doubts` are the spans that nothing supports.
    """

    place: str
    text: str
    facts: tuple[str, ...]
    written_from: bool = True
    doubts: tuple[tuple[int, int], ...] = ()

    def doubted(self, quantity: Quantity) -> bool:
        """Whether nothing is known to support a number of it."""
        return any(start < quantity.end and quantity.start < end for start, end in self.doubts)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One number: where it stands, how it is written, what it counts, where it comes from."""

    place: str
    written: str
    means: str
    source: str

    @property
    def known(self) -> bool:
        """Whether a source was found."""
        return self.source != UNKNOWN


def source_rows(
    sentences: Iterable[TracedSentence], ledger: Mapping[str, Fact]
) -> tuple[SourceRow, ...]:
    """A row for each number of the sentences, in reading order, none guessed.

    A number has a source where a fact of its own sentence has its value and unit, or a
    statement of the staff contains it; else the row says that none was found. Dates and
    numbers of articles are no such numbers. A zero that a draft says in words (“未发生”) has a
    row too, for a cell stands behind it.
    """
    return tuple(row for sentence in sentences for row in _rows(sentence, ledger))


def _rows(sentence: TracedSentence, ledger: Mapping[str, Fact]) -> Iterator[SourceRow]:
    facts = [ledger[fact] for fact in sentence.facts if fact in ledger]
    used: list[Fact] = []
    for quantity in find_quantities(sentence.text):
        doubted = sentence.doubted(quantity)
        fact = None if doubted else _source_of(quantity, facts, used)
        if fact is None:
            yield SourceRow(sentence.place, quantity.text, "", UNKNOWN)
        else:
            used.append(fact)
            yield SourceRow(sentence.place, quantity.text, _means(fact), _source(fact))
    for fact in facts if sentence.written_from else ():
        if fact.value == 0 and fact not in used:
            written = f"{fact.written}{IN_WORDS}"
            yield SourceRow(sentence.place, written, _means(fact), _source(fact))


def _source_of(quantity: Quantity, facts: Sequence[Fact], used: Sequence[Fact]) -> Fact | None:
    """The fact with this value, one that no number of the sentence has taken yet if possible."""
    fitting = [fact for fact in facts if _fits(quantity, fact)]
    fitting.sort(key=lambda fact: fact in used)
    told = (fact for fact in facts if fact.kind == "statement" and _tells(fact, quantity))
    return fitting[0] if fitting else next(told, None)


def _tells(fact: Fact, quantity: Quantity) -> bool:
    """Whether a statement of the staff has this number with this unit."""
    said = find_quantities(str(fact.value))
    return any((q.value, q.unit) == (quantity.value, quantity.unit) for q in said)


def _fits(quantity: Quantity, fact: Fact) -> bool:
    if isinstance(fact.value, str):
        return False
    units = {quantity.unit, fact.unit} - {""}
    same_unit = len(units) <= 1 or quantity.text in fact.wordings
    less = fact.kind == "derived" and fact.value < 0  # −3 is written “减少3件”
    return same_unit and quantity.agrees_with(-fact.value if less else fact.value)


def _means(fact: Fact) -> str:
    return heading_text(fact.label)


def _source(fact: Fact) -> str:
    made = f"：{fact.formula}" if fact.formula else ""
    return heading_text(f"{fact.source}{made}")
