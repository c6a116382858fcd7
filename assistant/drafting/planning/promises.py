"""What last year's report promised in its 五, and what this year's facts say of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.report.ledger import render_statement
from assistant.report.model import AnnualReport, WorkFact
from assistant.rules.section_five import tells_of_improvement

_SENTENCE = re.compile(r"[^。；\n]+")
_MARKS = re.compile(
    r"^(?:[一二三四五六七八九十]是|第[一二三四五]，|[（(][一二三四五][)）]|\d[.、．])"
)
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# Pairs of characters that every report has say nothing of a promise.
_EVERYWHERE = frozenset(
    [
        "公开",
        "政府",
        "信息",
        "工作",
        "加强",
        "提高",
        "进一",
        "一步",
        "完善",
        "建立",
        "制度",
        "开展",
        "组织",
        "落实",
        "推进",
        "情况",
        "单位",
        "部门",
        "有关",
        "年度",
        "报告",
        "措施",
        "改进",
        "问题",
        "针对",
        "全县",
        "全市",
        "本年",
        "上年",
        "按照",
        "要求",
        "规定",
        "机制",
        "提升",
        "加大",
        "力度",
        "做好",
        "强化",
        "及时",
        "主动",
        "申请",
        "办理",
        "答复",
    ]
)
_ENOUGH = 2  # pairs in common that make a fact of 五 the follow-up of a promise
_MOST_PROMISES = 6
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Promise:
    """An improvement that last year's report announced, and the facts that tell of it now."""

    text: str
    followed_by: tuple[str, ...]


def promises(report: AnnualReport, previous: AnnualReport | None) -> tuple[Promise, ...]:
    """Last year's improvements in order, each with the ids of this year's work facts on it.

    They are last year's `improvements`, or what its 五 says in prose.
    """
    if previous is None:
        return ()
    texts = (previous.improvements or _told_in_prose(previous))[:_MOST_PROMISES]
    owners = matches(texts, report)
    return tuple(
        Promise(text, tuple(w.id for w in report.facts if index in owners[w.id]))
        for index, text in enumerate(texts)
    )


def matches(texts: Sequence[str], report: AnnualReport) -> dict[str, tuple[int, ...]]:
    """For each work fact of a report the indexes of the statements that it tells of.

    A clause of a fact belongs to the statement with which it shares most pairs of characters,
    those that every report has and those of the agency's name left out. Facts of 五 need fewer,
    as staff note there what became of improvements.
    """
    unsaid = _EVERYWHERE | _pairs(report.agency)
    pairs = [_pairs(text) - unsaid for text in texts]
    return {work.id: _told_of(work, pairs) for work in report.facts}


def shared_pairs(one: str, other: str) -> int:
    """How many pairs of characters two statements share, those of every report left out."""
    return len((_pairs(one) & _pairs(other)) - _EVERYWHERE)


def _told_of(work: WorkFact, pairs: Sequence[set[str]]) -> tuple[int, ...]:
    enough = _ENOUGH if work.section == "5" else _ENOUGH + 2
    found = set[int]()
    for clause in re.split("[；。]", render_statement(work)):
        own = _pairs(clause)
        shared = [len(own & promised) for promised in pairs]
        if shared and max(shared) >= enough:
            found.add(shared.index(max(shared)))
    return tuple(sorted(found))


def _told_in_prose(previous: AnnualReport) -> tuple[str, ...]:
    sentences = (m[0].strip() for m in _SENTENCE.finditer(previous.text_of("5")))
    bare = (_MARKS.sub("", sentence) for sentence in sentences)
    return tuple(text for text in bare if 6 <= len(text) <= _LONGEST and tells_of_improvement(text))


def _pairs(text: str) -> set[str]:
    runs = _HAN.findall(text)
    return {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
