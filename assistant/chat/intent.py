"""Clear wishes are understood without a model: which action, on which parts, on which words."""

import re
from dataclasses import replace
from typing import Literal

from assistant.chat.action import Action
from assistant.chat.memory import Memory
from assistant.chat.parts_named import number_of, parts_named
from assistant.chat.project_wishes import project_action
from assistant.chat.targets import section_named
from assistant.chat.vocabulary import mended, pattern, says
from assistant.chat.wishes import free_wish, wish_of
from assistant.chat.words_named import Mention, together, words_named
from assistant.drafting.planning.plan import SECTION_IDS
from assistant.drafting.revising.revision import Target
from assistant.report.quantities import chinese_number

__all__ = ["Action", "remembered", "understand"]

_SHORT = 8  # characters; a longer message that only names a part is no wish to draft it
_AS_IT_STANDS = re.compile(r"现在|稿|写了|now")


def understand(text: str, memory: Memory | None = None) -> Action:
    """The action that a message clearly asks for; what is unclear is taken for a question.

    “起草第五部分”, “draft section 五”, “校验表格”, “第49条怎么说”, “第二句删掉”, “再短点”,
    “撤销”. What is left out is taken from `memory`.
    """
    said = text.strip()
    plain = mended(said)
    if not said or says("help", plain):
        return Action("help")
    memory = memory or Memory()
    return (
        project_action(said, plain, memory) or _of_history(plain) or _of_draft(said, plain, memory)
    )


def _of_history(plain: str) -> Action | None:
    """Going back and forth, and looking at what was changed."""
    for kind in _BY_NUMBER:
        match = pattern(kind).search(plain)
        if match:
            numbers = tuple(chinese_number(n) or number_of(n) for n in match.groups() if n)
            return Action(kind, versions=numbers)
    return next((Action(kind) for kind in _STEPS if says(kind, plain)), None)


_BY_NUMBER: tuple[Literal["compare", "version"], ...] = ("compare", "version")
_STEPS: tuple[Literal["redo", "changes", "undo"], ...] = ("redo", "changes", "undo")


def _of_draft(said: str, plain: str, memory: Memory) -> Action:
    if says("article", plain) and says("of_the_law", plain) and not says("draft", plain):
        return Action("ask", question=said)
    leaning = _leaning(plain, memory)
    if leaning is not None:
        return leaning
    revision = wish_of(said, plain, memory)
    if revision is not None:
        return Action("revise", revision=revision)
    shown = _shown(plain, memory)
    if shown is not None:
        return shown
    revision = None if _is_to_draft(plain) else free_wish(said, plain, memory)
    if revision is not None:
        return Action("revise", revision=revision)
    return _drafted_or_asked(said, plain)


def _is_to_draft(plain: str) -> bool:
    """Whether whole parts are to be written: sentences are never drafted by themselves."""
    return says("draft", plain) and not words_named(plain) and parts_named(plain) is not None


def _drafted_or_asked(said: str, plain: str) -> Action:
    sections = parts_named(plain)
    if says("draft", plain) and not says("asks", plain):
        if sections is not None:
            return Action("draft", sections)
        if says("everything", plain):
            return Action("draft", SECTION_IDS)
    if says("check", plain):
        return Action("check")
    if sections and len(said) <= _SHORT and not says("asks", plain):
        return Action("draft", sections)
    asks = says("asks", plain) or says("question", plain) or says("article", plain)
    return Action("ask", question=said, clear=asks)


def _leaning(plain: str, memory: Memory) -> Action | None:
    """A message that only says where, or how often, and leans on the last wish for the rest."""
    if memory.revision is not None and says("again", plain):
        return Action("revise", revision=memory.revision)
    match = pattern("ellipsis").search(plain)
    if match is None:
        return None
    named = match["what"] or match["rest"] or match["more"] or ""
    mention = together(words_named(named)) or _stepped(plain, memory)
    section = parts_named(named)
    if memory.revision is not None and (mention or section):
        target = _other_target(mention, section[0] if section else memory.section)
        return Action("revise", revision=memory.revision.model_copy(update={"target": target}))
    if memory.drafted and section:
        return Action("draft", section)
    if mention and memory.section and match["what"]:
        return Action("show", target=mention.target(memory.section))
    return None


def _other_target(mention: Mention | None, section: str) -> Target:
    return mention.target(section) if mention else Target(section=section)


def _stepped(plain: str, memory: Memory) -> Mention | None:
    """下一句 and 上一条, counted from the words spoken of last."""
    step = 1 if says("next", plain) else -1 if says("previous", plain) else 0
    target = memory.target
    if not step or target is None or len(target.numbers) != 1 or target.unit == "section":
        return None
    if memory.gone:
        deleted = memory.revision is not None and memory.revision.action == "drop"
        step = min(step, 0)  # what came next stands where the deleted one stood
        if not deleted:
            return None
    return Mention(target.unit, (target.numbers[0] + step,), 0, 0, target.paragraph)


def _shown(plain: str, memory: Memory) -> Action | None:
    mention = together(words_named(plain))
    written = mention is not None or _AS_IT_STANDS.search(plain)
    if not says("show", plain) and not (says("what_is", plain) and written):
        return None
    section = section_named(plain, memory)
    if mention is None and not section and not _AS_IT_STANDS.search(plain):
        return None
    target = mention.target(section) if mention else Target(section=section)
    return Action("show", target=target)


def remembered(memory: Memory, action: Action) -> Memory:
    """What is to be remembered once an action was taken up."""
    if action.kind == "draft" and action.sections:
        return memory.of_section(action.sections[-1])
    if action.revision is not None:
        return memory.of_revision(action.revision)
    if action.kind == "show" and action.target is not None:
        return replace(memory.of_target(action.target), revision=memory.revision)
    if action.kind == "figure":
        return memory.of_figures(_row_of(action))
    if action.kind in ("confirm", "cancel"):
        return replace(memory, pending=False)
    if action.kind in ("ask", "check"):
        return replace(memory, drafted=False)
    if action.kind in ("undo", "redo", "version"):
        return memory.after_going()
    return memory


def _row_of(action: Action) -> str:
    """The row of table three that the last figure stands in; empty where it stands in none."""
    cells = [cell for wish in action.figures if len(wish.cells) == 1 for cell in wish.cells]
    return cells[-1].split(".")[1] if cells and cells[-1].startswith("t3.") else ""
