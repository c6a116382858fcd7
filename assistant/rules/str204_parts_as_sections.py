"""STR204: the five parts of section 一 numbered like sections."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import is_whole, number_at_start, part_headings, words_of
from assistant.rules.rule import Finding, Rule, Severity, Where

_PART = re.compile(
    r"(?:做好|加强|推进|深化)?(?:政府信息)?(?:主动公开|依申请公开|信息管理|政府信息(?:资源)?管理|(?:政府)?(?:信息)?(?:公开)?平台建设|监督保障)(?:工作)?(?:方面|情况)?(?:的?情况)?"
)
_ENOUGH = 2
_LONGEST = 30


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    parts = [h for h in part_headings(case.report) if h.number and h.number.style == "cn"]
    titles = [(heading.where, heading.title) for heading in parts]
    if len(titles) < _ENOUGH:
        titles = list(_lines(case))
    if len(titles) < _ENOUGH or not (is_whole(case) or case.report.title):
        return
    where, first = titles[0]
    shown = "、".join(f"“{title}”" for _, title in titles[:5])
    yield rule.finding(
        f"{shown}用了一级编号，它们是“一、总体情况”之下的方面",
        found=first,
        expected="（一）主动公开 至（五）监督保障",
        where=where,
    )


def _lines(case: Case) -> Iterator[tuple[Where, str]]:
    """Short lines in preface and section 一 that number a part with 一、 二、."""
    for section in ("preface", "1"):
        for line in case.narrative.text_of(section).split("\n"):
            number = number_at_start(line) if len(line) <= _LONGEST else None
            if number and number.style == "cn" and _PART.fullmatch(words_of(line[number.end :])):
                yield Where(section=section, text=line), line


RULE = Rule(
    code="STR204",
    name="parts-as-sections",
    severity=Severity.ERROR,
    summary="把总体情况的五个方面（主动公开、依申请公开等）写成了“一、二、三”的一级标题。",
    basis="国办公开办函〔2021〕30号附件：五个方面是“一、总体情况”之下的内容",
    cure="在“一、总体情况”之下用（一）至（五）编排五个方面，后面接着写二至六部分。",
    check=_check,
    needs=("narrative",),
)
