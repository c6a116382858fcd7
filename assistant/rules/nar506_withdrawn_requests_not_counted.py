"""NAR506: more requests withdrawn, according to the text, than “其他” of table three holds."""

import re
from collections.abc import Iterator

from assistant.report.quantities import exact_number
from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_CELL = "t3.other_misc.total"
_WITHDRAWN = re.compile(
    r"(?:撤回|撤销)(?:了)?(?:政府信息公开|信息公开)?申请[^。；，、（）()\n\d复诉]{0,6}(\d{1,9})(?:件|宗|起|条|份|个)"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if _CELL not in case.cells:
        return
    for match in _WITHDRAWN.finditer(case.narrative.plain):
        counted, number = case.cells[_CELL], exact_number(match[1])
        if counted is None:
            yield from rule.blanks([_CELL], case)
        elif counted < number:
            yield rule.at(
                case,
                match.span(),
                f"正文写申请人撤回 {plain(number)} 件，表三“其他处理·其他”只有 {plain(counted)} 件",
                expected=f"表三“其他处理·其他”不少于 {plain(number)}",
                cells=(_CELL,),
            )


RULE = Rule(
    code="NAR506",
    name="withdrawn-requests-not-counted",
    severity=Severity.NOTE,
    summary="正文写的撤回申请件数多于表三“其他处理·其他”。",
    basis="国办公开办函〔2021〕30号附件：表三（六）3“其他”（推算，以主管部门口径为准）",
    cure="撤回的申请计入表三“（六）其他处理·3.其他”，并重新核对（七）总计。",
    check=_check,
    needs=("narrative",),
)
