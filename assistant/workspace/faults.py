"""What can go wrong at the workspace, told so that the person can go on."""

from collections.abc import Sequence
from datetime import datetime

from assistant.errors import AssistantError, UnusableInput
from assistant.workspace.values import KIND_LABELS, Difference, Kind, Versioned

_NAMED = 5


class NotThere(UnusableInput):
    """No such project, version or account, or none that this person may know of."""


class NotAllowed(UnusableInput):
    """The person's role or the project's stage forbids it."""


class SignInNeeded(UnusableInput):
    """There are accounts, and this person is not signed in with one that is active."""


class SignInRefused(UnusableInput):
    """Name and password do not fit, or there were too many attempts."""


class DatabaseUnavailable(AssistantError):
    """The database cannot be reached or used; nothing was changed."""


class Conflict(AssistantError):
    """Somebody else changed the same places meanwhile; nothing was overwritten.

    `current` is what stands now, `changes` what became different since the caller read it,
    `collisions` the paths that both sides changed (all, for kinds that are not merged).
    """

    def __init__(
        self,
        kind: Kind,
        current: Versioned,
        changes: Sequence[Difference],
        collisions: Sequence[str],
    ) -> None:
        self.kind = kind
        self.current = current
        self.changes = tuple(changes)
        self.collisions = tuple(collisions)
        more = f"等 {len(collisions)} 处" if len(collisions) > _NAMED else ""
        places = "、".join(self.collisions[:_NAMED]) + more
        super().__init__(
            f"{current.who}在 {local(current.when)} 也改了{KIND_LABELS[kind]}"
            + (f"（{places}）" if places else ""),
            cure="您的修改没有保存，对方的也没有被覆盖；请载入最新版本，对照后再改",
        )


def local(when: datetime) -> str:
    """A moment as people of this machine read it."""
    return when.astimezone().strftime("%Y-%m-%d %H:%M:%S")
