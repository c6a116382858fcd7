"""One person's place at the page: their report, their conversation, their files."""

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock

from assistant.chat.conversation import Conversation
from assistant.drafting.draft import Draft, assemble
from assistant.drafting.writer import Writer
from assistant.errors import AssistantError
from assistant.exporting.export import default_stem, export
from assistant.exporting.saving import save
from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from assistant.retrieval.corpus import Corpus
from assistant.shell_text import report_in_words
from ui.stopping import StoppableWriter, Stopped

FORMATS = ("docx", "html", "md", "json")
GREETING = (
    "您好。我按您填的表格和工作事实起草年报，每个数字都有出处；没有依据的话不写，缺什么会问您。"
)
NO_FIGURES = "请先点上方的“载入数据”选自己的文件（yaml、json、xlsx），或点“载入示例”试一试。"
READY = "数据已经载入。可以说“起草第五部分”“校验表格”，或点下面的按钮。"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the conversation, as it is shown."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Office:
    """What all desks share: the figures they start with, the corpus, the model, a folder.

    `patience` is how many seconds a request waits for the one before it to end.
    """

    figures: AnnualReport | None
    corpus: Callable[[], Corpus]
    writer: Writer | None
    folder: Path
    patience: float = 2.0

    def desk(self) -> "Desk":
        """A new desk, for a person who has just opened the page."""
        return Desk(self)


class Desk:
    """Keeps what one browser tab is working on; one piece of work at a time.

    `messages` is the conversation so far, `draft` the draft as it stands, `newest` the part
    that was written last. The files that are handed out lie in a folder that nobody else's desk uses.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._work = Lock()
        self._stop = Event()
        self._folder = TemporaryDirectory(prefix="desk-", dir=office.folder)
        self.figures = office.figures
        self.draft: Draft | None = None
        self.newest = ""
        self.messages = [Message("assistant", GREETING + (READY if self.figures else NO_FIGURES))]
        self._conversation = self._new_conversation()

    @property
    def engine(self) -> str:
        """The model's name, or "offline"."""
        return self._office.writer.name if self._office.writer else "offline"

    def begin(self) -> bool:
        """Take the desk for one piece of work; False if another one is under way."""
        taken = self._work.acquire(timeout=self._office.patience)
        if taken:
            self._stop.clear()
        return taken

    def end(self) -> None:
        """The piece of work is over."""
        self._work.release()

    def stop(self) -> None:
        """Ask the work under way to stop; a model stops at its next word."""
        self._stop.set()

    def say(self, message: str) -> None:
        """Enter what the person said, and an answer still without words."""
        self.messages += [Message("user", message), Message("assistant", "")]

    def answer(self, message: str) -> Iterator[bool]:
        """Let the answer grow in the last message; True each time the draft has changed."""
        try:
            for reply in self._conversation.respond(message):
                self._add(reply.text)
                if reply.draft is not None:
                    self.newest = _newest(self.draft, reply.draft) or self.newest
                    self.draft = reply.draft
                yield reply.draft is not None
                if self._stop.is_set():
                    raise Stopped
        except Stopped:
            self._add("\n（已停止。已经写好的部分留在右边。）")
            yield False

    def load(self, path: Path, name: str) -> bool:
        """Take up the report in a file; if it cannot be used, keep the old one and say why."""
        self.say(f"载入 {name}")
        try:
            report = read_report(path)
        except AssistantError as error:
            kept = f"\n原来的数据没有变：{self.figures.full_title}" if self.figures else ""
            self._add(f"没有载入。{str(error).replace(str(path), name)}{kept}")
            return False
        self.figures, self.draft, self.newest = report, None, ""
        self._conversation = self._new_conversation()
        notes = [f"注意：{n.where} {n.text}" for n in report.notes if n.what != "blank cell"]
        self._add("\n".join(["已载入。", report_in_words(report), *notes, READY]))
        return True

    def export(self) -> dict[str, Path]:
        """Write the draft in every format to this desk's folder: format to path.

        Raises:
            UnusableInput: The folder cannot be written.
        """
        if self.draft is None or self.figures is None:
            return {}
        folder = Path(self._folder.name)
        report = assemble(self.draft, self.figures)
        paths = export(report, [name for name in FORMATS if name != "json"], folder)
        trail = f"{self.draft.model_dump_json(indent=2)}\n".encode()
        paths.append(save(folder, f"{default_stem(report)}.json", trail))
        return {path.suffix.removeprefix("."): path for path in paths}

    def close(self) -> None:
        """Stop what is under way and remove the files."""
        self.stop()
        self._folder.cleanup()

    def _add(self, text: str) -> None:
        last = self.messages[-1]
        self.messages[-1] = Message(last.role, f"{last.text}{text}".lstrip("\n"))

    def _new_conversation(self) -> Conversation:
        writer = self._office.writer
        return Conversation(
            self.figures,
            self._office.corpus,
            StoppableWriter(writer, self._stop) if writer else None,
        )


def _newest(old: Draft | None, new: Draft) -> str:
    """The part that has just been written; one that was written again is another object."""
    before = [id(section) for section in old.sections] if old else []
    return next((s.id for s in reversed(new.sections) if id(s) not in before), "")


def opened_once(corpus: Callable[[], Corpus]) -> Callable[[], Corpus]:
    """The same corpus for all desks, opened by the first one that needs it."""
    lock, opened = Lock(), functools.cache(corpus)

    def shared() -> Corpus:
        with lock:
            return opened()

    return shared
