"""TAB206: an organ that licenses and punishes, without a single decision."""

import re
from collections.abc import Iterator

from assistant.report.agency import AgencyKind
from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_ENFORCES = re.compile(
    "(公安|应急管理|市场监督管理|税务|卫生健康|交通运输|住房和?城乡建设|城市管理|综合(行政)?执法|"
    "自然资源(和规划)?|规划和自然资源|生态环境|农业农村|水利|水务|文化(和)?旅游|文化广电旅游|"
    "行政审批(服务)?|人力资源和社会保障|林业|林业和草原)(管理)?(局|委|委员会|厅|分局|执法局)$"
)
_CELLS = ("t2.licensing", "t2.penalties", "t2.coercion")


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if any(case.cells[address] for address in _CELLS):
        return
    agency = case.report.agency
    if case.kind is not AgencyKind.DEPARTMENT or not _ENFORCES.search(agency):
        return
    if blanks := case.tables.blank_among(_CELLS):
        yield from rule.blanks(blanks, case)
    else:
        yield rule.finding(
            f"{agency}一般有许可、处罚职能，行政许可、行政处罚、行政强制却全部是 0",
            cells=_CELLS,
            found="0、0、0",
            expected="以本机关名义作出的决定数",
        )


RULE = Rule(
    code="TAB206",
    name="no-decision-of-an-enforcer",
    severity=Severity.NOTE,
    summary="有许可、处罚职能的部门，三项处理决定却全部为 0。",
    basis="条例第二十条第（五）（六）项；件数口径未见官方说明，以主管部门口径为准",
    cure="与法规、执法、审批科室核对；职能已划转或确实没有的，在正文里写一句说明。",
    check=_check,
)
