"""The one thing that drafting asks of a model: text for a prompt, as it comes."""

from collections.abc import Iterator
from typing import Protocol

from assistant.drafting.prompts import Prompt


class Writer(Protocol):
    """Anything that writes: the real model, or a script in tests."""

    @property
    def name(self) -> str:
        """What a draft says it was written by."""

    def write(self, prompt: Prompt) -> Iterator[str]:
        """The answer in pieces as they arrive.

        Raises:
            ModelUnavailable: Down, too slow, cut off, or not an OpenAI-compatible answer.
        """
