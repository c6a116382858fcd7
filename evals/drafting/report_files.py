"""The reports in a folder: each year's once, joined of its files where one alone lacks a part."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError, UnusableInput
from assistant.reading.open_file import READABLE, read_report
from assistant.reading.report_title import ORGAN, title_at_start, year_written
from assistant.report.agency import same_agency
from assistant.report.model import AnnualReport

_TABLES = {"table2": "表二", "table3": "表三", "table4": "表四"}
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?![\d.\-/]\d|\d)")
_MOST = 100  # characters of a name


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A report, known by where it lies in the folder: two agencies may both have a 2024.docx."""

    name: str
    report: AnnualReport

    @property
    def whose(self) -> str:
        return f"{self.name}（{self.report.agency}{self.report.year}年）"


def reports_of(
    folder: Path, paths: Sequence[Path], tell: Callable[[str], None]
) -> tuple[list[ReportFile], list[str]]:
    """One report of each agency and year, and what was left out or put together, in Chinese."""
    found: list[ReportFile] = []
    notices: list[str] = []
    for path in paths:
        tell(f"读 {name_in(folder, path)}")
        try:
            one, guessed = _read(folder, path)
        except AssistantError as error:
            notices.append(f"{name_in(folder, path)} 没有用：{why_of(error)}")
            continue
        found.append(one)
        notices += guessed
    single, joined = _once_each(found)
    return single, [*notices, *joined]


def name_in(folder: Path, path: Path) -> str:
    """Where a file lies in the folder."""
    return path.relative_to(folder).as_posix()


def why_of(error: AssistantError) -> str:
    """What an error says, without where."""
    return f"{error.what}；{error.cure}" if error.cure else error.what


def strays(folder: Path, taken: Sequence[Path]) -> list[str]:
    """The files that no reader takes, in Chinese; what a program hides or locks is no one's file."""
    shown = (path for path in sorted(folder.rglob("*")) if path.is_file() and path not in taken)
    return [
        f"{name_in(folder, path)} 不是能读的格式，没有用；另存为 docx、html、pdf 或 xlsx 再放进来"
        for path in shown
        if not path.name.startswith((".", "~$")) and path.suffix.lower() not in READABLE
    ]


def missing_tables(report: AnnualReport) -> list[str]:
    """Which of the three tables have not one value, as people call them."""
    return [label for name, label in _TABLES.items() if not _is_filled(report, name)]


def _is_filled(report: AnnualReport, table: str) -> bool:
    own = f"t{table[-1]}."
    return any(v is not None for address, v in report.cells().items() if address.startswith(own))


def _read(folder: Path, path: Path) -> tuple[ReportFile, list[str]]:
    """A file's report; what its title does not name, its name or its folder's has to.

    Raises:
        UnusableInput: It is no report, or whose or of which year it is stands nowhere.
    """
    report = read_report(path)
    name = name_in(folder, path)
    whose = [note for note in report.notes if note.where in ("agency", "year")]
    lacking = [note.where for note in whose if "not" in note.what]
    if not lacking:
        return ReportFile(name, report), [f"{name}：{note.text}" for note in whose]
    told = [path.stem, *(part.name for part in path.parents if part.is_relative_to(folder))]
    agency, year = _named_by(told)
    changes = {"agency": agency, "year": year}
    if not all(changes[what] for what in lacking):
        what = "、".join({"agency": "单位名称", "year": "年度"}[one] for one in lacking)
        cure = "请在标题里写上，或把文件名写成“单位名称2023年”的样子"
        raise UnusableInput(f"文件里没有写明{what}", cure=cure)
    report = report.model_copy(update={what: changes[what] for what in lacking})
    guessed = f"标题没有写全，按文件名当作“{report.agency}”{report.year}年的"
    return ReportFile(name, report), [f"{name} 的{guessed}；不对的话请改文件名或标题"]


def _named_by(names: Sequence[str]) -> tuple[str, int]:
    """The agency and the year that the names of a file and its folders tell, the nearest first."""
    agency, year = "", 0
    for name in names:
        title = title_at_start(name)
        dated = _YEAR.search(name)
        bare = re.split(r"\d", name)[0].strip(" -_（(") if title is None else title.agency
        agency = agency or (bare if ORGAN.search(bare) and len(bare) <= _MOST else "")
        year = year or (title.year if title else year_written(dated[1]) if dated else 0)
    return agency, year


def _once_each(reports: Sequence[ReportFile]) -> tuple[list[ReportFile], list[str]]:
    """One report of each agency and year: that with a text and the most cells, of equals the first;
    a table that it lacks is taken from another of its files.
    """
    kept: list[ReportFile] = []
    notices = []
    for one in sorted(reports, key=lambda read: (*_fullness(read.report), read.name)):
        at = next((i for i, k in enumerate(kept) if _same_report(k.report, one.report)), None)
        if at is None:
            kept.append(one)
            continue
        held = kept[at]
        taken = [t for t in _TABLES if _is_filled(one.report, t) and not _is_filled(held.report, t)]
        if taken and one.report.layout == held.report.layout:
            kept[at] = ReportFile(held.name, _joined(held.report, one.report, taken))
            tables = "、".join(_TABLES[table] for table in taken)
            notices.append(f"{one.whose}与 {held.name} 合为一份：{tables}取自前者，其余取自后者")
        else:
            notices.append(f"{one.whose}与 {held.name} 是同一份报告，只用后者")
    return kept, notices


def _joined(text: AnnualReport, tables: AnnualReport, taken: Sequence[str]) -> AnnualReport:
    update: dict[str, object] = {table: getattr(tables, table) for table in taken}
    update |= {n: getattr(text, n) or getattr(tables, n) for n in ("facts", "problems", "improvements")}  # fmt: skip
    return text.model_copy(update=update)


def _fullness(report: AnnualReport) -> tuple[bool, int]:
    return not report.has_narrative, -sum(v is not None for v in report.cells().values())


def _same_report(one: AnnualReport, other: AnnualReport) -> bool:
    return one.year == other.year and same_agency(one.agency, other.agency)
