"""YEA406: “与上年持平” of what is not as it was."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.compared_years import Comparison, comparisons
from assistant.rules.definitions.certainty import severity_if_wrong
from assistant.rules.definitions.meaning import meaning_of
from assistant.rules.mentions.mention import Mention
from assistant.rules.rule import Finding, Rule, Severity

_LEVEL = re.compile(
    r"(?:与|和|同)(?:上年度?|去年|上一年度?|往年)(?:同期)?(?P<about>基本|大体|大致)?(?:持平|相同|一致|相当)"
)
_REACH = 8
_CLOSE = 10  # 基本持平 and 相当 allow a tenth


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for match in _LEVEL.finditer(case.narrative.plain):
        mention = _before(case, match.start())
        meaning = meaning_of(mention) if mention is not None else None
        if mention is None or meaning is None or case.report.layout != "2021":
            continue
        if severity_if_wrong(case, mention, meaning) not in (Severity.ERROR, Severity.WARNING):
            continue
        read = [c for c in comparisons(case, meaning) if c.usual]
        about = match["about"] is not None or match[0].endswith("相当")
        if read and not any(_is_level(c, about) for c in read):
            yield rule.at(
                case,
                match.span(),
                f"{meaning.words}并不{match[0][-2:]}：{read[0].name}",
                expected=f"本年 {read[0].now}，上年 {read[0].then}",
                cells=read[0].definition.cells,
            )


def _before(case: Case, offset: int) -> Mention | None:
    """The last count before the words, in the same sentence."""
    sentence = case.narrative.sentence_at(offset)
    everything = case.narrative.mentions.all
    at = bisect_left(everything, offset, key=lambda m: m.start)
    counts = (m for m in reversed(everything[max(0, at - _REACH) : at]) if m.kind == "count")
    return next((m for m in counts if m.start >= sentence.start), None)


def _is_level(one: Comparison, about: bool) -> bool:
    gap = max(one.now, one.then) - min(one.now, one.then)
    return gap == 0 or (about and (gap <= 1 or gap * _CLOSE <= max(one.now, one.then)))


RULE = Rule(
    code="YEA406",
    name="said-unchanged",
    severity=Severity.WARNING,
    summary="说“与上年持平”，两年的数字就要相同（“基本持平”相差不超过一成）。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确；本年与上年的表二、表三、表四",
    cure="写出与上年相比增减的件数，或核对两年的数字。",
    check=_check,
    needs=("narrative", "previous"),
)
