"""Units compared: one cell of many reports as bars, the largest first."""

from collections.abc import Sequence

from assistant.errors import UnusableInput
from assistant.exporting.pictures.chart import Chart, Series, plain
from assistant.report.forms import LAYOUT_2021
from assistant.report.model import AnnualReport, Value

MOST_UNITS = 40  # bars that a page holds and an eye compares
_NAMED = 10  # of those that left the cell blank


def units_compared(
    reports: Sequence[AnnualReport], address: str = "t3.new.total", most: int = MOST_UNITS
) -> Chart:
    """One cell of the reports of many units, the largest `most`, equal ones by name.

    Units whose cell is blank, and those beyond `most`, are counted in `omitted`.

    Raises:
        UnusableInput: No report, or no such cell.
    """
    cell = LAYOUT_2021.by_address.get(address)
    if not reports or cell is None:
        raise UnusableInput(
            "没有报告，无法比较" if cell else f"没有“{address}”这一格，无法比较",
            cure="请给出报告和 t3.new.total 这样的格。",
        )
    filled = [(r, v) for r in reports if (v := _value(r, address)) is not None]
    filled.sort(key=lambda pair: (-pair[1], pair[0].agency, pair[0].year))
    drawn = filled[:most]
    years = sorted({report.year for report in reports})
    span = f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"
    return Chart(
        kind="bars",
        title=f"{span}各单位{cell.label}",
        categories=tuple(plain(report.agency) for report, _ in drawn),
        series=(Series(address.split(".")[1], cell.label, tuple(v for _, v in drawn)),),
        unit=cell.unit,
        omitted=_omitted(reports, address, len(filled) - len(drawn)),
    )


def _value(report: AnnualReport, address: str) -> Value:
    return report.cell(address) if address in report.form.by_address else None


def _omitted(reports: Sequence[AnnualReport], address: str, beyond: int) -> tuple[str, ...]:
    blank = [plain(r.agency) for r in reports if _value(r, address) is None]
    told = []
    if beyond:
        told.append(f"其余 {beyond} 个单位数量较少，没有画出。")
    if blank:
        more = "等" if len(blank) > _NAMED else ""
        names = "、".join(blank[:_NAMED])
        told.append(f"没有填这一格的 {len(blank)} 个单位没有画出：{names}{more}。")
    return tuple(told)
