"""A reviewer's comments on sentences: several at once, answered one by one by who drafts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.errors import UnusableInput
from assistant.workspace.project import Project
from assistant.workspace.values import Person, ProjectInfo

May = Literal["", "comment", "answer"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment; `done` says who marked it as done and when, empty while it is open.

    `id` is the step of the review and the comment's place in it: steps are only added.
    """

    id: str
    number: int
    section: str
    sentence: str
    text: str
    who: str
    when: str
    done: str = ""

    def is_on(self, section: str, sentence: str) -> bool:
        """Whether it is a comment on this very sentence, as it stood then."""
        return bool(self.sentence) and (self.section, self.sentence) == (section, sentence)


def remarks_of(project: Project, info: ProjectInfo) -> tuple[Remark, ...]:
    """Every comment that was made on a project, numbered, the oldest first."""
    if info.stage == "drafting":
        return ()  # nothing was sent back yet, or what was handed in was taken back
    return tuple(_remarks(project))


def may_with_remarks(info: ProjectInfo, person: Person) -> May:
    """Whether this person may now write comments, or mark them as done."""
    if info.stage == "submitted" and person.role != "drafter":
        return "comment"
    return "answer" if info.stage == "returned" and person.role != "reviewer" else ""


def mark(project: Project, remark: str, at: str, who: str, *, done: bool) -> str:
    """Mark a comment as done, or as open again, and say so.

    Raises:
        UnusableInput: There is no such comment.
        NotAllowed: The project is closed to this person.
        Conflict: A colleague marked the same comment in the same moment.
    """
    known = {one.id: one for one in _remarks(project)}
    if remark not in known:
        raise UnusableInput("没有这条意见", cure="刷新页面再试")
    stored = project.read("remarks")
    marked = _marked(stored.document if stored else {}) | {remark: f"{who} {at}" if done else ""}
    why = f"第 {known[remark].number} 条意见{'已改好' if done else '重新打开'}"
    project.save("remarks", {"done": marked}, stored.version if stored else 0, why)
    return f"{why}。"


def _remarks(project: Project) -> Iterator[Remark]:
    stored = project.read("remarks")
    marked = _marked(stored.document if stored else {})
    number = 0
    for at, step in enumerate(project.review_steps()):
        for place, comment in enumerate(step.comments):
            number += 1
            key = f"{at}.{place}"
            yield Remark(
                id=key,
                number=number,
                section=comment.section,
                sentence=comment.sentence,
                text=comment.text,
                who=step.who,
                when=step.when.astimezone().strftime("%m-%d %H:%M"),
                done=marked.get(key, ""),
            )


def _marked(document: dict[str, object]) -> dict[str, str]:
    kept = document.get("done")
    return {str(k): str(v) for k, v in kept.items()} if isinstance(kept, dict) else {}
