"""The parent's workbook: the sums where there are sums, and beside each cell what is to be asked."""

from assistant.exporting.list_sheet import ListSheet
from assistant.report.model import AnnualReport, Note
from assistant.review.visible import one_line
from assistant.rollup.adding import CellSum
from assistant.rollup.rollup import RollUp
from assistant.rollup.shared_prose import SHORTEST
from assistant.rollup.unit import Standing
from assistant.rules.rule import Severity
from assistant.rules.section_names import section_name

UNKNOWN_PARENT = "（未填单位）"
_NAMED = 8
_LONGEST = 600
_MOST_SHARED = 300
_UNIT_HEADS = ("序号", "单位", "情况", "错误", "警告", "收到的文件", "整份的问题")
_UNIT_WIDTHS = (6, 28, 14, 7, 7, 34, 60)
_SHARED_HEADS = ("序号", "所在部分", "相同的句子", "单位数", "哪些单位")
_SHARED_WIDTHS = (6, 22, 76, 8, 50)


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


def lists_of(result: RollUp) -> tuple[ListSheet, ...]:
    """The sheets to be read: what became of every unit, and sentences that units share."""
    units = tuple(
        (
            number,
            one_line(unit.name) or "认不出单位的文件",
            unit.standing.label,
            unit.count(Severity.ERROR),
            unit.count(Severity.WARNING),
            "、".join(one_line(name) for name in unit.files),
            "；".join(one_line(fault.message, _LONGEST) for fault in unit.faults),
        )
        for number, unit in enumerate(result.units, 1)
    )
    about = f"共 {len(result.units)} 个，计入 {len(result.counted)} 个；问题的详情见整改通知。"
    sheets = [ListSheet("各单位", about, _UNIT_HEADS, _UNIT_WIDTHS, units)]
    if result.shared:
        sheets.append(_shared(result))
    return tuple(sheets)


def _shared(result: RollUp) -> ListSheet:
    shown = result.shared[:_MOST_SHARED]
    more = len(result.shared) - len(shown)
    about = (
        f"两个以上单位逐字相同的句子（单位名、地名、固定提法和文件名不计，{SHORTEST} 字起），供核对是否雷同；"
        "多少算雷同没有官方规定，以主管部门口径为准。"
        + (f"只列单位最多的 {len(shown)} 句，另有 {more} 句见汇总结果.json。" if more else "")
    )
    rows = tuple(
        (
            number,
            section_name(one.section),
            one_line(one.text, _LONGEST),
            len(one.units),
            "、".join(one_line(name) for name in one.units[:_NAMED])
            + ("等" if len(one.units) > _NAMED else ""),
        )
        for number, one in enumerate(shown, 1)
    )
    return ListSheet("内容雷同", about, _SHARED_HEADS, _SHARED_WIDTHS, rows)


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
