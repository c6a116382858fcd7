"""The page of the log, and the project that the server is started with."""

import re
from datetime import timedelta

import pytest

from assistant.errors import UnusableInput
from assistant.report.model import AnnualReport
from assistant.workspace.faults import SignInNeeded
from assistant.workspace.values import Person
from tests.ui.people.offices_people import (
    OURS,
    PASSWORD,
    SECOND,
    THEIRS,
    Moving,
    Of,
    as_person,
    rows,
)
from ui.office import Office
from ui.starting import project_at_start


def test_the_log_is_filtered_by_person_act_project_and_day(
    browser: Of, office: Office, clock: Moving
) -> None:
    clock.now += timedelta(days=3)
    li = as_person(office.workspace, "李强")
    project = office.workspace.as_person(li).create_project(OURS, 2025)
    theirs = office.workspace.as_person(as_person(office.workspace, "赵六"))
    theirs.create_project(THEIRS, 2025)
    browser("李强", "猜错的口令")
    boss = browser("王芳")
    day = clock.now.astimezone().strftime("%Y-%m-%d")
    everything = rows(boss)
    assert {row[3] for row in everything} == {OURS, SECOND}
    assert [row[1:4] for row in rows(boss, since=day)] == [
        *[["王芳", "登录", agency] for agency in sorted((OURS, SECOND), reverse=True)],
        ["李强", "登录被拒", OURS],
        ["李强", "新建项目", OURS],
    ]
    assert [row[4] for row in rows(boss, project=project.id)] == [f"{OURS} 2025 年度"]
    assert {row[1] for row in rows(boss, who="李强")} == {"李强"}
    assert {row[2] for row in rows(boss, action="user add")} == {"建立帐号"}
    before = (clock.now - timedelta(days=1)).astimezone().strftime("%Y-%m-%d")
    assert rows(boss, until=before) == everything[4:]
    shown = boss.get("/people/log", params={"who": "李强"}).text
    assert f'href="/project/?project={project.id}"' in shown
    assert THEIRS not in boss.get("/people/log").text
    for asked, said in (
        ({"since": "昨天"}, "“昨天”不是日期"),
        ({"since": day, "until": before}, "起始日期在截止日期之后"),
    ):
        answer = boss.get("/people/log", params=asked)
        assert answer.status_code == 422
        assert said in answer.text


def test_a_long_log_is_read_page_by_page(browser: Of, office: Office) -> None:
    boss, li = browser("王芳"), as_person(office.workspace, "李强")
    project = office.workspace.as_person(li).create_project(OURS, 2025)
    for number in range(210):
        project.note_export([str(number)])
    asked = {"who": "李强", "action": "export"}
    first = boss.get("/people/log", params=asked)
    assert first.text.count("<td>取走文件</td>") == 200
    (older,) = re.findall(r'href="\?([^"]+)">更早的记录', first.text)
    second = boss.get("/people/log?" + older.replace("&amp;", "&"))
    assert second.text.count("<td>取走文件</td>") == 10
    assert "更早的记录" not in second.text
    assert len(rows(boss, **asked)) == 210


def test_no_cell_of_the_file_is_taken_for_a_formula(browser: Of, office: Office) -> None:
    boss, li = browser("王芳"), as_person(office.workspace, "李强")
    office.workspace.as_person(li).create_project(OURS, 2025).note_export(["=1+1", "@甲"])
    assert rows(boss, action="export")[0][5] == "'=1+1、@甲"


def test_the_project_that_the_server_is_started_with_is_opened_by_who_signs_in_for_its_agency(
    browser: Of, office: Office, yuanzhou: AnnualReport
) -> None:
    figures = yuanzhou.model_copy(update={"agency": OURS, "title": ""})
    project = project_at_start(office.workspace, figures)
    assert project_at_start(office.workspace, figures).id == project.id
    there = f"/project/?project={project.id}"
    li = browser()
    data = {"name": "李强", "password": PASSWORD, "next": there}
    assert li.post("/sign-in", data=data, follow_redirects=False).headers["location"] == there
    assert li.get(f"/projects/{project.id}/figures").json()["version"] == 1
    assert browser("赵六").get(f"/projects/{project.id}/figures").status_code == 404
    assert [row[1] for row in rows(browser("王芳"), project=project.id)] == ["命令行"]
    nobodys = yuanzhou.model_copy(update={"agency": "某县气象局", "title": ""})
    with pytest.raises(UnusableInput, match="没有在用的帐号属于“某县气象局”"):
        project_at_start(office.workspace, nobodys)


def test_nobody_is_the_owner_of_the_shell_by_calling_themselves_so(office: Office) -> None:
    with pytest.raises(SignInNeeded):
        office.workspace.as_person(Person("命令行")).projects()
