"""What a conversation answers with."""

from dataclasses import dataclass

from assistant.drafting.draft import Draft


@dataclass(frozen=True, slots=True)
class Reply:
    """A piece of the answer as it comes: more words, or the draft as it now stands."""

    text: str = ""
    draft: Draft | None = None
