"""Handing a report in, sending it back with comments, approving it: what can be pressed, and done."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.errors import UnusableInput
from assistant.report.forms import LAYOUT_2021
from assistant.workspace.values import Comment, Role, Stage
from ui.desk import Desk
from ui.templating import template

_NAMES = {
    "submit": "提交审核",
    "withdraw": "撤回",
    "send_back": "退回修改",
    "approve": "通过",
    "reopen": "重新打开",
}
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
    """What was pressed: why in a person's words, and a comment on one part or sentence."""

    kind: str
    why: str = ""
    section: str = ""
    sentence: str = ""
    comment: str = ""


def review_html(desk: Desk, note: str = "") -> str:
    """What was done in the review so far, and what this person may do now."""
    offered = _AT_STAGE[desk.info.stage]
    return template("review.html.jinja").render(
        note=note,
        names=_NAMES,
        offered=[kind for kind in offered if kind in _OF_ROLE[desk.person.role]],
        steps=desk.project.review_steps(),
        parts=_parts(),
    )


def take_step(desk: Desk, step: Step) -> str:
    """Do it and say what was done; what the role or the stage forbids is refused by the workspace.

    Raises:
        NotAllowed: The person may not, or not now.
        UnusableInput: A reason is missing.
    """
    match step.kind:
        case "submit":
            desk.project.submit(step.why)
        case "withdraw":
            desk.project.withdraw(step.why)
        case "approve":
            desk.project.approve(step.why)
        case "reopen":
            desk.project.reopen(step.why)
        case "send_back":
            desk.project.send_back(_comments(step), step.why)
        case _:
            raise UnusableInput("没有这一步", cure="刷新页面再试")
    desk.sync()
    return _DONE[step.kind]


def _comments(step: Step) -> list[Comment]:
    words = step.comment.strip()
    return [Comment(step.section, words, step.sentence.strip())] if words else []


def _parts() -> dict[str, str]:
    """Every part on which a comment can be made, by id."""
    found = {"preface": "前言"}
    for section in LAYOUT_2021.sections:
        found |= {section.id: section.title, **{p.id: p.title for p in section.parts}}
    return found
