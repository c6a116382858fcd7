"""What became of each unit: counted or not, why not, and everything that is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.report.model import AnnualReport
from assistant.rollup.fault import FaultKind, UnitFault
from assistant.rollup.matching import Claim
from assistant.rollup.submission import Submission
from assistant.rules.rule import Finding, Severity

YEAR_NOT_FOUND = "year not found"  # the reader's note
_DOUBTS = {
    "number as text": "文本格式的数字 {} 格",
    "doubtful": "带空格、单位或中文数字的 {} 格",
    "formula": "公式 {} 格（用的是保存时的结果）",
}
_TABLES = {"t2.": "表二", "t3.": "表三", "t4.": "表四"}
_ALIKE = 2  # of two differing reports: one in so many figures the same is a correction


class Standing(StrEnum):
    """What became of a unit; the value is part of the JSON."""

    COUNTED = "counted"
    UNCLEAR = "unclear"
    UNUSABLE = "unusable"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """What people call it."""
        return {
            "counted": "已计入",
            "unclear": "待定，未计入",
            "unusable": "不能用，未计入",
            "missing": "未报",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its name, its files, the one that counts, its faults and the findings in it.

    `handed_in` are all its reports, also those that do not count.
    """

    name: str
    listed: bool
    standing: Standing
    files: tuple[str, ...] = ()
    submission: Submission | None = None
    faults: tuple[UnitFault, ...] = ()
    handed_in: tuple[AnnualReport, ...] = ()

    @property
    def report(self) -> AnnualReport | None:
        """The report whose figures are in the sums; None where none is."""
        counted = self.standing is Standing.COUNTED and self.submission
        return self.submission.report if counted and self.submission else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules found in the report that counts, or would."""
        return self.submission.findings if self.submission else ()

    def count(self, severity: Severity) -> int:
        """How many faults and findings have this severity."""
        faults = sum(fault.severity is severity for fault in self.faults)
        return faults + sum(finding.severity is severity for finding in self.findings)


def unit_of(claim: Claim, year: int) -> Unit:
    """What becomes of the files of one claim in the roll-up of a year."""
    reports = tuple(one.report for one in claim.submissions if one.report)
    return replace(_unit_of(claim, year), handed_in=reports)


def _unit_of(claim: Claim, year: int) -> Unit:
    files = tuple(one.name for one in claim.submissions)
    if not files:
        fault = UnitFault(
            FaultKind.MISSING, Severity.ERROR, f"没有收到 {year} 年的报告", "催报；收到后重新汇总"
        )
        return Unit(claim.name, claim.listed, Standing.MISSING, faults=(fault,))
    unfit = [fault for one in claim.submissions for fault in _unfit(one, year)]
    barred = {name for fault in unfit for name in fault.files}
    fit = [one for one in claim.submissions if one.name not in barred]
    outside = not claim.name or any(f.kind in _OUTSIDE for f in claim.faults)
    if not fit or outside:
        shown = fit[0] if fit else None
        standing = Standing.UNCLEAR if fit else Standing.UNUSABLE
        return Unit(claim.name, claim.listed, standing, files, shown, (*claim.faults, *unfit))
    # Somebody has to see to a file that was not needed, but the unit has reported.
    spare = [_milder(fault) for fault in unfit]
    return _counted(claim, files, fit, (*claim.faults, *spare))


_OUTSIDE = (FaultKind.NOT_LISTED, FaultKind.PARENT_ITSELF)


def _milder(fault: UnitFault) -> UnitFault:
    message = f"{fault.message}（另有一份可用的，已用那一份）"
    return UnitFault(fault.kind, Severity.WARNING, message, fault.cure, fault.files, fault.cells)


def _unfit(one: Submission, year: int) -> Iterator[UnitFault]:
    """Why a file cannot count, whoever it is of."""
    here = (one.name,)
    if one.report is None:
        yield UnitFault(FaultKind.UNREADABLE, Severity.ERROR, one.why, one.cure, here)
        return
    report = one.report
    if any(note.what == YEAR_NOT_FOUND for note in report.notes):
        message = "报告里没有写是哪一年的，没有计入"
        cure = "在标题里写上年度，如“2025年政府信息公开工作年度报告”"
        yield UnitFault(FaultKind.YEAR_UNSAID, Severity.ERROR, message, cure, here)
    elif report.year != year:
        message = f"报的是 {report.year} 年的报告，应为 {year} 年，没有计入"
        cure = f"请重报 {year} 年的报告；标题年度写错的，改正后重报"
        yield UnitFault(FaultKind.WRONG_YEAR, Severity.ERROR, message, cure, here)
    if report.layout != "2021":
        message = f"用的是 {report.layout} 年版的旧表，格子对不上，没有计入"
        cure = "请按国办公开办函〔2021〕30号的统一格式重填；空表用 nianbao new 生成"
        yield UnitFault(FaultKind.OLD_FORM, Severity.ERROR, message, cure, here)


def _counted(
    claim: Claim, files: tuple[str, ...], fit: list[Submission], faults: tuple[UnitFault, ...]
) -> Unit:
    tables = [one.report.cells() for one in fit if one.report]
    chosen = next((one for one in fit if one.report and one.report.has_narrative), fit[0])
    if any(cells != tables[0] for cells in tables[1:]):
        differ = _two_differ(claim.name, fit)
        return Unit(claim.name, claim.listed, Standing.UNCLEAR, files, chosen, (*faults, differ))
    if len(fit) > 1:
        others = tuple(one.name for one in fit if one is not chosen)
        message = f"报了 {len(fit)} 份，数字一样，只计 {chosen.name}"
        cure = "多出的几份移走即可"
        twice = UnitFault(FaultKind.SAME_TWICE, Severity.WARNING, message, cure, others)
        faults = (*faults, twice)
    faults = (*faults, *_in_the_file(chosen))
    return Unit(claim.name, claim.listed, Standing.COUNTED, files, chosen, faults)


def _two_differ(name: str, fit: Sequence[Submission]) -> UnitFault:
    one, other = (s.report.cells() for s in fit[:2] if s.report)
    filled = [a for a in one if one[a] or other[a]]
    same = sum(one[a] == other[a] for a in filled)
    differing = tuple(a for a in filled if one[a] != other[a])
    correction = bool(filled) and same * _ALIKE >= len(filled)
    guess = "多半是改过的一份" if correction else "也可能是两个同名的单位"
    return UnitFault(
        FaultKind.TWO_DIFFER if correction else FaultKind.NAME_SHARED,
        Severity.ERROR,
        f"有 {len(fit)} 份“{name}”的报告，{len(differing)} 格数字不同（{guess}），都没有计入",
        "问清以哪一份为准，其余的移走或用 --leave-out 文件名 排除；"
        "是两个单位的，在标题里写全称并写进名单",
        tuple(submission.name for submission in fit),
        differing[:20],
    )


def _in_the_file(one: Submission) -> Iterator[UnitFault]:
    """What is to be said of the form of the file that counts."""
    assert one.report
    here, cells = (one.name,), one.report.cells()
    for table, title in _TABLES.items():
        places = [address for address in cells if address.startswith(table)]
        blank = tuple(address for address in places if cells[address] is None)
        if blank and len(blank) == len(places):
            message = f"{title} {len(blank)} 格全部空白，本级这张表因此合计不全"
            cure = "请单位把整张表填好，没有发生的填 0"
            yield UnitFault(FaultKind.TABLE_BLANK, Severity.ERROR, message, cure, here, blank)
        elif blank:
            message = f"{title}有 {len(blank)} 格空白（空白不当作 0，本级这些格因此合计不全）"
            cure = "请单位补上，没有发生的填 0"
            yield UnitFault(FaultKind.CELLS_BLANK, Severity.WARNING, message, cure, here, blank)
    yield from _doubtful(one, here)
    if one.has_macros:
        message = "文件带宏，只读了保存的数值，宏没有运行"
        cure = "请单位另存为不带宏的 .xlsx"
        yield UnitFault(FaultKind.HAS_MACROS, Severity.NOTE, message, cure, here)


def _doubtful(one: Submission, here: tuple[str, ...]) -> Iterator[UnitFault]:
    assert one.report
    notes = [note for note in one.report.notes if note.what in _DOUBTS]
    kinds = {w: [n.where for n in notes if n.what == w] for w in _DOUBTS}
    told = [_DOUBTS[what].format(len(cells)) for what, cells in kinds.items() if cells]
    if told:
        cells = tuple(note.where for note in notes)
        message = f"{'，'.join(told)}，已按数字读取"
        cure = "对照原件看读得对不对；请单位只填数字"
        yield UnitFault(FaultKind.NUMBERS_REWRITTEN, Severity.NOTE, message, cure, here, cells)
