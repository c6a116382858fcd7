"""What the rules of the law's deadlines have in common: which days they look at, how they tell."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.rules.case import Case
from assistant.rules.citations import before_the_regulation
from assistant.rules.deadlines import Days, days_of
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_FIRST_YEAR = 2020


@dataclass(frozen=True, slots=True)
class Misstated:
    """A deadline that is not the law's: what to say of it, the right one, whether it is sure."""

    message: str
    expected: str
    certain: bool


def misstated_deadlines(
    rule: Rule, case: Case, judge: Callable[[Days], Misstated | None]
) -> Iterator[Finding | NotAssessed]:
    """What `judge` says of the days of a narrative; years before the present 条例 are not judged."""
    if case.report.year < _FIRST_YEAR:
        yield from before_the_regulation(rule, case, _FIRST_YEAR)
        return
    for days in days_of(case.narrative):
        if (told := judge(days)) is not None:
            yield rule.at(
                case,
                (days.start, days.end),
                told.message,
                expected=told.expected,
                severity=Severity.ERROR if told.certain else Severity.WARNING,
            )
