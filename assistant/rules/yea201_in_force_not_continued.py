"""YEA201: documents in force that do not follow from last year's, those issued and those repealed."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.rules.case import Case
from assistant.rules.last_year import amount, explained, lacking, last_cells
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

Number = int | Decimal

_ROWS = (("regulations", "规章"), ("normative_documents", "行政规范性文件"))
_ABOUT = ("文件", "规章")


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    for row, label in _ROWS:
        issued, repealed, in_force = (
            f"t2.{row}.{column}" for column in ("issued", "repealed", "in_force")
        )
        if lacks := lacking(rule, case, [issued, repealed, in_force], [in_force]):
            yield from lacks
            continue
        then = amount(last_cells(case), in_force)
        new, gone = amount(case.cells, issued), amount(case.cells, repealed)
        now, follows = amount(case.cells, in_force), then + new - gone
        explains = explained(case, "arithmetic.in_force_explained", _ABOUT)
        if now == follows or follows < 0 or explains:
            continue
        slip = _slip(now, then, new, gone)
        touched = explained(case, "arithmetic.in_force_touched", _ABOUT)
        likely = slip or (now > follows and not touched)
        yield rule.finding(
            f"{label}现行有效 {plain(now)} 件，按上年 {plain(then)} 件加本年制发 {plain(new)} 件、"
            f"减废止 {plain(gone)} 件推算是 {plain(follows)} 件{slip}",
            cells=(in_force, issued, repealed),
            found=plain(now),
            expected=plain(follows),
            severity=rule.severity if likely else Severity.NOTE,
        )


def _slip(now: Number, then: Number, new: Number, gone: Number) -> str:
    """How a wrong figure may have come about: nothing deducted, nothing added, the old one kept."""
    if now == then:
        return "（与上年数字相同，可能没有更新）"
    if now == then + new:
        return "（可能没有减去本年废止的）"
    return "（可能没有加上本年制发的）" if now == then - gone else ""


RULE = Rule(
    code="YEA201",
    name="in-force-not-continued",
    severity=Severity.WARNING,
    summary="现行有效件数一般等于上年现行有效加本年制发减本年废止，不等时需要说明。",
    basis="表二与上年表二的关系（推算，官方格式没有规定此公式，以主管部门口径为准）",
    cure="核对三个数字；差额是自动失效、清理、划转造成的，在政府信息管理部分写一句说明。",
    check=_check,
    needs=("previous",),
)
