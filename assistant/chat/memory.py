"""What was spoken of last, so that “再短点” and “第二条呢” are understood."""

from dataclasses import dataclass, replace

from assistant.drafting.revising.revision import Revision, Target


@dataclass(frozen=True, slots=True)
class Memory:
    """The part and the words spoken of last, and the last wish; a frozen value."""

    section: str = ""
    target: Target | None = None
    revision: Revision | None = None
    drafted: bool = False

    def of_section(self, section: str) -> "Memory":
        """A part was drafted or named: what is said next is about it."""
        return Memory(section, None, None, drafted=True)

    def of_target(self, target: Target) -> "Memory":
        """Words were looked at."""
        return replace(self, section=target.section, target=target, drafted=False)

    def of_revision(self, revision: Revision) -> "Memory":
        """A wish was understood; after a deletion there is nothing left to point at."""
        target = revision.target
        return Memory(target.section or self.section, target, revision)
