"""Last year beside this year: numbers with their change, texts sentence by sentence, what repeats."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.exporting.outline import shown
from assistant.report.ledger import share_of
from assistant.report.model import AnnualReport, Value
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check
from assistant.rules.likeness import Passage, alike
from assistant.rules.narrative import Narrative
from assistant.rules.rule import Finding
from ui.templating import template
from ui.views.text_difference import Row, RowKind, Span, counts_of, rows_of

_REPEATS = 20  # letters in a row; what is shorter is how everybody writes
_PLOTTED = (
    *("t3.new.total", "t3.carried_in.total", "t3.granted.total", "t3.partially_granted.total"),
    *("t3.result_total.total", "t3.carried_out.total"),
    *("t2.normative_documents.issued", "t2.normative_documents.in_force"),
    *("t4.reconsideration.total", "t4.litigation_direct.total"),
    "t4.litigation_after_reconsideration.total",
)
_PREFACE = "preface"
_MOST_YEARS = 6
_ACROSS_TABLES = ("YEA1", "YEA2", "YEA3")  # the rules on the tables of two years
MARKS: Mapping[RowKind, str] = {
    "same": "同",
    "numbers": "数",
    "changed": "改",
    "moved": "移",
    "added": "增",
    "removed": "删",
    "gone_elsewhere": "移走",
}
MARKS_IN_WORDS: Mapping[RowKind, str] = {
    "added": "增",
    "removed": "删",
    "changed": "改",
    "numbers": "只改数字",
    "moved": "移",
}


@dataclass(frozen=True, slots=True)
class NumberView:
    """One cell in both years, and what the rules on two years say of it."""

    address: str
    label: str
    last: str
    now: str
    change: str
    rate: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One year's value of a cell; the width is a percent of the largest of all years."""

    year: int
    value: str
    width: int


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One cell over the years, the oldest first."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """One part in both years, with how much of this year's repeats last year's, in percent."""

    id: str
    title: str
    rows: tuple[Row, ...]
    told: tuple[tuple[str, int], ...]
    has_last: bool
    has_now: bool
    share: int


def comparison_html(
    report: AnnualReport | None,
    previous: AnnualReport | None,
    others: Sequence[AnnualReport] = (),
) -> str:
    """Both years beside each other; without last year's report, how to get it here.

    `others` are reports of the same agency of other years, for the bars alone.
    """
    if report is None or previous is None:
        return template("comparison.html.jinja").render(report=report, previous=None, why="")
    case = Case(report, previous)
    known = {one.year: one for one in (*others, previous, report)}
    years = [known[year] for year in sorted(known)[-_MOST_YEARS:]]
    return template("comparison.html.jinja").render(
        report=report,
        previous=previous,
        why=case.unfit_previous,
        years=years,
        series=list(_series(report, years)),
        numbers=list(_numbers(report, previous, _told_of_cells(case))),
        parts=list(_parts(case)),
        marks=MARKS,
    )


def _told_of_cells(case: Case) -> Mapping[str, tuple[Finding, ...]]:
    """What the rules on the tables of two years find, each once, by the first cell that it names."""
    rules = tuple(rule for rule in RULES if rule.code.startswith(_ACROSS_TABLES))
    found: dict[str, tuple[Finding, ...]] = {}
    for finding in check(case, rules).findings:
        for address in finding.where.cells[:1]:
            found[address] = (*found.get(address, ()), finding)
    return found


def _numbers(
    report: AnnualReport, previous: AnnualReport, told: Mapping[str, tuple[Finding, ...]]
) -> Iterator[NumberView]:
    for cell in report.form.cells:
        if not previous.holds(cell.address) or not report.holds(cell.address):
            continue
        now, last = report.cell(cell.address), previous.cell(cell.address)
        findings = told.get(cell.address, ())
        if not now and not last and not findings and cell.address not in _PLOTTED:
            continue
        yield NumberView(
            address=cell.address,
            label=cell.label,
            last=shown(last) or "空白",
            now=shown(now) or "空白",
            change=_change(now, last),
            rate=_rate(now, last),
            findings=findings,
        )


def _series(report: AnnualReport, years: Sequence[AnnualReport]) -> Iterator[SeriesView]:
    for address in _PLOTTED:
        values = [(one.year, one.cell(address)) for one in years if one.holds(address)]
        most = max(Decimal(value or 0) for _, value in values)
        bars = tuple(
            Bar(year, shown(value) or "空白", _width(value, most)) for year, value in values
        )
        yield SeriesView(report.form.by_address[address].label, bars)


def _change(now: Value, last: Value) -> str:
    if now is None or last is None:
        return ""
    gap = now - last
    return f"{gap:+}" if gap else "持平"


def _rate(now: Value, last: Value) -> str:
    """The growth in percent; none from zero, where it has no meaning."""
    if now is None or not last or last < 0:
        return ""
    rate = share_of(now - last, last)
    return f"{'+' if rate > 0 else ''}{format(rate.normalize() if rate else Decimal(0), 'f')}%"


def _width(value: Value, most: Decimal) -> int:
    return int(Decimal(value) * 100 / most) if value and value > 0 else 0


def _parts(case: Case) -> Iterator[PartView]:
    last_case = case.last or Case(case.previous or case.report)
    here, there = case.narrative, last_case.narrative
    passages = alike(here, there, _REPEATS, ())
    mine, theirs = _by_part(here, [p.span for p in passages]), _by_part(there, _others(passages))
    for section, text in case.report.texts():
        old = last_case.report.text_of(section)
        if not text and not old:
            continue
        rows = rows_of(old, text, theirs.get(section, []), mine.get(section, []))
        repeated = sum(len(piece.text) for row in rows for piece in row.now if piece.repeated)
        counts = counts_of(rows)
        told = tuple((words, counts[kind]) for kind, words in MARKS_IN_WORDS.items())
        title = "前言" if section == _PREFACE else case.report.form.title_of(section)
        share = repeated * 100 // len(text) if text and section != _PREFACE else 0
        yield PartView(section, title, rows, told, bool(old), bool(text), share)


def _others(passages: Sequence[Passage]) -> list[Span]:
    return [passage.other for passage in passages]


def _by_part(narrative: Narrative, spans: Sequence[Span]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for start, end in spans:
        place = narrative.place(start, end)
        if place.section is not None and place.start is not None and place.end is not None:
            found.setdefault(place.section, []).append((place.start, place.end))
    return found
