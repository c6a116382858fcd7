"""A word written twice in a row: “资金资金”, “进一步进一步” (rule 98 of the domain notes)."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.narrative import Narrative
from assistant.rules.outline import part_headings, section_headings
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.slips.repeats import overlay_of

_LENGTHS = (8, 7, 6, 5, 4, 3, 2)
_WORD = re.compile(r"[一-鿿（）“”《》]{2,8}$")
_NUMERAL = re.compile(r"[零〇一二三四五六七八九十百千万亿两]")
_MEANT = frozenset(
    {"规定", "研究", "讨论", "商量", "学习", "了解", "考虑", "休息", "交流", "很多", "非常", "许多"}
)
_VERBS = frozenset(
    [
        "公开",
        "管理",
        "服务",
        "监督",
        "检查",
        "审查",
        "审核",
        "评估",
        "评价",
        "考核",
        "培训",
        "解读",
        "发布",
        "申请",
        "办理",
        "答复",
        "处理",
        "建设",
        "发展",
        "规划",
        "修订",
        "制定",
        "清理",
        "备案",
        "公示",
        "查询",
        "咨询",
        "投诉",
        "举报",
        "整改",
        "指导",
        "保障",
        "宣传",
        "教育",
        "参与",
        "组织",
        "实施",
        "执行",
        "统计",
        "登记",
        "补偿",
        "征收",
        "改革",
        "创新",
        "报告",
        "会议",
        "工作",
    ]
)
_MOST = 20
_TWICE = re.compile(r"([一-鿿]{2,6})\1")
# 某乡人民政府政府信息公开指南: the name of the government, and what is its own.
_GOVERNMENT = re.compile(
    r"(?<=[民乡镇县市区州省旗])政府政府(?=信息|网站|门户|公报|采购|规章|文件|投资|购买|工作)"
)


def _spans(narrative: Narrative) -> list[tuple[int, int]]:
    """Where a word stands twice, the longest reading of each place first."""
    found: list[tuple[int, int]] = []
    taken: set[int] = set()
    text, overlay = narrative.whole, overlay_of(narrative)
    for length in _LENGTHS:
        for at in overlay.repeats(length):
            word = text[at : at + length]
            if at not in taken and len(set(word)) > 1 and _WORD.match(word):
                taken.update(range(at, at + 2 * length))
                found.append((at, at + 2 * length))
    return sorted(found)


def _meant(word: str, before: str) -> bool:
    if word == "进一步":
        return False
    return word in _MEANT or bool(_NUMERAL.search(word)) or before[-1:] == word[-1]


def _in_headings(rule: Rule, case: Case) -> Iterator[Finding]:
    for heading in (*section_headings(case.report), *part_headings(case.report)):
        match = _TWICE.search(heading.title)
        if match and not _meant(match[1], heading.title[: match.start()]):
            yield rule.finding(
                f"标题里的“{match[1]}”连写了两遍",
                found=match[0],
                expected=match[1],
                where=heading.where,
            )


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    yield from _in_headings(rule, case)
    text = case.narrative.whole
    count = 0
    for start, end in _spans(case.narrative):
        half = (end - start) // 2
        word = text[start : start + half]
        if len(word) < 4 and _meant(word, text[max(0, start - 1) : start]):
            continue
        if _GOVERNMENT.match(text, start):
            continue
        count += 1
        if count > _MOST:
            return
        yield rule.at(
            case,
            (start, end),
            f"“{word}”连写了两遍",
            expected=word,
            severity=Severity.WARNING if word in _VERBS else None,
        )


RULE = Rule(
    code="LAN102",
    name="doubled-word",
    severity=Severity.ERROR,
    summary="一个词或短语连写了两遍（“资金资金”“进一步进一步”）。",
    basis="国办公开办函〔2021〕30号：报告内容应当准确",
    cure="删去重复的一个。",
    check=_check,
    needs=("narrative",),
)
