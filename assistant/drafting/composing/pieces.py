"""What one part is made of before it is written: small groups of facts with composed sentences.

Both engines work from the same pieces: offline prints the composed sentences, the model
is shown the piece's facts and its text is checked against them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.drafting.draft import GroundedSentence, Missing, Proposal
from assistant.report.ledger import Fact, Ledger

_SLOT = re.compile(r"\{([a-z0-9_.]+?)(:abs)?\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A few facts that belong together, and how they read when no model writes them.

    `must` are the facts whose values have to appear, whoever writes. `items` are the plan's
    items that the piece is on, `query` what to search the corpus for.
    """

    id: str
    sentences: tuple[GroundedSentence, ...]
    must: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    query: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """All facts of the piece, each once, in the order of its sentences."""
        return tuple(dict.fromkeys(f for s in self.sentences for f in s.facts))

    @property
    def text(self) -> str:
        return "".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a part is written from: its paragraphs of pieces, and what is not known."""

    section: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    missing: tuple[Missing, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    notices: tuple[str, ...] = ()

    def pieces(self) -> list[Piece]:
        """All pieces in order."""
        return [piece for paragraph in self.paragraphs for piece in paragraph]


def realise(
    wording: str, ledger: Ledger, also: Sequence[str] = (), item: str = ""
) -> GroundedSentence | None:
    """A wording with its slots filled in and the facts noted; None if a fact is unknown."""
    ids = list(dict.fromkeys([*(m[1] for m in _SLOT.finditer(wording)), *also]))
    if any(fact_id not in ledger for fact_id in ids):
        return None
    text = _SLOT.sub(lambda m: _printed(ledger[m[1]], absolute=bool(m[2])), wording)
    return GroundedSentence(text=text, facts=tuple(ids), item=item)


def _printed(fact: Fact, *, absolute: bool) -> str:
    if absolute and isinstance(fact.value, int | Decimal):
        value = abs(fact.value)
        plain = str(value) if isinstance(value, int) else format(value, "f")
        return f"{plain}{fact.unit}"
    return fact.written
