"""PRI202: the title or number of a document that is plainly not public."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_INTERNAL = re.compile(
    r"《[^《》\n]{2,60}》[（(](?:内部|密件|密|不公开|内部文件|不予公开)[）)]"
    r"|[\u4e00-\u9fff]{1,8}(?:秘发|密发|机发|密电|密函)\s?[〔\[［【（(](?:19|20)\d{2}[〕\]］】）)]\s?\d{1,5}\s?号"
    r"|内部(?:明电|发电|传真电报)\s?[〔\[［【（(]?(?:19|20)\d{2}[〕\]］】）)]?\s?\d{1,5}\s?号"
    r"|(?<![一-龥])密件(?=[：:，。\s）)])"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    narrative = case.narrative
    if not narrative.words["privacy.internal"] and "不公开）" not in narrative.whole:
        return
    for match in _INTERNAL.finditer(narrative.whole):
        yield rule.at(
            case,
            match.span(),
            f"“{match[0]}”像是不公开的文件，公开的报告里不要出现它的标题、文号和内容",
            expected="只引用已经公开的文件",
        )


RULE = Rule(
    code="PRI202",
    name="internal-document-named",
    severity=Severity.NOTE,
    summary="引用了标明内部或者密件的文件标题、文号。",
    basis="《中华人民共和国政府信息公开条例》第十四条、第十六条；引用不公开文件在一些地方的考核中扣分，以主管部门口径为准",
    cure="核对文件的公开属性；不公开的删去标题和文号，改述工作本身。",
    check=_check,
    needs=("narrative",),
)
