"""What a draft cost and what became of the model's sentences, part by part."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from assistant.drafting.prompts import Prompt
from assistant.drafting.writer import Reply
from assistant.drafting.writing.fitting import tokens_of
from assistant.drafting.writing.sizing import Sizing


class Spent(BaseModel):
    """The account of one part, or of all.

    Of the model's sentences `kept` stood as they were, `cut` without some clauses, `repaired` the
    second time; `replaced` are those among them that gave way to composed ones. `dropped` never
    stood, `composed` are ours. Answers from the cache count under `cache_hits` and nowhere else. `estimated` says that the
    server did not count its tokens, and that they were guessed from the characters.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False
    seconds: Decimal = Decimal(0)
    requests: int = 0
    retries: int = 0
    cache_hits: int = 0
    kept: int = 0
    cut: int = 0
    repaired: int = 0
    composed: int = 0
    dropped: int = 0
    replaced: int = 0

    def __add__(self, other: "Spent") -> "Spent":
        mine, theirs = self.model_dump(), other.model_dump()
        summed = {name: mine[name] + theirs[name] for name in mine if name != "estimated"}
        return Spent(**summed, estimated=self.estimated or other.estimated)


class Account(BaseModel):
    """What a draft with a model cost: how it was asked and why so, in sum and by part."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model_size: str
    why: str
    total: Spent
    sections: dict[str, Spent]


def account_of(sizing: Sizing | None, spent: Mapping[str, Spent]) -> Account | None:
    """The account of all parts; None without a model, so that a draft depends on nothing else."""
    if sizing is None or not spent:
        return None
    total = sum(spent.values(), Spent())
    return Account(model_size=sizing.size, why=sizing.why, total=total, sections=dict(spent))


@dataclass
class Meter:
    """Adds up while one part is written; also the prompts that were used and what was noticed."""

    spent: Spent = field(default_factory=Spent)
    prompts: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    def count(self, **more: int) -> None:
        """Count sentences: kept, cut, repaired, replaced, dropped, composed."""
        self.spent += Spent(**more)

    @contextmanager
    def asking(self, prompt: Prompt, texts: list[str]) -> Iterator[Reply]:
        """A reply for one request; what it cost is counted however it ends."""
        reply = Reply()
        self.prompts[prompt.name] = prompt.sha256
        try:
            yield reply
        finally:
            self.notices += reply.notices
            self.spent += _cost(prompt, "".join(texts), reply)


def _cost(prompt: Prompt, text: str, reply: Reply) -> Spent:
    if reply.cached:
        return Spent(cache_hits=1)
    counted = reply.tokens_in is not None and reply.tokens_out is not None
    guessed_in = tokens_of(prompt.system + prompt.user)
    return Spent(
        tokens_in=reply.tokens_in if reply.tokens_in is not None else guessed_in,
        tokens_out=reply.tokens_out if reply.tokens_out is not None else tokens_of(text),
        estimated=not counted,
        seconds=reply.seconds,
        requests=max(reply.requests, 1),
        retries=reply.retries,
    )
