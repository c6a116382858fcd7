"""Cases from a folder of reports of consecutive years, and cases as files that nobody can edit unseen."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import AssistantError, UnusableInput
from assistant.gathering import origins
from assistant.reading.open_file import READABLE, read_report
from assistant.report.agency import same_agency as spelt_the_same
from assistant.report.model import AnnualReport
from evals.drafting.cases import Case
from evals.drafting.extraction import extract

_CASE = ".case.json"
_HAN = range(0x3400, 0xA000)
_SHORTEST = 5  # characters of a name that may be another's without its city
_NAMED = ("agency", "year")
_LEAST_HAN = 50  # percent of the letters of a report in Chinese


@dataclass(frozen=True, slots=True)
class Gathered:
    """The cases of a folder, and what in it made none, in Chinese."""

    cases: tuple[Case, ...]
    notices: tuple[str, ...]


def cases_of_folder(folder: Path, tell: Callable[[str], None] = lambda _: None) -> Gathered:
    """A case of every report whose agency's report of the year before lies in the folder too.

    Files that are cases already (`*.case.json`) are taken as they are, if nobody edited them.

    Raises:
        UnusableInput: No folder, an edited case, or not one pair of consecutive years.
    """
    if not folder.is_dir():
        raise UnusableInput("没有这个文件夹", where=str(folder), cure="写放着往年报告的文件夹")
    paths = [Path(path) for path in origins([str(folder)], READABLE) if Path(path).is_file()]
    cases = [read_case(path) for path in paths if path.name.endswith(_CASE)]
    notices = _strays(folder, paths)
    reports: list[_Read] = []
    for path in (path for path in paths if not path.name.endswith(_CASE)):
        tell(f"读 {_name_in(folder, path)}")
        try:
            reports.append(_read(folder, path))
        except AssistantError as error:
            notices.append(f"{_name_in(folder, path)} 没有用：{_why(error)}")
    single, twice = _once_each(reports)
    made, unused = _pairs(single)
    cases += made
    notices += [*twice, *unused]
    if not cases:
        raise UnusableInput(
            "没有一个单位有连续两年的报告，做不出案例" + "".join(f"\n  {n}" for n in notices),
            where=str(folder),
            cure="至少放同一个单位连续两年的报告，如 2023 年和 2024 年的",
        )
    return Gathered(tuple(cases), tuple(notices))


@dataclass(frozen=True, slots=True)
class _Read:
    """A report, known by where it lies in the folder: two agencies may both have a 2024.docx."""

    name: str
    report: AnnualReport

    @property
    def whose(self) -> str:
        return f"{self.name}（{self.report.agency}{self.report.year}年）"


def _read(folder: Path, path: Path) -> _Read:
    report = read_report(path)
    if any(n.where in _NAMED and "not" in n.what for n in report.notes):
        raise UnusableInput("没有写明单位名称或年度", cure="请在标题里写上")
    return _Read(_name_in(folder, path), report)


def _name_in(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _why(error: AssistantError) -> str:
    return f"{error.what}；{error.cure}" if error.cure else error.what


def _strays(folder: Path, taken: list[Path]) -> list[str]:
    """The files that no reader takes, in Chinese; what a program hides or locks is no one's file."""
    shown = (path for path in sorted(folder.rglob("*")) if path.is_file() and path not in taken)
    return [
        f"{_name_in(folder, path)} 不是能读的格式，没有用；另存为 docx、html、pdf 或 xlsx 再放进来"
        for path in shown
        if not path.name.startswith((".", "~$")) and path.suffix.lower() not in READABLE
    ]


def _once_each(reports: list[_Read]) -> tuple[list[_Read], list[str]]:
    """One file of each agency and year: that with a text and the most cells, of equals the first."""
    kept: list[_Read] = []
    notices = []
    for one in sorted(reports, key=lambda read: (*_fullness(read.report), read.name)):
        held = next((k for k in kept if _same_report(k.report, one.report)), None)
        if held is None:
            kept.append(one)
        else:
            notices.append(f"{one.whose}与 {held.name} 是同一份报告，只用后者")
    return kept, notices


def _fullness(report: AnnualReport) -> tuple[bool, int]:
    return not report.has_narrative, -sum(v is not None for v in report.cells().values())


def _same_report(one: AnnualReport, other: AnnualReport) -> bool:
    return one.year == other.year and spelt_the_same(one.agency, other.agency)


def case_of(name: str, reference: AnnualReport, previous: AnnualReport) -> Case:
    """The case of two reports; the agency's name is written in last year's as in this year's.

    Raises:
        UnusableInput: Another agency, not the year before, no tables, no text, or no Chinese.
    """
    _refuse_unfit(name, reference, previous)
    figures, notices = extract(reference).figures, list(extract(reference).notices)
    if reference.facts:
        figures = figures.model_copy(
            update={"facts": reference.facts, "problems": reference.problems, "improvements": reference.improvements}
        )  # fmt: skip
    if previous.agency != reference.agency:
        notices.append(f"上年报告写的是“{previous.agency}”，按“{reference.agency}”处理")
        previous = previous.model_copy(update={"agency": reference.agency})
    return Case(name, figures, previous, reference, tuple(notices))


def same_agency(one: str, other: str) -> bool:
    """Whether two names are of one organ; 原州区审计局 and 固原市原州区审计局 are.

    Wider than where reports are checked: here a wrong pair costs a case and is said in a notice.
    """
    short, long = sorted((one, other), key=len)
    return spelt_the_same(one, other) or (len(short) >= _SHORTEST and long.endswith(short))


def _refuse_unfit(name: str, reference: AnnualReport, previous: AnnualReport) -> None:
    if not same_agency(reference.agency, previous.agency):
        what = f"参照报告是“{reference.agency}”的，上年报告是“{previous.agency}”的"
        raise UnusableInput(what, where=name, cure="换成同一个单位的两份报告")
    if reference.year != previous.year + 1:
        what = f"参照报告是 {reference.year} 年的，上年报告是 {previous.year} 年的，不相连"
        raise UnusableInput(what, where=name, cure=f"找 {reference.year - 1} 年的报告")
    if all(value is None for value in reference.cells().values()):
        cure = "换一份三张表都能读出来的；扫描件请先另存为 docx"
        raise UnusableInput("参照报告里没有表格数据，无从起草", where=name, cure=cure)
    text = "".join(text for _, text in reference.texts())
    if not text:
        cure = "参照报告要有正文，不能是数据文件"
        raise UnusableInput("参照报告没有正文，无从比较", where=name, cure=cure)
    if not is_chinese(text):
        raise UnusableInput("参照报告不是中文的", where=name, cure="换成中文报告")


def is_chinese(text: str) -> bool:
    """Whether most letters are Chinese; digits and punctuation say nothing."""
    letters = [ord(c) for c in text if c.isalpha()]
    return 100 * sum(code in _HAN for code in letters) >= _LEAST_HAN * max(1, len(letters))


def _pairs(reports: Iterable[_Read]) -> tuple[list[Case], list[str]]:
    ordered = sorted(reports, key=lambda one: (one.report.year, one.name))
    cases: list[Case] = []
    notices: list[str] = []
    for one in ordered:
        last = _of_another_year(one.report, ordered, -1)
        if last is None:
            if _of_another_year(one.report, ordered, +1) is None:
                notices.append(
                    f"{one.whose}没有上一年的报告，不单独成案例；请补上 {one.report.year - 1} 年的"
                )
            continue  # or it is the year before of another case
        if not last.report.has_narrative:
            notices.append(f"{last.whose}没有正文，只当上年数据用；要比对是否照抄上年，请换成全文")
        try:
            name = _case_name(one.name, {case.name for case in cases})
            cases.append(case_of(name, one.report, last.report))
        except UnusableInput as error:
            notices.append(f"{one.whose}不能成案例：{_why(error)}")
    return cases, notices


def _of_another_year(report: AnnualReport, reports: list[_Read], step: int) -> _Read | None:
    own = (o for o in reports if o.report.year == report.year + step)
    return next((o for o in own if same_agency(o.report.agency, report.agency)), None)


def _case_name(name: str, taken: set[str]) -> str:
    """Where the file lies, as one word: it names a sample of the log and a file of the case."""
    short = "-".join(Path(name).with_suffix("").parts)
    return short if short not in taken else f"{short}-{Path(name).suffix[1:]}"


def write_case(case: Case, folder: Path) -> Path:
    """The case as a file with its digest, in the same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{case.name}{_CASE}"
    data = {"digest": case.digest, **case.content()}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path


def read_case(path: Path) -> Case:
    """A case from its file.

    Raises:
        UnusableInput: Not a case, or edited after its digest was taken.
    """
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        figures = AnnualReport.model_validate(data["figures"])
        previous, reference = _report(data["previous"]), _report(data["reference"])
        case = Case(data["name"], figures, previous, reference, tuple(data["notices"]))
        digest = data["digest"]
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError, ValidationError) as error:
        raise UnusableInput(
            f"不是案例文件（{type(error).__name__}）", where=str(path), cure="用 nianbao eval drafting --corpus 重新做"
        ) from error  # fmt: skip
    if case.digest != digest:
        raise UnusableInput(
            "案例文件在取摘要之后被改过，分数不能与以前的比",
            where=str(path),
            cure="要改案例请改原报告，再用 nianbao eval drafting --corpus 重新做；误改的请恢复原文件",
        )
    return case


def _report(data: dict[str, Any] | None) -> AnnualReport | None:
    return AnnualReport.model_validate(data) if data is not None else None
