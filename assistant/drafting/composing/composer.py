"""The offline writer: facts to official prose, no model needed.

It says what the facts say and nothing more; zeros are said in the usual phrase, facts
that a blank cell leaves unknown are not said at all but asked for.
"""

from collections.abc import Sequence

from assistant.drafting.composing import phrases
from assistant.drafting.composing.phrases import Pattern
from assistant.drafting.composing.pieces import Material, Piece, Voice, realise
from assistant.drafting.composing.results import (
    case_sentences,
    decision_sentences,
    result_sentences,
)
from assistant.drafting.draft import GroundedSentence, Missing
from assistant.drafting.planning.plan import PartPlan, Topic, plan_of
from assistant.report.agency import agency_kind
from assistant.report.ledger import Ledger
from assistant.report.model import AnnualReport

_ORDINALS = "一二三四五六七八九十"
_FACTS_A_PIECE = 2


class Composer:
    """Composes the parts of one report from its ledger."""

    def __init__(self, report: AnnualReport, ledger: Ledger) -> None:
        self.report = report
        self.ledger = ledger
        self.voice = Voice(report.agency, report.year)

    def material(self, section_id: str) -> Material:
        """The pieces of a part in order, with what is missing; composed sentences inside."""
        plan = plan_of(section_id)
        match section_id:
            case "preface":
                return self._preface()
            case "1":
                return self._single("opening", phrases.OPENING)
            case "1.1":
                return self._with_tables(plan, self._documents())
            case "1.2":
                return self._with_tables(plan, self._requests())
            case "5":
                return self._problems()
            case _:
                return self._with_tables(plan, [])

    def _sentence(
        self, key: str, wordings: Sequence[str], also: Sequence[str] = ()
    ) -> GroundedSentence | None:
        return realise(self.voice.choose(key, wordings), self.ledger, also)

    def _single(self, section: str, wordings: Sequence[str]) -> Material:
        sentence = self._sentence(section, wordings, ("basis.regulation",))
        sentences = (sentence,) if sentence else ()
        return Material("1", ((Piece(section, sentences),),))

    def _preface(self) -> Material:
        basis = ("basis.regulation", "basis.form")
        sentences = [
            self._sentence("preface", phrases.PREFACE, basis),
            realise(phrases.PREFACE_PARTS, self.ledger, ("basis.parts",)),
            self._sentence("period", phrases.PREFACE_PERIOD),
        ]
        known = tuple(sentence for sentence in sentences if sentence)
        return Material("preface", ((Piece("preface", known, ("year", "period")),),))

    def _pattern(self, key: str, patterns: Sequence[Pattern]) -> GroundedSentence | None:
        """The sentence of the first pattern that fits, or None if none does."""
        for pattern in patterns:
            if self._fits(pattern):
                return self._sentence(key, pattern.wordings, pattern.also)
        return None

    def _fits(self, pattern: Pattern) -> bool:
        signs = [
            *[(fact_id, 1) for fact_id in pattern.positive],
            *[(fact_id, 0) for fact_id in pattern.zero],
            *[(fact_id, -1) for fact_id in pattern.negative],
        ]
        return all(self._sign(fact_id) == sign for fact_id, sign in signs)

    def _sign(self, fact_id: str) -> int | None:
        number = self.ledger.number(fact_id)
        return None if number is None else (number > 0) - (number < 0)

    def _documents(self) -> list[Piece]:
        found = [
            self._pattern("regulations", phrases.REGULATIONS),
            self._pattern("documents", phrases.DOCUMENTS),
            *decision_sentences(self.ledger, self.voice),
        ]
        return _piece("documents", found, (phrases.ISSUED,))

    def _requests(self) -> list[Piece]:
        requests = [
            self._pattern("received", phrases.RECEIVED),
            self._pattern("growth", phrases.GROWTH),
            self._pattern("applicants", phrases.APPLICANTS),
        ]
        results = [
            *result_sentences(self.report.form, self.ledger, self.voice),
            self._pattern("carried", phrases.CARRIED),
        ]
        cases = [
            self._pattern("no-cases", phrases.NO_CASES),
            *case_sentences(self.ledger, self.voice),
        ]
        return [
            *_piece("requests", requests, (phrases.NEW, phrases.CARRIED_IN)),
            *_piece("results", results, (phrases.RESULTS, phrases.CARRIED_OUT)),
            *_piece("cases", cases, (phrases.REVIEWS, phrases.LAWSUITS)),
        ]

    def _with_tables(self, plan: PartPlan, table_pieces: list[Piece]) -> Material:
        work = self._work_pieces(plan.section)
        paragraphs = [tuple(p) for p in (table_pieces, work) if p]
        if plan.section == "1.1":
            paragraphs.reverse()
        return Material(plan.section, tuple(paragraphs), tuple(self._missing(plan)))

    def _work_pieces(self, section: str) -> list[Piece]:
        works = [work for work in self.report.facts if work.section == section]
        chained = 3 <= len(works) <= len(_ORDINALS) and section != "6"
        chained = chained and self.voice.choose(f"chain{section}", ("yes", "yes", "no")) == "yes"
        sentences = []
        for index, work in enumerate(works):
            stem = f"work.{work.id}"
            lead = f"{_ORDINALS[index]}是" if chained else ""
            end = "；" if chained and index < len(works) - 1 else "。"
            text = f"{lead}{str(self.ledger[stem].value).rstrip('。；，、 ')}{end}"
            facts = (stem, *[f"{stem}.{name}" for name in work.values])
            sentences.append(GroundedSentence(text=text, facts=facts))
        starts = range(0, len(sentences), _FACTS_A_PIECE)
        return [
            Piece(
                f"work{start}",
                tuple(group := sentences[start : start + _FACTS_A_PIECE]),
                tuple(f for s in group for f in s.facts if f.count(".") > 1),
            )
            for start in starts
        ]

    def _missing(self, plan: PartPlan) -> list[Missing]:
        """Topics of the plan on which no work fact says anything, and blank must-say cells."""
        government = agency_kind(self.report.agency).is_government
        texts = [
            str(self.ledger[f"work.{w.id}"].value)
            for w in self.report.facts
            if _near(w.section, plan)
        ]
        found = [
            Missing(section=plan.section, what=topic.what)
            for topic in plan.topics
            if not _covered(topic, texts) and (government or not topic.governments)
        ]
        wanted = _MUST_CELLS.get(plan.section, ())
        form = self.report.form.by_address
        found += [
            Missing(section=plan.section, what=f"{form[cell].label}（{cell}，表中未填）")
            for cell in wanted
            if cell in form and cell not in self.ledger
        ]
        return found

    def _problems(self) -> Material:
        missing = []
        if not self.report.problems:
            missing.append(Missing(section="5", what="政府信息公开工作存在的主要问题"))
        if not self.report.improvements:
            missing.append(Missing(section="5", what="针对问题的改进情况"))
        paragraphs = [
            tuple(self._work_pieces("5")),
            self._chain("problem", self.report.problems, phrases.PROBLEMS_LEAD),
            self._chain("improvement", self.report.improvements, phrases.IMPROVEMENTS_LEAD),
        ]
        return Material("5", tuple(p for p in paragraphs if p), tuple(missing))

    def _chain(
        self, name: str, statements: Sequence[str], leads: Sequence[str]
    ) -> tuple[Piece, ...]:
        lead = self._sentence(name, leads)
        if not statements or lead is None:
            return ()
        numbered = 2 <= len(statements) <= len(_ORDINALS)
        sentences = [lead]
        for index, statement in enumerate(statements):
            ordinal = f"{_ORDINALS[index]}是" if numbered else ""
            end = "；" if numbered and index < len(statements) - 1 else "。"
            text = f"{ordinal}{statement.rstrip('。；，、 ')}{end}"
            sentences.append(GroundedSentence(text=text, facts=(f"{name}.{index + 1}",)))
        return (Piece(name, tuple(sentences)),)


_MUST_CELLS = {
    "1.1": (phrases.ISSUED, phrases.REPEALED, phrases.IN_FORCE),
    "1.2": (
        phrases.NEW,
        phrases.CARRIED_IN,
        phrases.RESULTS,
        phrases.CARRIED_OUT,
        phrases.REVIEWS,
        "t4.litigation_direct.total",
        "t4.litigation_after_reconsideration.total",
    ),
}


def _piece(
    piece_id: str, sentences: Sequence[GroundedSentence | None], must: Sequence[str]
) -> list[Piece]:
    known = tuple(sentence for sentence in sentences if sentence)
    if not known:
        return []
    said = {fact_id for sentence in known for fact_id in sentence.facts}
    return [Piece(piece_id, known, tuple(m for m in must if m in said))]


def _near(section: str, plan: PartPlan) -> bool:
    """Work facts of the part itself; those of any part of section 一 may cover a topic of it."""
    return section == plan.section or (plan.section.startswith("1.") and section.startswith("1."))


def _covered(topic: Topic, texts: Sequence[str]) -> bool:
    return any(word in text for text in texts for word in topic.words)
