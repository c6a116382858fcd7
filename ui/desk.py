"""One person's place at one project: what is stored of it, their conversation, their files."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock
from typing import Any

from assistant.chat.conversation import Conversation
from assistant.drafting.draft import Draft, assemble
from assistant.drafting.revising.history import DraftHistory
from assistant.drafting.revising.history_file import history_as_json
from assistant.errors import AssistantError
from assistant.report.model import AnnualReport
from assistant.review.decisions import Decisions
from assistant.workspace.values import Kind, Person, ProjectInfo
from ui.handing_out import FORMATS, offer_in_words, written
from ui.office import Office
from ui.recalling import recalled, remembered
from ui.stopping import StoppableWriter, Stopped
from ui.stored import (
    newest_messages,
    newest_part,
    stored_decisions,
    stored_history,
    stored_report,
    stored_years,
)

GREETING = (
    "您好。我按您填的表格和工作事实起草年报，每个数字都有出处；没有依据的话不写，缺什么会问您。"
    "可以说“全部起草”“起草第五部分”，或点下面的按钮。"
)
_UNANSWERED = "（上一次没有答完。已经写好的部分在右边；可以再说一遍。）"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the conversation, as it is shown, with files to take away."""

    role: str
    text: str
    files: tuple[Path, ...] = ()


class Desk:
    """A project as one browser tab works on it; one piece of work at a time.

    What stands here is a copy of what is stored: `sync` takes in what was stored since, and
    every change is stored before it is shown as done. `newest` is the part written last, `shown`
    the document in the browser, `sheet` that of another process while it writes here; `offered` are
    formats that the conversation has just promised; `stopping` is set while the work is to stop.
    """

    def __init__(self, office: Office, person: Person, project_id: str) -> None:
        self.person = person
        self.project = office.workspace.as_person(person).project(project_id)
        self.project_id = project_id
        self.figures: AnnualReport | None = None
        self.previous: AnnualReport | None = None
        self.decisions: Decisions = {}
        self.versions: dict[str, int] = {}
        self.newest = self.sheet = self.shown = ""
        self.offered: tuple[str, ...] = ()
        self.info: ProjectInfo = self.project.info()
        self._office = office
        self._work = Lock()
        self.stopping = Event()
        self._folder = TemporaryDirectory(prefix="desk-", dir=office.folder)
        self._conversation: Conversation | None = None
        self._history: DraftHistory | None = None
        self.sync()
        self.messages = self._stored_messages()

    @property
    def history(self) -> DraftHistory:
        """Every version of the draft; read when it is asked for, since it is long."""
        if self._history is None:
            self._history, version = stored_history(self.project)
            self.versions |= {"draft": version} if version else {}
        return self._history

    @history.setter
    def history(self, history: DraftHistory) -> None:
        self._history = history

    @property
    def draft(self) -> Draft | None:
        """The draft as it stands."""
        return self.history.draft

    @property
    def report(self) -> AnnualReport | None:
        """The report as it would be handed in now: the figures with the draft's words."""
        if self.figures is None or self.draft is None:
            return self.figures
        return assemble(self.draft, self.figures)

    def sync(self) -> None:
        """Take in what was stored since: by the form, by a colleague, in another window."""
        self.info = self.project.info()
        heads = self.project.heads()
        changed = {kind for kind, version in heads.items() if self.versions.get(kind) != version}
        if "figures" in changed:
            self.figures, self.versions["figures"] = stored_report(self.project, "figures")
        if "previous" in changed:
            self.previous, self.versions["previous"] = stored_report(self.project, "previous")
        if "decisions" in changed:
            self.decisions, self.versions["decisions"] = stored_decisions(self.project)
        if "draft" in changed:
            self._history, self.versions["draft"] = None, heads["draft"]
        if changed & {"figures", "previous", "draft"}:
            self._conversation = None

    @property
    def at_work(self) -> bool:
        """Whether something is being written: what it stores must not be read back meanwhile."""
        return self._work.locked()

    def begin(self) -> bool:
        """Take the desk for one piece of work; False if another one is under way."""
        taken = self._work.acquire(timeout=self._office.patience)
        if taken:
            self.stopping.clear()
        return taken

    def end(self) -> None:
        """The piece of work is over."""
        self.sheet = ""
        self._work.release()

    def stop(self) -> None:
        """Ask the work under way to stop; a model stops at its next word."""
        self.stopping.set()

    def show(self, words: str, newest: str, sheet: str) -> None:
        """Another process writes here: the answer so far, and the document if it has changed."""
        self.messages[-1] = Message("assistant", words)
        self.newest, self.sheet = newest, sheet or self.sheet

    def broke_off(self, error: AssistantError) -> None:
        """The other process came to no end; what it stored stands, and the person is told."""
        self._add(f"\n{error}")
        self.project.say("assistant", self.messages[-1].text)

    def say(self, message: str) -> None:
        """Enter what the person said, and an answer still without words.

        Raises:
            NotAllowed: The project is closed to this person.
        """
        self.project.say("user", message)
        self.messages += [Message("user", message), Message("assistant", "")]

    def answer(self, message: str) -> Iterator[bool]:
        """Let the answer grow in the last message; True each time the draft has changed.

        Every part is stored when it is written, and the answer when it ends, however it ends.
        """
        talk, kept = self._talk(), True
        try:
            for reply in talk.respond(message):
                self._add(reply.text)
                if reply.draft is not None:
                    self._keep(talk, reply.draft, message)
                if reply.figures is not None:
                    self.change_figures(reply.figures, message[:200])
                yield reply.draft is not None or reply.figures is not None
                if self.stopping.is_set():
                    raise Stopped
        except Stopped:
            self._add("\n（已停止。已经写好的部分留在右边。）")
        except AssistantError as error:
            kept = False
            self._add(f"\n没有存进项目：{error}")
            self.sync()
        finally:
            self._add(remembered(self.project, self.person, talk.state) if kept else "")
            self._finish(talk, message)
        yield True

    def decide(self, decisions: Decisions, why: str) -> None:
        """Store what was decided on findings; colleagues' decisions on others stay.

        Raises:
            Conflict: A colleague decided on the same finding meanwhile.
        """
        document = {"decisions": {key: one.model_dump() for key, one in decisions.items()}}
        self._save("decisions", document, why)

    def change_figures(self, report: AnnualReport, why: str) -> None:
        """Store other figures than those that stood here.

        Raises:
            Conflict: A colleague changed the same cells meanwhile.
        """
        self._save("figures", report.model_dump(mode="json"), why)

    def change_previous(self, report: AnnualReport, why: str) -> None:
        """Store last year's report.

        Raises:
            Conflict: A colleague put in another one meanwhile.
        """
        self._save("previous", report.model_dump(mode="json"), why)

    def export(self, formats: Sequence[str] = FORMATS) -> dict[str, Path]:
        """Write the report in these formats to this desk's folder: format to path.

        Raises:
            UnusableInput: The folder cannot be written.
        """
        report = self.report
        return {} if report is None else written(report, self.draft, self.folder, formats)

    def other_years(self) -> list[AnnualReport]:
        """The figures of the agency's other projects, as far as this person may see them."""
        return stored_years(self._office.workspace.as_person(self.person), self.info)

    @property
    def folder(self) -> Path:
        """Where the files lie that are handed out at this desk; gone when it is closed."""
        return Path(self._folder.name)

    def close(self) -> None:
        """Stop what is under way and remove the files."""
        self.stop()
        self._folder.cleanup()

    def _keep(self, talk: Conversation, draft: Draft, message: str) -> None:
        """Store the draft; while a part is being written the talk has not entered it yet."""
        self.newest = newest_part(self.draft, draft) or self.newest
        history = talk.history
        if history.draft is not draft:
            history = history.enter(draft, asked=message, by=self.person.name, at=self._now())
        self._store(history, message)

    def _save(self, kind: Kind, document: dict[str, Any], why: str) -> None:
        self.project.save(kind, document, self.versions.get(kind, 0), why)
        self.sync()

    def _store(self, history: DraftHistory, message: str) -> None:
        document = json.loads(history_as_json(history))
        expected = self.versions.get("draft", 0)
        saved = self.project.save("draft", document, expected, message[:200])
        self.versions["draft"] = saved.version
        self.history = history

    def _finish(self, talk: Conversation, message: str) -> None:
        if talk is not self._conversation:  # the store had something newer; it stands
            self.project.say("assistant", self.messages[-1].text)
            return
        try:
            if talk.history != self.history:
                self._store(talk.history, message)
        except AssistantError as error:
            self._add(f"\n没有存进项目：{error}")
            self.sync()
        self.project.say("assistant", self.messages[-1].text)

    def _talk(self) -> Conversation:
        """The conversation on what is stored now; made anew where that is other than it was."""
        if self._conversation is None:
            office = self._office
            writer = StoppableWriter(office.writer, self.stopping) if office.writer else None
            home = self._office.workspace.as_person(self.person).corpus_home(self.info.agency)
            self._conversation = Conversation(
                self.figures,
                lambda: self._office.corpus(home),
                writer,
                self.previous,
                who=self.person.name,
                now=self._now,
                history=self.history,
                state=recalled(self.project, self.person),
                exporter=self._offer,
                chooser=office.chooser(writer) if office.chooser and writer else None,
            )
        return self._conversation

    def _offer(self, _: AnnualReport, formats: tuple[str, ...]) -> str:
        self.offered = formats or ("docx",)
        return offer_in_words(self.offered)

    def _now(self) -> str:
        return self._office.workspace.clock().isoformat(timespec="seconds")

    def _add(self, text: str) -> None:
        last = self.messages[-1]
        self.messages[-1] = Message(last.role, f"{last.text}{text}".lstrip("\n"))

    def _stored_messages(self) -> list[Message]:
        stored = newest_messages(self.project)
        shown = [Message("assistant", GREETING), *(Message(m.speaker, m.text) for m in stored)]
        if stored and stored[-1].speaker == "user":
            shown.append(Message("assistant", _UNANSWERED))
        return shown
