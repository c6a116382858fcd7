"""The annexes that a person asks for: where the numbers come from, and pictures of them."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.drafting.draft import Draft
    from assistant.exporting.annex import PictureSheet, SourceTable
    from assistant.exporting.sources import TracedSentence
    from assistant.report.ledger import Ledger
    from assistant.report.model import AnnualReport

_SENTENCES = re.compile(r"[^。！？\n]+[。！？]?")
_PREFACE = "前言"


def sources_of_draft(
    draft: "Draft", report: "AnnualReport", previous: "AnnualReport | None" = None
) -> "SourceTable":
    """The sources of a draft's numbers: those that each sentence was written from."""
    from assistant.exporting.annex import SourceTable
    from assistant.exporting.sources import TracedSentence, source_rows
    from assistant.report.ledger import build_ledger

    sentences = [
        TracedSentence(section.title or _PREFACE, sentence.text, sentence.facts)
        for section in draft.sections
        for sentence in section.sentences()
    ]
    return SourceTable(source_rows(sentences, build_ledger(report, previous)))


def sources_of_report(
    report: "AnnualReport",
    figures: "AnnualReport | None" = None,
    earlier: "Sequence[AnnualReport]" = (),
) -> "SourceTable":
    """The sources of a finished report's numbers: what its sentences are true by, sought anew.

    A finished report has lost the work facts that it was written from; `figures` brings them.
    Of the `earlier` reports, that of the year before is what growth is counted from.
    """
    from assistant.exporting.annex import SourceTable
    from assistant.exporting.sources import source_rows
    from assistant.report.ledger import build_ledger

    if figures is not None:
        known = ("facts", "problems", "improvements")
        report = report.model_copy(update={name: getattr(figures, name) for name in known})
    previous = next((one for one in earlier if one.year == report.year - 1), None)
    ledger = build_ledger(report, previous)
    return SourceTable(source_rows(_judged(report, ledger), ledger))


def pictures_of_report(
    report: "AnnualReport", earlier: "Sequence[AnnualReport]" = ()
) -> "PictureSheet":
    """The pictures of a report's figures, with the course of the years where there are any.

    Raises:
        UnusableInput: Two of the reports are of the same year.
    """
    from assistant.exporting.annex import PictureSheet
    from assistant.exporting.pictures.course import years_course
    from assistant.exporting.pictures.results import results_by_kind

    results = results_by_kind(report)
    return PictureSheet((results, years_course([*earlier, report])) if earlier else (results,))


def _judged(report: "AnnualReport", ledger: "Ledger") -> "Iterator[TracedSentence]":
    from assistant.drafting.grounding.ground import Ground
    from assistant.exporting.sources import TracedSentence

    ground = Ground(list(ledger.values()))
    for section_id, text in report.texts():
        title = _PREFACE if section_id == "preface" else report.form.title_of(section_id)
        for sentence in _SENTENCES.findall(text):
            found = ground.judge(sentence, rests_on_facts=False)
            doubts = tuple((doubt.start, doubt.end) for doubt in found.doubts)
            yield TracedSentence(title, sentence, found.facts, written_from=False, doubts=doubts)
