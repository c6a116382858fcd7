"""Figures of the tables among the facts: found by what they count, held against each other."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property

from assistant.drafting.grounding.sayable import Sayable, sayable
from assistant.report.ledger import Fact
from assistant.rules.definitions.definition import Definition

_TABLES = ("t2.", "t3.", "t4.")
_RESULT_TOTAL = "t3.result_total.total"
_RESULTS = frozenset({"t3.granted.total", "t3.partially_granted.total"})
HANDLED = "sum.t3.handled.total"
NEW, CARRIED_IN, CARRIED_OUT = "t3.new.total", "t3.carried_in.total", "t3.carried_out.total"
LAST = "last."


class TableFacts:
    """The facts that tell of the tables, this year's and last year's."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = facts
        self.numbers: dict[str, Sayable] = {
            fact.id: sayable(fact.value, fact.unit)
            for fact in facts.values()
            if not isinstance(fact.value, str) and _of_table(fact.id)
        }

    def __bool__(self) -> bool:
        return bool(self.numbers)

    def label(self, fact_id: str) -> str:
        """What a fact is called in a reason."""
        return self._facts[fact_id].label

    def written(self, fact_id: str) -> str:
        """Its value with its unit."""
        return self._facts[fact_id].written

    def value(self, fact_id: str) -> Sayable | None:
        """A fact's number; None where it is not among the facts."""
        return self.numbers.get(fact_id)

    def amount(self, fact_id: str) -> int | Decimal | None:
        """A fact's bare value, None where it is unknown."""
        number = self.numbers.get(fact_id)
        return None if number is None else number.value

    def of(self, definition: Definition, prefix: str = "") -> str:
        """The id of the fact that holds what a definition works out; empty if no fact does.

        A sum that the ledger does not derive is no fact, however true it is.
        """
        plus = frozenset(prefix + cell for term in definition.plus for cell in term.cells)
        minus = frozenset(prefix + cell for term in definition.minus for cell in term.cells)
        if not minus and len(plus) == 1:
            (cell,) = plus
            return cell if cell in self.numbers else ""
        return self._sums.get((plus, minus), "")

    def sum_of(self, fact_ids: Iterable[str]) -> str:
        """The sum that the ledger derives of these figures and no others; empty if it derives none."""
        return self._sums.get((frozenset(fact_ids), frozenset()), "")

    @cached_property
    def _sums(self) -> dict[tuple[frozenset[str], frozenset[str]], str]:
        found: dict[tuple[frozenset[str], frozenset[str]], str] = {}
        for fact_id in self.numbers:
            plus, minus = self._made_of(fact_id)
            if len(plus) + len(minus) > 1:
                found.setdefault((plus, minus), fact_id)
        return found

    def _made_of(self, fact_id: str) -> tuple[frozenset[str], frozenset[str]]:
        """The cells that a sum or remainder is made of."""
        operands = self._facts[fact_id].operands if fact_id in self._facts else ()
        if not operands or not fact_id.removeprefix(LAST).startswith("sum."):
            return frozenset({fact_id}), frozenset()
        if fact_id.endswith(".decided"):
            return frozenset(operands[:1]), frozenset(operands[1:])
        return frozenset(operands), frozenset()

    def is_zero(self, definition: Definition, prefix: str = "") -> tuple[str, ...]:
        """The facts that show that a sum of cells is zero; none if they do not show it."""
        cells = {prefix + cell for term in definition.plus for cell in term.cells}
        shown: list[str] = []
        for fact_id, number in self.numbers.items():
            plus, minus = self._made_of(fact_id)
            if not minus and not number.value and plus & cells:
                shown.append(fact_id)
                cells -= plus
        return () if cells else tuple(shown)

    def holds(self, whole: str, part: str) -> bool:
        """Whether one figure counts some of what another counts: a row's applicants, a group's rows."""
        parts, _ = self._made_of(part) if part in self.numbers else (frozenset({part}), frozenset())
        members = set(self._made_of(whole)[0]) - {whole}
        if part in members or (len(parts) > 1 and parts <= members):
            return True
        if _same_row(whole, part) or all(_same_row(whole, cell) for cell in parts):
            return True
        return self._is_result(part) and self._counts_results(whole)

    def _is_result(self, part: str) -> bool:
        cells = self._made_of(part)[0]
        return bool(cells) and all(_is_result_cell(cell) for cell in cells)

    def _counts_results(self, whole: str) -> bool:
        """Whether all results are of what a figure counts: the results, or requests all settled."""
        if whole == _RESULT_TOTAL:
            return True
        settled = self.amount(CARRIED_OUT) == 0 and self.amount(whole) == self.amount(_RESULT_TOTAL)
        return whole in (NEW, HANDLED) and settled

    def derived(self, prefix: str, base: Iterable[str]) -> list[str]:
        """The derived facts (`diff`, `growth`, `share`) of these figures."""
        return [f"{prefix}.{fact_id}" for fact_id in base if f"{prefix}.{fact_id}" in self.numbers]

    def whole_of(self, share: str) -> str:
        """The figure that a share is out of."""
        return self._facts[share].operands[1]


def _is_result_cell(cell: str) -> bool:
    return cell in _RESULTS or (cell.startswith(_REASONS) and cell.endswith(".total"))


_REASONS = ("t3.denied_", "t3.unavailable_", "t3.not_processed_", "t3.other_", "t3.other.")


def _of_table(fact_id: str) -> bool:
    bare = fact_id.removeprefix(LAST)
    for prefix in ("sum.", "diff.", "growth.", "share.", "points."):
        bare = bare.removeprefix(prefix)
    return bare.removeprefix("sum.").startswith(_TABLES)


def _same_row(whole: str, part: str) -> bool:
    """Whether a figure is one column of the row whose total (or organisations) the other is."""
    one, other = whole.split("."), part.split(".")
    if one[-2:-1] != other[-2:-1] or one[0] == "last" or len(other) < 3 or whole == part:
        return _litigation(whole, part)
    if one[-1] == "total":
        return other[-1] != "total"
    return one[-1] == "organisations" and other[-1] not in ("total", "natural_person")


def _litigation(whole: str, part: str) -> bool:
    if whole != "sum.t4.litigation.total":
        return False
    return part.startswith(("t4.litigation_", "sum.t4.litigation."))
