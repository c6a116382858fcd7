"""The offline writer: facts to official prose, no model needed.

It says what the facts say and nothing more; zeros are said in the usual phrase, facts
that a blank cell leaves unknown are not said at all but asked for.
"""

from collections.abc import Callable, Sequence

from assistant.drafting.composing.pieces import Material, Piece
from assistant.drafting.composing.proposals import proposals
from assistant.drafting.composing.results import (
    case_sentences,
    decision_sentences,
    result_sentences,
)
from assistant.drafting.composing.section_five import FiveComposer
from assistant.drafting.composing.telling import Teller
from assistant.drafting.composing.voice import Voice
from assistant.drafting.composing.work import work_pieces
from assistant.drafting.draft import GroundedSentence
from assistant.drafting.originality import Originality
from assistant.drafting.planning.plan import PartPlan, plan_of
from assistant.drafting.planning.promises import promises
from assistant.drafting.planning.questions import questions
from assistant.report.ledger import Ledger
from assistant.report.model import AnnualReport


class Composer:
    """Composes the parts of one report from its ledger; `previous` is last year's report.

    Last year's wording is not used again while there is another.
    """

    def __init__(
        self, report: AnnualReport, ledger: Ledger, previous: AnnualReport | None = None
    ) -> None:
        before = [text for _, text in previous.texts()] if previous else []
        self.report = report
        self.ledger = ledger
        original = Originality.of(report, previous)
        self.voice = Voice(report.agency, report.year, before, original.reason)
        self._previous = previous
        self._teller = Teller(ledger, self.voice)
        self._special: dict[str, Callable[[PartPlan], Material]] = {
            "preface": self._preface,
            "1": self._opening,
            "1.1": self._published,
            "1.2": self._requested,
            "5": self._problems,
        }

    def material(self, section_id: str) -> Material:
        """The pieces of a part in order, with what is missing; composed sentences inside."""
        plan = plan_of(section_id)
        return self._special.get(section_id, self._work_only)(plan)

    def _preface(self, plan: PartPlan) -> Material:
        told = [self._teller.tell(g) for g in ("preface", "preface_parts", "preface_period")]
        piece = Piece("preface", _known(told), ("year", "period"))
        return Material(plan.section, ((piece,),))

    def _opening(self, plan: PartPlan) -> Material:
        return Material(
            plan.section, ((Piece("opening", _known([self._teller.tell("opening")])),),)
        )

    def _published(self, plan: PartPlan) -> Material:
        documents = [
            self._teller.tell("regulations", "regulations"),
            self._teller.tell("documents", "documents"),
            self._teller.tell("documents_course", "documents_course"),
            *decision_sentences(self._teller),
        ]
        return self._material(plan, self._work(plan), _piece("documents", documents, plan))

    def _requested(self, plan: PartPlan) -> Material:
        tell = self._teller.tell
        requests = [tell(group, group) for group in ("received", "growth", "applicants")]
        results = [
            *result_sentences(self.report.form, self._teller),
            tell("open_share", "open_share"),
            tell("carried", "carried"),
        ]
        told = [
            *_piece("requests", requests, plan),
            *_piece("results", results, plan),
            *_piece("cases", case_sentences(self._teller), plan),
        ]
        return self._material(plan, told, self._work(plan))

    def _work_only(self, plan: PartPlan) -> Material:
        return self._material(plan, self._work(plan))

    def _work(self, plan: PartPlan) -> list[Piece]:
        works = [work for work in self.report.facts if work.section == plan.section]
        return work_pieces(plan.section, works, plan, self.ledger, self.voice)

    def _material(self, plan: PartPlan, *paragraphs: list[Piece]) -> Material:
        missing = questions(plan, self.report, self.ledger)
        return Material(plan.section, tuple(tuple(p) for p in paragraphs if p), tuple(missing))

    def _problems(self, plan: PartPlan) -> Material:
        promised = promises(self.report, self._previous)
        five = FiveComposer(self.report, self._teller, promised).compose()
        missing = (*questions(plan, self.report, self.ledger), *five.missing)
        offered = proposals(self.report, self.ledger)
        return Material("5", five.paragraphs, missing, offered, five.notices)


def _known(told: Sequence[GroundedSentence | None]) -> tuple[GroundedSentence, ...]:
    return tuple(sentence for sentence in told if sentence)


def _piece(piece_id: str, told: Sequence[GroundedSentence | None], plan: PartPlan) -> list[Piece]:
    """The sentences as one piece; what must be said are the must-say facts that they tell."""
    known = _known(told)
    if not known:
        return []
    items = [item for i in dict.fromkeys(s.item for s in known) if (item := plan.item(i))]
    said = {fact_id for sentence in known for fact_id in sentence.facts}
    must = tuple(f for item in items if item.must for f in item.facts if f in said)
    query = " ".join(item.query for item in items if item.query)
    return [Piece(piece_id, known, must, tuple(item.id for item in items), query or plan.query)]
