"""What was spoken of last, so that “再短点” and “第二条呢” are understood."""

from dataclasses import dataclass, replace

from assistant.drafting.revising.revision import Revision, Target

_REORDERING = ("drop", "merge", "split", "move", "swap")


@dataclass(frozen=True, slots=True)
class Memory:
    """The part and the words spoken of last, and the last wish; a frozen value.

    `gone` says that these words stand there no more: 这句 points at nothing, and where they
    were deleted 下一句 has taken their place.
    """

    section: str = ""
    target: Target | None = None
    revision: Revision | None = None
    drafted: bool = False
    gone: bool = False

    def of_section(self, section: str) -> "Memory":
        """A part was drafted or named: what is said next is about it."""
        return Memory(section, None, None, drafted=True)

    def of_target(self, target: Target) -> "Memory":
        """Words were looked at."""
        return replace(self, section=target.section, target=target, drafted=False, gone=False)

    def of_revision(self, revision: Revision) -> "Memory":
        """A wish was understood; after a deletion or a move there is nothing to point at."""
        target = revision.target
        gone = revision.action in _REORDERING
        return Memory(target.section or self.section, target, revision, gone=gone)

    def after_going(self) -> "Memory":
        """Another version is looked at: what was pointed at may stand elsewhere."""
        return replace(self, target=None)
