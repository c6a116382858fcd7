"""YEA105: suddenly many requests denied for state secrets or for safety and stability."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.last_year import amount, lacking, last_cells
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_ROWS = (
    ("denied_state_secret", "属于国家秘密"),
    ("denied_safety_stability", "危及“三安全一稳定”"),
)
_NOTABLE = 5


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    for row, label in _ROWS:
        address = f"t3.{row}.total"
        if lacks := lacking(rule, case, [address], [address]):
            yield from lacks
            continue
        now, then = amount(case.cells, address), amount(last_cells(case), address)
        if now - then >= _NOTABLE and now >= 3 * then:
            yield rule.finding(
                f"以“{label}”为由不予公开的申请由上年 {plain(then)} 件增加到 {plain(now)} 件",
                cells=(address,),
                found=plain(now),
                expected=f"与上年 {plain(then)} 件相近，或有定密、认定依据",
            )


RULE = Rule(
    code="YEA105",
    name="secrecy-denials-jump",
    severity=Severity.NOTE,
    summary="以国家秘密、“三安全一稳定”为由不予公开的数量突增，需要复核依据。",
    basis="《中华人民共和国政府信息公开条例》第十四条、第十七条（增幅是推算，以主管部门口径为准）",
    cure="逐件复核定密文件或认定依据，看是否填错了行。",
    check=_check,
    needs=("previous",),
)
