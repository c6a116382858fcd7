"""Colloquial words in an official report."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import gathered, quoted


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    hits = case.narrative.words["wording.colloquial"]
    chosen = [hit for hit in hits if not quoted(whole, hit.start)]
    if chosen:
        first = chosen[0]
        yield from gathered(
            rule,
            case,
            [(hit.start, hit.end) for hit in chosen],
            f"“{first.word}”是口语，公文里一般写“{first.meaning}”",
            expected=first.meaning,
        )


RULE = Rule(
    code="LAN604",
    name="colloquial-word",
    severity=Severity.NOTE,
    summary="用了口语词（“搞了”“差不多”“啥”）。",
    basis="一般公文行文习惯；以主管部门口径为准",
    cure="换成书面语。",
    check=_check,
    needs=("narrative",),
)
