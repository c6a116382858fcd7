"""What a mention of reconsiderations or lawsuits may mean in table four."""

from functools import cache

from assistant.report.labels import CASE_OUTCOMES
from assistant.rules.definitions.definition import Definition, Term

GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
_NAMES = {
    "reconsideration": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}
_OF_SUBJECT = {
    "reconsideration": GROUPS[:1],
    "litigation": GROUPS[1:],
    "litigation_direct": GROUPS[1:2],
    "litigation_after_reconsideration": GROUPS[2:],
    "cases": GROUPS,
}
CASE_SUBJECTS = tuple(_OF_SUBJECT)
_OUTCOMES = {outcome.id: outcome.name for outcome in CASE_OUTCOMES}
_SAY_DECIDED = "建议写明是已审结数"


@cache
def case_definitions(subject: str, outcome: str) -> tuple[Definition, ...]:
    """All that a mention of cases may mean, the likeliest first.

    `subject` is one of `CASE_SUBJECTS` (`cases`: reconsiderations and lawsuits together); `outcome` a column of table four or `decided`.
    """
    groups = _OF_SUBJECT[subject]
    if outcome == "decided":
        return (_less_pending(groups, usual=True),)
    whole = _sum(groups, outcome)
    found = [whole]
    if len(groups) > 1:
        each, advice = outcome != "total", "建议写明是哪一类案件"
        found += [_sum((group,), outcome, usual=each, advice=advice) for group in groups]
    if outcome == "total":
        found += [_less_pending(groups)]
        found += [_less_pending((group,)) for group in groups if len(groups) > 1]
    if subject in ("reconsideration", "litigation") and outcome == "total":
        found += [_sum(GROUPS, "total", usual=False, advice="建议复议、诉讼分开写")]
    return tuple(found)


def _sum(groups: tuple[str, ...], outcome: str, usual: bool = True, advice: str = "") -> Definition:
    return Definition("表四", tuple(_term(group, outcome) for group in groups), (), usual, advice)


def _less_pending(groups: tuple[str, ...], usual: bool = False) -> Definition:
    plus = tuple(_term(group, "total") for group in groups)
    minus = tuple(Term("尚未审结", (f"t4.{group}.pending",)) for group in groups)
    return Definition("表四", plus, minus, usual, "" if usual else _SAY_DECIDED)


def _term(group: str, outcome: str) -> Term:
    return Term(f"{_NAMES[group]}{_OUTCOMES[outcome]}", (f"t4.{group}.{outcome}",))
