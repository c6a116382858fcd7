"""Accounts, and that nobody sees what is another agency's."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import UnusableInput
from assistant.settings import Settings
from assistant.workspace.door import Door
from assistant.workspace.faults import NotAllowed, NotThere, SignInRefused
from assistant.workspace.passwords import demand_fit, fresh_password
from assistant.workspace.people import People
from assistant.workspace.values import AuditFilter, Document, Role
from assistant.workspace.workspace import open_workspace
from tests.workspace.offices import AGENCY, OTHER, PASSWORD, Clock, Office

HERE, AWAY = "127.0.0.1", "192.0.2.7"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.mark.parametrize(
    "password", ["短", "12345678", "aaaaaaaaaa", "abababab", "王五王五", "x" * 300]
)
def test_a_password_that_is_tried_first_is_refused(office: Office, password: str) -> None:
    with pytest.raises(UnusableInput, match="口令"):
        People(office.workspace).add("王五", password, "drafter", [AGENCY])


@pytest.mark.parametrize("name", ["", "王 五", "a/b", "<b>", "王" * 51, "..", "王\u202e五"])
def test_a_name_that_could_mislead_is_refused(office: Office, name: str) -> None:
    with pytest.raises(UnusableInput, match="不能作帐号名"):
        People(office.workspace).add(name, PASSWORD, "drafter", [AGENCY])


def test_a_name_is_never_given_to_a_second_person(office: Office) -> None:
    office.hire("王五", "drafter")
    People(office.workspace).disable("王五")
    with pytest.raises(UnusableInput, match="已经有名叫“王五”的帐号"):
        office.hire("王五", "drafter", OTHER)


def test_nobody_comes_upon_another_agencys_project(office: Office, a_report: Document) -> None:
    ours, theirs = office.hire("王五", "administrator"), office.hire("赵六", "drafter", OTHER)
    project = office.workspace.as_person(ours).create_project(AGENCY, 2025)
    project.save("figures", a_report, 0)
    stranger = office.workspace.as_person(theirs)
    assert stranger.projects() == ()
    with pytest.raises(NotThere) as caught:
        stranger.project(project.id)
    with pytest.raises(NotThere) as none:
        stranger.project("there-is-none")
    assert str(caught.value) == str(none.value)
    with pytest.raises(NotAllowed):
        stranger.create_project(AGENCY, 2024)
    with pytest.raises(NotAllowed):
        stranger.corpus_home(AGENCY)
    assert office.workspace.as_person(ours).projects()[0].id == project.id


def test_who_leaves_an_agency_loses_its_open_project_at_once(
    office: Office, a_report: Document
) -> None:
    person = office.hire("王五", "drafter")
    project = office.workspace.as_person(person).create_project(AGENCY, 2025)
    People(office.workspace).set_agencies("王五", [OTHER])
    for act in (
        lambda: project.read("figures"),
        lambda: project.save("figures", a_report, 0),
        lambda: project.messages(),
        lambda: project.versions("figures"),
    ):
        with pytest.raises(NotThere):
            act()


def test_the_audit_log_of_one_agency_does_not_show_anothers(office: Office) -> None:
    ours = office.hire("王五", "administrator")
    theirs = office.hire("赵六", "administrator", OTHER)
    office.workspace.as_person(theirs).create_project(OTHER, 2025)
    seen = office.workspace.as_person(ours).audit()
    assert {entry.agency for entry in seen} == {AGENCY}
    assert [entry.action for entry in seen] == ["user add"]


def test_each_agency_has_a_corpus_home_of_its_own(office: Office) -> None:
    ours, theirs = office.hire("王五", "drafter"), office.hire("赵六", "drafter", OTHER)
    one = office.workspace.as_person(ours).corpus_home(AGENCY)
    other = office.workspace.as_person(theirs).corpus_home(OTHER)
    assert one != other
    assert one.parent == other.parent == office.workspace.settings.home / "agencies"


def test_no_search_comes_upon_another_agencys_private_material(
    nianbao: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.retrieval.corpus import Corpus

    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path))
    clock = Clock()
    office = Office(open_workspace(Settings(home=tmp_path), clock), clock)
    people = office.hire("王五", "drafter"), office.hire("赵六", "drafter", OTHER)
    views = map(office.workspace.as_person, people)
    homes = [view.corpus_home(agency) for view, agency in zip(views, (AGENCY, OTHER), strict=True)]
    paper = tmp_path / "蓝鲸计划内部规定.txt"
    paper.write_text(
        "蓝鲸计划内部规定\n第一条 蓝鲸计划拟于九月试行。\n第二条 内部掌握。\n", "utf-8"
    )
    added = nianbao("corpus", "--agency", AGENCY, "add", paper)
    assert added.returncode == 0, added.stderr
    for home, there in zip(homes, (True, False), strict=True):
        with Corpus.open(home) as corpus:
            titles = {document.title for document in corpus.list()}
            hits = {hit.passage.title for hit in corpus.search("蓝鲸计划什么时候试行", k=20)}
        assert any("蓝鲸" in title for title in titles) == there
        assert any("蓝鲸" in title for title in hits) == there


def test_an_administrator_manages_the_accounts_of_their_own_agencies_only(office: Office) -> None:
    boss = office.hire("王五", "administrator")
    office.hire("赵六", "drafter", OTHER)
    people = People(office.workspace, by=boss)
    assert [account.name for account in people.list()] == ["王五"]
    people.add("孙七", PASSWORD, "drafter", [AGENCY])
    with pytest.raises(NotAllowed):
        people.disable("赵六")
    with pytest.raises(NotAllowed):
        people.add("周八", PASSWORD, "drafter", [OTHER])
    with pytest.raises(NotAllowed):
        people.set_agencies("孙七", [OTHER])


@pytest.mark.parametrize("role", ["drafter", "reviewer"])
def test_nobody_else_manages_accounts_or_reads_the_log(office: Office, role: Role) -> None:
    person = office.hire("王五", role)
    with pytest.raises(NotAllowed, match="没有“管理帐号”的权限"):
        People(office.workspace, by=person).list()
    with pytest.raises(NotAllowed, match="没有“查看操作记录”的权限"):
        office.workspace.as_person(person).audit()


def test_the_shell_makes_accounts_and_never_takes_a_password_from_the_command_line(
    nianbao: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "home"))
    added = nianbao(
        *("user", "add", "王五", "--role", "管理", "--agency", AGENCY, "--agency", OTHER),
        input=f"{PASSWORD}\n",
    )
    assert added.returncode == 0, added.stderr
    assert added.stdout == f"已建立：王五  管理  {OTHER}、{AGENCY}\n"
    assert nianbao("user", "password", "王五", input="换一句长些的话作口令\n").returncode == 0
    assert nianbao("user", "role", "王五", "审核").returncode == 0
    assert nianbao("user", "agency", "王五", "--agency", OTHER).returncode == 0
    assert nianbao("user", "disable", "王五").returncode == 0
    listed = json.loads(nianbao("user", "list", "--format", "json").stdout)
    assert [(one["name"], one["role"], one["agencies"], one["active"]) for one in listed] == [
        ("王五", "reviewer", [OTHER], False)
    ]
    refused = nianbao("user", "add", "赵六", "--agency", AGENCY, "--password", PASSWORD)
    assert refused.returncode == 2
    weak = nianbao("user", "add", "赵六", "--agency", AGENCY, input="12345678\n")
    assert (weak.returncode, weak.stdout) == (2, "")
    assert "太容易猜到" in weak.stderr


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://nianbao:geheim-77@127.0.0.1:1/none",
        "mysql://nianbao:geheim-77@127.0.0.1/none",
        "postgresql+nodriver://nianbao:geheim-77@127.0.0.1/none",
        "nianbao:geheim-77@127.0.0.1",
    ],
)
def test_the_databases_password_is_in_no_message(nianbao: Run, address: str) -> None:

    done = nianbao("user", "list", env={**os.environ, "NIANBAO_DATABASE": address})
    assert done.returncode == 2
    assert "怎么办" in done.stderr
    assert "geheim" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_the_log_is_read_from_the_newest_line_on_and_only_what_is_asked_for(
    office: Office,
) -> None:
    boss, clerk = office.hire("王五", "administrator"), office.hire("孙七", "drafter")
    other = office.hire("赵六", "drafter", OTHER)
    project = office.workspace.as_person(clerk).create_project(AGENCY, 2025)
    office.workspace.as_person(other).create_project(OTHER, 2025)
    noon = office.clock()
    project.note_export(["docx"])
    view = office.workspace.as_person(boss)

    def told(most: int = 100, **asked: Any) -> list[tuple[str, str]]:
        return [(e.who, e.action) for e in view.audit_lines(AuditFilter(**asked), most)]

    made, taken = ("孙七", "create"), ("孙七", "export")
    assert told() == [taken, made, ("命令行", "user add"), ("命令行", "user add")]
    assert told(most=1) == [taken]
    assert told(who="孙七") == told(project=project.id) == [taken, made]
    assert told(who="赵六") == []
    assert told(action="create") == [made]
    assert told(since=noon) == [taken]
    assert told(until=noon, who="孙七") == [made]
    newest = view.audit_lines(AuditFilter(), 1)[0].number
    assert told(before=newest, who="孙七") == [made]
    with pytest.raises(NotAllowed, match="没有“查看操作记录”的权限"):
        office.workspace.as_person(clerk).audit_lines(AuditFilter(), 1)


def test_an_administrator_sees_who_tried_the_names_of_their_agencies(office: Office) -> None:
    boss = office.hire("王五", "administrator")
    office.hire("赵六", "drafter", OTHER)
    for name in ("王五", "赵六", "没有这人"):
        with pytest.raises(SignInRefused):
            Door(office.workspace).sign_in(name, "猜的口令", "192.0.2.7")
    seen = office.workspace.as_person(boss).audit_lines(AuditFilter(action="sign in refused"), 9)
    assert [(one.who, one.detail) for one in seen] == [("王五", "192.0.2.7")]


def test_no_administrator_takes_away_their_own_rights(office: Office) -> None:
    boss = office.hire("王五", "administrator")
    people = People(office.workspace, by=boss)
    for act in (
        lambda: people.disable("王五"),
        lambda: people.set_role("王五", "drafter"),
        lambda: people.set_agencies("王五", [AGENCY]),
    ):
        with pytest.raises(NotAllowed, match="自己的帐号不能自己停用"):
            act()
    people.set_password("王五", "另外一句长长的话")
    assert People(office.workspace).set_role("王五", "reviewer").role == "reviewer"


def test_a_password_that_is_made_is_fit_and_never_the_same() -> None:
    made = {fresh_password() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        demand_fit(password, "王五")
        assert not set(password) & set("il1o0")
