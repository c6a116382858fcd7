"""Handing a report in, sending it back with comments, approving it: what can be pressed, and done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from assistant.errors import UnusableInput
from assistant.report.forms import LAYOUT_2021
from assistant.workspace.values import STAGE_LABELS, Comment, Role, Stage
from ui.desk import Desk
from ui.remarks import mark, may_with_remarks, remarks_of
from ui.templating import template

_NAMES = {
    "submit": "提交审核",
    "withdraw": "撤回",
    "send_back": "退回修改",
    "approve": "通过",
    "reopen": "重新打开",
}
_MOST_COMMENTS, _LONGEST = 200, 2000
_COMMENTS = TypeAdapter(list[Comment])
_DONE = {
    "submit": "已提交审核，审完之前不能再改。",
    "withdraw": "已撤回，可以接着改。",
    "send_back": "已退回，起草人能看到意见。",
    "approve": "已通过。要再改，先重新打开。",
    "reopen": "已重新打开，可以接着改。",
}
_AT_STAGE: Mapping[Stage, tuple[str, ...]] = {
    "drafting": ("submit",),
    "returned": ("submit",),
    "submitted": ("approve", "send_back", "withdraw"),
    "approved": ("reopen",),
}
_OF_ROLE: Mapping[Role, tuple[str, ...]] = {
    "drafter": ("submit", "withdraw"),
    "reviewer": ("approve", "send_back", "reopen"),
    "administrator": tuple(_NAMES),
}


@dataclass(frozen=True, slots=True)
class Step:
    """What was pressed: why in a person's words, comments as JSON, or the comment that it is about."""

    kind: str
    why: str = ""
    comments: str = ""
    remark: str = ""


def review_html(desk: Desk, note: str = "") -> str:
    """What was done in the review so far, and what this person may do now."""
    offered = _AT_STAGE[desk.info.stage]
    return template("review.html.jinja").render(
        note=note,
        names=_NAMES,
        offered=[kind for kind in offered if kind in _OF_ROLE[desk.person.role]],
        steps=desk.project.review_steps(),
        remarks={one.id: one for one in remarks_of(desk.project, desk.info)},
        may=may_with_remarks(desk.info, desk.person),
        stage=desk.info.stage,
        parts=_parts(),
    )


def take_step(desk: Desk, step: Step, now: datetime) -> str:
    """Do it and say what was done; what the role or the stage forbids is refused by the workspace.

    Raises:
        NotAllowed: The person may not, or not now.
        UnusableInput: A reason is missing, or there is no such step or comment.
    """
    match step.kind:
        case "done" | "undone":
            at = now.astimezone().strftime("%m-%d %H:%M")
            done = step.kind == "done"
            return mark(desk.project, step.remark, at, desk.person.name, done=done)
        case "submit":
            desk.project.submit(step.why)
        case "withdraw":
            desk.project.withdraw(step.why)
        case "approve":
            desk.project.approve(step.why)
        case "reopen":
            desk.project.reopen(step.why)
        case "send_back":
            desk.project.send_back(_comments(step.comments), step.why)
        case _:
            raise UnusableInput("没有这一步", cure="刷新页面再试")
    desk.sync()
    return _DONE[step.kind]


def stage_in_words(desk: Desk) -> str:
    """Where the review stands, with how many comments are still to be answered."""
    remarks = remarks_of(desk.project, desk.info)
    still = sum(not one.done for one in remarks)
    words = STAGE_LABELS[desk.info.stage]
    return f"{words}，意见 {still}／{len(remarks)} 条未改" if remarks and still else words


def _comments(sent: str) -> list[Comment]:
    """The comments that a browser sends; those without words are left out."""
    try:
        comments = _COMMENTS.validate_json(sent or "[]")
    except ValidationError as error:
        raise UnusableInput("意见没有读懂，没有退回", cure="刷新页面再写") from error
    said = [one for one in comments if one.text.strip()]
    if len(said) > _MOST_COMMENTS or any(len(one.text) > _LONGEST for one in said):
        raise UnusableInput(
            f"意见太多或太长，没有退回（有 {len(said)} 条）",
            cure=f"不超过 {_MOST_COMMENTS} 条，每条不超过 {_LONGEST} 字",
        )
    known = _parts()
    return [one for one in said if one.section in known]


def _parts() -> dict[str, str]:
    """Every part on which a comment can be made, by id."""
    found = {"preface": "前言"}
    for section in LAYOUT_2021.sections:
        found |= {section.id: section.title, **{p.id: p.title for p in section.parts}}
    return found
