"""TAB403: more reviews and lawsuits than requests were handled."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_CASES = ("t4.reconsideration.total", "t4.litigation_direct.total")
_HANDLED = ("t3.result_total.total", "t3.carried_in.total", "t3.new.total")


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if blanks := case.tables.blank_among((*_CASES, *_HANDLED)):
        yield from rule.blanks(blanks, case)
        return
    cases, handled = case.tables.total(_CASES), case.cells[_HANDLED[0]] or 0
    if cases > handled and case.tables.total(_HANDLED) > 0:
        yield rule.finding(
            f"复议和直接起诉共 {plain(cases)} 件，多于全年办结的 {plain(handled)} 件申请",
            cells=(*_CASES, _HANDLED[0]),
            found=plain(cases),
            expected=f"一般不多于 {plain(handled)}",
        )


RULE = Rule(
    code="TAB403",
    name="more-cases-than-handled",
    severity=Severity.NOTE,
    summary="复议、诉讼件数多于全年办结的申请件数。",
    basis="表三与表四的关系（推算：案件一般由本年答复引起，往年积案除外，以主管部门口径为准）",
    cure="核对表四是否计入了与信息公开无关的案件；由往年答复引起的，在正文里写一句说明。",
    check=_check,
)
