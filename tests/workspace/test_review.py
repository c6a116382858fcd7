"""The way of a report through the review, and the log that only grows."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from assistant.errors import UnusableInput
from assistant.workspace.faults import DatabaseUnavailable, NotAllowed
from assistant.workspace.project import Project
from assistant.workspace.tables import GROWING
from assistant.workspace.values import Comment, Document, Person
from tests.workspace.offices import AGENCY, Office, changed

TOTAL = "table3.new.total"
COMMENT = Comment("1.2", "请写明增长的原因", "全年收到申请9件。")


@pytest.fixture
def clerk(office: Office) -> Person:
    return office.hire("王五", "drafter")


@pytest.fixture
def head(office: Office) -> Person:
    return office.hire("赵六", "reviewer")


@pytest.fixture
def project(office: Office, clerk: Person, a_report: Document) -> Project:
    project = office.workspace.as_person(clerk).create_project(AGENCY, 2025)
    project.save("figures", a_report, 0)
    project.save("draft", {"sections": []}, 0)
    return project


def as_seen_by(office: Office, person: Person, project: Project) -> Project:
    return office.workspace.as_person(person).project(project.id)


def test_a_report_goes_to_review_comes_back_with_comments_and_is_approved(
    office: Office, head: Person, project: Project, a_report: Document
) -> None:
    project.submit("请审核")
    reviewed = as_seen_by(office, head, project)
    assert reviewed.info().stage == "submitted"
    reviewed.send_back([COMMENT])
    assert project.info().stage == "returned"
    assert project.review_steps()[-1].comments == (COMMENT,)
    project.save("figures", changed(a_report, TOTAL, 9), 1, "按意见改")
    project.submit()
    step = reviewed.approve()
    assert project.info().stage == "approved"
    assert step.versions == {"draft": 1, "figures": 2}
    assert [s.action for s in project.review_steps()] == [
        "submit",
        "send_back",
        "submit",
        "approve",
    ]


def test_what_is_submitted_or_approved_is_frozen(
    office: Office, head: Person, project: Project, a_report: Document
) -> None:
    project.submit()
    reviewed = as_seen_by(office, head, project)
    other = changed(a_report, TOTAL, 9)
    for _ in range(2):
        for act in (
            lambda: project.save("figures", other, 1),
            lambda: project.undo("figures", 1),
            lambda: project.restore("figures", 1, 1),
        ):
            with pytest.raises(NotAllowed, match="现在不能修改"):
                act()
        if reviewed.info().stage == "submitted":
            reviewed.approve()
    reviewed.reopen("数字有误")
    assert project.save("figures", other, 1).version == 2


def test_nobody_approves_what_they_submitted_themselves(office: Office, project: Project) -> None:
    boss = office.hire("孙七", "administrator")
    own = as_seen_by(office, boss, project)
    own.submit()
    with pytest.raises(NotAllowed, match="自己提交的"):
        own.approve()


def test_the_one_person_of_a_machine_without_accounts_does_everything(
    office: Office, a_report: Document
) -> None:
    project = office.alone().create_project(AGENCY, 2025)
    project.save("draft", {"sections": []}, 0)
    project.submit()
    project.approve()
    assert project.info().stage == "approved"


def test_each_does_their_own_part_only(office: Office, head: Person, project: Project) -> None:
    reviewed = as_seen_by(office, head, project)
    with pytest.raises(NotAllowed, match="没有“修改”的权限"):
        reviewed.save("draft", {"sections": ["x"]}, 1)
    with pytest.raises(NotAllowed, match="没有“提交审核”的权限"):
        reviewed.submit()
    with pytest.raises(NotAllowed, match="没有“新建项目”的权限"):
        office.workspace.as_person(head).create_project(AGENCY, 2024)
    project.submit()
    for act in (project.approve, lambda: project.send_back([COMMENT])):
        with pytest.raises(NotAllowed, match="没有“审核”的权限"):
            act()


def test_only_who_submitted_takes_it_back(office: Office, head: Person, project: Project) -> None:
    with pytest.raises(UnusableInput, match="还没有提交"):
        project.withdraw()
    project.submit()
    with pytest.raises(NotAllowed, match="只有本人能撤回"):
        as_seen_by(office, head, project).withdraw()
    project.withdraw()
    assert project.info().stage == "drafting"


def test_a_step_out_of_order_is_refused(office: Office, head: Person, project: Project) -> None:
    reviewed = as_seen_by(office, head, project)
    for act in (
        reviewed.approve,
        lambda: reviewed.send_back([COMMENT]),
        lambda: reviewed.reopen(""),
    ):
        with pytest.raises(NotAllowed, match="起草中，现在不能"):
            act()
    project.submit()
    with pytest.raises(NotAllowed, match="待审核，现在不能"):
        project.submit()
    with pytest.raises(UnusableInput, match="退回要写明意见"):
        reviewed.send_back([])


def test_a_project_without_a_draft_is_not_submitted(office: Office, clerk: Person) -> None:
    project = office.workspace.as_person(clerk).create_project(AGENCY, 2024)
    with pytest.raises(UnusableInput, match="还没有草稿"):
        project.submit()


def test_an_agency_has_one_project_a_year_until_it_is_archived(office: Office) -> None:
    view = office.alone()
    project = view.create_project(AGENCY, 2025)
    with pytest.raises(UnusableInput, match="已经有了"):
        view.create_project(f" {AGENCY}　", 2025)
    project.archive("建错了")
    second = view.create_project(AGENCY, 2025)
    assert [info.id for info in view.projects()] == [second.id]
    assert [info.id for info in view.projects(archived=True)] == [project.id]
    with pytest.raises(UnusableInput, match="已经有了"):
        project.unarchive()
    with pytest.raises(NotAllowed, match="已归档"):
        project.say("user", "还在吗")


@pytest.mark.parametrize(
    ("agency", "year"), [("", 2025), ("甲", 2025), ("甲" * 101, 2025), (AGENCY, 25)]
)
def test_a_project_needs_a_name_and_a_year_that_can_be(
    office: Office, agency: str, year: int
) -> None:
    with pytest.raises(UnusableInput, match="不对"):
        office.alone().create_project(agency, year)


def test_the_log_tells_who_did_what(office: Office, head: Person, project: Project) -> None:
    project.submit()
    as_seen_by(office, head, project).approve("同意")
    project.note_export(["docx"])
    log = office.workspace.as_person(office.hire("孙七", "administrator")).audit()
    assert [(entry.who, entry.action, entry.detail) for entry in log] == [
        ("命令行", "user add", "赵六 审核"),
        ("命令行", "user add", "王五 起草"),
        ("王五", "create", "2025"),
        ("王五", "submit", ""),
        ("赵六", "approve", "同意"),
        ("王五", "export", "docx"),
        ("命令行", "user add", "孙七 管理"),
    ]
    assert [entry.when for entry in log] == sorted(entry.when for entry in log)


def test_the_database_itself_refuses_to_change_or_delete_what_only_grows(
    office: Office, project: Project
) -> None:
    project.say("user", "你好")
    project.submit()
    columns = {"bodies": "sha256", "versions": "version"}
    database = office.workspace.database
    for table in GROWING:
        column = columns.get(table, "number")
        for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
            with (
                pytest.raises((DatabaseUnavailable, DBAPIError), match=f"{table} only grows"),
                database.writing() as connection,
            ):
                connection.execute(text(statement))
        with database.reading() as connection:
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar()
