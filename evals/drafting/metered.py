"""A writer whose answers are added up, at what each cost when it was given."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.drafting.prompts import Prompt
from assistant.drafting.writer import Reply, Writer


class Metered:
    """Writes as another writer does; answers from the cache cost what they did at first."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.sizing = writer.sizing
        self.replies: list[Reply] = []

    @property
    def name(self) -> str:
        return self._writer.name

    def write(self, prompt: Prompt, reply: Reply | None = None) -> Iterator[str]:
        reply = reply if reply is not None else Reply()
        self.replies.append(reply)
        yield from self._writer.write(prompt, reply)

    @property
    def tokens_in(self) -> int:
        return sum(reply.tokens_in or 0 for reply in self.replies)

    @property
    def tokens_out(self) -> int:
        return sum(reply.tokens_out or 0 for reply in self.replies)

    @property
    def seconds(self) -> Decimal:
        return sum((reply.seconds for reply in self.replies), Decimal(0))
