"""The annexes that a person asks for: where the numbers come from, and pictures of them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.drafting.draft import Draft, DraftFact
    from assistant.exporting.annex import PictureSheet, SourceTable
    from assistant.exporting.sources import TracedSentence
    from assistant.report.ledger import Fact, FactKind, Ledger
    from assistant.report.model import AnnualReport

_SENTENCES = re.compile(r"[^。！？\n]+[。！？]?")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
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
    trail: "Draft | None" = None,
) -> "SourceTable":
    """The sources of a finished report's numbers: what its sentences are true by, sought anew.

    A finished report has lost the work facts that it was written from; `figures` brings them, or
    the `trail`, the draft that it was printed from: its sentences keep the facts they were
    written from, those that a person changed since are sought among all of these. Of the `earlier` reports, that of the year before is what growth is counted from.
    """
    from assistant.exporting.annex import SourceTable
    from assistant.exporting.sources import source_rows
    from assistant.report.ledger import build_ledger

    if figures is not None:
        known = ("facts", "problems", "improvements")
        report = report.model_copy(update={name: getattr(figures, name) for name in known})
    previous = next((one for one in earlier if one.year == report.year - 1), None)
    ledger = _with_trail(build_ledger(report, previous), trail)
    return SourceTable(source_rows(_judged(report, ledger, trail), ledger))


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


def _with_trail(ledger: "Ledger", trail: "Draft | None") -> "Ledger":
    """The ledger with the facts that only the draft has kept; a cell of the report stands as it is."""
    from assistant.report.ledger import Ledger

    facts = trail.facts if trail else {}
    kept = [_fact(id, fact) for id, fact in facts.items() if id not in ledger]
    return Ledger([*ledger.values(), *kept])


def _fact(id: str, kept: "DraftFact") -> "Fact":
    from assistant.report.ledger import Fact

    number = _exact(kept.value)
    kind: FactKind = "statement" if number is None else "derived" if kept.formula else "work"
    return Fact(
        id,
        kept.value if number is None else number,
        kept.unit,
        kept.label,
        kept.source,
        kind,
        formula=kept.formula,
        operands=kept.operands,
    )


def _exact(text: str) -> "int | Decimal | None":
    if not _NUMBER.fullmatch(text):
        return None
    return Decimal(text) if "." in text else int(text)


def _judged(
    report: "AnnualReport", ledger: "Ledger", trail: "Draft | None"
) -> "Iterator[TracedSentence]":
    from assistant.drafting.grounding.ground import Ground
    from assistant.exporting.sources import TracedSentence

    ground = Ground(list(ledger.values()))
    drafted = {
        s.text.strip(): s.facts for d in (trail.sections if trail else ()) for s in d.sentences()
    }
    for section_id, text in report.texts():
        title = _PREFACE if section_id == "preface" else report.form.title_of(section_id)
        for sentence in _SENTENCES.findall(text):
            if sentence.strip() in drafted:
                yield TracedSentence(title, sentence, drafted[sentence.strip()])
                continue
            found = ground.judge(sentence, rests_on_facts=False)
            doubts = tuple((doubt.start, doubt.end) for doubt in found.doubts)
            yield TracedSentence(title, sentence, found.facts, written_from=False, doubts=doubts)
