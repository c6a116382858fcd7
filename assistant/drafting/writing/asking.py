"""The prompts of drafting: what a model is asked for a batch, and for its repair."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from assistant.drafting.grounding.sentence import Sentence
from assistant.drafting.prompts import Prompt, render
from assistant.drafting.writing.assignments import Batch
from assistant.drafting.writing.manner import answer_schema, shown_answer

_ID = re.compile(r"^f\d+ ")
_MOST_SENTENCES = 4  # a small model asked for one or two; a grammar without bound lets it run on


def first_prompt(batch: Batch) -> Prompt:
    """A piece in its facts for a small model, the whole batch by plan items for a large one."""
    prompt = _piece_prompt(batch) if batch.sizing.size == "small" else _part_prompt(batch)
    if batch.manner.form == "text":
        return prompt
    most = _MOST_SENTENCES if batch.sizing.size == "small" else 3 * len(batch.facts.lines) + 3
    return replace(
        prompt, schema=answer_schema(list(batch.facts.by_id), list(batch.articles), most=most)
    )


def repair_prompt(batch: Batch, failed: Sequence[tuple[str, tuple[str, ...]]]) -> Prompt:
    """The sentences that have no ground, each with the words to drop and those to keep."""
    facts = batch.facts.lines if not batch.manner.numbered else _unnumbered(batch)
    sentences = [_to_repair(batch, text, reasons) for text, reasons in failed]
    return render("repair_piece", {"facts": facts, "sentences": sentences})


def _to_repair(batch: Batch, text: str, reasons: tuple[str, ...]) -> dict[str, object]:
    doubts = batch.ground.judge(text).doubts
    clauses = [
        (text[c.start : c.end], any(d.start < c.end and c.start < d.end for d in doubts))
        for c in Sentence(text.rstrip("。；")).clauses
    ]
    dropped = [words for words, doubted in clauses if doubted]
    kept = [words for words, doubted in clauses if not doubted]
    return {"text": text, "reasons": reasons, "dropped": dropped, "kept": kept}


def _piece_prompt(batch: Batch) -> Prompt:
    manner = batch.manner
    composed = "".join(work.piece.text for work in batch.assignments) if manner.composed else ""
    values: dict[str, object] = {
        "year": batch.year,
        "section_title": batch.section_title,
        "examples": batch.examples if manner.passages else (),
        "facts": batch.facts.lines,
        "articles": _articles(batch),
        "composed": composed,
        "manner": manner,
        "shot": partial(shown_answer, manner),
    }
    return render("write_piece", values)


def _part_prompt(batch: Batch) -> Prompt:
    shown = {fact.id: line for fact, line in zip(batch.facts.facts, batch.facts.lines, strict=True)}
    items = [[shown[f.id] for f in work.facts if f.id in shown] for work in batch.assignments]
    values: dict[str, object] = {
        "agency": batch.agency,
        "year": batch.year,
        "section_title": batch.section_title,
        "examples": batch.examples if batch.manner.passages else (),
        "style": batch.style,
        "items": [item for item in items if item],
        "articles": _articles(batch),
        "manner": batch.manner,
    }
    return render("write_part", values)


def _articles(batch: Batch) -> list[str]:
    return list(batch.articles.values()) if batch.manner.form == "json" else []


def _unnumbered(batch: Batch) -> tuple[str, ...]:
    return tuple(_ID.sub("", line) for line in batch.facts.lines)
