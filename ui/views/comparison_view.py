"""Last year beside this year: numbers with their change, texts part by part, what repeats."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.exporting.outline import shown
from assistant.report.ledger import share_of
from assistant.report.model import AnnualReport, Value
from assistant.rules.case import Case
from assistant.rules.likeness import Passage, alike
from assistant.rules.narrative import Narrative
from ui.templating import template

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


@dataclass(frozen=True, slots=True)
class NumberView:
    """One cell in both years."""

    address: str
    label: str
    last: str
    now: str
    change: str
    rate: str


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
class Piece:
    """A run of text that is repeated from the other year, or is not."""

    text: str
    repeated: bool


@dataclass(frozen=True, slots=True)
class PartView:
    """One part in both years, with how much of this year's repeats last year's, in percent."""

    id: str
    title: str
    last: tuple[Piece, ...]
    now: tuple[Piece, ...]
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
        numbers=list(_numbers(report, previous)),
        parts=list(_parts(case)),
    )


def _numbers(report: AnnualReport, previous: AnnualReport) -> Iterator[NumberView]:
    for cell in report.form.cells:
        if not previous.holds(cell.address) or not report.holds(cell.address):
            continue
        now, last = report.cell(cell.address), previous.cell(cell.address)
        if not now and not last and cell.address not in _PLOTTED:
            continue
        yield NumberView(
            address=cell.address,
            label=cell.label,
            last=shown(last) or "空白",
            now=shown(now) or "空白",
            change=_change(now, last),
            rate=_rate(now, last),
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
        now, last = _pieces(text, mine.get(section, [])), _pieces(old, theirs.get(section, []))
        repeated = sum(len(piece.text) for piece in now if piece.repeated)
        title = "前言" if section == _PREFACE else case.report.form.title_of(section)
        share = repeated * 100 // len(text) if text and section != _PREFACE else 0
        yield PartView(section, title, last, now, share)


def _others(passages: Sequence[Passage]) -> list[tuple[int, int]]:
    return [passage.other for passage in passages]


def _by_part(
    narrative: Narrative, spans: Sequence[tuple[int, int]]
) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for start, end in spans:
        place = narrative.place(start, end)
        if place.section is not None and place.start is not None and place.end is not None:
            found.setdefault(place.section, []).append((place.start, place.end))
    return found


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces, at = list[Piece](), 0
    for start, end in sorted(spans):
        begin = max(start, at)
        if begin >= end:
            continue
        pieces += [Piece(text[at:begin], False), Piece(text[begin:end], True)]
        at = end
    pieces.append(Piece(text[at:], False))
    return tuple(piece for piece in pieces if piece.text)
