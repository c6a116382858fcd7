"""A draft beside all that it is scored against, each thing worked out once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial

from assistant.drafting.draft import Draft, DraftSource, GroundedSentence, assemble
from assistant.drafting.drafter import Drafter
from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.ground import Ground
from assistant.drafting.planning.plan import SECTION_IDS, plan_of
from assistant.report.ledger import Ledger
from assistant.report.model import AnnualReport
from assistant.report.quantities import find_quantities
from assistant.report.units import half_width
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case as RuleCase
from assistant.rules.engine import check
from assistant.rules.narrative import Narrative
from assistant.rules.rule import Finding
from evals.drafting.cases import Case
from evals.scoring.numbers_told import NumbersTold

_HIGHEST = 6  # a plan's priority runs from 1 (stays) to 5 (the first to go)


Judge = Callable[[str], tuple[str, tuple[Doubt, ...]]]


@dataclass(frozen=True, slots=True)
class Must:
    """A fact that a part has to say, and how much it weighs."""

    section: str
    fact: str
    weight: int


@dataclass(frozen=True)
class Known:
    """What is known of a case before anything is drafted: facts, ground, what has to be said.

    `parts` are those that were to be drafted: what the others have to say is nobody's fault.
    """

    case: Case
    parts: tuple[str, ...] = SECTION_IDS

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
        for section in self._wanted:
            plan = plan_of(section)
            for piece in self._drafter.material(section).pieces():
                items = [item for i in piece.items if (item := plan.item(i)) is not None]
                priority = min((item.priority for item in items), default=3)
                found += [Must(section, fact, _HIGHEST - priority) for fact in piece.must]
        return tuple(dict.fromkeys(found))

    @cached_property
    def numbers(self) -> NumbersTold:
        """What the figures and the notes say of any sentence's numbers."""
        return NumbersTold(self.ledger)

    @cached_property
    def composed_by_part(self) -> dict[str, str]:
        """The offline wording of all facts, by part."""
        pieces = {s: self._drafter.material(s).pieces() for s in SECTION_IDS}
        return {s: "\n".join(piece.text for piece in own) for s, own in pieces.items()}

    @property
    def composed(self) -> str:
        """The same as one text: its words are known to be those of the facts."""
        return "\n".join(self.composed_by_part.values())

    def judge_with(self, sources: Mapping[str, DraftSource]) -> Judge:
        """Judges sentences on all that is known and these sources; each sentence once a case."""
        key = tuple(sorted((i, source.text) for i, source in sources.items()))
        if key not in self._judges:
            both = f"{self.composed}\n{with_digits(self.composed)}"
            ground = Ground(list(self.ledger.values()), sources, both)
            self._judges[key] = cache(partial(_least_doubted, ground))
        return self._judges[key]

    @cached_property
    def _judges(self) -> dict[tuple[tuple[str, str], ...], Judge]:
        return {}

    @cached_property
    def last_texts(self) -> dict[str, str]:
        """Last year's narrative by part; empty where there is none."""
        previous = self.case.previous
        return {} if previous is None else {s: t for s, t in previous.texts() if t}

    @cached_property
    def reference_texts(self) -> dict[str, str]:
        """The narrative of the published report by wanted part; empty where there is none."""
        reference = self.case.reference
        texts = () if reference is None else reference.texts()
        return {s: t for s, t in texts if t and s in self.parts}

    @property
    def _wanted(self) -> tuple[str, ...]:
        return tuple(section for section in SECTION_IDS if section in self.parts)


@dataclass(frozen=True)
class Drafted:
    """One draft of a case."""

    known: Known
    draft: Draft

    @cached_property
    def texts(self) -> dict[str, str]:
        """The draft's text by part, in its own order; parts without text are left out.

        Digits are half-width here and in `judged`: how they are printed is the form's matter.
        """
        return {s.id: half_width(s.text) for s in self.draft.sections if s.text}

    @cached_property
    def judged(self) -> tuple[tuple[str, GroundedSentence, tuple[Doubt, ...]], ...]:
        """Every sentence with its part, and what in it has no ground in all that is known.

        Of 八件 and 8件, which say the same, the writing counts that the ground doubts less.
        """
        judge = self.known.judge_with(self.draft.sources)
        found = []
        for section in self.draft.sections:
            for sentence in section.sentences():
                text, doubts = judge(half_width(sentence.text))
                found.append((section.id, sentence.model_copy(update={"text": text}), doubts))
        return tuple(found)

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


def with_digits(text: str) -> str:
    """The text with plain counts in digits: 八件 as 8件."""
    for quantity in reversed(find_quantities(text)):
        plain = f"{quantity.value}{quantity.unit}"
        if not quantity.about and quantity.value == int(quantity.value) >= 0:
            text = text[: quantity.start] + plain + text[quantity.end :]
    return text


def _least_doubted(ground: Ground, text: str) -> tuple[str, tuple[Doubt, ...]]:
    doubts = ground.judge(text, rests_on_facts=False).doubts
    other = with_digits(text) if doubts else text
    if other == text:
        return text, doubts
    others = ground.judge(other, rests_on_facts=False).doubts
    return (other, others) if len(others) < len(doubts) else (text, doubts)
