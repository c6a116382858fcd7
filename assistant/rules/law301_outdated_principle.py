"""LAW301: the principle as it was told before 2019, 以公开为原则、不公开为例外."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.citations import before_the_regulation
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_OUTDATED = re.compile(r"公开[是为]原则[”」]?[，、,；]?\s?[“「]?(?:以)?不公开[是为]?(?:特例|例外)")


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.report.year < 2019:
        yield from before_the_regulation(rule, case)
        return
    for match in _OUTDATED.finditer(case.narrative.whole):
        yield rule.at(
            case,
            match.span(),
            f"“{match[0]}”是过时的表述，条例第五条的表述是“以公开为常态、不公开为例外”",
            expected="公开为常态、不公开为例外",
        )


RULE = Rule(
    code="LAW301",
    name="outdated-principle",
    severity=Severity.WARNING,
    summary="仍写“以公开为原则、不公开为例外”，2019 年修订后是“以公开为常态、不公开为例外”。",
    basis="《中华人民共和国政府信息公开条例》第五条",
    cure="改为“以公开为常态、不公开为例外”。",
    check=_check,
    needs=("narrative",),
)
