"""STR102: a title in other words than the official ones."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.report_titles import title_of, title_where
from assistant.rules.rule import Finding, Rule, Severity

_YEAR_INSIDE = re.compile(r"政府信息公开工作20\d\d年?度?年?度?报告")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    title = title_of(case)
    if not title:
        return
    lacking = [word for word in ("工作", "报告") if word not in title]
    if "政府信息公开" not in title:
        lacking.insert(0, "政府" if "信息公开" in title else "政府信息公开")
    if "年度报告" not in title and "年报" not in title:
        lacking.append("年度")
    if not lacking and _YEAR_INSIDE.search(title):
        yield rule.finding(
            f"标题“{title}”的年份写在“政府信息公开工作”后面",
            found=title,
            expected="××年政府信息公开工作年度报告",
            severity=Severity.NOTE,
            where=title_where(case),
        )
    if lacking:
        severe = lacking not in (["工作"], ["报告"])
        words = "、".join(f"“{word}”" for word in dict.fromkeys(lacking))
        yield rule.finding(
            f"标题“{title}”缺少{words}",
            found=title,
            expected="××年政府信息公开工作年度报告",
            severity=Severity.WARNING if severe else Severity.NOTE,
            where=title_where(case),
        )


RULE = Rule(
    code="STR102",
    name="title-nonstandard",
    severity=Severity.WARNING,
    summary="标题缺“政府”“工作”“年度”，或者写成了工作报告、工作总结。",
    basis="国办公开办函〔2021〕30号附件：标题为“××年政府信息公开工作年度报告”",
    cure="把标题改成“机关全称＋××年政府信息公开工作年度报告”。",
    check=_check,
)
