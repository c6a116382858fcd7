"""TAB406: a large share of the reviews and lawsuits lost."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_SHARE, _FEWEST = 15, 2  # percent; one lost case of a small organ says nothing
_GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
_CORRECTED = tuple(f"t4.{group}.corrected" for group in _GROUPS)
_TOTALS = tuple(f"t4.{group}.total" for group in _GROUPS)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if blanks := case.tables.blank_among((*_CORRECTED, *_TOTALS)):
        yield from rule.blanks(blanks, case)
        return
    corrected, cases = case.tables.total(_CORRECTED), case.tables.total(_TOTALS)
    if _FEWEST <= corrected <= cases and corrected * 100 > _SHARE * cases:
        share = round(corrected * 100 / cases)
        yield rule.finding(
            f"{plain(cases)} 件复议、诉讼中有 {plain(corrected)} 件被纠正（{share}%），比例偏高",
            cells=(*_CORRECTED, *_TOTALS),
            found=f"{share}%",
            expected=f"一般不超过 {_SHARE}%",
        )


RULE = Rule(
    code="TAB406",
    name="many-corrected",
    severity=Severity.NOTE,
    summary="复议、诉讼的纠正率超过 15%。",
    basis="地方考核对被纠错案件扣分（比例界限无官方规定，以主管部门口径为准）",
    cure="核对“结果纠正”各格；属实的，在问题和改进部分写明原因和措施。",
    check=_check,
)
