"""What a changed sentence may rest on: the figures, what follows from them, the composed text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.drafting.composing.composer import Composer
from assistant.drafting.composing.pieces import Material
from assistant.drafting.draft import DraftSource, GroundedSentence
from assistant.drafting.grounding.ground import Ground
from assistant.drafting.originality import Originality
from assistant.drafting.planning.plan import SECTION_IDS, PlanItem, plan_of
from assistant.drafting.planning.topics import says_something_on
from assistant.report.agency import agency_kind
from assistant.report.ledger import Fact, Ledger, build_ledger
from assistant.report.model import AnnualReport

_MIDDLE = 3
ALWAYS = ("agency", "year", "next_year")


@dataclass(frozen=True)
class Basis:
    """One report's figures with last year's beside them, and what is composed of them."""

    figures: AnnualReport
    previous: AnnualReport | None
    ledger: Ledger
    materials: Mapping[str, Material]

    @classmethod
    def of(cls, figures: AnnualReport, previous: AnnualReport | None = None) -> "Basis":
        """Everything worked out once; `previous` is last year's report of the same agency."""
        ledger = build_ledger(figures, previous)
        composer = Composer(figures, ledger, previous)
        return cls(
            figures,
            previous,
            ledger,
            {section: composer.material(section) for section in SECTION_IDS},
        )

    def ground(
        self, facts: Iterable[str], said: str, sources: Mapping[str, DraftSource] | None = None
    ) -> Ground:
        """The ground of these facts, of who and when, and of what follows from these facts alone.

        `said` are words that stand already, so that what they claim may be said again.
        """
        own = dict.fromkeys([*ALWAYS, *facts])
        derived = [f.id for f in self._derived if all(operand in own for operand in f.operands)]
        known = [self.ledger[i] for i in dict.fromkeys([*own, *derived]) if i in self.ledger]
        return Ground(known, sources or {}, said)

    @cached_property
    def _derived(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.ledger.values() if fact.kind == "derived")

    def originality(self, sources: Mapping[str, DraftSource]) -> Originality:
        """What must not be repeated: last year's report, and the reports among the sources."""
        statements = [f for f in self.ledger.values() if f.kind == "statement"]
        own = [str(f.value) for f in statements if not f.id.startswith("last.")]
        return Originality.of(self.figures, self.previous, sources, own)

    def composed(self, section: str) -> list[GroundedSentence]:
        """The composed sentences of a part in their order."""
        material = self.materials.get(section)
        return [s for piece in material.pieces() for s in piece.sentences] if material else []

    def must(self, section: str) -> frozenset[str]:
        """The facts of the tables that a part has to say, whoever writes it."""
        material = self.materials.get(section)
        pieces = material.pieces() if material else []
        return frozenset(f for piece in pieces for f in piece.must if not f.startswith("work."))

    def items_told(self, section: str, text: str) -> frozenset[str]:
        """The items of the part's plan that this agency has to tell and that a text tells of."""
        return frozenset(
            item.id for item in self._asked(section) if says_something_on(item, [text])
        )

    def question_of(self, section: str, item_id: str) -> str:
        """What an item is about, as the staff are asked for it."""
        item = plan_of(section).item(item_id)
        return (item.question or item.lead or item.id) if item else item_id

    def priority(self, section: str, sentence: GroundedSentence) -> int:
        """From 1 (stays) to 5 (goes first); a sentence on several items keeps the best."""
        if section not in SECTION_IDS:
            return _MIDDLE
        plan = plan_of(section)
        own = plan.item(sentence.item) if sentence.item else None
        items = [own] if own else [i for i in plan.items if says_something_on(i, [sentence.text])]
        return min((item.priority for item in items), default=_MIDDLE)

    def _asked(self, section: str) -> list[PlanItem]:
        if section not in SECTION_IDS:
            return []
        kind = agency_kind(self.figures.agency)
        return [item for item in plan_of(section).items if item.asked_of(kind)]

    def called(self, fact_ids: Iterable[str]) -> str:
        """Facts as people know them: 本年新收申请8件、…"""
        facts = [self.ledger[i] for i in fact_ids if i in self.ledger]
        return "、".join(map(shown_fact, facts))


def shown_fact(fact: Fact) -> str:
    """A fact in a few words: label and value, or its statement."""
    if isinstance(fact.value, str):
        return f"“{fact.value}”"
    return f"{fact.label}{fact.written}"
