"""The one thing that drafting asks of a model: text for a prompt, as it comes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, Protocol

from assistant.drafting.prompts import Prompt
from assistant.drafting.writing.sizing import Sizing
from assistant.errors import ModelUnavailable

Finish = Literal["", "stop", "length", "loop"]


@dataclass
class Reply:
    """What came with an answer beside its text; the writer fills it in while it answers.

    `finish` is empty until the answer is whole: `length` says that the budget cut it off,
    `loop` that it went in circles and was stopped. Tokens are None where the server did not count.
    `seconds` are those of the answer when it was given, also where it now comes from the cache.
    """

    finish: Finish = ""
    tokens_in: int | None = None
    tokens_out: int | None = None
    requests: int = 0
    retries: int = 0
    cached: bool = False
    seconds: Decimal = Decimal(0)
    notices: list[str] = field(default_factory=list)


class AnswerUnusable(ModelUnavailable):
    """This one prompt has no usable answer; the server may well answer the next."""


class Writer(Protocol):
    """Anything that writes: the real model, or a script in tests."""

    @property
    def name(self) -> str:
        """What a draft says it was written by."""

    @property
    def sizing(self) -> Sizing:
        """How much it is given at once."""

    def write(self, prompt: Prompt, reply: Reply | None = None) -> Iterator[str]:
        """The answer in pieces as they arrive; `reply` takes what came beside it.

        Raises:
            AnswerUnusable: Empty, too long a prompt, broken off: another prompt may fare better.
            ModelUnavailable: Down, too slow, or not an OpenAI-compatible answer.
        """
