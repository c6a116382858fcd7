"""STR211: a preface that announces other sections than follow."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import PARTIAL, chinese, is_whole, section_headings
from assistant.rules.preface_list import preface_list
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_NAMES = (
    "总体情况",
    "主动公开政府信息",
    "收到和处理申请",
    "行政复议、行政诉讼",
    "存在的主要问题及改进",
    "其他需要报告的事项",
)
_LISTED = 3


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    listed = preface_list(case.narrative)
    if listed is None:
        return
    if not is_whole(case):
        yield NotAssessed(rule.code, PARTIAL)
        return
    span = (listed.start, listed.end)
    count = len(section_headings(case.report))
    if listed.count not in (count, len(_NAMES)) or count > len(_NAMES):
        yield rule.at(
            case,
            span,
            f"前言说由{chinese(listed.count)}部分组成，正文有{chinese(count)}个部分",
            expected=f"{chinese(count)}部分",
        )
    if _LISTED <= len(listed.named) < min(count, len(_NAMES)):
        absent = [name for i, name in enumerate(_NAMES, 1) if str(i) not in listed.named]
        yield rule.at(
            case,
            span,
            f"前言列举各部分时没有列出“{'”“'.join(absent)}”",
            expected="六个部分全部列出",
        )


RULE = Rule(
    code="STR211",
    name="preface-names-other-sections",
    severity=Severity.ERROR,
    summary="前言说由几部分组成，列出的名称或数目与正文的部分对不上。",
    basis="国办公开办函〔2021〕30号附件：年报由六个部分组成",
    cure="按正文实际的六个部分改写前言这一句。",
    check=_check,
    needs=("narrative",),
)
