"""Drafts a report part by part: the model where it can, composed sentences everywhere else."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from assistant.drafting.composing.composer import Composer
from assistant.drafting.composing.pieces import Material, Piece
from assistant.drafting.conflicts import conflicts, in_words
from assistant.drafting.draft import (
    Draft,
    DraftFact,
    DraftSection,
    Dropped,
    Paragraph,
    assemble,
)
from assistant.drafting.grounding.ground import Ground
from assistant.drafting.originality import Originality
from assistant.drafting.planning.plan import SECTION_IDS, PartPlan, plan_of
from assistant.drafting.prompts import quoted
from assistant.drafting.trail import Step, Trail
from assistant.drafting.writer import Writer
from assistant.drafting.writing.account import account_of
from assistant.drafting.writing.assignments import Assignment
from assistant.drafting.writing.examples import Library, without_figures
from assistant.drafting.writing.part_writing import Part, PartWriting
from assistant.drafting.writing.returned import Told, faults_in
from assistant.errors import UnusableInput
from assistant.report.ledger import build_ledger
from assistant.report.model import AnnualReport
from assistant.retrieval.corpus import Corpus
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check, finding_as_json

Engine = Literal["auto", "llm", "offline"]
ALWAYS = ("agency", "year", "next_year")
_COMPOSED_ONLY = frozenset({"preface", "1"})


class Drafter:
    """Drafts the parts of one report and keeps the trail.

    Without a writer everything is composed. With one, each piece is written by it and
    grounded; a part for which it fails is composed, and the draft says so.
    """

    def __init__(
        self,
        figures: AnnualReport,
        *,
        previous: AnnualReport | None = None,
        corpus: Corpus | None = None,
        writer: Writer | None = None,
    ) -> None:
        unfit = unfit_previous(figures, previous)
        previous = None if unfit else previous
        self.figures = figures
        self.ledger = build_ledger(figures, previous)
        self.writer = writer
        self._sizing = writer.sizing if writer else None
        self._previous = previous
        self._composer = Composer(figures, self.ledger, previous)
        self._library = Library(corpus, figures)
        self._trail = Trail(notices=[unfit] if unfit else [])

    def steps(self, section_ids: Sequence[str]) -> Iterator[Step]:
        """Draft these parts in order, saying what happens as it happens.

        What does not agree in the figures is said first, once.
        """
        if self._trail.conflicts is None:
            self._trail.conflicts = conflicts(self.figures, self._composer, self._previous)
            for line in in_words(self._trail.conflicts):
                yield Step("notice", "", line)
        for section_id in section_ids:
            yield Step("section", section_id, self._title(section_id))
            yield from self._part(section_id)
            yield Step("done", section_id)

    def draft(self, section_ids: Sequence[str] = SECTION_IDS) -> Draft:
        """Draft these parts and return everything drafted so far."""
        for _ in self.steps(section_ids):
            pass
        return self.result()

    def result(self) -> Draft:
        """The draft of all parts written so far; the rules' findings on these and on the tables."""
        trail = self._trail
        sections = tuple(trail.sections[s] for s in SECTION_IDS if s in trail.sections)
        used = {fact for s in sections for sentence in s.sentences() for fact in sentence.facts}
        told = self._with(used)
        draft = Draft(
            agency=self.figures.agency,
            year=self.figures.year,
            engine=_engine_name(sections),
            prompts=dict(sorted(trail.prompts.items())),
            sections=sections,
            facts={i: DraftFact.of(f) for i, f in self.ledger.items() if i in told},
            sources=dict(self._library.sources),
            dropped=tuple(trail.dropped),
            missing=tuple(trail.missing),
            proposals=trail.proposals,
            conflicts=trail.conflicts or (),
            repeated=self._original().repeated(sections),
            notices=tuple(dict.fromkeys([*trail.notices, *self._library.notices])),
            account=account_of(self._sizing, self._trail.spent),
        )
        report = assemble(draft, self.figures)
        outcome = check(Case(report, self._previous), RULES)
        written = {None, "", *(section.id for section in sections)}
        found = [f for f in outcome.findings if f.where.section in written]
        findings = tuple(finding_as_json(finding) for finding in found)
        return draft.model_copy(update={"findings": findings})

    def _original(self) -> Originality:
        """What the draft must not repeat: last year's report and the examples shown so far."""
        statements = [f for f in self.ledger.values() if f.kind == "statement"]
        own = [str(f.value) for f in statements if not f.id.startswith("last.")]
        return Originality.of(self.figures, self._previous, self._library.sources, own)

    def _with(self, used: set[str]) -> set[str]:
        """The facts used and, for derived ones, the facts that they were made of."""
        found, queue = set[str](), list(used)
        while queue:
            fact_id = queue.pop()
            if fact_id not in found and fact_id in self.ledger:
                found.add(fact_id)
                queue += self.ledger[fact_id].operands
        return found

    def _title(self, section_id: str) -> str:
        return "前言" if section_id == "preface" else self.figures.form.title_of(section_id)

    def material(self, section_id: str) -> Material:
        return self._composer.material(section_id)

    def _part(self, section_id: str) -> Iterator[Step]:
        material = self.material(section_id)
        part = self.to_write(material)
        writer = None if section_id in _COMPOSED_ONLY else self.writer
        writing = PartWriting(part, writer, unusable=self._trail.unusable)
        for event in writing.events():
            shown = f"{event.text}（{event.why}）" if event.kind == "dropped" else event.text
            yield Step(event.kind, section_id, shown)
        self._trail.dropped += writing.dropped
        self._trail.notices += writing.notices
        for notice in (*material.notices, *writing.notices):
            yield Step("notice", section_id, notice)
        self._trail.prompts |= writing.meter.prompts
        if self.writer is not None:
            self._trail.spent[section_id] = writing.meter.spent
        self._trail.unusable = writing.unusable
        self._enter(material, writing)
        self.writer = None if writing.given_up else self.writer

    def to_write(self, material: Material) -> Part:
        """A part as it is given to a writer: its pieces, with composed sentences that hold."""
        plan = plan_of(material.section)
        articles = self._library.articles(plan)
        examples = self._library.examples(plan) if self.writer else []  # only a model reads them
        pieces = [self._holding(plan, piece, articles) for piece in material.pieces()]
        last = dict(self._previous.texts()).get(plan.section, "") if self._previous else ""
        return Part(
            section=plan.section,
            title=self._title(plan.section),
            agency=self.figures.agency,
            year=self.figures.year,
            works=tuple(Assignment(p, tuple(self.ledger[i] for i in p.facts)) for p in pieces),
            ground_of=lambda some: self._ground(some, articles),
            repeats=self._original().reason,
            examples=tuple(self._example(i) for i in examples),
            style=quoted(without_figures(last), "上年") if last else "",
            references=tuple(examples),
            faults_of=lambda told: self._faults(material, told),
        )

    def _faults(self, material: Material, told: Told) -> dict[str, str]:
        """What our rules find in a part that reads so, after the parts before it."""
        part = self._section(material, told)
        draft = Draft(
            agency=self.figures.agency,
            year=self.figures.year,
            engine="",
            sections=(*self._trail.sections.values(), part),
        )
        return faults_in(Case(assemble(draft, self.figures), self._previous), part.id)

    def _example(self, source_id: str) -> str:
        source = self._library.sources[source_id]
        return quoted(without_figures(source.text), "本单位往年" if source.own else "例")

    def _enter(self, material: Material, writing: PartWriting) -> None:
        section, trail = material.section, self._trail
        trail.missing = [m for m in trail.missing if m.section != section]
        self._trail.missing += material.missing
        self._trail.proposals = material.proposals or self._trail.proposals
        self._trail.notices += material.notices
        by_model = any(s.origin == "model" for own in writing.sentences for s in own)
        drafted = self._section(material, writing.sentences)
        self._trail.sections[section] = drafted.model_copy(
            update={
                "engine": self.writer.name if by_model and self.writer else "offline",
                "references": writing.part.references,
            }
        )

    def _section(self, material: Material, told: Told) -> DraftSection:
        written = iter(told)
        paragraphs = [
            tuple(s for _ in pieces for s in next(written)) for pieces in material.paragraphs
        ]
        return DraftSection(
            id=material.section,
            title=self._title(material.section),
            paragraphs=tuple(Paragraph(sentences=own) for own in paragraphs if own),
        )

    def _holding(self, plan: PartPlan, piece: Piece, articles: list[str]) -> Piece:
        """The piece with those composed sentences that stand on the same ground as a model's."""
        ground = self._ground([piece], articles)
        holding = []
        for sentence in piece.sentences:
            judgement = ground.judge(sentence.text, rests_on_facts=False)
            if judgement.holds:
                cited = tuple(dict.fromkeys([*sentence.sources, *judgement.sources]))
                if plan.section == "preface" and "basis.regulation" in sentence.facts:
                    cited = tuple(articles)
                holding.append(sentence.model_copy(update={"sources": cited}))
            else:
                why = "；".join(judgement.reasons)
                self._trail.dropped.append(
                    Dropped(section=plan.section, text=sentence.text, why=why)
                )
        return replace(piece, sentences=tuple(holding))

    def _ground(self, pieces: Sequence[Piece], articles: list[str]) -> Ground:
        facts = [self.ledger[i] for i in self._usable(pieces)]
        sources = {i: self._library.sources[i] for i in articles}
        composed = "".join(piece.text for piece in pieces)
        return Ground(facts, sources, composed)

    def _usable(self, pieces: Sequence[Piece]) -> list[str]:
        """The pieces' facts, who and when, and what the ledger derives from these facts alone."""
        own = dict.fromkeys([*ALWAYS, *(fact for piece in pieces for fact in piece.facts)])
        derived = [
            fact.id
            for fact in self.ledger.values()
            if fact.kind == "derived" and all(operand in own for operand in fact.operands)
        ]
        return list(dict.fromkeys([*own, *derived]))


def unfit_previous(figures: AnnualReport, previous: AnnualReport | None) -> str:
    """Why a report is not last year's of the same agency, in a sentence; empty if it is."""
    if previous is None:
        return ""
    if previous.agency != figures.agency:
        return (
            f"给出的上年报告是“{previous.agency}”的，不是“{figures.agency}”的，没有用来比较；"
            "如果是同一单位改名，请把两份文件里的单位名称写成一样"
        )
    if previous.year != figures.year - 1:
        return f"给出的上年报告是 {previous.year} 年的，应为 {figures.year - 1} 年，没有用来比较"
    return ""


def _engine_name(sections: Sequence[DraftSection]) -> str:
    names = {section.engine for section in sections if section.engine != "offline"}
    return "、".join(sorted(names)) or "offline"


def section_ids(text: str) -> tuple[str, ...]:
    """The parts that `--section 1.2,5` means; "1" means the whole of section 一.

    Raises:
        UnusableInput: One of them is no part that is drafted.
    """
    wanted: list[str] = []
    for name in filter(None, (part.strip() for part in text.replace("，", ",").split(","))):
        matching = [s for s in SECTION_IDS if s == name or s.startswith(f"{name}.")]
        if not matching:
            raise UnusableInput(
                f"没有“{name}”这一部分", cure=f"可写：{'、'.join(SECTION_IDS)}，用逗号隔开"
            )
        wanted += matching
    return tuple(s for s in SECTION_IDS if s in wanted) or SECTION_IDS
