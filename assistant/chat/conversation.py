"""One conversation about one report: messages in, words and a growing draft out."""

import re
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from dataclasses import replace

from assistant.chat.action import Action
from assistant.chat.answer import answer_question
from assistant.chat.choosing import Chooser, ListChooser, nearest_in_words
from assistant.chat.findings_in_words import findings_in_words
from assistant.chat.intent import remembered, understand
from assistant.chat.project_talk import KINDS, Exporter, ProjectTalk, Scene
from assistant.chat.reply import Reply
from assistant.chat.revising_talk import RevisingTalk
from assistant.chat.several import wishes_in
from assistant.chat.state import TalkState, Turn
from assistant.drafting.draft import Draft, assemble
from assistant.drafting.drafter import Drafter, unfit_previous
from assistant.drafting.revising.basis import Basis
from assistant.drafting.revising.history import DraftHistory
from assistant.drafting.revising.reviser import Reviser, with_fresh
from assistant.drafting.writer import Writer
from assistant.errors import AssistantError, ModelUnavailable
from assistant.report.model import AnnualReport
from assistant.retrieval.corpus import Corpus
from assistant.review.groups import undecided_in_words
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check

__all__ = ["HELP", "Conversation", "Reply", "findings_in_words"]

HELP = """可以这样说：
· 起草第五部分 / 写一下依申请公开 / 全部起草 / draft section 五
· 再短点 / 1.2再详细一点 / 第二句正式一些 / 第三句删掉 / 合并前两句 / 第一段和第二段换一下
· 加上热线的数字 / 这句用上培训那条 / 第二句改成：…… / 按校验意见改
· 看看1.2 / 看看改了什么 / 撤销 / 重做 / 回到第2版
· 校验表格 / 校验 / 解释一下TAB301 / 第二个问题是什么意思
· 收到申请改成9件 / 空白的都填0 / 加一条事实：1.4 政务新媒体账号6个（都先给您看，说“确认”才改）
· 和去年比 / 导出Word
· 第49条怎么说 / 公开的期限是多少天？
数字都来自您填的表格和工作事实；没有依据的话不会写进草稿，缺的会列出来问您。"""

_REASONS = 8
_SHOWN = {"section": "\n【{}】\n", "sentence": "{}", "notice": "\n（{}）\n"}
_TABLES_ONLY = re.compile(r"表|勾稽|table", re.I)


class Conversation:
    """Keeps the draft of one report, and every version that it had, between messages.

    Args:
        figures: The report to draft; without it only questions are answered.
        corpus: Opened at the first message that needs it.
        writer: The model, or None for offline.
        who: Who is speaking, as the history of versions names them.
        now: The time, as the history of versions writes it; empty if nobody asks.
        history: The versions to go on from, where the draft was begun before.
        state: What was said before, to go on from; `state` gives it back at any time.
        exporter: Writes the report in some formats and says where; None where nothing can be written.
        chooser: Says what an unclear message means; without it the writer is asked, if there is one.
    """

    def __init__(
        self,
        figures: AnnualReport | None,
        corpus: Callable[[], Corpus],
        writer: Writer | None = None,
        previous: AnnualReport | None = None,
        *,
        who: str = "",
        now: Callable[[], str] = str,
        history: DraftHistory | None = None,
        state: TalkState | None = None,
        exporter: Exporter | None = None,
        chooser: Chooser | None = None,
    ) -> None:
        self.figures = figures
        self._previous = previous
        self._corpus = corpus
        self._writer = writer
        self._drafter: Drafter | None = None
        self._basis: Basis | None = None
        self._who, self._now, self._state = who, now, state or TalkState()
        self._memory = self._state.memory
        self._chooser = chooser or (ListChooser(writer) if writer else None)
        self._revising = RevisingTalk(self._reviser, who, now, history)
        self._project = ProjectTalk(who, now, exporter, self._state.pending, self._state.changes)

    @property
    def history(self) -> DraftHistory:
        """Every version that the draft had in this conversation."""
        return self._revising.history

    @property
    def state(self) -> TalkState:
        """What was said so far, what is spoken of, and which changes of figures wait or were made."""
        made = {"pending": self._project.pending, "changes": self._project.changes}
        return self._state.model_copy(update={"memory": self._memory, **made})

    def respond(self, message: str) -> Iterator[Reply]:
        """Do what the message asks for, saying what happens as it happens."""
        wishes = wishes_in(message, self._memory)
        answer: list[str] = []
        kind = understand(wishes[0], self._memory).kind
        try:
            for at, wish in enumerate(wishes):
                if len(wishes) > 1:
                    yield _kept(Reply(("\n\n" if at else "") + f"{wish}：\n"), answer)
                for reply in self._respond(wish):
                    yield _kept(reply, answer)
        finally:  # also when the person stops it: what was said was said
            turn = Turn(
                said=message, answer="".join(answer), action=kind, by=self._who, at=self._now()
            )
            self._state = self._state.with_turn(turn)

    def _respond(self, message: str) -> Iterator[Reply]:
        before = self._memory
        action = understand(message, before)
        self._memory = remembered(before, action)
        try:
            yield from self._done(action, message)
        except AssistantError as error:
            # What could not be done moves nobody to another part; “第二句呢” still leans on it.
            self._memory = replace(before, revision=action.revision or before.revision)
            yield Reply(f"没有做成：{error}")
        waiting = self._project.pending is not None
        if waiting and action.kind not in KINDS:
            yield Reply("\n（还有一处数的改动等您说“确认”或“取消”。）")
        self._memory = replace(self._memory, pending=waiting)

    def _done(self, action: Action, message: str) -> Iterator[Reply]:
        match action.kind:
            case "draft":
                yield from self._draft(action, message.strip())
            case "check":
                yield from self._check(message)
            case "ask":
                yield from self._asked(action)
            case "help":
                yield Reply(HELP)
            case "undo" if self._takes_back_figures():
                yield self._with_figures(self._project.take_back(self._scene(message)))
            case kind if kind in KINDS:
                scene = self._scene(message) if self.figures else None
                for reply in self._project.respond(action, scene):
                    yield self._with_figures(reply)
            case _:
                yield from self._revising.respond(action, message.strip())

    def _asked(self, action: Action) -> Iterator[Reply]:
        """A question is answered; what may be a wish is put to the model, or the nearest offered."""
        if not action.clear:
            did, why = yield from self._as_chosen(action.question)
            if did:
                return
            near = nearest_in_words(action.question)
            told = f"{why}。" if why else ""
            offered = f"最接近的说法：\n{near}\n" if near else "说“帮助”看能做什么。\n"
            yield Reply(f"没有听懂要做什么。{told}{offered}先按提问查资料：\n")
        yield from self._answer(action.question)

    def _as_chosen(self, message: str) -> Generator[Reply, None, tuple[int, str]]:
        """Do what the model chose, one action after the other; how many, and why there are no more."""
        if self._chooser is None:
            return 0, ""
        did, came_of_it = 0, None
        wishes = self._chooser.wishes(message)
        try:
            while True:
                clear = wishes.send(came_of_it)  # type: ignore[arg-type]  # None at first
                meant = understand(clear, self._memory)
                if meant.kind == "ask":
                    return did, ""
                yield Reply(f"{'' if not did else chr(10) * 2}（按“{clear}”来做）\n")
                self._memory = remembered(self._memory, meant)
                did, answer = did + 1, list[str]()
                for reply in self._done(meant, clear):
                    yield _kept(reply, answer)
                came_of_it = "".join(answer)
        except StopIteration:
            return did, ""
        except ModelUnavailable as error:
            return did, f"模型没有回答（{error.what}）"
        finally:
            wishes.close()

    def _takes_back_figures(self) -> bool:
        return self.figures is not None and self._project.can_take_back(self.history.current)

    def _scene(self, message: str) -> Scene:
        assert self.figures is not None
        section = self._memory.section
        draft, version = self.history.draft, self.history.current
        return Scene(self.figures, self._previous, draft, version, section, message.strip())

    def _with_figures(self, reply: Reply) -> Reply:
        """What rests on the old figures is made anew at the next wish."""
        if reply.figures is not None:
            self.figures, self._drafter, self._basis = reply.figures, None, None
        return reply

    def _draft(self, action: Action, message: str) -> Iterator[Reply]:
        if self.figures is None:
            yield Reply("还没有数据。请先载入数据文件（yaml、json 或 xlsx 工作簿），再让我起草。")
            return
        if not action.sections:
            yield Reply(
                "第二、三、四部分是表格，由您填的数字直接生成，不用起草。可以说“校验表格”。"
            )
            return
        drafter = self._drafter_of(self.figures)
        dropped, before, written, told = 0, self.history.draft, list[str](), set[str]()
        try:
            for step in drafter.steps(action.sections):
                dropped += step.kind == "dropped"
                told.add(step.text)
                if step.kind == "done":
                    written.append(step.section)
                    yield Reply("\n", self._with(before, drafter.result(), written))
                elif step.kind in _SHOWN:
                    yield Reply(_SHOWN[step.kind].format(step.text))
        finally:  # also when the person stops it: what is written stays, and can be undone
            if written:
                self._revising.enter(self._with(before, drafter.result(), written), message)
        if self.history.draft is not None:
            yield from self._afterword(self.history.draft, action.sections, dropped, told)
            yield from _replaced(before, self.history.draft, action.sections)

    def _with(self, before: Draft | None, fresh: Draft, written: Sequence[str]) -> Draft:
        """The fresh parts beside those that were revised since they were drafted."""
        basis = self._basis_of() if before is not None else None
        return fresh if basis is None else with_fresh(before, fresh, tuple(written), basis)

    def _basis_of(self) -> Basis | None:
        if self._basis is None and self.figures is not None:
            unfit = unfit_previous(self.figures, self._previous)
            self._basis = Basis.of(self.figures, None if unfit else self._previous)
        return self._basis

    def _reviser(self) -> Reviser:
        basis = self._basis_of()
        assert basis is not None  # there is no draft to revise without figures
        return Reviser(basis, self._writer)

    def _drafter_of(self, figures: AnnualReport) -> Drafter:
        """The one drafter of this conversation; a model that failed before is tried again."""
        if self._drafter is None:
            self._drafter = Drafter(figures, previous=self._previous, corpus=self._corpus())
        self._drafter.writer = self._writer
        return self._drafter

    def _afterword(
        self, draft: Draft, sections: tuple[str, ...], dropped: int, told: Collection[str]
    ) -> Iterator[Reply]:
        lines = [f"\n写法：{'离线组稿' if draft.engine == 'offline' else draft.engine}。"]
        if dropped:
            lines.append(f"去掉或改写了 {dropped} 句没有依据的话，见“去掉的句子”。")
        missing = [m.what for m in draft.missing if m.section in sections]
        if missing:
            lines.append(f"还缺：{'；'.join(missing)}。请补充工作事实，我不会编。")
        lines += [f"（{notice}）" for notice in draft.notices if notice not in told]
        yield Reply("\n".join(lines), draft)

    def _check(self, message: str) -> Iterator[Reply]:
        """The tables alone, or everything where a draft stands and the tables are not named."""
        if self.figures is None:
            yield Reply("还没有数据。请先载入数据文件，再校验。")
            return
        draft = None if _TABLES_ONLY.search(message) else self.history.draft
        report = assemble(draft, self.figures) if draft else self.figures
        outcome = check(Case(report, self._previous), RULES)
        yield Reply(findings_in_words(outcome.findings))
        if outcome.not_assessed:
            whys = undecided_in_words(outcome.not_assessed)
            shown = "\n".join(f"· {why}" for why in whys[:_REASONS])
            yield Reply(f"\n有 {len(outcome.not_assessed)} 项没法判断（不算通过）：\n{shown}")

    def _answer(self, question: str) -> Iterator[Reply]:
        answer = answer_question(question, self._corpus(), self._writer)
        yield Reply(answer.text)
        cited = "、".join(dict.fromkeys(f"{s.title} {s.locator}" for s in answer.sources))
        if cited:
            yield Reply(f"\n\n出处：{cited}")
        for notice in answer.notices:
            yield Reply(f"\n（{notice}）")


def _kept(reply: Reply, answer: list[str]) -> Reply:
    answer.append(reply.text)
    return reply


def _replaced(before: Draft | None, after: Draft, sections: Sequence[str]) -> Iterator[Reply]:
    """Says so where a part that had been revised was drafted anew."""
    old = [s for s in before.sections if s.id in sections] if before else []
    lost = [s.title for s in old if (new := after.section(s.id)) and new.text != s.text]
    if lost:
        yield Reply(f"\n（{'、'.join(lost)}重新起草了，原来的改动不在新稿里；说“撤销”可以找回）")
