"""What a conversation answers with."""

from dataclasses import dataclass

from assistant.drafting.draft import Draft
from assistant.report.model import AnnualReport


@dataclass(frozen=True, slots=True)
class Reply:
    """A piece of the answer as it comes: more words, or the draft or the figures as they now stand.

    Figures come only once a person has said yes to the change; whoever keeps them stores these.
    """

    text: str = ""
    draft: Draft | None = None
    figures: AnnualReport | None = None
