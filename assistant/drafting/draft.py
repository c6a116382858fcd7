"""The draft as data, in the JSON form of the contract."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.drafting.writing.account import Account
from assistant.report.ledger import Fact
from assistant.report.model import AnnualReport, PartText, SectionText

Origin = Literal["model", "composed", "person"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GroundedSentence(_Frozen):
    """A sentence with the ids of the facts and sources that it rests on.

    `item` is the item of the plan that it is on, empty where it is on none. What a sentence rests
    on is worked out by the grounding; `named` are those facts and sources that the model named
    itself, `misnamed` those that it named and that do not hold the sentence.
    """

    text: str
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    misnamed: tuple[str, ...] = ()
    origin: Origin = "composed"
    item: str = ""


class Paragraph(_Frozen):
    """Sentences that are printed one after the other."""

    sentences: tuple[GroundedSentence, ...]

    @property
    def text(self) -> str:
        return "".join(sentence.text for sentence in self.sentences)


class DraftSection(_Frozen):
    """One part of the report: `preface`, "1", "1.1" … "1.5", "5" or "6".

    `references` are passages that were shown as examples of style; they support no figure.
    """

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    engine: str = ""
    references: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def sentences(self) -> list[GroundedSentence]:
        """All sentences in reading order."""
        return [s for paragraph in self.paragraphs for s in paragraph.sentences]


class DraftFact(_Frozen):
    """A fact as a draft shows it: value in a string, unit, label, source, formula."""

    value: str
    unit: str
    label: str
    source: str
    formula: str = ""
    operands: tuple[str, ...] = ()

    @classmethod
    def of(cls, fact: Fact) -> "DraftFact":
        """The printed form of a ledger fact."""
        value = str(fact.value) if isinstance(fact.value, int | str) else format(fact.value, "f")
        return cls(
            value=value,
            unit=fact.unit,
            label=fact.label,
            source=fact.source,
            formula=fact.formula,
            operands=fact.operands,
        )


class DraftSource(_Frozen):
    """A passage of the corpus: an article of a regulation or a part of a report.

    `own` marks a former report of the agency itself, shown for its house style.
    """

    kind: Literal["report", "regulation"]
    title: str
    locator: str
    text: str
    own: bool = False


class Dropped(_Frozen):
    """A sentence that is not in the draft because something in it had no ground, and why."""

    section: str
    text: str
    why: str


class Missing(_Frozen):
    """What a section must say and no fact covers: a question to the staff, never invented.

    `item` is the plan's, `hint` how to answer, `basis` who demands it.
    """

    section: str
    what: str
    item: str = ""
    hint: str = ""
    basis: str = ""


class Proposal(_Frozen):
    """A candidate that the figures support, for the staff to confirm: never in the text itself.

    `facts` are what it rests on; `kind` says whether it is a problem or its improvement.
    """

    section: str
    kind: Literal["problem", "improvement"]
    text: str
    why: str
    facts: tuple[str, ...] = ()


class Conflict(_Frozen):
    """Facts that contradict each other or the tables, said before anything is drafted."""

    what: str
    cure: str
    facts: tuple[str, ...] = ()
    finding: str = ""


class Repeated(_Frozen):
    """A sentence that repeats last year's report or an example: flagged, for a person to reword.

    `staff` says that the words are those of the staff's own notes of this year.
    """

    section: str
    text: str
    of: str
    staff: bool = False


class Draft(_Frozen):
    """A drafted report with its trail: facts, sources, what was dropped, what is missing."""

    agency: str
    year: int
    engine: str
    prompts: dict[str, str] = Field(default_factory=dict)
    sections: tuple[DraftSection, ...] = ()
    facts: dict[str, DraftFact] = Field(default_factory=dict)
    sources: dict[str, DraftSource] = Field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()
    missing: tuple[Missing, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    findings: tuple[dict[str, Any], ...] = ()
    notices: tuple[str, ...] = ()
    account: Account | None = None

    def section(self, section_id: str) -> DraftSection | None:
        """The section with this id, if it was drafted."""
        return next((s for s in self.sections if s.id == section_id), None)


def assemble(draft: Draft, figures: AnnualReport) -> AnnualReport:
    """The report that the draft makes of the figures: tables as given, narrative as drafted.

    The five parts of section 一 and the titles of all six sections are always there;
    what was not drafted stays as the figures file has it.
    """
    texts = {s.id: tuple(p.text for p in s.paragraphs) for s in draft.sections}
    sections = {}
    for section in figures.form.sections:
        old = figures.sections.get(section.id)
        kept = old.paragraphs if old else ()
        old_parts = old.parts if old else {}
        parts = {
            part.id: PartText(
                title=part.title,
                paragraphs=texts.get(
                    part.id, old_parts[part.id].paragraphs if part.id in old_parts else ()
                ),
            )
            for part in section.parts
        }
        sections[section.id] = SectionText(
            title=section.title, paragraphs=texts.get(section.id, kept), parts=parts
        )
    return figures.model_copy(
        update={
            "title": figures.full_title,
            "preface": texts.get("preface", figures.preface),
            "sections": sections,
        }
    )
