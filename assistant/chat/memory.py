"""What was spoken of last, so that “再短点” and “第二条呢” are understood."""

from dataclasses import dataclass, replace

from assistant.drafting.revising.revision import Revision, Target

_REORDERING = ("drop", "merge", "split", "move", "swap")


@dataclass(frozen=True, slots=True)
class Memory:
    """The part and the words spoken of last, and the last wish; a frozen value.

    `gone` says that these words stand there no more: 这句 points at nothing, and where they
    were deleted 下一句 has taken their place. `pending` says that a change of figures waits for a
    yes or no, `row` which row of table three was spoken of last.
    """

    section: str = ""
    target: Target | None = None
    revision: Revision | None = None
    drafted: bool = False
    gone: bool = False
    pending: bool = False
    row: str = ""

    def of_section(self, section: str) -> "Memory":
        """A part was drafted or named: what is said next is about it."""
        return replace(Memory(section, drafted=True), pending=self.pending, row=self.row)

    def of_target(self, target: Target) -> "Memory":
        """Words were looked at."""
        return replace(self, section=target.section, target=target, drafted=False, gone=False)

    def of_revision(self, revision: Revision) -> "Memory":
        """A wish was understood; after a deletion or a move there is nothing to point at."""
        target = revision.target
        gone = revision.action in _REORDERING
        section = target.section or self.section
        return Memory(section, target, revision, gone=gone, pending=self.pending, row=self.row)

    def of_figures(self, row: str) -> "Memory":
        """Figures were set, and wait for a yes or no."""
        return replace(self, pending=True, row=row or self.row)

    def after_going(self) -> "Memory":
        """Another version is looked at: what was pointed at may stand elsewhere."""
        return replace(self, target=None)
