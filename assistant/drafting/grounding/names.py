"""By which words a fact is called in a sentence, so that swapped true numbers are noticed."""

import re
from functools import cache

from assistant.report.forms import LAYOUT_2021
from assistant.report.labels import CASE_GROUPS, CASE_OUTCOMES
from assistant.report.ledger import Fact

_T3_ROWS = {
    "new": ("新收", "收到", "新增申请"),
    "carried_in": ("上年结转", "上年度结转", "结转的"),
    "carried_out": ("结转下年", "结转至下", "下年度继续", "结转下一年", "下年继续"),
    "result_total": ("办结", "办理结果总计", "答复", "办理完毕"),
    "handled": ("收办", "收办合计", "共办理"),
    "granted": ("予以公开",),
    "partially_granted": ("部分公开",),
    "denied": ("不予公开",),
    "unavailable": ("无法提供",),
    "not_processed": ("不予处理",),
    "other": ("其他处理",),
}
_T2 = {
    "issued": ("制发", "印发", "出台"),
    "repealed": ("废止",),
    "in_force": ("现行有效", "有效"),
    "licensing": ("行政许可", "许可"),
    "penalties": ("行政处罚", "处罚"),
    "coercion": ("行政强制", "强制"),
    "fees": ("行政事业性收费", "收费"),
}
_CASES = {
    "reconsideration": ("行政复议", "复议"),
    "litigation_direct": ("未经复议直接起诉", "直接起诉"),
    "litigation_after_reconsideration": ("复议后起诉",),
    "litigation": ("行政诉讼", "诉讼"),
}
_APPLICANTS = {
    "natural_person": ("自然人",),
    "organisations": ("法人或其他组织", "法人", "组织"),
    "business": ("商业企业", "企业"),
    "research": ("科研机构",),
    "social_welfare": ("社会公益组织", "公益组织"),
    "legal_service": ("法律服务机构",),
    "other_org": ("其他组织",),
}
_PREFIXES = {
    "last": ("上年", "去年", "上一年"),
    "diff": ("增加", "减少", "多", "少"),
    "growth": ("增长", "下降", "增幅", "降幅", "上升"),
}


def names_of(fact: Fact, template: str = "") -> tuple[str, ...]:
    """Words that, standing next to a number, say that it is this fact.

    `template` is the text of the work fact that a value belongs to: the words before
    its slot name it. An empty answer means that nothing is known, so nothing is checked.
    """
    if fact.kind == "work":
        return _before_slot(template, fact.id.rsplit(".", 1)[-1])
    return _table_names(fact.id)


def _before_slot(template: str, name: str) -> tuple[str, ...]:
    before = template.partition(f"{{{name}}}")[0]
    words = re.split(r"[，。；：、（）《》“”{}\s]", before)[-1]
    return (words[-3:], words[-2:]) if len(words) >= 3 else (words,) if len(words) == 2 else ()


@cache
def _table_names(fact_id: str) -> tuple[str, ...]:
    prefix, _, rest = fact_id.partition(".")
    if prefix == "last":
        words = _PREFIXES[prefix]
        return (*words, *[f"{word}{name}" for word in words for name in _table_names(rest)])
    if prefix in _PREFIXES:
        return _PREFIXES[prefix]
    if prefix == "share":
        return _table_names(rest)
    parts = fact_id.removeprefix("sum.").split(".")
    if parts[0] == "t2":
        return _T2.get(parts[-1], ())
    if parts[0] == "t3" and len(parts) == 3:
        return _of_table_three(parts[1], parts[2])
    if parts[0] == "t4" and len(parts) == 3:
        return _of_table_four(parts[1], parts[2])
    return ()


def _of_table_three(row: str, column: str) -> tuple[str, ...]:
    if column in _APPLICANTS:
        return _APPLICANTS[column]
    return _T3_ROWS.get(row) or _row_names().get(row, ())


@cache
def _row_names() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for group in LAYOUT_2021.groups:
        for row in group.rows:
            short = row.name.removeprefix("属于")
            names[row.id] = ("其他情形",) if short == "其他" else (row.name, short, short[-6:])
    return names


def _of_table_four(group: str, outcome: str) -> tuple[str, ...]:
    if outcome in ("total", "decided"):
        return _CASES.get(group, ())
    labels = {o.id: o.label for o in CASE_OUTCOMES}
    short = {"upheld": "维持", "corrected": "纠正", "pending": "未审结", "other": "其他结果"}
    return (labels.get(outcome, ""), short.get(outcome, "")) if group in _known_groups() else ()


@cache
def _known_groups() -> frozenset[str]:
    return frozenset(group.id for group in CASE_GROUPS) | {"litigation"}
