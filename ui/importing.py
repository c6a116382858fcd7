"""Files brought into a project: what was read, what was not, what came of it."""

from assistant.commands.opening import notes_in_words
from assistant.errors import UnusableInput
from assistant.exporting.blank import blank_report
from assistant.report.agency import same_agency
from assistant.report.model import AnnualReport, Value
from ui.desk import Desk

_MOST_NOTES = 12


def import_previous(desk: Desk, last: AnnualReport, name: str) -> str:
    """Take in last year's report; where 上年结转 is still blank it is carried over.

    Raises:
        UnusableInput: It is not last year's of this agency.
        Conflict: A colleague put in another one meanwhile.
    """
    if not same_agency(last.agency, desk.info.agency) or last.year != desk.info.year - 1:
        raise UnusableInput(
            f"这是“{last.agency}”{last.year} 年的年报，没有导入",
            cure=f"要导入的是“{desk.info.agency}”{desk.info.year - 1} 年的年报",
        )
    desk.change_previous(last, f"导入 {name}")
    carried = _carry_over(desk, last)
    words = f"已导入{last.year}年年报。"
    words += f"上年结转 {carried} 格按上年的结转下年填上，请核对。" if carried else ""
    return "\n".join([words, *_read(last)])


def import_figures(desk: Desk, report: AnnualReport, name: str) -> str:
    """Take in this year's figures in place of those that stand here; it can be undone.

    Raises:
        UnusableInput: It is of another agency or year.
        Conflict: A colleague changed the same cells meanwhile.
    """
    if not same_agency(report.agency, desk.info.agency) or report.year != desk.info.year:
        raise UnusableInput(
            f"这是“{report.agency}”{report.year} 年的数据，没有导入",
            cure=f"这个项目是“{desk.info.agency}”{desk.info.year} 年的；别的单位或年度请新建项目",
        )
    desk.change_figures(report, f"导入 {name}")
    return "\n".join([f"已导入 {name}，代替了原来的数据（可以撤销）。", *_read(report)])


def _carry_over(desk: Desk, last: AnnualReport) -> int:
    """Fill the blank cells of 上年结转; how many there were."""
    if desk.figures is None:
        return 0
    fresh = blank_report("", last.year + 1, last)
    wanted: dict[str, Value] = {
        address: value
        for address, value in fresh.cells().items()
        if value is not None and desk.figures.cell(address) is None
    }
    if wanted:
        desk.change_figures(desk.figures.with_cells(wanted), f"从{last.year}年年报带入上年结转")
    return len(wanted)


def _read(report: AnnualReport) -> list[str]:
    cells = [report.cell(c.address) for c in report.form.cells if report.holds(c.address)]
    filled = sum(value is not None for value in cells)
    letters = sum(len(text) for _, text in report.texts())
    facts = f"，工作事实 {len(report.facts)} 件" if report.facts else ""
    lines = [f"读到：表格 {filled}／{len(cells)} 格，正文 {letters} 字{facts}。"]
    notes = notes_in_words(report.notes)
    lines += [f"注意：{note}" for note in notes[:_MOST_NOTES]]
    if len(notes) > _MOST_NOTES:
        lines.append(f"另有 {len(notes) - _MOST_NOTES} 条说明。")
    return lines
