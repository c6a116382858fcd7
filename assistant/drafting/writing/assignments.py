"""What a model is given to write at once: some pieces, with everything that may be said in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.drafting.composing.pieces import Piece
from assistant.drafting.grounding.ground import Ground
from assistant.drafting.writing.fitting import tokens_of
from assistant.drafting.writing.manner import Manner
from assistant.drafting.writing.numbering import NumberedFacts, numbered
from assistant.drafting.writing.sizing import Sizing
from assistant.report.ledger import Fact

_PROMPT = 700  # tokens of a prompt beside its facts, examples and style
_LONGEST_SMALL = 400  # characters of one fact; a small model recites what is longer
_LONGEST_SHARE = 6  # of the context in tokens, for a large one


@dataclass(frozen=True)
class Assignment:
    """One piece and its facts, those that a model is shown."""

    piece: Piece
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Batch:
    """Pieces of one part that are written with one prompt; `ground` is that of all of them.

    `style` is last year's text of the part, `examples` passages of others: quoted, figures masked.
    `repeats` has a reason where a sentence says their words again.
    """

    section: str
    section_title: str
    agency: str
    year: int
    assignments: tuple[Assignment, ...]
    ground: Ground
    facts: NumberedFacts
    sizing: Sizing
    manner: Manner
    examples: tuple[str, ...] = ()
    style: str = ""
    repeats: Callable[[str], str] = lambda _: ""

    @property
    def articles(self) -> dict[str, str]:
        """The articles that a sentence may cite, by source id, as a model is shown them."""
        known = self.ground.articles.items()
        return {i: f"{i} 《{source.title}》{source.locator}" for i, source in known}

    @property
    def staff_words(self) -> str:
        """The statements of the staff in these pieces."""
        own = (fact.value for work in self.assignments for fact in work.facts)
        return "\n".join(value for value in own if isinstance(value, str))

    @property
    def must(self) -> frozenset[str]:
        return frozenset(fact for work in self.assignments for fact in work.piece.must)


def longest_fact(sizing: Sizing) -> int:
    """How many characters of one work fact a model is shown."""
    if sizing.size == "small":
        return min(_LONGEST_SMALL, sizing.context_tokens // _LONGEST_SHARE)
    return sizing.context_tokens // _LONGEST_SHARE


def in_batches(
    works: Sequence[Assignment], sizing: Sizing, shown: int = 0
) -> list[tuple[Assignment, ...]]:
    """One piece each for a small model; for a large one as many as fit prompt and answer.

    `shown` are the tokens of examples and style. A piece too large by itself stands alone; its
    facts are shortened when they are numbered.
    """
    if sizing.size == "small":
        return [(work,) for work in works]
    batches: list[list[Assignment]] = []
    room = left = sizing.context_tokens - _PROMPT - shown
    answer_left = 0
    for work in works:
        asked, answered = _tokens(work, sizing)
        if not batches or asked + answered > left or answered > answer_left:
            batches.append([])
            left, answer_left = room, sizing.max_tokens
        batches[-1].append(work)
        left -= asked + answered
        answer_left -= answered
    return [tuple(batch) for batch in batches]


def _tokens(work: Assignment, sizing: Sizing) -> tuple[int, int]:
    """What a piece takes in the prompt, and in the answer (the sentences in their form)."""
    facts = numbered(work.facts, longest_fact(sizing))
    return sum(map(tokens_of, facts.lines)), 2 * tokens_of(work.piece.text) + 30
