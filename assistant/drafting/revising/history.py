"""Every version that a draft ever had, and which one is looked at now."""

from dataclasses import dataclass, replace

from assistant.drafting.draft import Draft
from assistant.drafting.revising.difference import differences
from assistant.drafting.revising.revision import Revision
from assistant.drafting.revising.version import Change, Revised, Version
from assistant.errors import UnusableInput


@dataclass(frozen=True, slots=True)
class DraftHistory:
    """A tree of versions that only grows; undoing and redoing move about in it.

    A frozen value: each method returns another history. Who and when are handed in, so the
    same wishes give the same bytes. `current` is the number of the version looked at, 0
    before the first; `undone` are the versions that redoing leads back to, the next one last.
    """

    versions: tuple[Version, ...] = ()
    current: int = 0
    undone: tuple[int, ...] = ()

    @property
    def draft(self) -> Draft | None:
        """The draft as it stands; None before the first version."""
        return self.versions[self.current - 1].draft if self.current else None

    @property
    def now(self) -> Version | None:
        """The version looked at."""
        return self.versions[self.current - 1] if self.current else None

    def version(self, number: int) -> Version:
        """A version by its number.

        Raises:
            UnusableInput: There is no such version.
        """
        if not 1 <= number <= len(self.versions):
            there = f"可选第 1 到第 {len(self.versions)} 版" if self.versions else "请先起草"
            raise UnusableInput(f"没有第 {number} 版", cure=there)
        return self.versions[number - 1]

    def apply(
        self, revised: Revised, *, asked: str, by: str, at: str, revision: Revision | None = None
    ) -> "DraftHistory":
        """With one version more; the same history where the draft was not changed."""
        if self.draft is not None and revised.draft is self.draft:
            return self
        version = Version(
            number=len(self.versions) + 1,
            parent=self.current,
            draft=revised.draft,
            asked=asked,
            by=by,
            at=at,
            revision=revision,
            changes=revised.changes,
            refused=revised.refused,
            notes=revised.notes,
        )
        return DraftHistory((*self.versions, version), version.number)

    def enter(self, draft: Draft, *, asked: str, by: str, at: str) -> "DraftHistory":
        """With a draft that came from elsewhere (a first writing) as one version more."""
        before = self.draft or draft.model_copy(update={"sections": ()})
        return self.apply(
            Revised(draft, differences(before, draft, "起草")), asked=asked, by=by, at=at
        )

    def undo(self) -> "DraftHistory":
        """Back to the version that this one was made of.

        Raises:
            UnusableInput: Nothing was done yet, or everything is undone.
        """
        parent = self.now.parent if self.now else 0
        if not parent:
            raise UnusableInput("没有可以撤销的修改", cure="先起草或修改；“看看改了什么”列出各版")
        return replace(self, current=parent, undone=(*self.undone, self.current))

    def redo(self) -> "DraftHistory":
        """Forward to the version that was undone last.

        Raises:
            UnusableInput: Nothing was undone since the last change.
        """
        if not self.undone:
            raise UnusableInput("没有可以重做的修改", cure="“撤销”之后才能“重做”")
        return replace(self, current=self.undone[-1], undone=self.undone[:-1])

    def go_to(self, number: int, *, asked: str, by: str, at: str) -> "DraftHistory":
        """The draft of an earlier version again, as a version of its own that can be undone.

        Raises:
            UnusableInput: There is no such version.
        """
        wanted, now = self.version(number).draft, self.draft
        changes = differences(now, wanted, f"恢复第 {number} 版") if now else ()
        return self.apply(Revised(wanted, changes), asked=asked, by=by, at=at)

    def compare(self, one: int, other: int) -> tuple[Change, ...]:
        """What is different in version `other` against version `one`.

        Raises:
            UnusableInput: There is no such version.
        """
        return differences(self.version(one).draft, self.version(other).draft)
