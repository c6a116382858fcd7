"""Every rule's example can be shown before and after its cure."""

import pytest

from assistant.review.before_after import before_after, good_examples
from assistant.rules.all_rules import RULES
from assistant.rules.rule import Rule

BY_CODE = {rule.code: rule for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_shown_before_and_after(rule: Rule) -> None:
    shown = before_after(rule)
    assert shown is not None
    assert shown.message
    assert shown.before
    assert shown.after
    assert all(shown.before + shown.after)
    assert shown.before != shown.after


def test_cells_are_shown_with_their_values() -> None:
    shown = before_after(BY_CODE["TAB103"])
    assert shown is not None
    assert shown.before == ("行政强制本年处理决定数量 空白",)
    assert shown.after == ("行政强制本年处理决定数量 0",)
    assert good_examples(BY_CODE["TAB103"])


def test_words_are_marked_before_and_whole_after() -> None:
    shown = before_after(BY_CODE["STR604"])
    assert shown is not None
    assert "【" in shown.before[0]
    assert "是" in shown.after[0]
