"""How the requests of a year ended: six bars, one for each kind of result of table three."""

from collections.abc import Iterator

from assistant.exporting.pictures.chart import Chart, Series, plain
from assistant.report.labels import GRANTED, PARTIAL
from assistant.report.model import AnnualReport, Value


def results_by_kind(report: AnnualReport) -> Chart:
    """The totals of 予以公开, 部分公开 and the groups of table three, in requests.

    A group with a blank row has no sum: it is left out and named in `omitted`.
    """
    kinds = list(_kinds(report))
    values = tuple(_sum(report, rows) for _, _, rows in kinds)
    blank = [name for (_, name, _), value in zip(kinds, values, strict=True) if value is None]
    return Chart(
        kind="bars",
        title=plain(f"{report.agency}{report.year}年政府信息公开申请办理结果"),
        categories=tuple(name for _, name, _ in kinds),
        series=(Series("results", "办理结果", values),),
        unit="件",
        keys=tuple(key for key, _, _ in kinds),
        omitted=(f"{'、'.join(blank)}的总计列没有填全，没有画出。",) if blank else (),
    )


def _kinds(report: AnnualReport) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for row in (GRANTED, PARTIAL):
        yield row.id, row.name, (row.id,)
    for group in report.form.groups:
        yield group.id, group.name, tuple(row.id for row in group.rows)


def _sum(report: AnnualReport, rows: tuple[str, ...]) -> Value:
    total: Value = 0
    for row in rows:
        value = report.cell(f"t3.{row}.total")
        if value is None or total is None:
            return None
        total += value
    return total
