"""What is stored of a project, as a desk works with it; each with the version that it is of."""

import json

from assistant.drafting.draft import Draft
from assistant.drafting.revising.history import DraftHistory
from assistant.drafting.revising.history_file import history_from_json
from assistant.report.agency import same_agency
from assistant.report.model import AnnualReport
from assistant.review.decisions import Decision, Decisions
from assistant.workspace.project import Project
from assistant.workspace.values import Kind, Message, ProjectInfo
from assistant.workspace.workspace import PersonalView

_MOST_MESSAGES = 200


def stored_report(project: Project, kind: Kind) -> tuple[AnnualReport | None, int]:
    """This year's figures, or last year's report; None and 0 if there are none."""
    stored = project.read(kind)
    if stored is None:
        return None, 0
    return AnnualReport.model_validate(stored.document), stored.version


def stored_history(project: Project) -> tuple[DraftHistory, int]:
    """The draft with every version that it had; an empty history if nothing was drafted."""
    stored = project.read("draft")
    if stored is None:
        return DraftHistory(), 0
    text = json.dumps(stored.document, ensure_ascii=False)
    return history_from_json(text), stored.version


def stored_decisions(project: Project) -> tuple[Decisions, int]:
    """What was decided on findings."""
    stored = project.read("decisions")
    kept = stored.document.get("decisions") if stored else None
    decided = {
        key: Decision.model_validate(one)
        for key, one in (kept if isinstance(kept, dict) else {}).items()
    }
    return decided, stored.version if stored else 0


def newest_messages(project: Project) -> list[Message]:
    """The end of the conversation; what is further back is not shown."""
    return list(project.messages()[-_MOST_MESSAGES:])


def stored_years(view: PersonalView, info: ProjectInfo) -> list[AnnualReport]:
    """The figures of the agency's other projects, as far as this person may see them."""
    others = [
        view.project(one.id).read("figures")
        for one in view.projects()
        if one.id != info.id and same_agency(one.agency, info.agency)
    ]
    return [AnnualReport.model_validate(one.document) for one in others if one]


def newest_part(old: Draft | None, new: Draft) -> str:
    """The part that has just been written; one that was written again is another object."""
    before = [id(section) for section in old.sections] if old else []
    return next((s.id for s in reversed(new.sections) if id(s) not in before), "")
