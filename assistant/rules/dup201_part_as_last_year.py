"""DUP201: passages of a part are those of last year's report."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.copied_parts import copied_parts, told
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.section_names import section_name

_MOST_OF_A_PART = 60


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if case.last is None:
        return
    for part in copied_parts(case, case.last):
        passages = told(case, case.last, part.passages, "上年")
        most = part.share > _MOST_OF_A_PART
        yield rule.at(
            case,
            part.passages[0].span,
            f"{section_name(part.section)}有 {len(part.passages)} 段与上年报告相同"
            f"（共 {part.letters} 字，占这一部分的 {part.share}%）：{passages}",
            found=f"{part.share}%",
            expected="写本年度的情况",
            severity=Severity.WARNING if most else Severity.NOTE,
        )


RULE = Rule(
    code="DUP201",
    name="part-as-last-year",
    severity=Severity.NOTE,
    summary="某一部分有整段与上年报告相同（数字、年份和固定提法不计，40 字起；超过六成为警告）。",
    basis="国办公开办函〔2021〕30号（不得内容雷同、敷衍塞责）；雷同的比例没有官方规定，以主管部门口径为准",
    cure="逐段改写成本年度做了什么、结果如何；没有变化的工作一句带过。",
    check=_check,
    needs=("narrative", "previous"),
)
