"""A run on inspect-ai, its record, comparisons and the page."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.drafting.prompts import Prompt
from assistant.errors import ModelUnavailable, UnusableInput
from evals.drafting.arms import GroundedArm, OfflineArm, PlainArm, PublishedArm
from evals.drafting.cases import Case
from evals.harness import running
from evals.harness.record import ArmRun, Record, ScoredCase, read_record
from evals.harness.running import Run, run
from evals.reporting.comparing import as_json, compare, in_words
from evals.reporting.page import page, suite_of
from evals.reporting.statistics import interval
from tests.drafting.scripted_writer import ScriptedWriter
from tests.evals.drafted_by_hand import case

SECTIONS = ("1.2",)


def small(name: str) -> Case:
    return replace(case(), name=name)


@pytest.fixture(scope="module")
def done() -> Run:
    writer = ScriptedWriter("（二）依申请公开\n全年新收申请<script>9999件。")
    arms = [OfflineArm(sections=SECTIONS), PlainArm(writer, SECTIONS)]
    return run([small("a")], arms, settings={"model": "scripted"})


def test_a_run_is_drafted_and_scored_without_a_model_of_inspects_own(done: Run) -> None:
    offline, plain = done.record.arms
    assert (offline.arm, plain.arm) == ("offline", "plain")
    assert offline.cases[0].digest == small("a").digest
    assert offline.means()["faithfulness.numbers"] == 1
    assert plain.means()["faithfulness.numbers"] == 0
    assert any("9999件" in reason for reason in plain.cases[0].reasons["faithfulness"])
    assert plain.requests == 1
    assert len(plain.prompts["plain_report"]) == 64


def test_the_same_run_gives_the_same_scores_to_the_last_digit(done: Run) -> None:
    again = run([small("a")], [OfflineArm(sections=SECTIONS)])
    assert again.record.arms[0].cases == done.record.arms[0].cases


def test_the_published_report_has_its_own_content_and_few_false_alarms() -> None:
    found = run([small("a")], [PublishedArm()]).record.arms[0].means()
    assert found["content.stated"] == found["likeness.rouge_l"] == found["form.length"] == 1
    assert (found["faithfulness.numbers"] or 0) > Decimal("0.7")
    assert found["register.inflated"] == found["register.clean"] == 1


class Dying(ScriptedWriter):
    """Answers once, then dies until it is brought back."""

    dead = False

    def __init__(self) -> None:
        super().__init__(self._answer)

    def _answer(self, _: Prompt) -> str:
        if self.dead:
            raise ModelUnavailable("连接断了")
        self.dead = True
        return "（二）依申请公开\n全年新收申请8件。"


def test_a_run_goes_on_where_the_model_died(tmp_path: Path) -> None:
    writer = Dying()
    cases = [small("a"), small("b")]
    with pytest.raises(ModelUnavailable) as died:
        run(cases, [GroundedArm(writer, sections=SECTIONS)], out=tmp_path)
    assert "连接断了" in str(died.value)
    assert "不会重来" in str(died.value)
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "drafts").glob("*.json")}
    again = ScriptedWriter("全年新收政府信息公开申请8件。")
    found = run(cases, [GroundedArm(again, sections=SECTIONS)], out=tmp_path).record
    assert len(found.arms[0].cases) == 2
    assert all(path.stat().st_mtime_ns == at for path, at in kept.items())
    asked = len(again.asked)
    run(cases, [GroundedArm(again, sections=SECTIONS)], out=tmp_path)
    assert len(again.asked) == asked


def test_a_bug_in_drafting_is_no_message_for_people() -> None:
    def fall(_: Prompt) -> str:
        raise ZeroDivisionError("a bug")

    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        run([small("a")], [GroundedArm(ScriptedWriter(fall), sections=SECTIONS)])


def test_without_the_extra_a_person_is_told_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "_NEEDED", ("inspect_ai", "no_such_library"))
    with pytest.raises(UnusableInput, match="no_such_library") as refused:
        running.refuse_without_the_extra()
    assert "nianbao[eval]" in str(refused.value)


def record(values: dict[str, str], digest: str = "d", arm: str = "offline") -> Record:
    cases = tuple(
        ScoredCase(case=name, digest=digest, agency="甲县", year=2024, split="tuning",
                   values={"coverage.must": Decimal(value)})
        for name, value in values.items()
    )  # fmt: skip
    one = ArmRun(arm=arm, label="离线", engine="offline", cases=cases)
    return Record(suite="drafting", commit="", changed=False, made="", arms=(one,))


BASE = {f"c{n}": "0.80" for n in range(8)}


@pytest.mark.parametrize(
    ("second", "verdict"),
    [
        (BASE, "same"),
        (dict.fromkeys(BASE, "0.90"), "better"),
        (dict.fromkeys(BASE, "0.70"), "worse"),
        ({name: "0.90" if n % 2 else "0.70" for n, name in enumerate(BASE)}, "noise"),
    ],
)
def test_a_difference_is_real_only_where_the_interval_excludes_zero(
    second: dict[str, str], verdict: str
) -> None:
    found = compare(record(BASE), record(second))
    assert [d.verdict for d in found.differences] == [verdict]
    assert as_json({"drafting": found})["differences"][0]["verdict"] == verdict


def test_two_equal_runs_are_said_to_differ_in_nothing_and_others_in_what() -> None:
    same = in_words(compare(record(BASE), record(BASE)))
    assert "没有一处差别" in same
    assert "|" not in same
    worse = in_words(compare(record(BASE), record(dict.fromkeys(BASE, "0.70"))))
    assert worse.startswith("变差了 1 项")
    assert "| 离线 |" in worse


def test_of_few_cases_nothing_is_concluded() -> None:
    found = compare(record({"a": "0.5"}), record({"a": "0.9"}))
    assert found.differences[0].verdict == "too few"
    assert "不下结论" in in_words(found)


def test_a_case_that_changed_is_left_out_and_said() -> None:
    both = {"a": "0.5", "b": "0.5"}
    with pytest.raises(UnusableInput, match="摘要不同"):
        compare(record(both), record(both, digest="e"))
    found = compare(record(both), record({"a": "0.5"}))
    assert found.notices == ("b 只在第一次里，没有比较",)


def test_runs_without_an_arm_in_common_are_refused() -> None:
    with pytest.raises(UnusableInput, match="不能比较"):
        compare(record(BASE), record(BASE, arm="llm"))


def test_an_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    values = [Decimal(n) / 10 for n in range(10)]
    found = interval(values)
    assert found is not None
    assert found == interval(values)
    assert found.low < found.mean == Decimal("0.4500") < found.high
    assert interval([]) is None


def test_the_page_escapes_what_a_model_wrote_and_asks_no_other_host(done: Run) -> None:
    told = "| 格式 | 对 |\n| --- | --- |\n| docx | 3 |\n共 3 份"
    shown = page(
        [
            suite_of("读文件", told, held=False),
            suite_of("起草", "", held=True, record=done.record, run=done),
        ]
    )
    assert "<script" not in shown
    assert "&lt;script&gt;9999件" in shown
    assert not re.findall(r"(?:src|href)\s*=(?!\"#suite)|url\(|@import", shown)
    assert shown.count("http") == shown.count("http://www.w3.org/2000/svg")
    assert "<svg" in shown
    assert "没有达到下限" in shown
    assert "<td>docx</td>" in shown
    for words in ("草稿", "参照报告", "扣分、没有评的原因", "出处", case().figures.agency):
        assert words in shown


def test_a_record_is_read_back_and_other_files_are_refused(done: Run, tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    file.write_text(done.record.model_dump_json(), "utf-8")
    assert read_record(tmp_path) == done.record
    file.write_text("[]", "utf-8")
    with pytest.raises(UnusableInput, match="不是评测结果"):
        read_record(tmp_path)
