"""DUP202: the whole narrative is last year's."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.copied_parts import copied_parts, copied_share
from assistant.rules.rule import Finding, Rule, Severity

_NEARLY_ALL = 80
_ENOUGH = 300  # letters: a few lines of a small organ may well be the same


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if case.last is None:
        return
    parts = copied_parts(case, case.last)
    share = copied_share(case, parts)
    if share > _NEARLY_ALL and sum(part.letters for part in parts) >= _ENOUGH:
        yield rule.at(
            case,
            parts[0].passages[0].span,
            f"全文 {share}% 的文字与 {case.report.year - 1} 年报告相同（数字和固定提法不计）",
            found=f"{share}%",
            expected="写本年度的情况",
        )


RULE = Rule(
    code="DUP202",
    name="report-as-last-year",
    severity=Severity.ERROR,
    summary="全文八成以上与上年报告相同。",
    basis="国办公开办函〔2021〕30号（内容雷同、敷衍塞责并造成不良后果的，按条例第四十七条追究责任）",
    cure="重写：每一部分都写本年度的举措、数字和问题。",
    check=_check,
    needs=("narrative", "previous"),
)
