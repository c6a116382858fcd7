"""The sheets beside the tables: 基本信息, 工作事实, 问题与改进, 正文, 备注, 说明."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assistant.exporting.outline import shown
from assistant.exporting.workbook_cells import (
    HEAD,
    HINT,
    INPUT,
    LABEL,
    ROW_LABEL,
    TEXT_INPUT,
    put_number,
    put_text,
)
from assistant.exporting.workbook_list_sheet import HIGHEST_ROW, lines_of, print_on_a4
from assistant.report.model import AnnualReport, WorkFact, WorkValue

DERIVED_NOTES = ("blank cell", "open question")  # the reader makes them anew while they hold
_PARTS = ("1.1", "1.2", "1.3", "1.4", "1.5", "5", "6")
_TRIPLES = 4  # values that a blank row of 工作事实 offers room for
_SPARE_ROWS = 40  # blank rows that are formatted for input

_GUIDE = (
    ("怎么用", "逐张填写浅黄色的格，存盘后用 nianbao check 核对、nianbao draft 起草。"),
    ("基本信息", "单位名称和年度必填；年度是报告反映的那一年，不是公布的那一年。"),
    (
        "表二 表三 表四",
        "国办公开办函〔2021〕30号的统一格式。没有发生填 0；空格表示还不清楚，不当作 0。",
    ),
    ("数字", "直接填数字，不带单位。收费金额的单位是万元。文字、负数会被退回。"),
    ("公式", "可以用公式；程序读的是上次保存时算出的结果。"),
    ("行列", "可以插入行列、改工作表名称，但请保留灰色标签的文字。"),
    (
        "工作事实",
        "一行一件事。编号用英文字母开头，如 interpretation；部分填 1.1 主动公开、1.2 依申请公开、"
        "1.3 政府信息管理、1.4 平台建设、1.5 监督保障、5 问题及改进、6 其他事项。",
    ),
    (
        "工作事实的数字",
        "文字里用 {名称} 占位，如“发布解读{count}篇”，再在后面填名称 count、数值 9、单位 篇；"
        "约数写成“140000余”。来源写单位自己的台账或文件。",
    ),
    (
        "提示",
        "灰色的“提示”是每份年报都要回答的问题：在同一行写文字；不涉及的整行空着，程序会提醒。",
    ),
    (
        "核对",
        "表三右边和下面、表四下面的“核对”由公式算出，只供对照，不用填：红色是合计或勾稽不平，绿色是平。"
        "有格空着就不算。",
    ),
    ("批注", "行标签上的批注是这一行的统计口径；数字格上的批注是上年的数。"),
    ("问题与改进", "一格一条，用自己的话写，简短即可。"),
)


@dataclass(frozen=True, slots=True)
class FactPrompt:
    """A question whose answer is a work fact: asked in the sheet of work facts.

    `names` are the placeholders that the answer's text may use, with their units.
    """

    id: str
    section: str
    question: str
    names: tuple[tuple[str, str], ...] = ()


def write_lists(
    book: Workbook, basics: Worksheet, report: AnnualReport, prompts: Sequence[FactPrompt]
) -> None:
    """Fill `basics` and add the other sheets; 正文 and 备注 only where the report has any."""
    _write_basics(basics, report)
    answered = {fact.id for fact in report.facts}
    open_prompts = [prompt for prompt in prompts if prompt.id not in answered]
    _write_facts(book.create_sheet("工作事实"), report, open_prompts)
    _write_list(
        book.create_sheet("问题与改进"),
        {"问题": 60, "改进": 60},
        zip_longest(report.problems, report.improvements, fillvalue=""),
    )
    if report.preface or report.sections:
        _write_list(
            book.create_sheet("正文"), {"位置": 10, "标题": 40, "文字": 100}, _narrative(report)
        )
    notes = [note for note in report.notes if note.what not in DERIVED_NOTES]
    if notes:
        _write_list(
            book.create_sheet("备注"),
            {"事项": 24, "地址": 36, "内容": 80},
            [(note.what, note.where, note.text) for note in notes],
        )
    _write_guide(book.create_sheet("说明"))


def _write_basics(sheet: Worksheet, report: AnnualReport) -> None:
    put_text(sheet, 1, 1, "政府信息公开工作年度报告基本信息", HEAD)
    sheet.merge_cells("A1:B1")
    for row, (label, text) in enumerate(
        (
            ("单位名称", report.agency),
            ("年度", ""),
            ("标题", report.title),
            ("公布日期", report.published or ""),
            ("格式", report.layout),
        ),
        2,
    ):
        put_text(sheet, row, 1, label, LABEL)
        put_text(sheet, row, 2, text, TEXT_INPUT).number_format = "@"
    put_number(sheet, 3, 2, report.year, INPUT)
    for row, hint in enumerate(
        (
            "标题可以空着，起草时按“单位名称＋年度＋政府信息公开工作年度报告”拟定。",
            "公布日期写成 2026-01-20；还没有定就空着。格式是统一格式的年份，一般不改。",
        ),
        8,
    ):
        put_text(sheet, row, 1, hint, HINT)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    _widths(sheet, (14, 80))
    print_on_a4(sheet)


def _write_facts(sheet: Worksheet, report: AnnualReport, prompts: Sequence[FactPrompt]) -> None:
    """Facts first, then the questions, then blank rows; without questions no column for them."""
    asked = ["提示"] if prompts else []
    triples = max(
        [_TRIPLES, *(len(f.values) for f in report.facts), *(len(p.names) for p in prompts)]
    )
    heads = ["编号", "部分", *asked, "文字", "来源"]
    first = len(heads) + 1
    heads += [f"{name}{i}" for i in range(1, triples + 1) for name in ("名称", "数值", "单位")]
    widths = (18, 8, *(48 for _ in asked), 60, 24, *(12, 10, 8) * triples)
    _write_heads(sheet, heads, widths)
    last = len(report.facts) + len(prompts) + 1 + _SPARE_ROWS
    for row in range(2, last + 1):
        for column in range(1, len(heads) + 1):
            sheet.cell(row, column).style = TEXT_INPUT
        sheet.cell(row, 2).number_format = "@"  # or a typed 1.10 becomes 1.1
    columns = {head: column for column, head in enumerate(heads, 1)}
    for row, fact in enumerate(report.facts, 2):
        _write_fact(sheet, row, fact, columns, first)
        _raise_row(sheet, row, [fact.text, fact.source], [60, 24])
    for row, prompt in enumerate(prompts, len(report.facts) + 2):
        _write_prompt(sheet, row, prompt, columns, first)
    choice = DataValidation("list", formula1=f'"{",".join(_PARTS)}"', allow_blank=True)
    choice.add(f"B2:B{last}")
    sheet.add_data_validation(choice)


def _write_fact(
    sheet: Worksheet, row: int, fact: WorkFact, columns: dict[str, int], first: int
) -> None:
    texts = {"编号": fact.id, "部分": fact.section, "文字": fact.text, "来源": fact.source}
    for head, text in texts.items():
        put_text(sheet, row, columns[head], text, TEXT_INPUT)
    sheet.cell(row, 2).number_format = "@"
    for index, (name, value) in enumerate(fact.values.items()):
        column = first + 3 * index
        put_text(sheet, row, column, name, TEXT_INPUT)
        _write_value(sheet, row, column + 1, value)
        put_text(sheet, row, column + 2, value.unit, TEXT_INPUT)


def _write_prompt(
    sheet: Worksheet, row: int, prompt: FactPrompt, columns: dict[str, int], first: int
) -> None:
    put_text(sheet, row, 1, prompt.id, TEXT_INPUT)
    put_text(sheet, row, 2, prompt.section, TEXT_INPUT).number_format = "@"
    put_text(sheet, row, columns["提示"], prompt.question, ROW_LABEL)
    for index, (name, unit) in enumerate(prompt.names):
        put_text(sheet, row, first + 3 * index, name, TEXT_INPUT)
        put_text(sheet, row, first + 3 * index + 2, unit, TEXT_INPUT)


def _write_value(sheet: Worksheet, row: int, column: int, value: WorkValue) -> None:
    if value.about:
        put_text(sheet, row, column, f"{shown(value.value)}余", INPUT)
    else:
        put_number(sheet, row, column, value.value, INPUT)


def _narrative(report: AnnualReport) -> Iterable[tuple[str, str, str]]:
    """Rows of 正文: one a paragraph; the first row of a place also has its title."""
    yield from (("前言", "", text) for text in report.preface)
    for section_id, section in report.sections.items():
        yield from _place(section_id, section.title, section.paragraphs)
        for part_id, part in section.parts.items():
            yield from _place(part_id, part.title, part.paragraphs)


def _place(place: str, title: str, paragraphs: tuple[str, ...]) -> Iterable[tuple[str, str, str]]:
    for index, text in enumerate(paragraphs or ("",)):
        yield place, "" if index else title, text


def _write_list(sheet: Worksheet, heads: dict[str, float], rows: Iterable[Sequence[str]]) -> None:
    _write_heads(sheet, list(heads), tuple(heads.values()))
    for row, texts in enumerate(rows, 2):
        for column, text in enumerate(texts, 1):
            put_text(sheet, row, column, text, TEXT_INPUT).number_format = "@"
        _raise_row(sheet, row, texts, list(heads.values()))
    for row in range(sheet.max_row + 1, sheet.max_row + 1 + _SPARE_ROWS // 2):
        for column in range(1, len(heads) + 1):
            sheet.cell(row, column).style = TEXT_INPUT


def _raise_row(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
    """Make a row as high as its texts; a low one stays as it is, to grow while somebody types."""
    lines = lines_of(texts, widths)
    if lines > 1:
        sheet.row_dimensions[row].height = min(4 + 15 * lines, HIGHEST_ROW)


def _write_heads(sheet: Worksheet, heads: list[str], widths: tuple[float, ...]) -> None:
    for column, head in enumerate(heads, 1):
        put_text(sheet, 1, column, head, LABEL)
    sheet.freeze_panes = "A2"
    _widths(sheet, widths)
    print_on_a4(sheet, head_row=1)


def _write_guide(sheet: Worksheet) -> None:
    put_text(sheet, 1, 1, "填写说明", HEAD)
    for row, texts in enumerate(_GUIDE, 2):
        for column, text in enumerate(texts, 1):
            put_text(sheet, row, column, text, HINT)
        _raise_row(sheet, row, texts, (20, 100))
    _widths(sheet, (20, 100))
    print_on_a4(sheet)


def _widths(sheet: Worksheet, widths: tuple[float, ...]) -> None:
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
