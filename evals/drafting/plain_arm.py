"""The other arm: the same model, given figures, form and passages in one plain prompt.

What today's tools do: everything pasted, the answer taken as it comes. Kinder than most: the
cells that are zero are left out, so that a small model is not lost in them.
"""

import re
from dataclasses import replace

from assistant.drafting.draft import Draft, DraftSection, GroundedSentence, Paragraph
from assistant.drafting.prompts import Prompt, render
from assistant.drafting.writer import Reply, Writer
from assistant.reading.figures import read_figures
from assistant.report.ledger import build_ledger
from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir
from evals.drafting.cases import Case

_PASSAGES_OF = "wanglan-xian-fuban-2023"  # is in none of the cases
_PASSAGE = 160  # characters
_ANSWER = 200  # tokens for each part: twice what our path writes
_MARKS = re.compile(r"^[\s#*\-]+|[\s*：:]+$")
_NUMBERED = re.compile(r"^[一二三四五六\d]+[、.]|^[（(][一二三四五六\d]+[）)]")


def plain_prompt(case: Case, sections: tuple[str, ...]) -> Prompt:
    """The one prompt: title by title what is wanted, all figures, a passage for each part."""
    figures = case.figures
    ledger = build_ledger(figures, case.previous)
    cells = [f"{f.label}：{f.written}" for f in ledger.values() if f.kind == "cell" and f.value]
    work = [str(f.value) for f in ledger.values() if f.kind == "statement"]
    example = dict(read_figures(corpus_dir() / "samples" / f"{_PASSAGES_OF}.yaml").texts())
    values: dict[str, object] = {
        "agency": figures.agency,
        "year": figures.year,
        "titles": [figures.form.title_of(section) for section in sections],
        "cells": cells,
        "facts": work,
        "passages": [example.get(section, "")[:_PASSAGE] for section in sections],
    }
    return replace(render("plain_report", values), max_tokens=_ANSWER * len(sections))


def plain_draft(case: Case, sections: tuple[str, ...], writer: Writer, reply: Reply) -> Draft:
    """The model's answer as a draft, part by part, with nothing checked and nothing left out."""
    prompt = plain_prompt(case, sections)
    text = "".join(writer.write(prompt, reply))
    return Draft(
        agency=case.figures.agency,
        year=case.figures.year,
        engine=writer.name,
        prompts={prompt.name: prompt.sha256},
        sections=tuple(
            _section(case.figures, section, lines)
            for section, lines in _by_section(text, case.figures, sections).items()
        ),
    )


def _section(figures: AnnualReport, section: str, lines: list[str]) -> DraftSection:
    paragraphs = tuple(
        Paragraph(sentences=(GroundedSentence(text=line, origin="model"),)) for line in lines
    )
    return DraftSection(
        id=section, title=figures.form.title_of(section), paragraphs=paragraphs, engine="model"
    )


def _by_section(
    text: str, figures: AnnualReport, sections: tuple[str, ...]
) -> dict[str, list[str]]:
    """Each line under the part whose title stands over it; before the first title, the first."""
    names = {_bare(figures.form.title_of(section)): section for section in sections}
    found: dict[str, list[str]] = {section: [] for section in sections}
    at = sections[0]
    for line in filter(None, (_MARKS.sub("", line) for line in text.splitlines())):
        title = next((n for n in names if _bare(line).startswith(n)), None)
        rest = line
        if title is not None and len(_bare(line)) <= len(title) + 2:
            at, rest = names[title], ""
        if rest:
            found[at].append(rest)
    return found


def _bare(line: str) -> str:
    return _NUMBERED.sub("", line.strip())
