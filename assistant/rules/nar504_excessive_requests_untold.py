"""NAR504: requests not processed as excessive, and the text says nothing of it."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_CELL = "t3.not_processed_excessive.total"


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if _CELL not in case.cells:
        return
    excessive = case.cells[_CELL]
    if excessive is None:
        yield from rule.blanks([_CELL], case)
    elif excessive > 0 and not case.narrative.words["narrative.excessive"]:
        yield rule.finding(
            f"表三“无正当理由大量反复申请”有 {plain(excessive)} 件，正文没有提到要求说明理由、认定不合理的情况",
            cells=(_CELL,),
            found="正文未提",
            expected="写明如何要求说明理由并认定",
        )


RULE = Rule(
    code="NAR504",
    name="excessive-requests-untold",
    severity=Severity.NOTE,
    summary="表三有无正当理由大量反复申请，正文没有交代条例第三十五条的程序。",
    basis="条例第三十五条：可以要求说明理由，理由不合理的不予处理（正文要不要写以主管部门口径为准）",
    cure="在依申请公开部分写一句：对几件要求说明理由，认定不合理后不予处理。",
    check=_check,
    needs=("narrative",),
)
