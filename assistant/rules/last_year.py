"""What last year's report says beside this year's: cells of both, blanks told, jumps measured."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from assistant.report.model import Value
from assistant.rules.case import Case
from assistant.rules.rule import NotAssessed, Rule

Number = int | Decimal
_TENFOLD = 10


def last_cells(case: Case) -> Mapping[str, Value]:
    """The cells of last year's report; none where no fitting one was given."""
    return case.last.cells if case.last else {}


def amount(cells: Mapping[str, Value], address: str) -> int | Decimal:
    """A cell as a number; ask `lacking` first, for a blank is taken for zero here."""
    return cells.get(address) or 0


def lacking(
    rule: Rule, case: Case, now: Iterable[str], then: Iterable[str] = ()
) -> list[NotAssessed]:
    """Which of these cells of this year and of last year have no number, and why."""
    return [*_lacking_now(rule, case, now), *_lacking_then(rule, case, then)]


def _lacking_now(rule: Rule, case: Case, addresses: Iterable[str]) -> Iterator[NotAssessed]:
    cells = case.cells
    missing = [address for address in addresses if cells.get(address) is None]
    if any(address not in cells for address in missing):
        yield NotAssessed(rule.code, "2019 年旧表没有这一栏，无法与上年比较")
    else:
        yield from rule.blanks(missing, case)


def _lacking_then(rule: Rule, case: Case, addresses: Iterable[str]) -> Iterator[NotAssessed]:
    cells = last_cells(case)
    missing = [address for address in addresses if cells.get(address) is None]
    if any(address not in cells for address in missing):
        yield NotAssessed(rule.code, "上年报告用的是 2019 年旧表，没有这一栏，无法比较")
    elif missing and case.last:
        labels = case.last.report.form.by_address
        shown = "、".join(labels[address].label for address in missing[:3])
        more = f"等 {len(missing)} 格" if len(missing) > 3 else ""
        yield NotAssessed(rule.code, f"上年报告的{shown}{more}没有数字，无法与上年比较")


def jumped(now: Number, then: Number, ordinary: int) -> bool:
    """Whether a figure changed by more than half, and by more than `ordinary` pieces."""
    gap = max(now, then) - min(now, then)
    return gap > ordinary and 2 * gap > max(then, 1)


def jumped_by_magnitude(now: Number, then: Number, large: int) -> bool:
    """Whether a figure became ten times as large or small, or a `large` one came from or fell to nothing."""
    low, high = min(now, then), max(now, then)
    return high >= large and (low < 1 or high >= _TENFOLD * low)


def explained(case: Case, group: str, about: tuple[str, ...]) -> bool:
    """Whether a sentence of the report has both a word of this group and one of `about`."""
    narrative = case.narrative
    return any(
        any(word in sentence.text for word in about)
        for hit in narrative.words[group]
        if (sentence := narrative.sentence_at(hit.start))
    )
