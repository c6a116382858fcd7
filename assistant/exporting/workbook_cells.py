"""How texts and numbers go into the cells of a workbook, and how the cells look."""

from decimal import Decimal

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.errors import UnusableInput
from assistant.exporting.outline import printable, shown
from assistant.report.model import Value

LABEL, ROW_LABEL, INPUT, TEXT_INPUT, HEAD, HINT, CHECK_LABEL, CHECK_VALUE, LIST_CELL = (
    "标签",
    "行标签",
    "填数",
    "填文字",
    "大标题",
    "提示",
    "核对标签",
    "核对数",
    "列表格",
)
_LONGEST = 32767  # characters that a cell holds; openpyxl would cut the rest off in silence
_EXACT_DIGITS = 15  # spreadsheets keep no more
_FORMULA_STARTS = ("=", "+", "-", "@")

_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def add_styles(book: Workbook) -> None:
    """The named styles: locked labels on grey, unlocked inputs on pale yellow, locked sums."""
    grey, yellow = (PatternFill("solid", fgColor=c) for c in ("EDEDED", "FFFBE6"))
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    left = Alignment(horizontal="left", vertical="center", wrap_text=True)
    plain, small = Font(name="宋体", size=11), Font(name="宋体", size=10, color="595959")
    locked, free = Protection(locked=True), Protection(locked=False)
    for name, font, fill, border, alignment, protection in (
        (LABEL, plain, grey, _BOX, middle, locked),
        (ROW_LABEL, plain, grey, _BOX, left, locked),
        (INPUT, plain, yellow, _BOX, middle, free),
        (TEXT_INPUT, plain, yellow, _BOX, left, free),
        (HEAD, Font(name="黑体", size=14), PatternFill(), Border(), left, locked),
        (HINT, small, PatternFill(), Border(), left, locked),
        (CHECK_LABEL, small, PatternFill(), _BOX, middle, locked),
        (CHECK_VALUE, small, PatternFill(), _BOX, middle, locked),
        (LIST_CELL, plain, PatternFill(), _BOX, left, locked),
    ):
        book.add_named_style(
            NamedStyle(
                name=name,
                font=font,
                fill=fill,
                border=border,
                alignment=alignment,
                protection=protection,
            )
        )


def put_text(sheet: Worksheet, row: int, column: int, text: str, style: str) -> Cell:
    """Write `text` as text, never as a formula, whatever it starts with.

    Raises:
        UnusableInput: It is longer than a cell can hold.
    """
    cell = _cell(sheet, row, column, style)
    plain = printable(text)
    if len(plain) > _LONGEST:
        raise UnusableInput(
            f"一段文字有 {len(plain)} 字，Excel 一格最多 {_LONGEST} 字",
            where=f"{sheet.title}!{cell.coordinate}",
            cure="请把这一段分成几段，或改用 docx、html、md、json 格式导出。",
        )
    if plain:
        cell.value = plain
        cell.data_type = "s"
        if plain.startswith(_FORMULA_STARTS):
            cell.quotePrefix = True
    return cell


def put_number(sheet: Worksheet, row: int, column: int, value: Value, style: str) -> Cell:
    """Write a number exactly; one with more digits than a spreadsheet keeps goes in as text."""
    cell = _cell(sheet, row, column, style)
    if value is None:
        return cell
    if len(Decimal(value).as_tuple().digits) > _EXACT_DIGITS:
        return put_text(sheet, row, column, shown(value), style)
    cell.value = value
    return cell


def put_formula(sheet: Worksheet, place: str, formula: str, style: str) -> None:
    """Write a formula of our own at a place such as `L6`; never what somebody typed."""
    cell = sheet[place]
    cell.style = style
    cell.value = formula


def _cell(sheet: Worksheet, row: int, column: int, style: str) -> Cell:
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        raise TypeError(f"{sheet.title}!{cell.coordinate} lies inside a merged cell")
    cell.style = style
    return cell
