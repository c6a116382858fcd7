"""YEA402: a growth rate or difference that is true only under a definition nobody expects."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.compared_years import compared, fits_unusual, goes, says, size
from assistant.rules.percentages import Fit
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for one in compared(case):
        change = one.change
        if any(says(change, c) is not Fit.WRONG and goes(change, c) for c in one.usual):
            continue
        other = fits_unusual(one)
        if other is not None:
            values = "或 ".join(dict.fromkeys(size(change, c) for c in one.usual))
            yield rule.at(
                case,
                change.span,
                f"{change.text} 只有按另一种口径才对（{other.name}）；"
                f"按{one.meaning.words}算应为 {values}",
                expected=values,
                cells=other.definition.cells,
            )


RULE = Rule(
    code="YEA402",
    name="growth-by-unusual-definition",
    severity=Severity.WARNING,
    summary="增减要按同一个口径比较；只有换了口径才对得上的，要写明口径。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确；本年与上年的表二、表三、表四",
    cure="两年用同一口径重新计算，或写明按什么口径比较。",
    check=_check,
    needs=("narrative", "previous"),
)
