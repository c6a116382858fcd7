"""A change of figures in the page's talk: shown, said yes to, stored, and still waiting after a restart."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from assistant.resources import examples_dir
from assistant.retrieval.corpus import Corpus
from assistant.settings import Settings
from assistant.workspace.project import Project
from assistant.workspace.values import LOCAL, Person
from assistant.workspace.workspace import Workspace, open_workspace
from ui.desk import Desk
from ui.office import Office
from ui.projects import start_from_figures
from ui.recalling import recalled

NOW = datetime(2026, 1, 10, 9, 30, tzinfo=UTC)
NEW = "t3.new.total"


def no_corpus(_: Path) -> Corpus:
    raise AssertionError("the corpus is not needed")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = open_workspace(Settings(home=tmp_path / "home"), lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def project(workspace: Workspace) -> Project:
    figures = read_report(examples_dir() / "yuanzhou-2022.yaml")
    return start_from_figures(workspace.as_person(LOCAL), figures, "示例")


@pytest.fixture
def desk(workspace: Workspace, project: Project, tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    opened: list[Desk] = []

    def open_one() -> Desk:
        office = Office(workspace, no_corpus, None, tmp_path, patience=0.05)
        opened.append(Desk(office, LOCAL, project.info().id))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def says(desk: Desk, message: str) -> str:
    desk.say(message)
    for _ in desk.answer(message):
        pass
    return desk.messages[-1].text


def stored(project: Project) -> AnnualReport:
    found = project.read("figures")
    assert found is not None
    return AnnualReport.model_validate(found.document)


def test_a_figure_is_stored_only_after_a_yes_and_an_undo_is_stored_too(
    desk: Callable[[], Desk], project: Project
) -> None:
    one = desk()
    assert "8 → 9" in says(one, "收到申请改成9件")
    assert stored(project).cell(NEW) == 8
    assert "已改" in says(one, "好的")
    assert stored(project).cell(NEW) == 9
    assert one.figures == stored(project)
    assert "已撤销" in says(one, "撤销")
    assert stored(project).cell(NEW) == 8


def test_a_change_that_waits_is_still_there_after_a_restart(
    desk: Callable[[], Desk], project: Project
) -> None:
    says(desk(), "收到申请改成9件")
    says(desk(), "确认")
    assert stored(project).cell(NEW) == 9


def test_nobody_says_yes_to_what_a_colleague_was_asked(
    desk: Callable[[], Desk], project: Project
) -> None:
    says(desk(), "收到申请改成9件")
    assert recalled(project, LOCAL).pending is not None
    assert recalled(project, Person("李四", account="lisi")).pending is None


def test_figures_changed_in_the_form_meanwhile_are_asked_about_again(
    desk: Callable[[], Desk], project: Project
) -> None:
    one = desk()
    says(one, "收到申请改成9件")
    other = stored(project).with_cells({NEW: 20})
    desk().change_figures(other, "改表")
    one.sync()
    assert "刚才被改过" in says(one, "确认")
    assert stored(project).cell(NEW) == 20
