"""STR301: one of the five parts of section 一 is missing."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import PART_NAMES, PARTIAL, is_whole, part_headings
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, Where

_COVERS = {
    "1.1": ("主动公开", "公开信息", "发布信息", "公开政府信息", "政策解读"),
    "1.2": ("依申请", "申请公开", "公开申请"),
    "1.3": (
        "信息管理",
        "保密审查",
        "规范性文件",
        "公开属性",
        "三审",
        "动态调整",
        "信息审核",
        "发布审核",
    ),
    "1.4": ("平台", "网站", "公众号", "新媒体", "公报", "查阅"),
    "1.5": ("监督", "考核", "评议", "培训", "保障", "责任追究", "督查", "检查"),
}
_KEYS = {"1.1": "主动公开", "1.2": "申请公开", "1.3": "信息管理", "1.4": "平台", "1.5": "监督"}
_ENOUGH = 3
_LEAD = 24


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if not is_whole(case):
        yield NotAssessed(rule.code, PARTIAL)
        return
    titles = part_headings(case.report)
    there = {heading.id for heading in titles}
    named = "".join(heading.words for heading in titles)
    own = case.narrative.text_of("1")
    absent = [key for key in PART_NAMES if key not in there and _KEYS[key] not in named]
    if "1" not in case.report.sections or not absent:
        return
    if len(there) < _ENOUGH:
        yield _unparted(rule, case, [key for key in absent if not _covered(key, own)])
        return
    for key in absent:
        elsewhere = any(_covered(key, line[:_LEAD]) for line in own.split("\n")[1:])
        yield _missing(rule, key, Severity.NOTE if elsewhere else Severity.ERROR)


def _covered(key: str, text: str) -> bool:
    return any(word in text for word in _COVERS[key])


def _missing(rule: Rule, key: str, severity: Severity) -> Finding:
    said = "没有以“{}”为题的内容" if severity is Severity.NOTE else "缺少“{}”"
    return rule.finding(
        f"总体情况里{said.format(PART_NAMES[key])}",
        found="没有这个方面",
        expected=PART_NAMES[key],
        severity=severity,
        where=Where(section=key),
    )


def _unparted(rule: Rule, case: Case, uncovered: list[str]) -> Finding:
    """One finding for a section 一 without the five headings: what it does not tell at all."""
    names = "、".join(PART_NAMES[key] for key in uncovered)
    return rule.finding(
        f"总体情况没有分列五个方面{f'，看不到{names}的内容' if names else '的小标题'}",
        found=names or "没有小标题",
        expected="（一）主动公开 至（五）监督保障",
        severity=Severity.WARNING if uncovered else Severity.NOTE,
        where=Where(section="1", text=case.narrative.text_of("1")[:20]),
    )


RULE = Rule(
    code="STR301",
    name="part-missing",
    severity=Severity.ERROR,
    summary="“一、总体情况”缺少五个方面之一。",
    basis="国办公开办函〔2021〕30号附件：总体情况写明主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障",
    cure="补上缺少的方面，没有新情况的也要写明日常做法。",
    check=_check,
    needs=("narrative",),
)
