"""docs/rules.md is written from the rules, is up to date, and says so when it is not."""

import shutil
from pathlib import Path

import pytest
from rule_examples import ROOT

from assistant.review.rules_page import escaped, main, rules_page
from assistant.rules.all_rules import RULES
from assistant.rules.rule import Rule
from assistant.shell_text import rule_in_words

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "rules", tmp_path / "tests" / "rules")
    return tmp_path


def test_the_page_in_docs_is_up_to_date() -> None:
    assert main(["--check"]) == 0


def test_a_missing_or_stale_page_is_told_and_then_written(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = checkout / "docs" / "rules.md"
    assert main(["--check"], checkout) == 1
    assert "make docs" in capsys.readouterr().err
    assert not page.exists()
    assert main([], checkout) == 0
    assert main(["--check"], checkout) == 0
    written = page.read_bytes()
    page.write_text("旧的", "utf-8")
    assert main(["--check"], checkout) == 1
    assert main([], checkout) == 0
    assert page.read_bytes() == written == (ROOT / "docs" / "rules.md").read_bytes()


def test_the_page_can_be_written_without_examples(tmp_path: Path) -> None:
    assert main([], tmp_path) == 0
    text = (tmp_path / "docs" / "rules.md").read_text("utf-8")
    assert text == rules_page(RULES, {})
    assert "例：" not in text


@every_rule
def test_a_rule_is_in_the_table_and_has_a_section_with_an_example(rule: Rule) -> None:
    text = (ROOT / "docs" / "rules.md").read_text("utf-8")
    row = next(line for line in text.splitlines() if line.startswith(f"| [{rule.code}]"))
    assert f"#{rule.code.lower()}-{rule.name})" in row
    assert escaped(rule.summary) in row
    section = text.split(f"### {rule.code} {rule.name}\n", 1)[1].split("\n#", 1)[0]
    for words in (rule.severity.label, rule.summary, rule.basis, rule.cure):
        assert escaped(words) in section
    for words in ("- 例：", "  - 改前：", "  - 改后："):
        assert words in section


@every_rule
def test_the_text_of_a_rule_says_what_on_which_basis_and_what_to_do(rule: Rule) -> None:
    text = rule_in_words(rule, whole=True)
    assert text.startswith(f"{rule.code} {rule.name} 【{rule.severity.label}】")
    assert rule.summary in text
    assert f"依据：{rule.basis}" in text
    assert f"怎么改：{rule.cure}" in text
    assert "错例：" in text
    assert "改前：" in text
    assert "改后：" in text
    assert "对例：" in text
