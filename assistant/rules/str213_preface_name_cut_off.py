"""STR213: a section's name in the preface that is cut off in the middle of a word."""

from collections.abc import Iterator
from functools import cache

from assistant.rules.case import Case
from assistant.rules.preface_list import preface_list
from assistant.rules.rule import Finding, Rule, Severity

# Each official title in its words: what begins or ends inside a word is cut off.
_TITLES = (
    "总体 情况",
    "主动 公开 政府 信息 情况",
    "收到 和 处理 政府 信息 公开 申请 情况",
    "因 政府 信息 公开 工作 被 申请 行政 复议",
    "政府 信息 公开 行政 复议",
    "提起 行政 诉讼 情况",
    "行政 诉讼 情况",
    "政府 信息 公开 工作 存在 的 主要 问题 及 改进 情况",
    "其他 需要 报告 的 事项",
)
_SHORTEST = 4


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    listed = preface_list(case.narrative)
    for start, end, name in listed.items if listed else ():
        whole = _cut_off().get(name)
        if whole:
            yield rule.at(case, (start, end), f"前言里“{name}”残缺，应为“{whole}”", expected=whole)


@cache
def _cut_off() -> dict[str, str]:
    """Every beginning and end of a title that is cut inside a word, with the whole title."""
    found: dict[str, str] = {}
    for words in _TITLES:
        title = words.replace(" ", "")
        edges = {0}
        for word in words.split(" "):
            edges.add(max(edges) + len(word))
        for cut in range(len(title)):
            if cut not in edges:
                pieces = (title[:cut], title[cut:])
                found |= {piece: title for piece in pieces if len(piece) >= _SHORTEST}
    return found


RULE = Rule(
    code="STR213",
    name="preface-name-cut-off",
    severity=Severity.ERROR,
    summary="前言列举各部分时名称残缺，如“作被申请行政复议”。",
    basis="国办公开办函〔2021〕30号：各部分的标题",
    cure="对照格式把部分名称补全。",
    check=_check,
    needs=("narrative",),
)
