"""Drafts a report part by part: the model where it can, composed sentences everywhere else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.drafting.composing.composer import Composer
from assistant.drafting.composing.pieces import Material, Piece
from assistant.drafting.draft import (
    Draft,
    DraftFact,
    DraftSection,
    Dropped,
    GroundedSentence,
    Missing,
    Paragraph,
    assemble,
)
from assistant.drafting.grounding.ground import Ground
from assistant.drafting.planning.plan import SECTION_IDS, PartPlan, plan_of
from assistant.drafting.prompts import quoted
from assistant.drafting.writer import Writer
from assistant.drafting.writing.examples import Library, without_figures
from assistant.drafting.writing.piece_writing import Assignment, write_piece
from assistant.errors import ModelUnavailable, UnusableInput
from assistant.report.ledger import build_ledger
from assistant.report.model import AnnualReport
from assistant.retrieval.corpus import Corpus
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check, finding_as_json

Engine = Literal["auto", "llm", "offline"]
ALWAYS = ("agency", "year", "next_year")
_COMPOSED_ONLY = frozenset({"preface", "1"})


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened while drafting, for whoever shows it as it happens."""

    kind: Literal["section", "sentence", "dropped", "notice", "done"]
    section: str
    text: str = ""


@dataclass
class _Trail:
    """What a draft collects on its way."""

    sections: dict[str, DraftSection] = field(default_factory=dict)
    dropped: list[Dropped] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    prompts: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)


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
        self._previous = previous
        self._composer = Composer(figures, self.ledger)
        self._library = Library(corpus, figures)
        self._trail = _Trail(notices=[unfit] if unfit else [])
        self._templates = {f"work.{work.id}": work.text for work in figures.facts}

    def steps(self, section_ids: Sequence[str]) -> Iterator[Step]:
        """Draft these parts in order, saying what happens as it happens."""
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
        """The draft of all parts written so far, checked by the rules."""
        trail = self._trail
        sections = tuple(trail.sections[s] for s in SECTION_IDS if s in trail.sections)
        used = {fact for s in sections for sentence in s.sentences() for fact in sentence.facts}
        draft = Draft(
            agency=self.figures.agency,
            year=self.figures.year,
            engine=_engine_name(sections),
            prompts=dict(sorted(trail.prompts.items())),
            sections=sections,
            facts={i: DraftFact.of(f) for i, f in self.ledger.items() if i in self._with(used)},
            sources=dict(self._library.sources),
            dropped=tuple(trail.dropped),
            missing=tuple(trail.missing),
            notices=tuple(dict.fromkeys([*trail.notices, *self._library.notices])),
        )
        report = assemble(draft, self.figures)
        outcome = check(Case(report, self._previous), RULES)
        findings = tuple(finding_as_json(finding) for finding in outcome.findings)
        return draft.model_copy(update={"findings": findings})

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

    def _part(self, section_id: str) -> Iterator[Step]:
        plan = plan_of(section_id)
        material = self._composer.material(section_id)
        articles = self._library.articles(plan)
        examples = self._library.examples(plan)
        paragraphs = []
        writers = set()
        for pieces in material.paragraphs:
            sentences: list[GroundedSentence] = []
            for piece in pieces:
                for step, sentence in self._piece(plan, piece, (articles, examples)):
                    yield step
                    sentences += [sentence] if sentence else []
            writers |= {sentence.origin for sentence in sentences}
            paragraphs += [Paragraph(sentences=tuple(sentences))] if sentences else []
        self._enter(material, paragraphs, "model" in writers, tuple(examples))

    def _enter(
        self,
        material: Material,
        paragraphs: list[Paragraph],
        by_model: bool,
        references: tuple[str, ...],
    ) -> None:
        section = material.section
        self._trail.missing = [m for m in self._trail.missing if m.section != section]
        self._trail.missing += material.missing
        name = self.writer.name if by_model and self.writer else "offline"
        self._trail.sections[section] = DraftSection(
            id=section,
            title=self._title(section),
            paragraphs=tuple(paragraphs),
            engine=name,
            references=references,
        )

    def _piece(
        self, plan: PartPlan, piece: Piece, sources: tuple[list[str], list[str]]
    ) -> Iterator[tuple[Step, GroundedSentence | None]]:
        written = None
        if self.writer is not None and plan.section not in _COMPOSED_ONLY:
            try:
                written = write_piece(self.writer, self._assignment(plan, piece, sources))
            except ModelUnavailable as error:
                notice = f"{self._title(plan.section)}：{error.what}，改用离线组稿"
                self._trail.notices.append(notice)
                self.writer = None
                yield Step("notice", plan.section, notice), None
        dropped = written.dropped if written else []
        self._trail.dropped += dropped
        self._trail.prompts |= written.prompts if written else {}
        for item in dropped:
            yield Step("dropped", plan.section, f"{item.text}（{item.why}）"), None
        for sentence in written.sentences if written else self._composed(plan, piece, sources[0]):
            yield Step("sentence", plan.section, sentence.text), sentence

    def _composed(
        self, plan: PartPlan, piece: Piece, articles: list[str]
    ) -> Iterator[GroundedSentence]:
        """The composed sentences, held to the same ground as a model's."""
        ground = self._ground(piece, articles)
        for sentence in piece.sentences:
            judgement = ground.judge(sentence.text, rests_on_facts=False)
            if judgement.holds:
                cited = tuple(dict.fromkeys([*sentence.sources, *judgement.sources]))
                if plan.section == "preface" and "basis.regulation" in sentence.facts:
                    cited = tuple(articles)
                yield sentence.model_copy(update={"sources": cited})
            else:
                why = "；".join(judgement.reasons)
                self._trail.dropped.append(
                    Dropped(section=plan.section, text=sentence.text, why=why)
                )

    def _ground(self, piece: Piece, articles: list[str]) -> Ground:
        facts = [self.ledger[i] for i in self._usable(piece)]
        sources = {i: self._library.sources[i] for i in articles}
        return Ground(facts, sources, self._templates, piece.text)

    def _usable(self, piece: Piece) -> list[str]:
        """The piece's facts, who and when, and what the ledger derives from these facts alone."""
        own = dict.fromkeys([*ALWAYS, *piece.facts])
        derived = [
            fact.id
            for fact in self.ledger.values()
            if fact.kind == "derived" and all(operand in own for operand in fact.operands)
        ]
        return list(dict.fromkeys([*own, *derived]))

    def _assignment(
        self, plan: PartPlan, piece: Piece, sources: tuple[list[str], list[str]]
    ) -> Assignment:
        articles, examples = sources
        shown = [quoted(without_figures(self._library.sources[i].text), "例") for i in examples]
        return Assignment(
            section=plan.section,
            section_title=self._title(plan.section),
            agency=self.figures.agency,
            year=self.figures.year,
            piece=piece,
            facts=tuple(self.ledger[i] for i in piece.facts),
            ground=self._ground(piece, articles),
            examples=tuple(shown),
        )


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
