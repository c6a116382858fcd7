"""Revising in conversation: wishes carried out on the history, and what is said of them."""

from collections.abc import Callable, Iterator

from assistant.chat.changes_in_words import (
    changes_in_words,
    draft_in_short,
    history_in_words,
    revised_in_words,
    section_in_words,
)
from assistant.chat.intent import Action
from assistant.chat.reply import Reply
from assistant.chat.targets import TABLES
from assistant.chat.vocabulary import says
from assistant.drafting.draft import Draft
from assistant.drafting.revising.history import DraftHistory
from assistant.drafting.revising.locating import locate
from assistant.drafting.revising.reviser import Reviser
from assistant.drafting.revising.revision import ACTION_NAMES, Revision, Target
from assistant.errors import UnusableInput

_NOT_YET = "还没有草稿。请先说“起草第五部分”或“全部起草”，再修改。"


class RevisingTalk:
    """Keeps the history of one draft; each answer says what was changed, and can be undone.

    Args:
        reviser: Made at the first wish that needs it.
        who: Who is speaking, for the history.
        now: What time it is, for the history; nothing else asks a clock.
        history: The versions to go on from.
    """

    def __init__(
        self,
        reviser: Callable[[], Reviser],
        who: str,
        now: Callable[[], str],
        history: DraftHistory | None = None,
    ) -> None:
        self.history = history or DraftHistory()
        self._reviser = reviser
        self._who = who
        self._now = now

    def enter(self, draft: Draft, asked: str) -> None:
        """A draft that was written becomes a version."""
        if draft != self.history.draft:
            self.history = self.history.enter(draft, asked=asked, by=self._who, at=self._now())

    def respond(self, action: Action, message: str) -> Iterator[Reply]:
        """Do what is wished and say what came of it.

        Raises:
            UnusableInput: What is meant is not there, or could be several things.
        """
        draft = self.history.draft
        if draft is None:
            yield Reply(_NOT_YET)
            return
        match action.kind:
            case "revise" if action.revision is not None:
                yield self._revised(draft, action.revision, message)
            case "show":
                yield Reply(_shown(draft, action.target))
            case "changes":
                yield Reply(history_in_words(self.history))
            case "compare":
                yield Reply(self._compared(action.versions))
            case "undo" | "redo" | "version":
                yield self._gone(action, message)
            case _:
                raise UnusableInput(
                    "这不是对草稿的修改",
                    cure="改数、解释、比较、导出在 nianbao chat 或网页的对话里说",
                )

    def _revised(self, draft: Draft, revision: Revision, message: str) -> Reply:
        wish = _placed(draft, revision, message)
        revised = self._reviser().revise(draft, wish)
        before = self.history.current
        self.history = self.history.apply(
            revised, asked=message, by=self._who, at=self._now(), revision=wish
        )
        words = revised_in_words(revised, self.history.current)
        if self.history.current == before:
            return Reply(words)
        return Reply(words, revised.draft)

    def _gone(self, action: Action, message: str) -> Reply:
        """To another version: what is different from where one was is shown."""
        was, history = self.history.current, self.history
        undone = history.version(was).asked
        if action.kind == "undo":
            self.history, said = history.undo(), f"已撤销“{undone}”"
        elif action.kind == "redo":
            self.history = history.redo()
            said = f"已重做“{self.history.version(self.history.current).asked}”"
        else:
            number = action.versions[0] if action.versions else 0
            self.history = history.go_to(number, asked=message, by=self._who, at=self._now())
            said = f"已恢复成第 {number} 版的样子"
        now = self.history.current
        if now == was:
            return Reply("和现在一样，没有变化。")
        changes = changes_in_words(self.history.compare(was, now))
        return Reply(f"{said}，现在是第 {now} 版：\n{changes}", self.history.draft)

    def _compared(self, versions: tuple[int, ...]) -> str:
        one, other = (*versions, self.history.current)[:2]
        changes = changes_in_words(self.history.compare(one, other))
        return f"第 {other} 版与第 {one} 版相比：\n{changes}"


def _placed(draft: Draft, revision: Revision, message: str) -> Revision:
    """The wish with its part: the one that is named, else the only one that is drafted.

    What takes sentences away or about needs to be told which: a whole part is dropped only
    where the whole is named.
    """
    section = _section(draft, revision.target.section)
    if revision.action == "answer":
        return revision
    if not section:
        raise UnusableInput(
            f"没有说{ACTION_NAMES[revision.action]}哪一部分",
            cure=f"说出部分，如“1.2{_EXAMPLES.get(revision.action, '再短点')}”",
        )
    whole = revision.target.unit == "section"
    if whole and revision.action in _NEED_WORDS and not says("whole", message):
        raise UnusableInput(
            f"没有说{ACTION_NAMES[revision.action]}哪一句",
            cure=f"先说“看看{'前言' if section == 'preface' else section}”，再说第几句、第几段",
        )
    target = revision.target.model_copy(update={"section": section})
    other = revision.other.model_copy(update={"section": section}) if revision.other else None
    return revision.model_copy(update={"target": target, "other": other})


_NEED_WORDS = ("drop", "merge", "split", "restate", "replace", "move", "swap")
_EXAMPLES = {
    "drop": "第二句删掉",
    "merge": "合并前两句",
    "add": "加上热线的数字",
    "expand": "再详细一点",
}


def _section(draft: Draft, named: str) -> str:
    if named == TABLES:
        raise UnusableInput(
            "第二、三、四部分是表格，由填的数字直接生成，没有可以修改的文字",
            cure="要改数字请改数据文件",
        )
    if not named and len(draft.sections) == 1:
        return draft.sections[0].id
    if named == "1" and any(section.id.startswith("1.") for section in draft.sections):
        raise UnusableInput(
            "第一部分分成（一）到（五）五节", cure="说明是哪一节，如“1.2再短点”“（三）第一句删掉”"
        )
    return named


def _shown(draft: Draft, target: Target | None) -> str:
    wanted = _section(draft, target.section) if target is not None else ""
    section = draft.section(wanted)
    if section is None or target is None:
        return (
            f"{'这一部分还没有起草。' if wanted else ''}已经起草的部分：\n{draft_in_short(draft)}"
        )
    if not target.numbers:
        return section_in_words(section)
    spots = locate(section, target)
    texts = [section.paragraphs[s.paragraph].sentences[s.sentence].text for s in spots]
    return "\n".join([f"【{section.title}】{target.words}：", *texts])
