"""Small drafts of a sample agency, sentence by sentence, as a person would type them."""

from functools import cache

from assistant.drafting.draft import Draft, DraftSection, GroundedSentence, Paragraph
from assistant.drafting.drafter import Drafter
from evals.drafting.cases import Case, sample_cases
from evals.scoring.drafted import Drafted, Known


@cache
def known() -> Known:
    """What is known of a town's case: 8 new requests, 3 the year before, 4 granted."""
    return Known(next(c for c in sample_cases() if c.name == "qinglan-hedu-zhen-2024"))


def case() -> Case:
    return known().case


@cache
def offline() -> Draft:
    return Drafter(case().figures, previous=case().previous).draft()


def drafted(**parts: str) -> Drafted:
    """The draft with these parts and no other: `_1_2` is part 1.2, a line a paragraph."""
    sections = tuple(
        DraftSection(
            id=name.strip("_").replace("_", "."),
            title="",
            paragraphs=tuple(
                Paragraph(sentences=(GroundedSentence(text=line, origin="model"),))
                for line in text.splitlines()
            ),
        )
        for name, text in parts.items()
    )
    figures = case().figures
    draft = Draft(agency=figures.agency, year=figures.year, engine="m", sections=sections)
    return Drafted(known(), draft)
