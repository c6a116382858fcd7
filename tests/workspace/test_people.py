"""Accounts, sign-in, and that nobody sees what is another agency's."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.errors import UnusableInput
from assistant.settings import Settings
from assistant.workspace.door import Door, Visit
from assistant.workspace.faults import NotAllowed, NotThere, SignInNeeded, SignInRefused
from assistant.workspace.people import People
from assistant.workspace.values import LOCAL, Document, Role
from assistant.workspace.workspace import Workspace, open_workspace
from tests.workspace.offices import AGENCY, OTHER, PASSWORD, Clock, Office

HERE, AWAY = "127.0.0.1", "192.0.2.7"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_without_accounts_the_person_at_this_machine_needs_no_sign_in(office: Office) -> None:
    door = Door(office.workspace)
    assert door.person(Visit(HERE)) == LOCAL
    assert door.person(Visit("::1")) == LOCAL
    with pytest.raises(SignInNeeded, match="还没有建立帐号"):
        door.person(Visit(AWAY))
    with pytest.raises(SignInNeeded):
        door.person(Visit(HERE, [("X-Forwarded-For", AWAY)]))
    for host in ("localhost:7860", "127.0.0.1:7860", "[::1]:7860"):
        assert door.person(Visit(HERE, [("Host", host)])) == LOCAL
    with pytest.raises(SignInNeeded):
        door.person(Visit(HERE, [("Host", "turned-to-127-0-0-1.example:7860")]))


def test_serving_others_without_accounts_is_refused(office: Office) -> None:
    door = Door(office.workspace)
    door.demand_safe("127.0.0.1")
    door.demand_safe("localhost")
    for host in ("0.0.0.0", "::", AWAY, "nianbao.example"):
        with pytest.raises(UnusableInput, match="还没有建立帐号，不能开放"):
            door.demand_safe(host)
    office.hire("王五", "administrator")
    door.demand_safe("0.0.0.0")


def test_with_the_first_account_the_local_person_has_to_sign_in(office: Office) -> None:
    project = office.alone().create_project(AGENCY, 2025)
    office.hire("王五", "administrator")
    with pytest.raises(SignInNeeded):
        Door(office.workspace).person(Visit(HERE))
    with pytest.raises(SignInNeeded):
        project.read("figures")


def test_a_session_lasts_from_sign_in_to_sign_out(office: Office) -> None:
    office.hire("王五", "drafter")
    door = Door(office.workspace)
    signed_in = door.sign_in(" 王五 ", PASSWORD, AWAY)
    assert door.person(Visit(AWAY, token=signed_in.token)) == signed_in.person
    assert signed_in.person.agencies == (AGENCY,)
    door.sign_out(signed_in.token)
    with pytest.raises(SignInNeeded):
        door.person(Visit(AWAY, token=signed_in.token))


def test_a_session_expires(office: Office) -> None:
    office.hire("王五", "drafter")
    door = Door(office.workspace)
    token = door.sign_in("王五", PASSWORD, AWAY).token
    office.clock.later(hours=11)
    door.person(Visit(AWAY, token=token))
    office.clock.later(hours=1)
    with pytest.raises(SignInNeeded):
        door.person(Visit(AWAY, token=token))


@pytest.mark.parametrize("act", ["disable", "password"])
def test_a_session_ends_when_the_account_is_disabled_or_its_password_changed(
    office: Office, act: str
) -> None:
    office.hire("王五", "drafter")
    door, people = Door(office.workspace), People(office.workspace)
    token = door.sign_in("王五", PASSWORD, AWAY).token
    if act == "disable":
        people.disable("王五")
        people.enable("王五")
    else:
        people.set_password("王五", "另外一句长长的话")
    with pytest.raises(SignInNeeded):
        door.person(Visit(AWAY, token=token))


def test_neither_password_nor_token_is_stored(office: Office) -> None:
    office.hire("王五", "drafter")
    token = Door(office.workspace).sign_in("王五", PASSWORD, AWAY).token
    with office.workspace.database.reading() as connection:
        secret = connection.execute(text("SELECT password FROM accounts")).scalar()
        digest = connection.execute(text("SELECT token FROM sign_ins")).scalar()
    assert isinstance(secret, str)
    assert secret.startswith("$argon2id$")
    assert PASSWORD not in secret
    assert isinstance(digest, str)
    assert token not in digest


def test_a_wrong_name_and_a_wrong_password_are_refused_in_the_same_words(office: Office) -> None:
    office.hire("王五", "drafter")
    said = set()
    for name, password in (
        ("王五", "不是这个口令"),
        ("赵六", PASSWORD),
        ("王五", PASSWORD + "x" * 300),
    ):
        with pytest.raises(SignInRefused) as caught:
            Door(office.workspace).sign_in(name, password, AWAY)
        said.add(str(caught.value))
    assert len(said) == 1


def test_after_five_failures_even_the_right_password_waits_fifteen_minutes(office: Office) -> None:
    office.hire("王五", "drafter")
    office.hire("赵六", "drafter")
    door = Door(office.workspace)
    for _ in range(5):
        with pytest.raises(SignInRefused, match="姓名或口令不对"):
            door.sign_in("王五", "不是这个口令", AWAY)
    with pytest.raises(SignInRefused, match="暂时不能登录"):
        door.sign_in("王五", PASSWORD, AWAY)
    door.sign_in("赵六", PASSWORD, AWAY)
    office.clock.later(minutes=15)
    door.sign_in("王五", PASSWORD, AWAY)


def test_an_address_that_tries_many_names_is_locked_out(office: Office) -> None:
    office.hire("王五", "drafter")
    with office.workspace.database.writing() as connection:
        for number in range(30):
            connection.execute(
                text("INSERT INTO failures (name, address, at) VALUES (:name, :address, :at)"),
                {"name": f"某{number}", "address": AWAY, "at": "2026-01-15T01:00:00.000000+00:00"},
            )
    door = Door(office.workspace)
    with pytest.raises(SignInRefused, match="暂时不能登录"):
        door.sign_in("王五", PASSWORD, AWAY)
    door.sign_in("王五", PASSWORD, HERE)


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


def behind_proxy(office: Office) -> Door:
    settings = Settings(
        home=office.workspace.settings.home,
        proxy_header="X-Remote-User",
        trusted_proxies="10.0.0.0/24, 127.0.0.1",
    )
    return Door(Workspace(office.workspace.database, settings, office.clock))


def test_the_header_of_a_trusted_proxy_names_the_person(office: Office) -> None:
    person = office.hire("王五", "reviewer")
    door = behind_proxy(office)
    assert door.person(Visit("10.0.0.9", [("x-remote-user", "王五")])) == person
    as_latin = "王五".encode().decode("latin-1")
    assert door.person(Visit("::ffff:10.0.0.9", [("X-Remote-User", as_latin)])) == person


def test_the_header_is_worth_nothing_from_anybody_else(office: Office) -> None:
    office.hire("王五", "reviewer")
    door = behind_proxy(office)
    with pytest.raises(SignInNeeded, match="请先登录"):
        door.person(Visit(AWAY, [("X-Remote-User", "王五")]))
    for headers in ([], [("X-Remote-User", "赵六")], [("X-Remote-User", "王五")] * 2):
        with pytest.raises(SignInNeeded):
            door.person(Visit("10.0.0.9", headers))


def test_behind_a_trusted_proxy_failures_are_counted_on_who_is_behind_it(office: Office) -> None:
    door = behind_proxy(office)
    forged = [("X-Forwarded-For", "1.1.1.1, 192.0.2.7"), ("X-Forwarded-For", "10.0.0.3")]
    assert door.sender(Visit("10.0.0.9", forged)) == AWAY
    assert door.sender(Visit(AWAY, [("X-Forwarded-For", HERE)])) == AWAY
    assert door.sender(Visit("10.0.0.9")) == "10.0.0.9"
    https = [("X-Forwarded-Proto", "https")]
    assert door.came_encrypted(Visit("10.0.0.9", https), "http")
    assert not door.came_encrypted(Visit(AWAY, https), "http")


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


def test_no_search_comes_upon_another_agencys_private_material(tmp_path: Path) -> None:
    from assistant.retrieval.corpus import Corpus

    clock = Clock()
    office = Office(open_workspace(Settings(home=tmp_path), clock), clock)
    people = office.hire("王五", "drafter"), office.hire("赵六", "drafter", OTHER)
    views = map(office.workspace.as_person, people)
    homes = [view.corpus_home(agency) for view, agency in zip(views, (AGENCY, OTHER), strict=True)]
    with Corpus.open(homes[0]) as built_in:
        built_in.search("条例")
    shutil.copytree(homes[0], homes[1])
    with Corpus.open(homes[0]) as one, Corpus.open(homes[1]) as other:
        private = one.add_regulation("蓝鲸计划内部规定", "第一条 蓝鲸计划拟于九月试行。")

        def found(corpus: Corpus) -> set[str]:
            return {hit.passage.title for hit in corpus.search("蓝鲸计划什么时候试行", k=20)}

        assert private.title in found(one)
        assert private.title not in found(other)
        assert private.id not in {document.id for document in other.list()}


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
