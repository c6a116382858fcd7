"""Decisions survive re-runs, damaged files are refused whole, nobody's decision is lost."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.errors import UnusableInput
from assistant.report.model import AnnualReport
from assistant.review.decisions import (
    Decision,
    Decisions,
    beside,
    change_decisions,
    read_decisions,
    rendered,
)
from assistant.review.reviewed import accepted, reviewed_as_json, withdrawn
from assistant.rules.rule import Severity, Where
from tests.review.conftest import Review, finding_at


def decision(fingerprint: str, **more: str) -> Decision:
    return Decision(
        **{"fingerprint": fingerprint, "code": "TAB301", "reason": "台账如此", "by": "张", **more}
    )


def test_what_is_written_is_read_and_written_the_same(tmp_path: Path, faulty: AnnualReport) -> None:
    path = beside(tmp_path / "年报.docx")
    assert path.name == "年报.docx.decisions.yaml"
    odd = '换行\n"引号" \\ 反斜杠 \u202e 倒 \x1b[31m # {a: b} 12e4'
    made = {
        "0123456789ab": decision("0123456789ab", message=odd, reason=odd, at="2025-01-02T03:04:05"),
        "1234567e1234": decision("1234567e1234", code="LAN101"),
        "999999999999": decision("999999999999"),
    }
    change_decisions(path, faulty, lambda _: made)
    content = path.read_bytes()
    read = read_decisions(path, faulty)
    assert list(read) == ["1234567e1234", "0123456789ab", "999999999999"]
    assert "‹U+202E›" in read["0123456789ab"].reason
    assert "\x1b" not in content.decode()
    change_decisions(path, faulty, lambda old: dict(reversed(old.items())))
    assert path.read_bytes() == content
    change_decisions(path, faulty, lambda _: {})
    assert read_decisions(path, faulty) == {}


BROKEN = {
    "不是合格的 yaml": "agency: [",
    "不是决定文件": "- 1\n- 2\n",
    "第 4 行": "agency: 清岚县人民政府\nyear: 2024\ndecisions:\n  - fingerprint: xyz\n",
    "不认识的名称": "agency: 清岚县人民政府\nyear: 2024\ndecision: []\n",
    "没有填写": "agency: 清岚县人民政府\nyear: 2024\ndecisions: [{code: TAB301}]\n",
    "2023 年报告的决定": "agency: 清岚县人民政府\nyear: 2023\n",
    "不是“清岚县人民政府”": "agency: 别的县人民政府\nyear: 2024\n",
    "应当是一串值": "agency: 清岚县人民政府\nyear: 2024\ndecisions: 12\n",
    "超过上限": "# " + "x" * 3_000_000,
    "yaml 的引用": "agency: &a x\nyear: 2024\n",
    "有两个决定": "agency: 清岚县人民政府\nyear: 2024\ndecisions:\n"
    + "  - {fingerprint: '0123456789ab', code: TAB301, reason: a}\n" * 2,
}


@pytest.mark.parametrize("message", BROKEN)
def test_a_broken_file_is_refused_and_left_as_it_is(
    tmp_path: Path, faulty: AnnualReport, message: str
) -> None:
    path = tmp_path / "x.decisions.yaml"
    path.write_text(BROKEN[message], "utf-8")
    for act in (read_decisions, lambda p, r: change_decisions(p, r, lambda old: old)):
        with pytest.raises(UnusableInput, match=message) as error:
            act(path, faulty)
        assert "怎么办" in str(error.value)
    assert path.read_text("utf-8") == BROKEN[message]


def test_people_who_write_at_the_same_time_lose_nothing(
    tmp_path: Path, faulty: AnnualReport
) -> None:
    path = tmp_path / "x.decisions.yaml"

    def add(number: int) -> None:
        key = f"{number:012x}"
        change_decisions(path, faulty, lambda old: {**old, key: decision(key)})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(40)))
    assert len(read_decisions(path, faulty)) == 40


def test_a_change_that_fails_writes_nothing(tmp_path: Path, faulty: AnnualReport) -> None:
    path = tmp_path / "x.decisions.yaml"
    change_decisions(path, faulty, lambda _: {"0123456789ab": decision("0123456789ab")})
    before = path.read_bytes()
    with pytest.raises(UnusableInput, match="最接近的是"):
        change_decisions(path, faulty, lambda old: withdrawn(old, ["0123456789ac"]))
    assert path.read_bytes() == before
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnusableInput, match="写不进去"):
        change_decisions(tmp_path / "file" / "x.yaml", faulty, lambda old: old)


def test_an_accepted_finding_no_longer_counts(faulty: AnnualReport, review: Review) -> None:
    before = review(faulty)
    first = before.open[0]
    words = {"reason": "已向复议机关核实", "by": "李四", "at": "2025-01-02T03:04:05+08:00"}
    taken = accepted({}, [first.fingerprint], before.open, **words)
    after = review(faulty, decisions=taken)
    assert after.count(Severity.ERROR) == before.count(Severity.ERROR) - 1
    answer = reviewed_as_json(after)
    (shown,) = [f for f in answer["findings"] if f["fingerprint"] == first.fingerprint]
    assert shown["decision"] == words
    assert answer["accepted"] == 1
    assert answer["counts"]["error"] == after.count(Severity.ERROR)
    assert len(answer["findings"]) == len(before.open)
    assert "decision" not in answer["findings"][-1]


def test_a_decision_without_its_finding_is_said(faulty: AnnualReport, review: Review) -> None:
    known: Decisions = {
        "aaaaaaaaaaaa": decision("aaaaaaaaaaaa", code="TAB301"),
        "bbbbbbbbbbbb": decision("bbbbbbbbbbbb", code="YEA101"),
    }
    result = review(faulty, decisions=known)
    assert [d.code for d in result.gone] == ["TAB301"]
    assert [d.code for d in result.unchecked] == ["YEA101"]  # there is no last year's report
    assert reviewed_as_json(result)["decisions_gone"][0]["fingerprint"] == "aaaaaaaaaaaa"


def test_an_unknown_fingerprint_is_refused_with_the_nearest(
    faulty: AnnualReport, review: Review
) -> None:
    findings = review(faulty).open
    wrong = findings[0].fingerprint[:-1] + "x"
    with pytest.raises(UnusableInput, match=findings[0].fingerprint):
        accepted({}, [wrong], findings, reason="因为")
    with pytest.raises(UnusableInput, match="一条也没有"):
        accepted({}, [wrong], (), reason="因为")


def test_the_file_says_what_it_is(faulty: AnnualReport) -> None:
    text = rendered(faulty, [decision("0123456789ab")])
    assert text.startswith("# 对校验结果的决定")
    assert 'agency: "清岚县人民政府"\nyear: 2024\n' in text
    assert finding_at(Where()).fingerprint  # a finding about nothing in particular has one too
