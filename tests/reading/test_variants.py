"""Every defect of real reports, in every format: the same 200 cells and the same text."""

from dataclasses import replace

import pytest

from assistant.report.forms import LAYOUT_2019
from evals.reading.defects import CELL_DEFECTS, DEFECTS, Defect, broken
from evals.reading.papers import (
    FORMATS,
    Cell,
    Line,
    Paper,
    as_flat,
    as_html,
    as_tabs,
    paper_of,
    sample,
)
from evals.reading.variants import old_report
from tests.reading.reading_back import Reader, differences, texts, whats, where

MATRIX = [
    *((name, defect, kind) for name, defect in DEFECTS.items() for kind in FORMATS),
    *((name, defect, kind) for name, defect in CELL_DEFECTS.items() for kind in ("html", "docx")),
]
BLANKED = (
    "t2.coercion",
    "t3.new.research",
    "t3.denied_state_secret.total",
    "t4.reconsideration.other",
)


@pytest.mark.parametrize(
    ("defect", "kind"), [pytest.param(d, k, id=f"{n}-{k}") for n, d, k in MATRIX]
)
def test_a_defect_changes_neither_cells_nor_text(defect: Defect, kind: str, read: Reader) -> None:
    expected = sample()
    report = read(FORMATS[kind](defect(paper_of(expected))), kind)
    assert differences(report, expected) == {}
    assert texts(report) == texts(expected)
    assert (report.title, report.year) == (expected.title, expected.year)
    assert whats(report) <= {"doubtful", "reordered columns"}


@pytest.mark.parametrize("kind", FORMATS)
def test_several_defects_together_change_nothing(kind: str, read: Reader) -> None:
    expected = sample("qinglan-xian-2024")
    paper = paper_of(expected)
    for name in ("labels shortened", "numbers as 1、", "full-width digits", "table three over two pages",
                 "table four in three rows", "parts run in after 方面", "titles in the other wording"):  # fmt: skip
        paper = DEFECTS[name](paper)
    report = read(FORMATS[kind](paper), kind)
    assert differences(report, expected) == {}
    assert texts(report) == texts(expected)


def test_a_reordered_column_is_read_by_its_head_and_said(read: Reader) -> None:
    report = read(as_html(CELL_DEFECTS["columns in another order"](paper_of(sample()))), "html")
    assert where(report, "reordered columns") == ["t3"]


def _blanked(mark: str) -> Paper:
    def of(cell: Cell) -> Cell:
        return replace(cell, text=mark) if cell.address in BLANKED else cell

    return paper_of(sample()).cells(of)


@pytest.mark.parametrize("mark", ["", "\xa0", "/", "—", "——", "-", "－", "无", "　"])
@pytest.mark.parametrize("kind", ["html", "docx", "tabs.txt"])
def test_a_blank_cell_is_none_with_its_note_and_never_zero(
    mark: str, kind: str, read: Reader
) -> None:
    report = read(FORMATS[kind](_blanked(mark)), kind)
    assert set(differences(report, sample())) == set(BLANKED)
    assert all(report.cell(address) is None for address in BLANKED)
    assert set(where(report, "blank cell")) == set(BLANKED)
    assert where(report, "not read") == []


@pytest.mark.parametrize("mark", ["/", "—", "-", "无"])
def test_a_mark_in_flattened_text_is_a_blank_cell_too(mark: str, read: Reader) -> None:
    report = read(as_flat(_blanked(mark)), "txt")
    assert set(where(report, "blank cell")) == set(BLANKED)
    assert where(report, "not read") == []


@pytest.mark.parametrize(
    ("written", "value"),
    [("-5", -5), ("－5", -5), ("1.5", "1.5"), ("12件", 12), ("3 646", 3646), ("三十五", 35)],
)
def test_impossible_and_odd_numbers_are_kept_as_found(
    written: str, value: int | str, read: Reader
) -> None:
    paper = paper_of(sample()).cells(
        lambda c: replace(c, text=written) if c.address == "t3.new.total" else c
    )
    report = read(as_html(paper), "html")
    assert str(report.cell("t3.new.total")) == str(value)


@pytest.mark.parametrize("written", ["见附件", "1,80", "12 / 13", "约30", "3万余", "N件"])
def test_text_in_a_cell_is_not_read_and_quoted(written: str, read: Reader) -> None:
    paper = paper_of(sample()).cells(
        lambda c: replace(c, text=written) if c.address == "t3.new.total" else c
    )
    report = read(as_html(paper), "html")
    assert report.cell("t3.new.total") is None
    note = next(n for n in report.notes if n.where == "t3.new.total")
    assert note.what == "not read"
    assert written in note.text


def test_fees_in_another_unit_are_not_converted(read: Reader) -> None:
    paper = paper_of(sample()).cells(
        lambda c: replace(c, text="1200元") if c.address == "t2.fees" else c
    )
    assert where(read(as_html(paper), "html"), "not read") == ["t2.fees"]


def test_sums_that_do_not_add_up_are_left_alone(read: Reader) -> None:
    wrong = sample().with_cells({"t3.new.total": 9999, "t3.result_total.total": 1})
    report = read(as_html(paper_of(wrong)), "html")
    assert (report.cell("t3.new.total"), report.cell("t3.result_total.total")) == (9999, 1)
    assert whats(report) == set()


def test_a_row_with_a_cell_too_few_is_not_read(read: Reader) -> None:
    paper = paper_of(sample()).cells(lambda c: None if c.address == "t3.granted.research" else c)
    for kind in ("html", "tabs.txt", "flat.txt"):
        report = read(FORMATS[kind](paper), kind)
        row = {a for a in report.cells() if a.startswith("t3.granted.")}
        assert set(differences(report, sample())) == row
        assert set(where(report, "not read")) == row


def test_a_missing_row_is_not_read_and_the_others_are(read: Reader) -> None:
    paper = paper_of(sample()).tables(
        lambda t: t.changed(lambda c: None if t.name == "table3" and c.row == 10 else c)
    )
    for kind in FORMATS:
        if kind != "docx":  # its merged cells cannot be printed without the row
            assert len(where(read(FORMATS[kind](paper), kind), "not read")) == 7


@pytest.mark.parametrize("kind", FORMATS)
def test_the_2019_layout_keeps_what_it_shares_and_lists_the_rest(kind: str, read: Reader) -> None:
    expected = old_report()
    paper = paper_of(expected).cells(
        lambda c: replace(c, text="77") if c.address and not c.text else c
    )
    report = read(FORMATS[kind](paper), kind)
    assert report.layout == "2019"
    assert differences(report, expected) == {}
    assert report.table3.other is not None
    only_old = {c.address for c in LAYOUT_2019.cells if not report.holds(c.address)}
    assert set(where(report, "2019 cell")) == only_old
    assert whats(report) == {"2019 cell"}


def _flat(change: str) -> str:
    """Flattened text with its lines broken otherwise."""
    lines = as_flat(paper_of(sample())).decode().split("\n")
    changed = []
    for line in lines:
        label, gap, numbers = line.partition(" ")
        row = bool(gap) and len(label) > 13 and all(n.strip(".").isdigit() for n in numbers.split())
        half = len(label) // 2
        if not row:
            changed.append(line)
        elif change == "numbers below":
            changed += [label, numbers]
        elif change == "numbers in the middle":
            changed += [label[:half], numbers, label[half:]]
        elif change == "label over two lines":
            changed += [label[:half], f"{label[half:]} {numbers}"]
        else:
            changed += [label, *numbers.split()]
    return "\n".join(changed)


@pytest.mark.parametrize(
    "change", ["numbers below", "numbers in the middle", "label over two lines", "a number a line"]
)
def test_flattened_rows_are_found_however_their_lines_break(change: str, read: Reader) -> None:
    report = read(_flat(change), "txt")
    assert differences(report, sample()) == {}
    assert texts(report) == texts(sample())


def test_a_vertical_label_may_stand_between_the_rows(read: Reader) -> None:
    text = as_flat(paper_of(sample())).decode()
    for old, new in (
        ("三、本年度办理结果 （一）", "三、\n本\n（一）"),
        ("（三）不予公开 1.", "年\n（三）\n不予公\n开 1."),
        ("（四）无法提供 1.", "度\n（四）无\n法提供 1."),
        ("（五）不予处理 1.", "办\n理\n（五）不\n予处理 1."),
        ("（六）其他处理 1.", "结\n果\n（六）其\n他处理 1."),
    ):
        assert old in text
        text = text.replace(old, new)
    assert differences(read(text, "txt"), sample()) == {}


@pytest.mark.parametrize("mark", ["— 5 —", "第 5 页 共 8 页", "5\n\f", "- 5 -\n\n"])
def test_a_page_number_inside_a_table_is_no_cell(mark: str, read: Reader) -> None:
    text = as_flat(paper_of(sample())).decode().replace("\n2.重复申请", f"\n{mark}\n2.重复申请")
    report = read(text, "txt")
    assert differences(report, sample()) == {}
    assert texts(report) == texts(sample())


def test_a_number_that_may_be_a_page_or_a_cell_is_not_read(read: Reader) -> None:
    text = as_flat(paper_of(sample())).decode().replace("\n2.重复申请", "\n5\n2.重复申请")
    report = read(text, "txt")
    assert all(found is None for found, _ in differences(report, sample()).values())
    assert len(where(report, "not read")) == 7


def test_numbers_set_with_spaces_are_joined_where_only_one_way_fits(read: Reader) -> None:
    paper = CELL_DEFECTS["numbers with spaces"](paper_of(sample()))
    assert differences(read(as_flat(paper), "txt"), sample()) == {}


def test_hard_wrapped_text_is_joined_again(read: Reader) -> None:
    lines = as_flat(paper_of(sample())).decode().split("\n")
    wrapped = [
        line[i : i + 40]
        for line in lines
        for i in range(0, max(len(line), 1), 40)
        if "0 0" not in line
    ]
    tables = read("\n".join(wrapped), "txt")
    assert texts(tables) == texts(sample())


def test_sentences_broken_by_pages_are_joined_again(read: Reader) -> None:
    def of(line: Line) -> Line:
        half = len(line.text) // 2
        broken_here = line.heading == 0 and len(line.text) > 60
        return Line(f"{line.text[:half]}\n\n— 2 —\n\n{line.text[half:]}") if broken_here else line

    paper = paper_of(sample()).lines(of)
    for write in (as_flat, as_tabs):
        assert texts(read(write(paper), "txt")) == texts(sample())


def test_markdown_marks_are_no_text(read: Reader) -> None:
    def of(line: Line) -> Line:
        return (
            Line(f"**{line.text}**")
            if line.heading
            else Line(f"**{line.text[:8]}**{line.text[8:]}")
        )

    report = read(as_flat(paper_of(sample()).lines(of)), "txt")
    assert texts(report) == texts(sample())
    assert [s.title for s in report.sections.values()] == [
        s.title for s in sample().sections.values()
    ]


def test_a_label_broken_in_its_middle_is_still_that_label() -> None:
    assert broken("行政许可") == "行政\n许可"
