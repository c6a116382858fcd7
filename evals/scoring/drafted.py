"""A draft beside all that it is scored against, each thing worked out once."""

from dataclasses import dataclass
from functools import cached_property

from assistant.drafting.draft import Draft, GroundedSentence, assemble
from assistant.drafting.drafter import Drafter
from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.ground import Ground
from assistant.drafting.planning.plan import SECTION_IDS, plan_of
from assistant.report.ledger import Ledger
from assistant.report.model import AnnualReport
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case as RuleCase
from assistant.rules.engine import check
from assistant.rules.narrative import Narrative
from assistant.rules.rule import Finding
from evals.drafting.cases import Case

_HIGHEST = 6  # a plan's priority runs from 1 (stays) to 5 (the first to go)


@dataclass(frozen=True, slots=True)
class Must:
    """A fact that a part has to say, and how much it weighs."""

    section: str
    fact: str
    weight: int


@dataclass(frozen=True)
class Known:
    """What is known of a case before anything is drafted: facts, ground, what has to be said."""

    case: Case

    @cached_property
    def _drafter(self) -> Drafter:
        return Drafter(self.case.figures, previous=self.case.previous)

    @property
    def ledger(self) -> Ledger:
        """Every fact of the figures, of last year's, and what follows from them."""
        return self._drafter.ledger

    @cached_property
    def must(self) -> tuple[Must, ...]:
        """The facts of each piece of the plan that have to appear, weighed by its priority."""
        found = []
        for section in SECTION_IDS:
            plan = plan_of(section)
            for piece in self._drafter.material(section).pieces():
                items = [item for i in piece.items if (item := plan.item(i)) is not None]
                priority = min((item.priority for item in items), default=3)
                found += [Must(section, fact, _HIGHEST - priority) for fact in piece.must]
        return tuple(dict.fromkeys(found))

    @cached_property
    def composed_by_part(self) -> dict[str, str]:
        """The offline wording of all facts, by part."""
        pieces = {s: self._drafter.material(s).pieces() for s in SECTION_IDS}
        return {s: "\n".join(piece.text for piece in own) for s, own in pieces.items()}

    @property
    def composed(self) -> str:
        """The same as one text: its words are known to be those of the facts."""
        return "\n".join(self.composed_by_part.values())

    @cached_property
    def last_texts(self) -> dict[str, str]:
        """Last year's narrative by part; empty where there is none."""
        previous = self.case.previous
        return {} if previous is None else {s: t for s, t in previous.texts() if t}

    @cached_property
    def reference_texts(self) -> dict[str, str]:
        """The narrative of the published report by part; empty where there is none."""
        reference = self.case.reference
        return {} if reference is None else {s: t for s, t in reference.texts() if t}


@dataclass(frozen=True)
class Drafted:
    """One draft of a case."""

    known: Known
    draft: Draft

    @cached_property
    def texts(self) -> dict[str, str]:
        """The draft's text by part, in its own order; parts without text are left out."""
        return {section.id: section.text for section in self.draft.sections if section.text}

    @cached_property
    def sentences(self) -> tuple[tuple[str, GroundedSentence], ...]:
        """Every sentence with its part."""
        return tuple((s.id, one) for s in self.draft.sections for one in s.sentences())

    @cached_property
    def doubts(self) -> tuple[tuple[Doubt, ...], ...]:
        """What in each of `sentences` has no ground in all that is known of the case."""
        known = self.known
        ground = Ground(list(known.ledger.values()), self.draft.sources, known.composed)
        texts = (sentence.text for _, sentence in self.sentences)
        return tuple(ground.judge(text, rests_on_facts=False).doubts for text in texts)

    @cached_property
    def report(self) -> AnnualReport:
        """The report that the draft makes of the figures."""
        return assemble(self.draft, self.known.case.figures)

    @cached_property
    def rule_case(self) -> RuleCase:
        return RuleCase(self.report, self.known.case.previous)

    @property
    def narrative(self) -> Narrative:
        """The draft as one text; the same that the findings are of."""
        return self.rule_case.narrative

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules find in the drafted parts; what is in the tables is not the draft's."""
        parts = {section.id for section in self.draft.sections}
        found = check(self.rule_case, RULES).findings
        return tuple(f for f in found if f.where.section in parts)
