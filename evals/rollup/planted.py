"""A county's folder with faults planted in it, and what a roll-up of it must say."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.report.model import AnnualReport
from assistant.rollup.fault import FaultKind
from assistant.rollup.unit import Standing
from evals.rollup import faulty_files as spoil
from evals.rollup.county import (
    FORMATS,
    PARENT,
    YEAR,
    Handed,
    added_up,
    as_file,
    reports_of,
    unit_names,
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a roll-up must say of a unit: its standing, and one of these kinds or rules.

    `words` must stand in what is said.
    """

    fault: str
    unit: str
    standing: Standing
    told_as: frozenset[str]
    words: str = ""


@dataclass
class Collection:
    """The files, the list of units, last year's reports, the parent's figures, what is expected."""

    names: list[str]
    files: list[Handed] = field(default_factory=list)
    past: list[Handed] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    counted: dict[str, AnnualReport] = field(default_factory=dict)
    parent: AnnualReport | None = None
    causes: dict[str, str] = field(default_factory=dict)


def collection(count: int, seed: int) -> Collection:
    """`count` units in four formats, 19 of them with a fault each; the parent's figures with two."""
    names = unit_names(count)
    clean = reports_of(names, seed)
    made = Collection(names)
    spoilt = names[3:22]
    for index, name in enumerate(n for n in names if n not in spoilt):
        _hand_in(made, name, clean[name], FORMATS[index % len(FORMATS)])
    _whose_and_when(made, clean, spoilt, seed)
    _in_the_tables(made, clean, spoilt)
    _in_the_file(made, clean, spoilt)
    _parents_figures(made, clean, names[-1], spoilt[6])
    return made


def _hand_in(made: Collection, name: str, report: AnnualReport, form: str) -> None:
    made.files.append(as_file(name, report, form))
    made.counted[name] = report


def _expect(
    made: Collection, fault: str, unit: str, standing: Standing, *told: str, words: str = ""
) -> None:
    made.expected.append(Expected(fault, unit, standing, frozenset(told), words))


def _whose_and_when(
    made: Collection, clean: dict[str, AnnualReport], at: Sequence[str], seed: int
) -> None:
    twice, late, missing, one, other, again = at[0], at[1], at[2], at[3], at[4], at[5]
    _hand_in(made, twice, clean[twice], "docx")
    made.files.append(as_file(f"{twice}（再报）", clean[twice], "html"))
    _expect(made, "duplicate", twice, Standing.COUNTED, FaultKind.SAME_TWICE)
    last_year = reports_of([late], seed + 1, YEAR - 1)[late]
    made.files.append(as_file(late, last_year, "docx"))
    _expect(made, "wrong year", late, Standing.UNUSABLE, FaultKind.WRONG_YEAR)
    _expect(made, "missing unit", missing, Standing.MISSING, FaultKind.MISSING)
    made.files.append(as_file(one, clean[one], "docx"))
    named = clean[other].model_copy(update={"agency": one, "title": ""})
    made.files.append(as_file(f"{one}（2）", named, "docx"))
    _expect(made, "two units share a name", one, Standing.UNCLEAR, FaultKind.NAME_SHARED)
    _expect(made, "the other one", other, Standing.MISSING, FaultKind.MISSING)
    _hand_in(made, again, clean[again], "docx")
    made.past.append(as_file(again, _year_before(clean[again]), "docx"))
    _expect(made, "last year's figures", again, Standing.COUNTED, FaultKind.LAST_YEARS_NUMBERS)


def _year_before(report: AnnualReport) -> AnnualReport:
    """The same tables under last year's title."""
    return AnnualReport(
        agency=report.agency,
        year=report.year - 1,
        table2=report.table2,
        table3=report.table3,
        table4=report.table4,
    )


def _in_the_tables(made: Collection, clean: dict[str, AnnualReport], at: Sequence[str]) -> None:
    off, swapped, shifted, blank, copied = at[6], at[7], at[8], at[9], at[10]
    for fault, name, change, form, told, words in (
        ("total off by one", off, spoil.total_off_by_one, "html", "TAB301", "t3.new.total"),
        ("columns swapped", swapped, spoil.columns_swapped, "docx", "TAB305", "填反了"),
        ("row shifted", shifted, spoil.rows_shifted, "md", "TAB303", "往下错了一行"),
        ("blank table", blank, spoil.table_blank, "docx", FaultKind.TABLE_BLANK, "表四"),
    ):
        _hand_in(made, name, change(clean[name]), form)
        _expect(made, fault, name, Standing.COUNTED, told, words=words)
    source = clean[made.names[0]]
    copy = clean[copied].model_copy(
        update={"table2": source.table2, "table3": source.table3, "table4": source.table4}
    )
    _hand_in(made, copied, copy, "html")
    told = FaultKind.ANOTHERS_NUMBERS
    _expect(made, "copy of another", copied, Standing.COUNTED, told, words=made.names[0])


def _in_the_file(made: Collection, clean: dict[str, AnnualReport], at: Sequence[str]) -> None:
    old = at[11]
    made.files.append(as_file(old, spoil.of_2019(clean[old]), "html"))
    _expect(made, "2019 form", old, Standing.UNUSABLE, FaultKind.OLD_FORM)
    usable, not_usable = Standing.COUNTED, Standing.UNUSABLE
    rewritten, unreadable = FaultKind.NUMBERS_REWRITTEN, FaultKind.UNREADABLE
    for fault, name, make, standing, told, words in (
        ("numbers as text", at[12], spoil.numbers_as_text, usable, rewritten, "175 格"),
        ("thousand separators", at[13], spoil.thousand_separators, usable, rewritten, "文本格式"),
        ("macros", at[14], spoil.with_macros, usable, FaultKind.HAS_MACROS, "没有运行"),
        (
            "formula, no value",
            at[15],
            spoil.formulas_not_worked_out,
            not_usable,
            unreadable,
            "公式",
        ),
        ("locked", at[16], spoil.locked, not_usable, unreadable, "密码"),
        ("empty file", at[17], spoil.empty, not_usable, unreadable, "空的"),
        ("merged cells", at[18], spoil.value_cells_merged, not_usable, unreadable, "合并"),
    ):
        made.files.append(make(name, clean[name]))
        _expect(made, fault, name, standing, told, words=words)
        if standing is usable:
            made.counted[name] = clean[name]


def _parents_figures(
    made: Collection, clean: dict[str, AnnualReport], forgotten: str, off: str
) -> None:
    """What is counted added up, but one unit's penalties forgotten and the wrong total put right."""
    whole = {**made.counted, off: clean[off]}
    cells = added_up(whole.values())
    penalties = clean[forgotten].cell("t2.penalties") or 0
    cells["t2.penalties"] = (cells["t2.penalties"] or 0) - penalties
    cells["t2.normative_documents.in_force"] = None
    made.parent = AnnualReport(agency=PARENT, year=YEAR).with_cells(cells)
    made.causes = {"t2.penalties": forgotten, "t3.new.total": off}
