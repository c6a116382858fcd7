"""A report without the name of its agency, or without its year, is not blamed for either."""

import pytest
from rule_examples import base, made

from assistant.report.agency import UNKNOWN_AGENCY
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import Outcome, check

SELF = "2024年，我镇收到申请2件。现公布白桦县青石镇2024年政府信息公开工作年度报告。"


def outcome_of(**changes: object) -> Outcome:
    report = made(base("zeros"), {"text": {"1.1": [SELF]}, **changes})
    return check(Case(report), RULES)


@pytest.mark.parametrize("code", ["LAN503", "LAN504"])
def test_without_a_name_nothing_is_called_copied_and_the_rule_says_why(code: str) -> None:
    outcome = outcome_of(agency=UNKNOWN_AGENCY)
    assert code not in {finding.code for finding in outcome.findings}
    assert code in {one.code for one in outcome.not_assessed}


def test_with_the_name_of_a_bureau_the_same_words_are_called_copied() -> None:
    assert "LAN503" in {f.code for f in outcome_of(agency="白桦县教育局").findings}


def test_without_a_year_no_congress_comes_too_early() -> None:
    notes = [{"what": "year not found", "where": "year", "text": "文件里没有写明年度"}]
    text = {"1.1": ["贯彻党的二十大精神，做好公开工作。"]}
    guessed = outcome_of(year=2021, text=text, notes=notes)
    assert "LAN505" not in {finding.code for finding in guessed.findings}
    assert "LAN505" in {one.code for one in guessed.not_assessed}
    assert "LAN505" in {f.code for f in outcome_of(year=2021, text=text).findings}
