"""TAB404: after 2023, more lawsuits without a review than with one."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_FIRST_YEAR, _FEWEST = 2024, 3  # the law in force since 2024-01-01 wants a review first


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    cells = ("t4.litigation_direct.total", "t4.litigation_after_reconsideration.total")
    direct, after = (case.cells[address] for address in cells)
    if case.report.year < _FIRST_YEAR:
        return
    if direct is None or after is None:
        yield from rule.blanks(case.tables.blank_among(cells), case)
    elif direct >= _FEWEST and direct > after:
        yield rule.finding(
            f"未经复议直接起诉 {plain(direct)} 件，多于复议后起诉的 {plain(after)} 件；"
            "2024 年起对不予公开不服的应先申请复议",
            cells=cells,
            found=plain(direct),
            expected=f"一般不多于 {plain(after)}",
        )


RULE = Rule(
    code="TAB404",
    name="direct-litigation-prevails",
    severity=Severity.NOTE,
    summary="2024 年起，未经复议直接起诉的多于复议后起诉的。",
    basis="《中华人民共和国行政复议法》第二十三条第一款第四项（自 2024年1月1日起施行）",
    cure="核对两组是否填反；确属可以直接起诉的情形，保留即可。",
    check=_check,
)
