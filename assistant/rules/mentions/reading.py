"""Finds every quantity of a narrative with what it counts."""

from typing import TYPE_CHECKING

from assistant.rules.mentions.mention import Mentions

if TYPE_CHECKING:
    from assistant.rules.narrative import Narrative


def read_mentions(narrative: "Narrative") -> Mentions:
    """Every quantity with what it counts, and how quantities belong together."""
    return Mentions()
