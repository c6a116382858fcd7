"""The defects of real reports, each as a change of a `Paper`; none of them changes a value."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise

from assistant.report.labels import OTHER
from evals.reading.papers import Cell, Line, Paper, Table

Defect = Callable[[Paper], Paper]
_NO_CORRECTION, _FEE_UNPAID = (row.label.partition(".")[2] for row in OTHER.rows[:2])
_SHORT = {
    _NO_CORRECTION: "逾期不补正",
    _FEE_UNPAID: "逾期未缴费",
    "（区分处理的，只计这一情形，不计其他情形）": "",
    "本年新收政府信息公开申请数量": "本年新收",
    "上年结转政府信息公开申请数量": "上年结转",
    "结转下年度继续办理": "结转下年度",
    "本机关不掌握相关政府信息": "本机关不掌握相关信息",
    "要求行政机关确认或重新出具已获取信息": "要求确认或重新出具已获取信息",
    "社会公益组织": "社会公益",
}
_OTHER_TITLES = {
    "四": "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "五": "五、政府信息公开工作存在的主要问题及改进情况",
}


def _labels(change: Callable[[str], str]) -> Defect:
    def of(cell: Cell) -> Cell:
        return cell if cell.address else replace(cell, text=change(cell.text))

    return lambda paper: paper.cells(of)


def _values(change: Callable[[str], str]) -> Defect:
    def of(cell: Cell) -> Cell:
        return replace(cell, text=change(cell.text)) if cell.address else cell

    return lambda paper: paper.cells(of)


def _headings(level: int, change: Callable[[str], str]) -> Defect:
    def of(line: Line) -> Line:
        return replace(line, text=change(line.text)) if line.heading == level else line

    return lambda paper: paper.lines(of)


def shortened(text: str) -> str:
    for long, short in _SHORT.items():
        text = text.replace(long, short)
    return text


def thousands(text: str) -> str:
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.isdigit() else text


def spaced_thousands(text: str) -> str:
    return thousands(text).replace(",", " ")


def broken(text: str) -> str:
    return f"{text[:2]}\n{text[2:]}" if len(text) > 3 else text


def three_rows(table: Table) -> Iterable[Table]:
    """Table four as three rows of five, each group with its name before it."""
    if table.name != "table4":
        return [table]
    outcomes = [c.text for c in table.cells if c.row == 1 and c.rowspan == 2]
    cells = [Cell("", 0, 0), *(Cell(text, 0, i + 1) for i, text in enumerate(outcomes))]
    values = [c for c in table.cells if c.address]
    for row, name in enumerate(
        ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    ):
        cells.append(Cell(name, row + 1, 0))
        cells += [
            replace(c, row=row + 1, column=i + 1)
            for i, c in enumerate(values[row * 5 : row * 5 + 5])
        ]
    return [Table("table4", tuple(cells))]


def split_over_pages(table: Table, at: int = 14) -> Iterable[Table | Line]:
    """Table three cut after a row, its head printed again on the next page."""
    if table.name != "table3":
        return [table]
    head = [c for c in table.cells if c.row < 3]
    above, below = [], []
    for cell in table.cells:
        end = cell.row + cell.rowspan
        if cell.row < at:
            above.append(replace(cell, rowspan=min(end, at) - cell.row))
        if cell.row >= 3 and end > at:
            start = max(cell.row, at)
            text = cell.text if cell.row >= at else ""
            below.append(replace(cell, text=text, row=start - at + 3, rowspan=end - start))
    return [Table("table3", tuple(above)), Line("— 3 —"), Table("table3", tuple(head + below))]


def in_blocks(table: Table) -> Iterable[Table]:
    """Table two as one small table for each 项."""
    if table.name != "table2":
        return [table]
    starts = [c.row for c in table.cells if c.colspan == 4] + [table.height]
    blocks = []
    for start, end in pairwise(starts):
        own = (c for c in table.cells if start <= c.row < end)
        blocks.append(Table("table2", tuple(replace(c, row=c.row - start) for c in own)))
    return blocks


def without_head(table: Table) -> Table:
    """Table three with the words of its head lost."""
    if table.name != "table3":
        return table
    return table.changed(lambda c: replace(c, text="") if c.row < 3 else c)


def reordered(table: Table) -> Table:
    """Table three with 科研机构 and 商业企业 changed, heads and values alike."""
    if table.name != "table3":
        return table
    other = {4: 5, 5: 4}

    def of(cell: Cell) -> Cell:
        moved = cell.colspan == 1 and cell.row >= 2 and cell.column in other
        return replace(cell, column=other[cell.column]) if moved else cell

    return table.changed(of)


def run_in(suffix: str) -> Defect:
    """The five parts as the first words of their first paragraph."""

    def change(paper: Paper) -> Paper:
        blocks: list[Line | Table] = []
        for block in paper.blocks:
            last = blocks[-1] if blocks else None
            if isinstance(block, Line) and isinstance(last, Line) and last.heading == 2:
                blocks[-1] = Line(f"{last.text}{suffix}{block.text}")
            else:
                blocks.append(block)
        return replace(paper, blocks=tuple(blocks))

    return change


def _parts_as(style: str) -> Defect:
    def of(text: str) -> str:
        number = "一二三四五".index(text[1]) + 1
        return style.format(number) + text[3:]

    return _headings(2, of)


def _unnumbered(text: str) -> str:
    return re.sub(r"^[一二三四五六]、", "", text)


DEFECTS: dict[str, Defect] = {
    "labels with spaces": _labels(lambda t: " ".join(t)),
    "labels with full-width spaces": _labels(lambda t: t.replace("、", "、　")),
    "labels broken over lines": _labels(broken),
    "labels one character a line": _labels(lambda t: "\n".join(t) if "三、本年" in t else t),
    "labels shortened": _labels(shortened),
    "numbers as 1、": _labels(lambda t: re.sub(r"^(\d)\.", r"\1、", t)),
    "numbers as 1．": _labels(lambda t: re.sub(r"^(\d)\.", r"\1．", t)),
    "numbers as （1）": _labels(lambda t: re.sub(r"^(\d)\.", r"（\1）", t)),
    "no numbers": _labels(lambda t: re.sub(r"^(?:\d\.|（[一-七]）|[一-四]、)", "", t)),
    "half-width brackets": _labels(lambda t: t.replace("（", "(").replace("）", ")")),
    "straight quotes": _labels(lambda t: t.replace("“", '"').replace("”", '"')),
    "合计 for 总计": _labels(lambda t: t.replace("总计", "合计")),
    "full-width digits": _values(
        lambda t: t.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    ),
    "thousands separators": _values(thousands),
    "full-width separators": _values(lambda t: thousands(t).replace(",", "，")),
    "table four in three rows": lambda p: p.tables(three_rows),
    "table three over two pages": lambda p: p.tables(split_over_pages),
    "table three cut in the first rows": lambda p: p.tables(lambda t: split_over_pages(t, 5)),
    "table two in blocks": lambda p: p.tables(in_blocks),
    "table three without head": lambda p: p.tables(without_head),
    "titles in the other wording": _headings(1, lambda t: _OTHER_TITLES.get(t[0], t)),
    "titles without numbers": _headings(1, _unnumbered),
    "titles with spaces": _headings(1, lambda t: t.replace("、", "、 ")),
    "titles with a full stop": _headings(1, lambda t: f"{t}。"),
    "parts with 方面": _headings(2, lambda t: f"{t}方面"),
    "parts with 情况": _headings(2, lambda t: f"{t}情况。"),
    "parts as 1.": _parts_as("{}."),
    "parts as 1、": _parts_as("{}、"),
    "parts as （1）": _parts_as("（{}）"),
    "parts run in after a full stop": run_in("。"),
    "parts run in after 方面": run_in("方面。"),
    "parts run in after a colon": run_in("："),
}
# These need cells: flattened text with spaces between the cells loses what tells them apart.
CELL_DEFECTS: dict[str, Defect] = {
    "numbers with spaces": _values(spaced_thousands),
    "numbers broken over lines": _values(broken),
    "numbers between spaces": _values(lambda t: f"　{t}\xa0"),
    "columns in another order": lambda p: p.tables(reordered),
}
