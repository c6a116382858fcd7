"""The lists of a workbook, found by their column heads: work facts, problems, prose, notes."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from assistant.reading.workbook_file import Book, Entry, Sheet, label_of, refuse
from assistant.reading.workbook_number import number_in, parsed
from assistant.report.model import Note, WorkFact

OPEN_QUESTION = "open question"  # a row that `nianbao new` asks and nobody has filled
_FACT_CURES = {
    "id": "编号请用英文字母开头，只含字母、数字、“-”和“_”，不超过 64 个字符。",
    "section": "部分请填 1.1、1.2、1.3、1.4、1.5、5 或 6。",
    "text": "文字请写 2 到 5000 个字。",
}


def _heads(book: Book, *wanted: str) -> tuple[Sheet, int, dict[str, int]] | None:
    """The sheet, row and columns of a list, found by its column heads."""
    for sheet in book.sheets:
        for row, line in sheet.lines.items():
            columns = {entry.label: column for column, entry in reversed(line)}
            if all(head in columns for head in wanted):
                return sheet, row, columns
    return None


def _list(book: Book, *wanted: str) -> Iterator[tuple[Sheet, int, dict[str, Entry]]]:
    """The filled rows below the heads of a list, each as entries by head."""
    found = _heads(book, *wanted)
    if found is None:
        return
    sheet, top, columns = found
    for row in sheet.lines:
        line = {h: sheet.entries[row, c] for h, c in columns.items() if (row, c) in sheet.entries}
        if row > top and line:
            yield sheet, row, line


def narrative(book: Book) -> dict[str, Any]:
    """Preface and sections from the sheet 正文; its rows stay in their order."""
    preface: list[str] = []
    sections: dict[str, Any] = {}
    for sheet, row, line in _list(book, "位置", "标题", "文字"):
        place = line["位置"].label if "位置" in line else ""
        if not place:
            refuse(f"{sheet.name}!{row}", "没有写位置", "请写“前言”，或 1、1.2、5 这样的编号。")
        text = [line["文字"].text] if "文字" in line else []
        if place == "前言":
            preface += text
            continue
        whole = sections.setdefault(place.partition(".")[0], {"title": "", "paragraphs": []})
        part = {"title": "", "paragraphs": []}
        at = whole.setdefault("parts", {}).setdefault(place, part) if "." in place else whole
        at["title"] = at["title"] or (line["标题"].text if "标题" in line else "")
        at["paragraphs"] += text
    return {"preface": tuple(preface), "sections": sections}


def statements(book: Book) -> dict[str, Any]:
    """Problems and improvements, one a cell."""
    lines = [line for _, _, line in _list(book, "问题", "改进")]
    return {
        "problems": tuple(line["问题"].text for line in lines if "问题" in line),
        "improvements": tuple(line["改进"].text for line in lines if "改进" in line),
    }


def kept_notes(book: Book) -> Iterator[Note]:
    """The notes that came with the report, from the sheet 备注."""
    for _, _, line in _list(book, "事项", "地址", "内容"):
        texts = [line[head].text if head in line else "" for head in ("事项", "地址", "内容")]
        yield Note(what=texts[0], where=texts[1], text=texts[2])


def facts(book: Book) -> Iterator[WorkFact]:
    """The work facts; a question that nobody answered is noted and makes none.

    Raises:
        UnusableInput: A row has an id twice, or what no work fact can have.
    """
    seen: set[str] = set()
    for sheet, row, line in _list(book, "编号", "部分", "文字", "来源"):
        place = f"{sheet.name} 第 {row} 行"
        text = {head: line[head].text for head in ("编号", "部分", "文字", "来源") if head in line}
        if "提示" in line and "文字" not in text and not any(h.startswith("数值") for h in line):
            where = f"facts.{text.get('编号', f'row_{row}')}"
            book.note(
                OPEN_QUESTION,
                where,
                f"{place}的提示还没有回答：{line['提示'].text.partition('。')[0]}",
            )
            continue
        if "编号" not in text:
            text["编号"] = f"row_{row}"
            book.note("fact without id", f"facts.row_{row}", f"{place}没有编号，暂用 row_{row}")
        if text["编号"] in seen:
            refuse(place, f"编号“{text['编号']}”用过了", "一件事一个编号，请改一个。")
        seen.add(text["编号"])
        section = re.match(r"[156](\.[1-5])?", label_of(text.get("部分", "")))
        try:
            yield WorkFact.model_validate(
                {
                    "id": text["编号"],
                    "section": section[0] if section else "",
                    "text": text.get("文字", ""),
                    "source": text.get("来源", ""),
                    "values": _fact_values(line, book, text["编号"]),
                }
            )
        except ValidationError as error:
            fault = str(error.errors()[0]["loc"][0])
            cure = _FACT_CURES.get(fault, "请对照“说明”工作表改正。")
            refuse(place, f"这件工作事实的 {fault} 不合要求", cure, error)


def _fact_values(line: dict[str, Entry], book: Book, fact: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for head, entry in line.items():
        match = re.fullmatch(r"数值(\d+)", head)
        if match is None:
            continue
        if f"名称{match[1]}" not in line:
            refuse(entry.where, "有数值，没有名称", f"请在名称{match[1]}里写它在文字中的占位名。")
        name = line[f"名称{match[1]}"].text
        bare = re.sub(r"^约|[余多]$", "", entry.text.strip())
        about = bare != entry.text.strip() and not entry.formula
        value = parsed(bare) if about else None
        if value is None:
            about, value = False, number_in(entry, book, f"facts.{fact}.{name}", signed=True)
        unit = line.get(f"单位{match[1]}")
        if value is not None:
            values[name] = {"value": value, "unit": unit.text if unit else "", "about": about}
    return values
