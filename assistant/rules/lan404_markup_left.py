"""Marks of Markdown or HTML left in the text."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import Span, gathered

_MARKUP = re.compile(
    r"\*\*|(?m:^#{1,6}[ 　](?=\S)|^[-*+][ ](?=[一-鿿]))|\|[ ]?:?-{3,60}:?[ ]?\||`{3}"
    r"|</?(?:p|br|div|span|b|strong|table|td|tr|a|font|img|li|ul)(?:\s[^<>\n]{0,80})?/?>|&(?:nbsp|amp|lt|gt|quot|#\d{2,5});"
)

_SIGNS = ("*", "#", "|", "`", "<", "&", "\n- ", "\n+ ")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if not any(sign in case.narrative.whole for sign in _SIGNS):
        return
    spans: dict[str, list[Span]] = {}
    for match in _MARKUP.finditer(case.narrative.whole):
        kind = "网页代码" if match[0][0] in "<&" else "Markdown 记号"
        spans.setdefault(kind, []).append(match.span())
    for kind, places in spans.items():
        mark = case.narrative.whole[slice(*places[0])].strip()
        yield from gathered(rule, case, places, f"正文里留有{kind}“{mark}”", expected="只留文字")


RULE = Rule(
    code="LAN404",
    name="markup-left",
    severity=Severity.WARNING,
    summary="正文里留有排版记号（**、##、|---|、网页代码），是转换或粘贴时带进来的。",
    basis="国办公开办函〔2021〕30号要求按统一格式发布",
    cure="删去这些记号；要加粗、分段的，用文档自己的格式。",
    check=_check,
    needs=("narrative",),
)
