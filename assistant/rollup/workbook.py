"""The parent's workbook: the sums where there are sums, and beside each cell what is to be asked."""

from assistant.report.model import AnnualReport, Note
from assistant.rollup.adding import CellSum
from assistant.rollup.rollup import RollUp
from assistant.rollup.unit import Standing

UNKNOWN_PARENT = "（未填单位）"
_NAMED = 8


def parent_report(result: RollUp) -> AnnualReport:
    """The sums as a report without narrative; a cell that has no sum is blank, with a note why."""
    cells = {one.address: one.value for one in result.sums}
    notes = [Note(what="rolled up", text=_whose(result))]
    notes += [_note(one) for one in result.sums if one.question or one.blank]
    notes += [
        Note(
            what="differs from parent",
            where=d.address,
            text=f"本级填报 {d.parent}，各单位合计 {d.total}，相差 {d.gap}。{'；'.join(d.causes)}",
        )
        for d in result.comparison.differences
        if cells.get(d.address) is not None
    ]
    report = AnnualReport(
        agency=result.parent or UNKNOWN_PARENT, year=result.year, notes=tuple(notes)
    )
    return report.with_cells(cells)


def _whose(result: RollUp) -> str:
    total, counted = len(result.units), len(result.counted)
    text = f"由 {counted} 个单位的报告逐格相加得到"
    if counted == total:
        return f"{text}；共 {total} 个，全部计入"
    others = [unit for unit in result.units if unit.standing is not Standing.COUNTED]
    named = "、".join(
        f"{unit.name or '认不出单位的文件'}（{unit.standing.label}）" for unit in others
    )
    return f"{text}；共 {total} 个，没有计入：{named[:2000]}"


def _note(one: CellSum) -> Note:
    known = "" if one.known is None else f"{one.filled} 个单位填了，加起来是 {one.known}"
    if one.question:
        largest = f"，最大的一个是 {one.largest}" if one.largest is not None else ""
        return Note(
            what="not added up", where=one.address, text=f"{one.question}（{known}{largest}）"
        )
    named = "、".join(one.blank[:_NAMED]) + (
        f"等 {len(one.blank)} 个" if len(one.blank) > _NAMED else ""
    )
    text = f"没有填合计：{named}这一格空白（空白不当作 0）。{known or '没有单位填'}"
    return Note(what="sum incomplete", where=one.address, text=text)
