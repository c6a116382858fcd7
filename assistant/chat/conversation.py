"""One conversation about one report: messages in, words and a growing draft out."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.chat.answer import answer_question
from assistant.chat.intent import Action, remembered, understand
from assistant.chat.memory import Memory
from assistant.chat.reply import Reply
from assistant.chat.revising_talk import RevisingTalk
from assistant.chat.several import wishes_in
from assistant.drafting.draft import Draft, assemble
from assistant.drafting.drafter import Drafter, unfit_previous
from assistant.drafting.revising.basis import Basis
from assistant.drafting.revising.history import DraftHistory
from assistant.drafting.revising.reviser import Reviser, with_fresh
from assistant.drafting.writer import Writer
from assistant.errors import AssistantError
from assistant.report.model import AnnualReport
from assistant.retrieval.corpus import Corpus
from assistant.review.groups import groups_of, undecided_in_words
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check
from assistant.rules.rule import Finding

__all__ = ["HELP", "Conversation", "Reply", "findings_in_words"]

HELP = """可以这样说：
· 起草第五部分 / 写一下依申请公开 / 全部起草 / draft section 五
· 再短点 / 1.2再详细一点 / 第二句正式一些 / 第三句删掉 / 合并前两句 / 第一段和第二段换一下
· 加上热线的数字 / 这句用上培训那条 / 第二句改成：…… / 按校验意见改
· 看看1.2 / 看看改了什么 / 撤销 / 重做 / 回到第2版
· 校验表格 / 校验
· 第49条怎么说 / 公开的期限是多少天？
数字都来自您填的表格和工作事实；没有依据的话不会写进草稿，缺的会列出来问您。"""

_OF_A_RULE, _REASONS = 10, 8
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
    ) -> None:
        self.figures = figures
        self._previous = previous
        self._corpus = corpus
        self._writer = writer
        self._drafter: Drafter | None = None
        self._basis: Basis | None = None
        self._memory = Memory()
        self._revising = RevisingTalk(self._reviser, who, now, history)

    @property
    def history(self) -> DraftHistory:
        """Every version that the draft had in this conversation."""
        return self._revising.history

    def respond(self, message: str) -> Iterator[Reply]:
        """Do what the message asks for, saying what happens as it happens."""
        wishes = wishes_in(message, self._memory)
        for at, wish in enumerate(wishes):
            if len(wishes) > 1:
                yield Reply(("\n\n" if at else "") + f"{wish}：\n")
            yield from self._respond(wish)

    def _respond(self, message: str) -> Iterator[Reply]:
        before = self._memory
        action = understand(message, before)
        self._memory = remembered(before, action)
        try:
            match action.kind:
                case "draft":
                    yield from self._draft(action, message.strip())
                case "check":
                    yield from self._check(message)
                case "ask":
                    yield from self._answer(action.question)
                case "help":
                    yield Reply(HELP)
                case _:
                    yield from self._revising.respond(action, message.strip())
        except AssistantError as error:
            # What could not be done moves nobody to another part; “第二句呢” still leans on it.
            self._memory = replace(before, revision=action.revision or before.revision)
            yield Reply(f"没有做成：{error}")

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
        dropped, before, written = 0, self.history.draft, list[str]()
        try:
            for step in drafter.steps(action.sections):
                dropped += step.kind == "dropped"
                if step.kind == "done":
                    written.append(step.section)
                    yield Reply("\n", self._with(before, drafter.result(), written))
                elif step.kind in _SHOWN:
                    yield Reply(_SHOWN[step.kind].format(step.text))
        finally:  # also when the person stops it: what is written stays, and can be undone
            if written:
                self._revising.enter(self._with(before, drafter.result(), written), message)
        if self.history.draft is not None:
            yield from self._afterword(self.history.draft, action.sections, dropped)
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

    def _afterword(self, draft: Draft, sections: tuple[str, ...], dropped: int) -> Iterator[Reply]:
        lines = [f"\n写法：{'离线组稿' if draft.engine == 'offline' else draft.engine}。"]
        if dropped:
            lines.append(f"去掉或改写了 {dropped} 句没有依据的话，见“去掉的句子”。")
        missing = [m.what for m in draft.missing if m.section in sections]
        if missing:
            lines.append(f"还缺：{'；'.join(missing)}。请补充工作事实，我不会编。")
        lines += [f"（{notice}）" for notice in draft.notices]
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


def _replaced(before: Draft | None, after: Draft, sections: Sequence[str]) -> Iterator[Reply]:
    """Says so where a part that had been revised was drafted anew."""
    old = [s for s in before.sections if s.id in sections] if before else []
    lost = [s.title for s in old if (new := after.section(s.id)) and new.text != s.text]
    if lost:
        yield Reply(f"\n（{'、'.join(lost)}重新起草了，原来的改动不在新稿里；说“撤销”可以找回）")


def findings_in_words(findings: Sequence[Finding]) -> str:
    """Findings as a clerk reads them: what, where, why, and what to do."""
    if not findings:
        return "表格校验通过：各行各列的勾稽关系都成立。"
    lines = [f"发现 {len(findings)} 处："]
    for group in groups_of(findings, _OF_A_RULE):
        for finding in group.shown:
            lines.append(f"\n【{group.severity.label}】{group.code} {finding.message}")
            if not group.cure:
                lines.append(f"依据：{finding.basis}\n怎么改：{finding.cure}")
        if group.hidden:
            lines.append(f"……同类另有 {group.hidden} 处")
        if group.cure:
            lines.append(f"依据：{group.basis or group.shown[0].basis}\n怎么改：{group.cure}")
    return "\n".join(lines)
