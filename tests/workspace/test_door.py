"""The door: signing in and out, sessions, lock-out, the reverse proxy, the person of this machine."""

import subprocess
from collections.abc import Callable

import pytest
from sqlalchemy import text

from assistant.errors import UnusableInput
from assistant.settings import Settings
from assistant.workspace.door import Door, Visit
from assistant.workspace.faults import SignInNeeded, SignInRefused
from assistant.workspace.people import People
from assistant.workspace.values import LOCAL
from assistant.workspace.workspace import Workspace
from tests.workspace.offices import AGENCY, PASSWORD, Office

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
