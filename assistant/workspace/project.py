"""One project as one person works on it: documents in versions, conversation, review."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from assistant.errors import UnusableInput
from assistant.workspace import history, proceedings
from assistant.workspace.comparing import differences, merge
from assistant.workspace.documents import checked, plain
from assistant.workspace.faults import Conflict
from assistant.workspace.permissions import Admitted, Power, project_for
from assistant.workspace.place import Place
from assistant.workspace.timeline import redo_target, undo_target
from assistant.workspace.values import (
    KIND_LABELS,
    Comment,
    Difference,
    Document,
    How,
    Kind,
    Message,
    ProjectInfo,
    ReviewStep,
    Saved,
    Speaker,
    Version,
    Versioned,
)

_MERGED = frozenset({"figures", "previous", "decisions", "remarks"})


class Project:
    """What `assistant.workspace` promises of a project, with this person's rights at each call."""

    def __init__(self, place: Place, project: str) -> None:
        self._place = place
        self.id = project

    def info(self) -> ProjectInfo:
        """Agency, year and stage as they are now."""
        with self._reading() as (_, row):
            return proceedings.info(row)

    def heads(self) -> Mapping[str, int]:
        """The newest version of each kind: cheap, to see whether somebody changed something."""
        with self._reading() as (connection, _):
            return history.heads(connection, self.id)

    def read(self, kind: Kind, version: int | None = None) -> Versioned | None:
        """The document as it stands (None if there is none yet), or as a version held it.

        Raises:
            NotThere: There is no such version.
        """
        with self._reading() as (connection, _):
            if version is None:
                return history.head(connection, self.id, kind)
            return history.at_version(connection, self.id, kind, version)

    def versions(self, kind: Kind) -> tuple[Version, ...]:
        """All versions, the oldest first."""
        with self._reading() as (connection, _):
            return tuple(history.listed(connection, self.id, kind))

    def compare(self, kind: Kind, before: int, after: int) -> tuple[Difference, ...]:
        """What became different from one version to another, place by place."""
        with self._reading() as (connection, _):
            old = history.at_version(connection, self.id, kind, before)
            new = history.at_version(connection, self.id, kind, after)
        return differences(old.document, new.document)

    def save(
        self, kind: Kind, document: Mapping[str, object], expected: int, why: str = ""
    ) -> Saved:
        """Make this document the newest version; on the disk when this returns.

        `expected` is the version that the caller's changes were made on (0: there was none). If
        somebody saved meanwhile, the changes of both go together where they touch different
        cells of figures or decisions. A document that changes nothing makes no version.

        Raises:
            Conflict: Both changed the same places, or the kind is one that is never merged.
        """
        mine = checked(kind, document)
        with self._writing(Power.WRITE) as (connection, admitted, _):
            current = history.head(connection, self.id, kind)
            standing = current.version if current else 0
            if current is None or standing == expected:
                _demand_known(kind, expected, standing)
                if current is not None and current.document == mine:
                    return Saved(standing, mine)
                entry = self._entry(admitted, kind, standing + 1, why, "save")
                history.append(connection, self.id, kind, mine, entry)
                return Saved(entry.version, mine)
            return self._merge(connection, admitted, kind, mine, expected, current, why)

    def restore(self, kind: Kind, version: int, expected: int, why: str = "") -> Saved:
        """Make an old version's content the newest version.

        Raises:
            Conflict: Somebody saved since `expected`, the version that the person saw.
        """
        with self._writing(Power.WRITE) as (connection, admitted, _):
            self._demand_unchanged(connection, kind, expected)
            return self._repeat(connection, admitted, kind, version, why, "restore")

    def undo(self, kind: Kind, expected: int) -> Saved:
        """Take back the newest change, as a new version.

        Raises:
            UnusableInput: There is nothing to undo.
            Conflict: Somebody saved since `expected`, the version that the person saw.
        """
        return self._step(kind, "undo", expected)

    def redo(self, kind: Kind, expected: int) -> Saved:
        """Do again what was undone last, as a new version.

        Raises:
            UnusableInput: Nothing was undone, or something was changed since.
            Conflict: Somebody saved since `expected`, the version that the person saw.
        """
        return self._step(kind, "redo", expected)

    def messages(self, after: int = 0) -> tuple[Message, ...]:
        """The conversation, from the message after this number on."""
        with self._reading() as (connection, _):
            return proceedings.messages(connection, self.id, after)

    def say(
        self, speaker: Speaker, text: str, payload: Mapping[str, object] | None = None
    ) -> Message:
        """Add a message to the conversation."""
        words = plain(text, "消息")
        with self._writing(Power.SAY) as (connection, admitted, _):
            return proceedings.say(
                connection, self.id, speaker, words, admitted.name, self._now(), payload or {}
            )

    def submit(self, why: str = "") -> ReviewStep:
        """Hand the project in for review; nobody changes it until it comes back."""
        return self._review(Power.SUBMIT, "submit", why, ())

    def withdraw(self, why: str = "") -> ReviewStep:
        """Take a project back that was handed in and not yet looked at."""
        return self._review(Power.SAY, "withdraw", why, ())

    def send_back(self, comments: Sequence[Comment], why: str = "") -> ReviewStep:
        """Return it to the drafter with comments on sentences or sections."""
        return self._review(Power.REVIEW, "send_back", why, comments)

    def approve(self, why: str = "") -> ReviewStep:
        """Approve it: it is frozen until reopened. Who handed it in cannot approve it."""
        return self._review(Power.REVIEW, "approve", why, ())

    def reopen(self, why: str) -> ReviewStep:
        """Let an approved project be changed again."""
        return self._review(Power.REOPEN, "reopen", why, ())

    def review_steps(self) -> tuple[ReviewStep, ...]:
        """What was done in the review, the oldest first."""
        with self._reading() as (connection, _):
            return proceedings.steps(connection, self.id)

    def archive(self, why: str = "") -> None:
        """Take the project out of the list; nothing is deleted."""
        self._archive(1, why)

    def unarchive(self, why: str = "") -> None:
        """Put an archived project back into the list."""
        self._archive(0, why)

    def note_export(self, formats: Sequence[str]) -> None:
        """Enter in the audit log that the report was handed out in these formats."""
        with self._writing(Power.READ) as (connection, admitted, row):
            self._place.note(connection, admitted, "export", row, "、".join(formats))

    def _step(self, kind: Kind, how: How, expected: int) -> Saved:
        find, words = (
            (undo_target, "没有可以撤销的修改")
            if how == "undo"
            else (redo_target, "没有可以恢复的修改")
        )
        with self._writing(Power.WRITE) as (connection, admitted, _):
            self._demand_unchanged(connection, kind, expected)
            target = find(history.listed(connection, self.id, kind))
            if target is None:
                raise UnusableInput(
                    f"{KIND_LABELS[kind]}{words}", cure="可以从版本列表里选一版恢复"
                )
            return self._repeat(connection, admitted, kind, target, "", how)

    def _repeat(
        self,
        connection: Connection,
        admitted: Admitted,
        kind: Kind,
        version: int,
        why: str,
        how: How,
    ) -> Saved:
        old = history.at_version(connection, self.id, kind, version)
        standing = history.heads(connection, self.id)[kind]
        entry = self._entry(admitted, kind, standing + 1, why, how, version)
        history.append(connection, self.id, kind, old.document, entry)
        return Saved(entry.version, old.document)

    def _merge(
        self,
        connection: Connection,
        admitted: Admitted,
        kind: Kind,
        mine: Document,
        expected: int,
        current: Versioned,
        why: str,
    ) -> Saved:
        base: Document = {}
        if expected:
            base = history.at_version(connection, self.id, kind, expected).document
        theirs = differences(base, current.document)
        merged = merge(base, mine, current.document)
        if kind not in _MERGED and mine != current.document:
            raise Conflict(kind, current, theirs, [one.path for one in theirs])
        if merged.collisions:
            raise Conflict(kind, current, theirs, merged.collisions)
        document = checked(kind, merged.document)
        if document == current.document:
            return Saved(current.version, document, theirs)
        entry = self._entry(admitted, kind, current.version + 1, why, "merge")
        history.append(connection, self.id, kind, document, entry)
        return Saved(entry.version, document, theirs)

    def _demand_unchanged(self, connection: Connection, kind: Kind, expected: int) -> None:
        current = history.head(connection, self.id, kind)
        _demand_known(kind, expected, current.version if current else 0)
        if current is not None and current.version != expected:
            old = history.at_version(connection, self.id, kind, expected) if expected else None
            changes = differences(old.document if old else {}, current.document)
            raise Conflict(kind, current, changes, [one.path for one in changes])

    def _entry(
        self,
        admitted: Admitted,
        kind: Kind,
        version: int,
        why: str,
        how: How,
        of: int | None = None,
    ) -> Version:
        reason = plain(why, "修改原因", 2000)
        return Version(kind, version, admitted.name, self._now(), reason, how, of or version)

    def _review(
        self, power: Power, action: proceedings.Action, why: str, comments: Sequence[Comment]
    ) -> ReviewStep:
        with self._writing(power) as (connection, admitted, row):
            step = ReviewStep(
                action,
                admitted.name,
                self._now(),
                plain(why, "说明", 2000),
                tuple(comments),
                history.heads(connection, self.id),
            )
            proceedings.take(connection, row, step, alone=not admitted.account)
            self._place.note(connection, admitted, action, row, why)
            return step

    def _archive(self, archived: int, why: str) -> None:
        with self._writing(Power.ARCHIVE) as (connection, admitted, row):
            proceedings.archive(connection, row, archived)
            self._place.note(connection, admitted, "archive" if archived else "unarchive", row, why)

    def _now(self) -> datetime:
        return self._place.clock()

    @contextmanager
    def _reading(self) -> Iterator[tuple[Connection, Row[Any]]]:
        with self._place.reading() as (connection, admitted):
            yield connection, project_for(connection, admitted, self.id, Power.READ)

    @contextmanager
    def _writing(self, power: Power) -> Iterator[tuple[Connection, Admitted, Row[Any]]]:
        with self._place.writing() as (connection, admitted):
            yield connection, admitted, project_for(connection, admitted, self.id, power, lock=True)


def _demand_known(kind: Kind, expected: int, standing: int) -> None:
    if expected > standing or expected < 0:
        raise UnusableInput(
            f"{KIND_LABELS[kind]}没有第 {expected} 版（现在是第 {standing} 版）",
            cure="重新载入项目后再改",
        )
