"""Local demands as a file: the example is valid, slips are refused with their line."""

from pathlib import Path

import pytest

from assistant.errors import UnusableInput
from assistant.report.model import AnnualReport
from assistant.resources import examples_dir
from assistant.review.profile_file import read_profile
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check
from assistant.rules.profile import Profile
from assistant.rules.rule import Severity


def read(tmp_path: Path, text: str) -> Profile:
    path = tmp_path / "要求.yaml"
    path.write_text(text, "utf-8")
    return read_profile(path, RULES)


def test_the_example_is_read_whole() -> None:
    profile = read_profile(examples_dir() / "profile.yaml", RULES)
    assert profile.publish_by == "01-20"
    assert [item.section for item in profile.items] == ["1.4", ""]
    assert profile.items[0].words == ("政务新媒体检查", "网站检查")
    assert profile.places == ("青岚县", "河湾镇")
    assert (profile.severity, profile.ignore) == ({"TAB103": "warning"}, ("TAB203",))


def test_nothing_is_demanded_by_an_empty_mapping(tmp_path: Path) -> None:
    assert read(tmp_path, "{}") == Profile()


def test_severities_and_ignored_rules_hold_and_are_said(
    tmp_path: Path, faulty: AnnualReport
) -> None:
    text = "name: 某市要求\nseverity: {TAB: note, TAB103: warning}\nignore: [TAB302]\n"
    outcome = check(Case(faulty, profile=read(tmp_path, text)), RULES)
    levels = {f.code: f.severity for f in outcome.findings if f.code.startswith("TAB")}
    assert levels["TAB103"] is Severity.WARNING
    assert levels["TAB301"] is Severity.NOTE
    assert "TAB302" not in levels
    assert "按“某市要求”不查（--profile）" in {
        n.why for n in outcome.not_assessed if n.code == "TAB302"
    }
    order = [list(Severity).index(f.severity) for f in outcome.findings]
    assert order == sorted(order)


SLIPS = {
    "不是地方要求文件": "- a",
    "第 1 行 publish_by：日期“1月20日”写法不对": "publish_by: 1月20日",
    "是不是“publish_by”": "publishby: '01-20'",
    "是不是“section”": "items: [{name: a, words: [b], sections: '1'}]",
    "没有“9”这一部分": "items: [{name: a, words: [b], section: '9'}]",
    "第 2 行 items.0.words：没有填写": "items:\n  - name: a",
    "不在可选值里": "severity: {TAB103: grave}",
    "没有编号以“XYZ”开头的规则": "ignore: [XYZ]",
    "应当是文字": "places: [12]",
    "不是合格的 yaml": "name: [",
}


@pytest.mark.parametrize("message", SLIPS)
def test_a_slip_is_refused_with_its_place(tmp_path: Path, message: str) -> None:
    with pytest.raises(UnusableInput) as error:
        read(tmp_path, SLIPS[message])
    assert message in str(error.value)
    assert "怎么办" in str(error.value)
