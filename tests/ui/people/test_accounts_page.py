"""The page of accounts: what an administrator can do there, and nobody else, by no address."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.retrieval.corpus import Corpus
from assistant.settings import Settings
from assistant.workspace.people import People
from assistant.workspace.workspace import open_workspace
from tests.ui.people.offices_people import (
    ACTS,
    HERE,
    HOST,
    HTML,
    OURS,
    PAGES,
    PASSWORD,
    SECOND,
    THEIRS,
    Moving,
    Of,
    as_person,
    opens,
)
from ui.limits import Pace, TooOften
from ui.office import Office
from ui.server import plain_application


def test_who_is_not_signed_in_is_led_to_the_door_and_changes_nothing(
    browser: Of, office: Office
) -> None:
    stranger, before = browser(), People(office.workspace).list()
    for page in PAGES:
        answer = stranger.get(page, headers=HTML, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={page}")
    for act in ACTS:
        assert stranger.post(f"/people/{act}", data={"name": "李强"}).status_code == 401
    assert People(office.workspace).list() == before


@pytest.mark.parametrize("name", ["李强", "周敏"])
def test_no_other_role_gets_at_accounts_or_log_by_any_address(
    browser: Of, office: Office, name: str
) -> None:
    person, before = browser(name), People(office.workspace).list()
    assert "/people" not in person.get("/").text
    for page in PAGES:
        answer = person.get(page)
        assert answer.status_code == 403
        assert "没有“" in answer.text
        assert "王芳" not in answer.text
    for act in ACTS:
        data = {"name": "周敏", "role": "administrator", "agencies": [OURS], "password": PASSWORD}
        assert person.post(f"/people/{act}", data=data).status_code == 403
    assert People(office.workspace).list() == before


def test_an_administrator_makes_an_account_whose_password_is_shown_once(browser: Of) -> None:
    boss = browser("王芳")
    assert '<a href="/people">' in boss.get("/").text
    data = {"name": "钱一", "role": "reviewer", "agencies": [OURS]}
    made = boss.post("/people/add", data=data)
    assert "已建立帐号：钱一" in made.text
    assert made.headers["cache-control"] == "no-store"
    (secret,) = re.findall(r"<code>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</code>", made.text)
    assert secret not in boss.get("/people").text
    assert opens(browser("钱一", secret))
    assert "已经有名叫“钱一”的帐号" in boss.post("/people/add", data=data).text
    typed = boss.post("/people/add", data={**data, "name": "钱二", "password": PASSWORD})
    assert "已建立帐号：钱二" in typed.text
    assert PASSWORD not in typed.text
    assert opens(browser("钱二"))


def test_what_cannot_be_an_account_is_refused_in_words(browser: Of) -> None:
    boss = browser("王芳")
    for data, said in (
        ({"name": "<b>甲</b>", "agencies": [OURS]}, "不能作帐号名"),
        ({"name": "甲", "agencies": []}, "没有写明属于哪个机关"),
        ({"name": "甲", "agencies": [OURS], "password": "12345678"}, "太容易猜到"),
        ({"name": "甲", "agencies": [OURS], "password": "短"}, "口令要 8 到"),
        ({"name": "甲", "agencies": [THEIRS]}, "不属于某县民政局"),
    ):
        answer = boss.post("/people/add", data=data)
        assert answer.status_code in (403, 422)
        assert said in answer.text
        assert "<b>甲" not in answer.text
    assert boss.post("/people/add", data={"name": "甲", "role": "king"}).status_code == 422
    assert boss.post("/people/delete", data={"name": "李强"}).status_code == 422


def test_a_disabled_account_loses_its_open_page_and_gets_it_back(browser: Of) -> None:
    boss, li = browser("王芳"), browser("李强")
    assert opens(li)
    assert "已停用：李强" in boss.post("/people/disable", data={"name": "李强"}).text
    assert not opens(li)
    assert not opens(browser("李强"))
    assert "已启用：李强" in boss.post("/people/enable", data={"name": "李强"}).text
    assert opens(browser("李强"))


def test_a_new_password_ends_what_was_open_under_the_old_one(browser: Of) -> None:
    boss, li = browser("王芳"), browser("李强")
    said = boss.post("/people/password", data={"name": "李强"}).text
    (secret,) = re.findall(r"<code>([a-z2-9-]{19})</code>", said)
    assert not opens(li)
    assert not opens(browser("李强"))
    assert opens(browser("李强", secret))


def test_role_and_agencies_are_changed_at_once(browser: Of, office: Office) -> None:
    boss = browser("王芳")
    boss.post("/people/role", data={"name": "李强", "role": "administrator"})
    assert browser("李强").get("/people").status_code == 200
    boss.post("/people/agencies", data={"name": "李强", "agencies": [SECOND]})
    assert as_person(office.workspace, "李强").agencies == (SECOND,)


def test_administrators_neither_see_nor_touch_the_accounts_of_other_agencies(
    browser: Of, office: Office
) -> None:
    boss, before = browser("王芳"), People(office.workspace).list()
    shown = boss.get("/people").text
    assert "赵六" not in shown
    assert THEIRS not in shown
    assert "还属于别的机关" in shown  # 孙七 is of both
    for name in ("赵六", "孙七"):
        for act in ("disable", "role", "agencies", "password"):
            data = {"name": name, "role": "drafter", "agencies": [OURS]}
            assert boss.post(f"/people/{act}", data=data).status_code == 403
    assert boss.post("/people/disable", data={"name": "没有这人"}).status_code == 404
    assert People(office.workspace).list() == before


def test_nobody_locks_themselves_out_by_a_slip(browser: Of, office: Office) -> None:
    boss, before = browser("王芳"), People(office.workspace).list()
    for act in ("disable", "role", "agencies"):
        data = {"name": "王芳", "role": "drafter", "agencies": [OURS]}
        answer = boss.post(f"/people/{act}", data=data)
        assert answer.status_code == 403
        assert "自己的帐号不能自己停用" in answer.text
    assert People(office.workspace).list() == before


def test_what_another_site_makes_an_administrators_browser_send_is_refused(
    browser: Of, office: Office
) -> None:
    boss, before = browser("王芳"), People(office.workspace).list()
    for headers in ({"origin": "http://elsewhere.example"}, {"sec-fetch-site": "cross-site"}):
        for act in ACTS:
            data = {"name": "李强", "role": "administrator", "agencies": [OURS]}
            answer = boss.post(f"/people/{act}", data=data, headers=headers)
            assert answer.status_code == 403
    assert People(office.workspace).list() == before
    large = b"name=" + b"x" * (2 * 1024 * 1024)
    assert boss.post("/people/add", content=large).status_code == 413


def test_the_pages_have_the_headers_of_all_pages_and_are_kept_nowhere(browser: Of) -> None:
    boss = browser("王芳")
    for page in PAGES:
        headers = boss.get(page).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "form-action 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_a_session_that_expired_opens_neither_accounts_nor_log(browser: Of, clock: Moving) -> None:
    boss = browser("王芳")
    assert boss.get("/people").status_code == 200
    clock.now += timedelta(hours=12)
    for page in PAGES:
        assert boss.get(page, headers=HTML, follow_redirects=False).status_code == 303
    assert boss.post("/people/disable", data={"name": "李强"}).status_code == 401


def test_so_many_acts_as_no_person_does_are_refused() -> None:
    pace = Pace(most=3, seconds=60)
    for _ in range(3):
        pace.demand("一人")
    with pytest.raises(TooOften, match="做得太快"):
        pace.demand("一人")
    pace.demand("另一人")
    Pace(most=1, seconds=0).demand("一人")


def test_a_program_that_runs_through_accounts_is_stopped_after_sixty(browser: Of) -> None:
    boss = browser("王芳")
    codes = [boss.post("/people/disable", data={"name": f"某{n}"}).status_code for n in range(61)]
    assert codes == [404] * 60 + [429]
    assert boss.get("/people").status_code == 200


def test_where_there_are_no_accounts_the_page_says_how_the_first_is_made(
    corpus: Callable[[Path], Corpus], tmp_path: Path
) -> None:
    workspace = open_workspace(Settings(home=tmp_path / "alone"), Moving())
    office = Office(workspace, corpus, None, tmp_path)
    client = TestClient(plain_application(office), client=HERE, base_url=HOST)
    assert "/people" not in client.get("/").text
    assert "nianbao user add 姓名 --role 管理" in client.get("/people").text
    data = {"name": "甲", "agencies": [OURS], "password": PASSWORD}
    assert client.post("/people/add", data=data).status_code == 403
    assert not People(workspace).exist()
    workspace.close()
