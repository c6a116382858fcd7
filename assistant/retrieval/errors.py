"""What can go wrong with the corpus that a person can mend."""

from assistant.errors import AssistantError


class CorpusError(AssistantError):
    """The corpus could not do what was asked; the text says why and what to do."""
