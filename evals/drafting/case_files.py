"""Cases from a folder of reports of consecutive years, and cases as files that nobody can edit unseen."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import UnusableInput
from assistant.gathering import origins
from assistant.reading.open_file import READABLE
from assistant.report.agency import same_agency as spelt_the_same
from assistant.report.model import AnnualReport
from evals.drafting.cases import Case
from evals.drafting.extraction import extract
from evals.drafting.report_files import ReportFile, missing_tables, reports_of, strays, why_of

_CASE = ".case.json"
_HAN = range(0x3400, 0xA000)
_SHOWN = 3  # names
_SHORTEST = 5  # characters of a name that may be another's without its city
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
    reports, told = reports_of(folder, [p for p in paths if not p.name.endswith(_CASE)], tell)
    made, unused = _pairs(reports)
    cases += made
    notices = [*strays(folder, paths), *told, *unused]
    if not cases:
        raise UnusableInput(
            "没有一个单位有连续两年的报告，做不出案例" + "".join(f"\n  {n}" for n in notices),
            where=str(folder),
            cure="至少放同一个单位连续两年的报告，如 2023 年和 2024 年的",
        )
    return Gathered(tuple(cases), tuple(notices))


def case_of(name: str, reference: AnnualReport, previous: AnnualReport) -> Case:
    """The case of two reports; the agency's name is written in last year's as in this year's.

    Raises:
        UnusableInput: Another agency, not the year before, no tables, no text, or no Chinese.
    """
    _refuse_unfit(name, reference, previous)
    made = extract(reference)
    figures, notices = made.figures, [*_lacking(reference, previous), *made.notices]
    if reference.facts:
        figures = figures.model_copy(
            update={"facts": reference.facts, "problems": reference.problems, "improvements": reference.improvements}
        )  # fmt: skip
    if previous.agency != reference.agency:
        notices.append(f"上年报告写的是“{previous.agency}”，按“{reference.agency}”处理")
        previous = previous.model_copy(update={"agency": reference.agency})
    return Case(name, figures, previous, reference, tuple(notices))


def _lacking(reference: AnnualReport, previous: AnnualReport) -> list[str]:
    """What of the two reports is not there, so that nothing is measured on it, in Chinese."""
    found = [n.text for n in reference.notes if n.what == "section not found"]
    told = [f"参照报告：{text}，这一部分的内容没有评；请在报告里补上标题再做案例" for text in found]
    for report, whose in ((reference, "参照报告"), (previous, "上年报告")):
        tables = missing_tables(report)
        if tables:
            what = "不与上年比" if report is previous else "正文里的数当工作事实用"
            told.append(
                f"{whose}没有读到{'、'.join(tables)}的数据，{what}；可把数据表另存为 xlsx 放在一起"
            )
    return told


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
        cure = "换一份三张表都能读出来的，或把数据表（xlsx）放在一起；扫描件请先另存为 docx"
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


def _pairs(reports: Iterable[ReportFile]) -> tuple[list[Case], list[str]]:
    ordered = sorted(reports, key=lambda one: (one.report.year, one.name))
    cases: list[Case] = []
    notices: list[str] = []
    for one in ordered:
        last = _of_another_year(one.report, ordered, -1)
        if last is None:
            notices += _alone(one, ordered)
            continue
        if not last.report.has_narrative:
            notices.append(f"{last.whose}没有正文，只当上年数据用；要比对是否照抄上年，请换成全文")
        try:
            name = _case_name(one.name, {case.name for case in cases})
            cases.append(case_of(name, one.report, last.report))
        except UnusableInput as error:
            notices.append(f"{one.whose}不能成案例：{why_of(error)}")
    return cases, notices


def _alone(one: ReportFile, reports: list[ReportFile]) -> list[str]:
    """Why a report is no case of its own; nothing to say of the first in an unbroken row of years."""
    own = [o.report.year for o in reports if same_agency(o.report.agency, one.report.agency)]
    year = one.report.year
    if year + 1 in own and year == min(own):
        return []
    lacking = year - 1 if year > min(own) or len(own) == 1 else year + 1
    told = (
        f"{one.whose}没有上一年的报告，不单独成案例；请补上 {lacking} 年的，才能与相邻的年份连起来"
    )
    others = [f"“{o.report.agency}”" for o in reports if o.report.year == year - 1]
    if others and len(own) == 1:
        told += f"；文件夹里 {year - 1} 年的是{'、'.join(others[:_SHOWN])}的，如果是同一个单位，请把两份标题里的单位名称写成一样"
    return [told]


def _of_another_year(
    report: AnnualReport, reports: list[ReportFile], step: int
) -> ReportFile | None:
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
