"""Every suite in one form: cases with groups, figures for the gate, a place on the page."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from assistant.errors import UnusableInput
from assistant.rules.all_rules import RULES
from evals.chat.benchmark import Intents
from evals.degrading.table import Alarm, Line, Table
from evals.floors import Floors
from evals.harness.record import RECORDS, ArmRun, Record, ScoredCase, read_records, write_records
from evals.outcomes import chat, reading, retrieval, rules, scorers
from evals.outcomes.outcome import Outcome, record_of
from evals.outcomes.words import words
from evals.reading.benchmark import run as read_all
from evals.reading.variants import Variant
from evals.reporting.comparing import compare_suites, in_words
from evals.reporting.page import page, suite_of
from evals.retrieval.benchmark import SHIPPED, Result, Score
from evals.retrieval.judged import KINDS, PARTS, queries, queries_beside
from evals.rules.benchmark import KindScore
from evals.rules.benchmark import Result as RuleResult
from tests.evals.drafted_by_hand import case


def searched(rank: int) -> Outcome:
    """Every query with the right passage at this place, by the shipped recipe and another."""
    asked = (*queries(), *queries_beside())
    scores = {}
    for recipe, place in ((SHIPPED, rank), ("词（BM25）", 0)):
        for part in PARTS:
            own = [q for q in asked if q.part == part]
            scores[recipe, "all", part] = Score((place,) * len(own))
            for kind in KINDS:
                some = tuple(place for q in own if q.kind == kind)
                if some:
                    scores[recipe, kind, part] = Score(some)
    return retrieval.outcome(Result(scores, ()))


def test_search_is_told_by_query_with_its_part_kind_and_place() -> None:
    found = searched(2)
    assert [arm.arm for arm in found.record.arms] == [SHIPPED, "词（BM25）"]
    first = found.record.arms[0].cases[0]
    assert first.values == {
        "retrieval.first": 0, "retrieval.recall": 1, "retrieval.mrr": Decimal("0.500"), "retrieval.ndcg": Decimal("0.631"),
    }  # fmt: skip
    assert [group.split(" ")[0] for group in first.groups] == ["题组", "问法", "该找"]
    assert found.reached["blind.all_mrr"] == Decimal("0.500")
    assert "evals/retrieval/blind_queries.yaml" in found.cases


def test_rules_are_told_by_kind_and_by_rule_with_what_was_missed() -> None:
    result = RuleResult({"swapped-cells": KindScore(20, 19)}, untouched_runs=1000)
    result.on_the_spot["TAB301"], result.elsewhere["TAB301"] = 3, 1
    result.untouched_errors["ARI101"] = 2
    told = ["没有发现 swapped-cells：某镇2024 t3.new.total=8", "误报 某镇 ARI101 不对"]
    found = rules.outcome(result, told)
    by_name = {one.case: one for one in found.record.arms[0].cases}
    assert by_name["swapped-cells"].values["rules.recall"] == Decimal("0.9500")
    assert by_name["swapped-cells"].reasons == {"rules": (told[0],)}
    assert by_name["TAB301"].values["rules.precision"] == Decimal("0.7500")
    assert by_name["clean-reports"].values["rules.quiet"] == Decimal("0.9980")
    assert found.at_most == {"untouched.errors_in_1000": 2}
    assert found.faults(Floors(found.cases, {}, {"untouched.errors_in_1000": Decimal(1)}))


def test_reading_is_told_by_file_with_its_format_and_oddity() -> None:
    report = case().figures
    other = report.with_cells({"t3.new.total": 9})
    content = report.model_dump_json().encode()
    files = [
        Variant("json", "甲 export", "json", content, report),
        Variant("json", "乙 export", "json", content, other),
    ]
    found = reading.outcome(read_all(files))
    right, wrong = found.record.arms[0].cases
    assert right.values["reading.cells"] == right.values["reading.honest"] == 1
    assert wrong.values["reading.honest"] is not None
    assert wrong.values["reading.honest"] < 1
    assert "读错或多出 1 格" in wrong.reasons["reading"]
    assert wrong.groups == ("格式 json", "花样 本项目导出")
    assert found.at_most["json.false_cells"] == 1


def test_chat_is_told_by_utterance_with_its_action() -> None:
    one = Intents("utterances", 2, 1, (("二", "draft", "shorten"),), (("一", "draft"), ("二", "draft")))  # fmt: skip
    found = chat.outcome([one])
    first, second = found.record.arms[0].cases
    assert (first.values["chat.right"], second.values["chat.right"]) == (1, 0)
    assert second.reasons == {"chat": ("当成了“写短些”，应是“起草”",)}
    assert second.groups == ("语料 最初的一批", "动作 起草")
    assert found.reached == {"utterances.accuracy": Decimal("0.500")}


def test_the_scorers_own_table_has_floors_too() -> None:
    line = Line("x", "改错数字", "faithfulness.numbers", (1, 2, 4, 8), tuple(map(Decimal, (1, 1, 0, 0, 0))))  # fmt: skip
    alarm = Alarm("wide", "全角数字", "faithfulness.numbers", Decimal(1), Decimal("0.9"))
    found = scorers.outcome(Table((line,), (alarm,), 99, 100), [case()])
    assert found.reached["lines.falling"] == 0
    assert found.reached["one_wrong_number.told"] == Decimal("0.9900")
    assert found.at_most == {"false_alarms": 1}


LABELS = {"chat.right": "选对动作"}


def record(values: Sequence[int]) -> Record:
    cases = tuple(
        ScoredCase(
            case=f"{at}", digest="d", title=f"<b>第{at}句", groups=(f"动作 {at % 2}",),
            values={"chat.right": Decimal(value)},
            reasons={} if value else {"chat": ("当成了别的",)},
        )
        for at, value in enumerate(values)
    )  # fmt: skip
    return record_of("chat", [ArmRun(arm="chat", label="意图", engine="x", cases=cases)], LABELS)


def test_every_set_kind_action_and_family_of_rules_has_a_word_for_the_reader() -> None:
    files = sorted((Path(__file__).parents[1] / "chat").glob("utterances*.yaml"))
    actions = {str(one["do"]) for file in files for one in yaml.safe_load(file.read_text("utf-8"))}
    used = {
        "query_sets": {*PARTS, "session5"},
        "query_kinds": set(KINDS),
        "rule_families": {rule.code[:3] for rule in RULES},
        "utterances": {file.stem for file in files},
        "actions": actions,
    }
    for table, names in used.items():
        assert names <= set(words()[table]), (table, names - set(words()[table]))


def test_any_suite_has_plots_groups_and_every_case_on_the_page() -> None:
    shown = page([suite_of("对话意图", "共 8 句", held=True, record=record([1] * 6 + [0] * 2))])
    assert "<svg" in shown
    assert "0.7500（" in shown
    assert "动作 1" in shown
    assert "当成了别的" in shown
    assert "2 个有话说，6 个满分" in shown
    assert "<b>" not in shown


def test_two_runs_of_any_suite_are_compared_case_by_case(tmp_path: Path) -> None:
    folders = []
    for at, values in enumerate(([0] * 8, [1] * 8)):
        folder = tmp_path / str(at)
        folder.mkdir()
        write_records({"chat": record(values), f"only{at}": record(values)}, folder)
        folders.append(folder)
    found, alone = compare_suites(read_records(folders[0]), read_records(folders[1] / RECORDS))
    assert alone == ["only0", "only1"]
    assert "变好了" in in_words(found["chat"])
    with pytest.raises(UnusableInput, match="没有同一套"):
        compare_suites({"a": record([1])}, {"b": record([1])})
