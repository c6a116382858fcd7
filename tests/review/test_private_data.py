"""What tells of a leak must not spread it: no door shows private data that a finding masks."""

import json

import pytest

from assistant.review.examples import base, made
from assistant.review.in_words import reviewed_in_words
from assistant.review.page import to_page
from assistant.review.reviewed import reviewed_as_json
from tests.review.conftest import Review

NUMBER, MOBILE = "11010119800307013X", "13812345678"


@pytest.fixture
def doors(review: Review) -> list[str]:
    words = f"申请人身份证号{NUMBER}，手机号{MOBILE}，已当面答复。"
    result = review(made(base("qinglan-xian-2024"), {"append": {"1.2": words}}))
    assert {"PRI101", "PRI102"} <= {finding.code for finding in result.open}
    shown = json.dumps(reviewed_as_json(result), ensure_ascii=False)
    return [reviewed_in_words(result), to_page(result), shown]


def test_no_door_shows_the_number_of_a_person(doors: list[str]) -> None:
    for shown in doors:
        assert NUMBER not in shown
        assert MOBILE not in shown
        assert "*" in shown
