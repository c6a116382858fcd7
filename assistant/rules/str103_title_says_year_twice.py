"""STR103: a title with 年度 in it twice."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.report_titles import title_of, title_where
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    title = title_of(case)
    if title.count("年度") > 1:
        yield rule.finding(
            f"标题“{title}”里“年度”出现了 {title.count('年度')} 次",
            found=title,
            expected=title.replace("年度", "年", 1),
            where=title_where(case),
        )


RULE = Rule(
    code="STR103",
    name="title-says-year-twice",
    severity=Severity.NOTE,
    summary="标题里“年度”重复，如“2024年度……年度报告”。",
    basis="国办公开办函〔2021〕30号附件：标题为“××年政府信息公开工作年度报告”",
    cure="把前面的“××年度”改成“××年”。",
    check=_check,
)
