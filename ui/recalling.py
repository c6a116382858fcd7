"""What a person's conversation remembers, kept in the project: what is spoken of, what waits for a yes.

Each person has a state of their own, so that nobody says yes to what a colleague was asked.
"""

import json

from assistant.chat.state import TalkState, state_as_json, state_from_json
from assistant.errors import AssistantError
from assistant.workspace.faults import Conflict
from assistant.workspace.project import Project
from assistant.workspace.values import Person

_TRIES = 3


def recalled(project: Project, person: Person) -> TalkState:
    """Where this person's conversation stood; a new one where there is none that can be read."""
    stored = project.read("conversation")
    state = stored.document.get(_key(person)) if stored else None
    try:
        return state_from_json(json.dumps(state)) if state else TalkState()
    except AssistantError:  # of another version of the program; figures and draft are elsewhere
        return TalkState()


def remembered(project: Project, person: Person, state: TalkState) -> str:
    """Keep where the conversation stands; in words where it could not be kept, else empty.

    What was said is kept message by message already.
    """
    kept = json.loads(state_as_json(state.model_copy(update={"turns": ()})))
    for _ in range(_TRIES):
        try:
            stored = project.read("conversation")
            others = stored.document if stored else {}
            if others.get(_key(person)) != kept:
                version = stored.version if stored else 0
                project.save("conversation", {**others, _key(person): kept}, version, "")
        except Conflict:  # a colleague's conversation went on in the same moment
            continue
        except AssistantError as error:
            return f"\n（对话状态没有存上：{error.what}）"
        return ""
    return "\n（对话状态没有存上：别人也在保存，等着确认的改动请再说一遍）"


def _key(person: Person) -> str:
    return person.account or person.name
