"""YEA404: a value of last year quoted in the text that last year's tables do not have."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.certainty import severity_if_wrong
from assistant.rules.definitions.judging import judge
from assistant.rules.definitions.meaning import Meaning, meaning_of
from assistant.rules.last_year import last_cells
from assistant.rules.mentions.mention import Change, Mention
from assistant.rules.rule import Finding, Rule, Severity

_SAID = re.compile(
    r"(?:上年度?|去年|上一年度?|20\d\d年)(?:同期)?(?:新收|收到)?(?:的|为|是|共|仅|有|只有)?\s?$"
)
_REACH = 12
_BETWEEN_YEARS = frozenset(["carried_in", "carried_out", "restricted", "of_which"])


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    changes = {c.before.start: c for c in case.narrative.mentions.changes if c.before}
    newer: Mention | None = None
    for mention in case.narrative.mentions.all:
        if mention.kind != "count" or mention.negated:
            continue
        if mention.year is None:
            newer = mention
        elif mention.year == case.report.year - 1:
            meaning = _meaning(case, mention, changes.get(mention.start), newer)
            if meaning is not None and _BETWEEN_YEARS.isdisjoint(mention.qualifiers):
                yield from _judged(rule, case, mention, meaning)


def _judged(rule: Rule, case: Case, mention: Mention, meaning: Meaning) -> Iterator[Finding]:
    severity = severity_if_wrong(case, mention._replace(year=None), meaning)
    found = judge(mention, meaning, last_cells(case))
    if severity in (None, Severity.NOTE) or found.agrees is not None or found.blanks:
        return
    nearest = found.nearest
    if nearest is not None:
        yield rule.at(
            case,
            mention.span,
            f"正文说上年{meaning.words}是 {mention.text}，"
            f"上年报告{nearest.definition.name}是 {nearest.value}",
            expected=nearest.value,
            severity=severity,
        )


def _meaning(
    case: Case, mention: Mention, change: Change | None, newer: Mention | None
) -> Meaning | None:
    """What the older value means: what the newer one beside it does, if it says no more."""
    said = _SAID.search(case.narrative.plain, max(0, mention.start - _REACH), mention.start)
    now = change.now if change else None
    if now is None and said and newer is not None and newer.sentence == mention.sentence:
        now = newer
    if now is not None and now.subject == mention.subject and not mention.qualifiers:
        return meaning_of(now)
    compared = change is not None and (now is not None or change.change.kind != "count")
    return meaning_of(mention) if mention.certain or compared or said else None


RULE = Rule(
    code="YEA404",
    name="last-year-misquoted",
    severity=Severity.ERROR,
    summary="正文引用的上年数字要与上年报告的表一致。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确；上年报告的表二、表三、表四",
    cure="对照上年公布的报告改正；上年的数字后来更正过的，写明更正。",
    check=_check,
    needs=("narrative", "previous"),
)
