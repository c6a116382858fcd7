"""Documents in versions: what was saved, by whom, and how one goes back."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.errors import UnusableInput
from assistant.settings import Settings
from assistant.workspace.faults import Conflict, NotThere
from assistant.workspace.project import Project
from assistant.workspace.values import LOCAL, MISSING, Difference, Document
from assistant.workspace.workspace import open_workspace
from tests.workspace.offices import AGENCY, Clock, Office, changed

TOTAL, CARRIED = "table3.new.total", "table3.carried_in.total"


@pytest.fixture
def project(office: Office) -> Project:
    return office.alone().create_project(AGENCY, 2025)


def test_every_change_is_a_version_with_who_when_and_why(
    project: Project, a_report: Document
) -> None:
    assert project.read("figures") is None
    project.save("figures", a_report, 0, "导入去年的表")
    project.save("figures", changed(a_report, TOTAL, 9), 1, "补一件")
    one, two = project.versions("figures")
    assert (one.version, one.why, one.who) == (1, "导入去年的表", "本机用户")
    assert (two.version, two.why) == (2, "补一件")
    assert one.when < two.when
    old, now = project.read("figures", 1), project.read("figures")
    assert old is not None
    assert old.document == a_report
    assert now is not None
    assert now.document == changed(a_report, TOTAL, 9)
    assert project.heads() == {"figures": 2}


def test_saving_what_stands_already_makes_no_version(project: Project, a_report: Document) -> None:
    project.save("figures", a_report, 0)
    assert project.save("figures", a_report, 1).version == 1
    assert len(project.versions("figures")) == 1


def test_a_blank_cell_and_a_zero_stay_apart(project: Project, a_report: Document) -> None:
    blank, zero = changed(a_report, TOTAL, None), changed(a_report, TOTAL, 0)
    project.save("figures", blank, 0)
    project.save("figures", zero, 1)
    assert project.compare("figures", 1, 2) == (Difference(TOTAL, None, 0),)


def test_undo_goes_back_step_by_step_and_redo_forward_again(
    project: Project, a_report: Document
) -> None:
    documents = [changed(a_report, TOTAL, value) for value in (1, 2, 3)]
    for expected, document in enumerate(documents):
        project.save("figures", document, expected)
    assert project.undo("figures", 3).document == documents[1]
    assert project.undo("figures", 4).document == documents[0]
    with pytest.raises(UnusableInput, match="没有可以撤销的修改"):
        project.undo("figures", 5)
    assert project.redo("figures", 5).document == documents[1]
    assert project.redo("figures", 6).document == documents[2]
    with pytest.raises(UnusableInput, match="没有可以恢复的修改"):
        project.redo("figures", 7)
    assert [v.how for v in project.versions("figures")][3:] == ["undo", "undo", "redo", "redo"]


def test_a_change_after_an_undo_leaves_nothing_to_redo(
    project: Project, a_report: Document
) -> None:
    for expected, value in enumerate((1, 2)):
        project.save("figures", changed(a_report, TOTAL, value), expected)
    project.undo("figures", 2)
    project.save("figures", changed(a_report, TOTAL, 7), 3)
    with pytest.raises(UnusableInput, match="没有可以恢复的修改"):
        project.redo("figures", 4)
    assert project.undo("figures", 4).document == changed(a_report, TOTAL, 1)


def test_an_old_version_comes_back_as_a_new_one_and_that_can_be_undone(
    project: Project, a_report: Document
) -> None:
    for expected, value in enumerate((1, 2, 3)):
        project.save("figures", changed(a_report, TOTAL, value), expected)
    assert project.restore("figures", 1, 3, "改错了").document == changed(a_report, TOTAL, 1)
    assert project.undo("figures", 4).document == changed(a_report, TOTAL, 3)
    assert len(project.versions("figures")) == 5
    with pytest.raises(NotThere, match="没有第 9 版"):
        project.restore("figures", 9, 5)


def test_nobody_undoes_what_they_have_not_seen(project: Project, a_report: Document) -> None:
    project.save("figures", a_report, 0)
    project.save("figures", changed(a_report, TOTAL, 9), 1)
    for act in (project.undo, project.redo):
        with pytest.raises(Conflict):
            act("figures", 1)
    with pytest.raises(Conflict):
        project.restore("figures", 1, 1)


def test_two_people_who_changed_different_cells_both_keep_their_change(
    project: Project, a_report: Document
) -> None:
    project.save("figures", a_report, 0)
    project.save("figures", changed(a_report, TOTAL, 9), 1)
    saved = project.save("figures", changed(a_report, CARRIED, 4), 1)
    assert saved.version == 3
    assert saved.document == changed(changed(a_report, TOTAL, 9), CARRIED, 4)
    assert [one.path for one in saved.merged] == [TOTAL]
    assert project.versions("figures")[-1].how == "merge"


def test_two_people_who_changed_the_same_cell_see_a_conflict_and_nothing_is_overwritten(
    project: Project, a_report: Document
) -> None:
    project.save("figures", a_report, 0)
    theirs = changed(a_report, TOTAL, 9)
    project.save("figures", theirs, 1)
    with pytest.raises(
        Conflict, match=r"本机用户在 .* 也改了本年数据（table3\.new\.total）"
    ) as caught:
        project.save("figures", changed(a_report, TOTAL, 10), 1)
    assert caught.value.collisions == (TOTAL,)
    assert caught.value.changes == (Difference(TOTAL, 8, 9),)
    assert caught.value.current.version == 2
    now = project.read("figures")
    assert now is not None
    assert now.document == theirs


def test_drafts_are_never_melted_together(project: Project) -> None:
    project.save("draft", {"sections": [], "engine": "offline"}, 0)
    project.save("draft", {"sections": [], "engine": "甲"}, 1)
    with pytest.raises(Conflict):
        project.save("draft", {"sections": ["乙"], "engine": "offline"}, 1)
    assert project.save("draft", {"sections": [], "engine": "甲"}, 1).version == 2


def test_work_facts_are_merged_fact_by_fact(project: Project, a_report: Document) -> None:
    def fact(name: str, text: str) -> dict[str, object]:
        return {"id": name, "section": "1.1", "text": text, "values": {}, "source": ""}

    base = {**a_report, "facts": [fact("a", "甲工作"), fact("b", "乙工作")]}
    project.save("figures", base, 0)
    project.save("figures", {**a_report, "facts": [fact("b", "乙工作")]}, 1)
    mine = {**a_report, "facts": [fact("a", "甲工作"), fact("b", "乙的工作"), fact("c", "丙工作")]}
    saved = project.save("figures", mine, 1)
    assert saved.document["facts"] == [fact("b", "乙的工作"), fact("c", "丙工作")]


def test_of_thirty_savers_at_once_each_is_in_or_told_of_the_conflict(
    project: Project, a_report: Document
) -> None:
    project.save("figures", a_report, 0)
    start = threading.Barrier(30)

    def save(number: int) -> bool:
        start.wait()
        try:
            project.save("figures", changed(a_report, TOTAL, 100 + number), 1)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(30) as pool:
        won = list(pool.map(save, range(30)))
    assert sum(won) == 1
    now = project.read("figures")
    assert now is not None
    assert now.document == changed(a_report, TOTAL, 100 + won.index(True))
    assert now.version == 2


def test_figures_that_are_no_report_are_refused_and_the_place_is_named(
    project: Project, a_report: Document
) -> None:
    with pytest.raises(UnusableInput, match=r"table3\.new\.total 不对"):
        project.save("figures", changed(a_report, TOTAL, "九"), 0)
    with pytest.raises(UnusableInput, match=r"table3\.new\.total 不对"):
        project.save("figures", changed(a_report, TOTAL, 9.5), 0)
    assert project.heads() == {}


@pytest.mark.parametrize("text", ["a\ud800b", "a\x00b"])
def test_text_that_a_database_cannot_hold_is_refused(project: Project, text: str) -> None:
    with pytest.raises(UnusableInput, match="不能保存的字符"):
        project.say("user", text)
    with pytest.raises(UnusableInput, match="不能保存的字符"):
        project.save("draft", {}, 0, text)


def test_the_conversation_comes_back_in_its_order(project: Project) -> None:
    project.say("user", "起草第五部分")
    project.say("assistant", "好的。", {"draft": 3})
    first, second = project.messages()
    assert (first.speaker, first.text, first.who) == ("user", "起草第五部分", "本机用户")
    assert (second.number, second.payload) == (2, {"draft": 3})
    assert project.messages(after=1) == (second,)


def test_all_of_it_is_there_when_the_workspace_is_opened_again(
    settings: Settings, project: Project, a_report: Document
) -> None:
    project.save("figures", a_report, 0, "导入")
    project.say("user", "你好")
    again = open_workspace(settings, Clock()).as_person(LOCAL).project(project.id)
    now = again.read("figures")
    assert now is not None
    assert (now.document, now.why) == (a_report, "导入")
    assert [m.text for m in again.messages()] == ["你好"]


def test_a_place_that_only_one_document_has_is_told_as_such(project: Project) -> None:
    project.save("decisions", {"a": 1}, 0)
    project.save("decisions", {"b": None}, 1)
    assert project.compare("decisions", 1, 2) == (
        Difference("b", MISSING, None),
        Difference("a", 1, MISSING),
    )
