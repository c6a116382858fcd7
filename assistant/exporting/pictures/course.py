"""The course of several years: requests, results, reconsideration and litigation as lines."""

from collections import Counter
from collections.abc import Sequence

from assistant.errors import UnusableInput
from assistant.exporting.pictures.chart import Chart, Series, plain
from assistant.report.labels import CASE_GROUPS, NEW, RESULT_TOTAL
from assistant.report.model import AnnualReport, Value

YEARS = 5
_LITIGATION = tuple(group.id for group in CASE_GROUPS if group.id.startswith("litigation"))
_MEASURES = (
    ("new", NEW.name, ("t3.new.total",)),
    ("result_total", RESULT_TOTAL.name, ("t3.result_total.total",)),
    ("reconsideration", "行政复议", ("t4.reconsideration.total",)),
    ("litigation", "行政诉讼", tuple(f"t4.{group}.total" for group in _LITIGATION)),
)


def years_course(reports: Sequence[AnnualReport], years: int = YEARS) -> Chart:
    """The last `years` years of one agency, one report a year, in any order.

    A year without a report and a blank cell leave a gap and are named in `omitted`.

    Raises:
        UnusableInput: No report, or two of the same year.
    """
    by_year = _by_year(reports)
    last = max(by_year)
    first = max(min(by_year), last - years + 1)
    span = range(first, last + 1)
    series = tuple(
        Series(key, name, tuple(_sum(by_year.get(year), cells) for year in span))
        for key, name, cells in _MEASURES
    )
    return Chart(
        kind="lines",
        title=plain(f"{by_year[last].agency}{first}—{last}年申请办理和复议诉讼情况"),
        categories=tuple(f"{year}年" for year in span),
        series=series,
        unit="件",
        omitted=(*_gaps(by_year, span, series), *_earlier(by_year, first), *_names(by_year, span)),
    )


def _by_year(reports: Sequence[AnnualReport]) -> dict[int, AnnualReport]:
    if not reports:
        raise UnusableInput("没有报告，画不出历年情况", cure="请给出至少一年的报告。")
    twice = [year for year, count in Counter(r.year for r in reports).items() if count > 1]
    if twice:
        raise UnusableInput(
            f"{'、'.join(map(str, sorted(twice)))}年有不止一份报告", cure="每年只留一份，再画。"
        )
    return {report.year: report for report in reports}


def _sum(report: AnnualReport | None, cells: tuple[str, ...]) -> Value:
    if report is None:
        return None
    values = [report.cell(cell) for cell in cells]
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _gaps(by_year: dict[int, AnnualReport], span: range, series: tuple[Series, ...]) -> list[str]:
    missing = [year for year in span if year not in by_year]
    told = [f"没有{'、'.join(map(str, missing))}年的报告。"] if missing else []
    for line in series:
        blank = [
            year
            for year, value in zip(span, line.values, strict=True)
            if value is None and year in by_year
        ]
        if blank:
            told.append(f"{'、'.join(map(str, blank))}年的{line.name}没有填，没有画出。")
    return told


def _earlier(by_year: dict[int, AnnualReport], first: int) -> list[str]:
    left_out = sorted(year for year in by_year if year < first)
    return [f"{'、'.join(map(str, left_out))}年的报告没有画出。"] if left_out else []


def _names(by_year: dict[int, AnnualReport], span: range) -> list[str]:
    names = dict.fromkeys(by_year[year].agency for year in span if year in by_year)
    return [f"各年的单位名称不一致：{'、'.join(map(plain, names))}。"] if len(names) > 1 else []
