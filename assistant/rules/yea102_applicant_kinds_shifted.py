"""YEA102: the same number carried over, but by other kinds of applicant."""

from collections.abc import Iterator

from assistant.report.labels import APPLICANTS
from assistant.rules.case import Case
from assistant.rules.last_year import lacking, last_cells
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_IN, _OUT = "t3.carried_in", "t3.carried_out"
_KINDS = tuple(kind.id for kind in APPLICANTS)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    cells, last = case.cells, last_cells(case)
    ids = (*_KINDS, "total")
    now, then = [f"{_IN}.{i}" for i in ids], [f"{_OUT}.{i}" for i in ids]
    if lacks := lacking(rule, case, now, then):
        yield from lacks
        return
    if cells[f"{_IN}.total"] != last[f"{_OUT}.total"]:
        return
    moved = [k for k in APPLICANTS if cells[f"{_IN}.{k.id}"] != last[f"{_OUT}.{k.id}"]]
    if moved:
        is_now = "、".join(f"{k.name}{plain(cells[f'{_IN}.{k.id}'])}件" for k in moved)
        was = "、".join(f"{k.name}{plain(last[f'{_OUT}.{k.id}'])}件" for k in moved)
        yield rule.finding(
            f"上年结转的总计与上年报告一致，申请人类别却变了：上年结转出{was}，本年结转入{is_now}",
            cells=tuple(f"{_IN}.{k.id}" for k in moved),
            found=is_now,
            expected=was,
        )


RULE = Rule(
    code="YEA102",
    name="applicant-kinds-shifted",
    severity=Severity.WARNING,
    summary="结转的申请跨年后申请人类别不变，总计相同而分列不同，多半是填错了列。",
    basis="国办公开办函〔2021〕30号附件：表三按申请人类别分列",
    cure="对照登记台账，把上年结转一行按申请人类别填准。",
    check=_check,
    needs=("previous",),
)
