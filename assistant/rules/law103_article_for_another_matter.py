"""LAW103: an article of the 条例 cited for a matter that another article holds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.citations import (
    ARTICLES,
    Citation,
    article_name,
    before_the_regulation,
    cited,
)
from assistant.rules.lexicon import Hit
from assistant.rules.narrative import Narrative
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_BESIDE = re.compile(
    r"(?:所|中|有关|关于|对|对于|明确|规定|要求|确定|设定|的|“|(?:之|以)内?)*"
    r"(?:政府信息公开)?(?:工作)?(?:申请)?(?:的)?"
)
# 按照条例第四十九条的规定，编制并公布年度报告
_CARRIED_OUT = re.compile(
    r"(?:的?(?:规定|要求))?，(?:本机关|本单位|我局|现将?|依法|按时|及时|认真|组织|编制|公布|发布|提交|报送|形成"
    r"|和|并|向社会|政府信息公开|工作)*"
)
_SHOWN = 3
_NEAR = 24
_LONGEST = 20  # letters of a matter


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.report.year < 2019:
        yield from before_the_regulation(rule, case)
        return
    chains = cited(case.narrative)
    ends = [hit.end for hit in case.narrative.words["law.matters"]] if chains else []
    for chain in chains:
        if any(not 1 <= citation.article <= ARTICLES for citation in chain):
            continue
        if matter := _matter_after(case.narrative, ends, chain[-1].end):
            yield from _compare(rule, case, chain, matter)


def _matter_after(narrative: Narrative, ends: list[int], end: int) -> Hit | None:
    """The first matter named right after a citation, in the same clause; hits are by their ends."""
    first, last = bisect_left(ends, end), bisect_right(ends, end + _NEAR + _LONGEST)
    hits = narrative.words["law.matters"][first:last]
    near = [hit for hit in hits if end <= hit.start <= end + _NEAR]
    if not near:
        return None
    matter = min(near, key=lambda hit: (hit.start, -hit.end))
    between = narrative.whole[end : matter.start]
    parted = re.search(r"[，。；：、\n]", between) and not _CARRIED_OUT.fullmatch(between)
    return None if parted else matter


def _compare(rule: Rule, case: Case, chain: tuple[Citation, ...], matter: Hit) -> Iterator[Finding]:
    right = [int(number) for number in matter.meaning.split()]
    if any(citation.article in right for citation in chain):
        return
    whole = case.narrative.whole
    between = whole[chain[-1].end : matter.start]
    certain = _BESIDE.fullmatch(between) or _CARRIED_OUT.fullmatch(between)
    names = "、".join(article_name(number) for number in right[:_SHOWN])
    names += "等" if len(right) > _SHOWN else ""
    text = whole[chain[0].start : chain[-1].end]
    yield rule.at(
        case,
        (chain[0].start, matter.end),
        f"“{matter.word}”由条例{names}规定，这里引的是{text}",
        found=text,
        expected=names,
        severity=Severity.ERROR if certain else Severity.WARNING,
    )


RULE = Rule(
    code="LAW103",
    name="article-for-another-matter",
    severity=Severity.ERROR,
    summary="引用的条款与所说的事项不符，例如把第二十六条说成答复期限（应为第三十三条）。",
    basis="《中华人民共和国政府信息公开条例》（国务院令第711号）相应条款",
    cure="按事项改正条款号。",
    check=_check,
    needs=("narrative",),
)
