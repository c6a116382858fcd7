"""TAB111: a number with spaces, a unit or in Chinese numerals in its cell."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.reader_notes import cells_noted
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    noted = cells_noted(case.report, "doubtful")
    if noted:
        shown = "；".join(list(noted.values())[:3])
        yield rule.finding(
            f"有 {len(noted)} 格的数字写法不规范：{shown}",
            cells=tuple(noted),
            found=shown,
            expected="只写阿拉伯数字",
        )


RULE = Rule(
    code="TAB111",
    name="number-oddly-written",
    severity=Severity.NOTE,
    summary="格子里的数字带空格、单位，或是中文数字，别的系统会读错。",
    basis="国办公开办函〔2021〕30号附件：各表为件数、金额的统计（写法未作规定，以主管部门口径为准）",
    cure="只写阿拉伯数字，不带单位和空格；再核对一遍读到的数对不对。",
    check=_check,
)
