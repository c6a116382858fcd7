"""The one family of errors that a person is meant to read."""


class AssistantError(Exception):
    """Something that the user can mend; every door catches this and nothing wider.

    The text says in Chinese what happened, where, and what to do next. Anything
    else that is raised is a bug and belongs in the log.
    """

    def __init__(self, what: str, *, where: str = "", cure: str = "") -> None:
        self.what = what
        self.where = where
        self.cure = cure
        super().__init__(str(self))

    def __str__(self) -> str:
        text = f"{self.where}：{self.what}" if self.where else self.what
        return f"{text}\n  怎么办：{self.cure}" if self.cure else text


class UnusableInput(AssistantError):
    """A file or a call that cannot be used as it is (exit code 2)."""


class ModelUnavailable(AssistantError):
    """The model server could not be reached, was too slow, or answered nonsense."""
