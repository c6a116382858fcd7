"""A project's conversation and its way through the review, in the database."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, insert, select, update

from assistant.errors import UnusableInput
from assistant.workspace.documents import as_text
from assistant.workspace.faults import NotAllowed
from assistant.workspace.history import moment, stamp
from assistant.workspace.tables import messages as messages_table
from assistant.workspace.tables import projects, review_steps
from assistant.workspace.values import (
    Comment,
    Message,
    ProjectInfo,
    ReviewStep,
    Speaker,
    Stage,
)

Action = Literal["submit", "withdraw", "send_back", "approve", "reopen"]
_LEADS_TO: Mapping[Action, Stage] = {
    "submit": "submitted",
    "withdraw": "drafting",
    "send_back": "returned",
    "approve": "approved",
    "reopen": "returned",
}


def info(row: Row[Any]) -> ProjectInfo:
    """A project's row as a value."""
    return ProjectInfo(
        row.id,
        row.agency,
        row.year,
        row.stage,
        moment(row.created),
        row.created_by,
        bool(row.archived),
    )


def messages(connection: Connection, project: str, after: int) -> tuple[Message, ...]:
    """The conversation from the message after this number on."""
    table = messages_table
    rows = connection.execute(
        select(table)
        .where(table.c.project == project, table.c.number > after)
        .order_by(table.c.number)
    )
    return tuple(
        Message(r.number, r.speaker, r.body, r.who, moment(r.at), json.loads(r.payload))
        for r in rows
    )


def say(
    connection: Connection,
    project: str,
    speaker: Speaker,
    text: str,
    who: str,
    when: datetime,
    payload: Mapping[str, object],
) -> Message:
    """Add a message; the caller holds the project's lock."""
    number = _next(connection, messages_table.c.number, messages_table.c.project == project)
    connection.execute(
        insert(messages_table).values(
            project=project,
            number=number,
            speaker=speaker,
            body=text,
            who=who,
            at=stamp(when),
            payload=as_text(payload, "消息"),
        )
    )
    return Message(number, speaker, text, who, when, payload)


def steps(connection: Connection, project: str) -> tuple[ReviewStep, ...]:
    """The steps of the review, the oldest first."""
    rows = connection.execute(
        select(review_steps)
        .where(review_steps.c.project == project)
        .order_by(review_steps.c.number)
    )
    return tuple(
        ReviewStep(
            r.action,
            r.who,
            moment(r.at),
            r.why,
            tuple(Comment(**comment) for comment in json.loads(r.comments)),
            json.loads(r.versions),
        )
        for r in rows
    )


def take(connection: Connection, row: Row[Any], step: ReviewStep, *, alone: bool) -> None:
    """Take a step of the review; the caller holds the project's lock and has checked the role.

    Raises:
        UnusableInput: It is out of order, or lacks what it needs.
        NotAllowed: It needs another person (not where one person works `alone`).
    """
    _demand_sense(row, step)
    if not alone:
        _demand_other_eyes(connection, row, step)
    comments = [
        {"section": c.section, "text": c.text, "sentence": c.sentence} for c in step.comments
    ]
    number = _next(connection, review_steps.c.number, review_steps.c.project == row.id)
    connection.execute(
        insert(review_steps).values(
            project=row.id,
            number=number,
            action=step.action,
            who=step.who,
            at=stamp(step.when),
            why=step.why,
            comments=as_text(comments, "审核意见"),
            versions=as_text(step.versions, "版本"),
        )
    )
    connection.execute(
        update(projects).where(projects.c.id == row.id).values(stage=_LEADS_TO[step.action])
    )


def archive(connection: Connection, row: Row[Any], archived: int) -> None:
    """Take a project out of the list or put it back.

    Raises:
        UnusableInput: Another project of this agency and year took its place.
    """
    if not archived:
        demand_free(connection, row.agency, row.year)
    connection.execute(update(projects).where(projects.c.id == row.id).values(archived=archived))


def demand_free(connection: Connection, agency: str, year: int) -> None:
    """Raise `UnusableInput` if this agency has a project of this year in the list."""
    taken = select(projects.c.id).where(
        projects.c.agency == agency, projects.c.year == year, projects.c.archived == 0
    )
    if connection.execute(taken).first():
        raise UnusableInput(
            f"{agency} {year} 年度的项目已经有了", cure="从列表里打开它；要另起一份，先归档原来的"
        )


def _demand_sense(row: Row[Any], step: ReviewStep) -> None:
    if step.action == "withdraw" and row.stage != "submitted":
        raise UnusableInput("还没有提交，不用撤回", cure="直接修改就可以")
    if step.action == "submit" and "draft" not in step.versions:
        raise UnusableInput("还没有草稿，不能提交审核", cure="先起草，再提交")
    if step.action == "send_back" and not (step.comments or step.why.strip()):
        raise UnusableInput("退回要写明意见", cure="在句子上写意见，或写一段总的说明")


def _demand_other_eyes(connection: Connection, row: Row[Any], step: ReviewStep) -> None:
    handed_in = [s for s in steps(connection, row.id) if s.action == "submit"]
    submitter = handed_in[-1].who if handed_in else ""
    if step.action == "approve" and submitter == step.who:
        raise NotAllowed(
            "自己提交的年报不能由自己审核通过", cure="请另一位有“审核”或“管理”角色的同事审核"
        )
    if step.action == "withdraw" and submitter != step.who:
        raise NotAllowed(f"这份年报是{submitter}提交的，只有本人能撤回", cure="请审核人退回")


def _next(connection: Connection, number: Any, condition: Any) -> int:
    newest = connection.execute(select(func.max(number)).where(condition)).scalar()
    return (newest or 0) + 1
