"""Talk about the project: figures and facts set after a yes, findings, last year, papers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.chat.action import Action
from assistant.chat.figure_changes import (
    change_of,
    changed_report,
    label_of,
    proposal_in_words,
    touched_parts,
    value_at,
)
from assistant.chat.findings_explained import explained
from assistant.chat.noted_facts import noted_fact
from assistant.chat.reply import Reply
from assistant.chat.state import FigureChange
from assistant.chat.years_compared import years_in_words
from assistant.drafting.draft import Draft, assemble
from assistant.report.model import AnnualReport
from assistant.rules.case import Case
from assistant.rules.rule import plain

Exporter = Callable[[AnnualReport, tuple[str, ...]], str]

KINDS = ("figure", "fact", "confirm", "cancel", "explain", "years", "export")
_NO_FIGURES = "还没有数据。请先载入数据文件（yaml、json 或 xlsx 工作簿）。"
_NO_EXPORT = (
    "这里不能写文件。在网页上请到“导出”一步；在终端用 nianbao chat 数据文件 --out 文件夹，"
    "或 nianbao export 报告 --to docx --out 文件夹。"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """The project as it stands while something is said of it; `version` is that of the draft."""

    figures: AnnualReport
    previous: AnnualReport | None
    draft: Draft | None
    version: int
    section: str
    message: str


class ProjectTalk:
    """Keeps the change that waits for a yes, and those that were made.

    Args:
        who: Who is speaking.
        now: The time, as changes carry it.
        exporter: Writes a report in these formats, or what suits where none is named, and says
            where it is; None where there is nowhere to write.
        pending: The change to go on from.
        changes: Those that were made before.
    """

    def __init__(
        self,
        who: str,
        now: Callable[[], str],
        exporter: Exporter | None = None,
        pending: FigureChange | None = None,
        changes: tuple[FigureChange, ...] = (),
    ) -> None:
        self.pending = pending
        self.changes = changes
        self._who = who
        self._now = now
        self._exporter = exporter

    def respond(self, action: Action, scene: Scene | None) -> Iterator[Reply]:
        """Do what is wished; figures are set only by a yes.

        Raises:
            UnusableInput: What is meant is not clear or cannot be.
        """
        if action.kind == "explain":
            case = Case(_report(scene), scene.previous) if scene else None
            yield Reply(explained(action.words, action.target, case))
        elif action.kind == "cancel":
            yield Reply(self._cancelled())
        elif scene is None:
            yield Reply(_NO_FIGURES)
        else:
            yield self._of_scene(action, scene)

    def _of_scene(self, action: Action, scene: Scene) -> Reply:
        match action.kind:
            case "figure":
                return self._proposed(
                    change_of(action.figures, scene.figures, scene.message), scene
                )
            case "fact":
                return self._proposed(self._noted(action, scene), scene)
            case "confirm":
                return self._confirmed(scene)
            case "years":
                return Reply(years_in_words(scene.figures, scene.previous))
            case _:
                return self._exported(action, scene)

    def can_take_back(self, version: int) -> bool:
        """Whether a figure was changed last, or there is no draft before this one to go back to."""
        return bool(self.changes) and (self.changes[-1].version == version or version <= 1)

    def take_back(self, scene: Scene) -> Reply:
        """Undo the last change of figures."""
        change = self.changes[-1]
        self.changes = self.changes[:-1]
        figures = changed_report(scene.figures, change, back=True)
        told = "、".join(
            f"{label_of(figures, address)} 改回 {plain(value)}"
            for address, value in change.before.items()
        )
        facts = "".join(f"；去掉事实 {fact.id}" for fact in change.facts)
        return Reply(f"已撤销“{change.asked}”：{told}{facts}", figures=figures)

    def _noted(self, action: Action, scene: Scene) -> FigureChange:
        section = action.sections[0] if action.sections else scene.section
        taken = {fact.id for fact in scene.figures.facts}
        taken |= {fact.id for fact in self.pending.facts} if self.pending else set()
        signed = "，".join(filter(None, (self._who, self._now())))
        source = f"对话补充（{signed}）" if signed else "对话补充"
        fact = noted_fact(action.words, section, source, taken)
        return FigureChange(facts=(fact,), asked=scene.message)

    def _proposed(self, change: FigureChange, scene: Scene) -> Reply:
        if not change.after and not change.facts:
            return Reply("已经是这个数了，没有要改的。")
        self.pending = self.pending.joined(change) if self.pending else change
        return Reply(proposal_in_words(self.pending, scene.figures, scene.draft))

    def _confirmed(self, scene: Scene) -> Reply:
        change = self.pending
        if change is None:
            return Reply("没有等着确认的改动。要改数可以说“收到申请改成9件”。")
        before = {address: value_at(scene.figures, address) for address in change.after}
        if before != change.before:  # a colleague, or the form: nobody has said yes to this
            self.pending = change.model_copy(update={"before": before})
            words = proposal_in_words(self.pending, scene.figures, scene.draft)
            return Reply(f"这些数刚才被改过，和您看到的不一样了，请再看一遍。\n{words}")
        signed = {"by": self._who, "at": self._now(), "version": scene.version}
        self.pending = None
        self.changes = (*self.changes, change.model_copy(update=signed))
        figures = changed_report(scene.figures, change)
        done = len(change.after) + len(change.facts)
        lines = [f"已改 {done} 处（说“撤销”可以改回）。"]
        touched = touched_parts(change, scene.draft)
        if touched:
            lines.append(f"草稿的{'、'.join(touched)}还是旧数，请说“起草…”重写这几部分。")
        return Reply("\n".join(lines), figures=figures)

    def _cancelled(self) -> str:
        had, self.pending = self.pending, None
        return "好，没有改。" if had else "没有等着确认的改动。"

    def _exported(self, action: Action, scene: Scene) -> Reply:
        if self._exporter is None:
            return Reply(_NO_EXPORT)
        return Reply(self._exporter(_report(scene), action.formats))


def _report(scene: Scene) -> AnnualReport:
    return assemble(scene.draft, scene.figures) if scene.draft else scene.figures
