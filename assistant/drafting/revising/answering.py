"""A finding of the rules answered: where the cure is certain it is made, else the person is told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.drafting.draft import Draft, DraftSection, GroundedSentence, assemble
from assistant.drafting.revising.basis import Basis
from assistant.drafting.revising.chains import mended
from assistant.drafting.revising.keeping import judged_facts, still_said
from assistant.drafting.revising.locating import Spot
from assistant.drafting.revising.version import Refused
from assistant.errors import UnusableInput
from assistant.report.quantities import find_quantities
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check, finding_as_json

Json = Mapping[str, Any]
_CHAINS = ("STR601", "STR602", "STR603", "STR604", "STR605")
# What these find is a slip of the pen: the expected words are what was meant.
_WORDING = ("LAN101", "LAN102", "LAN103", "LAN104", "LAN203", "LAN407", "LAN501", "LAN604")
# Here the expected number follows from the tables or from other numbers of the text.
_NUMBERS = ("NAR1", "NAR2", "NAR3", "ARI103", "ARI104", "ARI201", "YEA401", "YEA403")
_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Answered:
    """A draft after one finding was answered; the same object where nothing could be done."""

    draft: Draft
    refused: tuple[Refused, ...] = ()


def findings_wanted(draft: Draft, fingerprint: str, words: str, number: int) -> list[Json]:
    """The findings that a wish means: by fingerprint, by code, by place in the list, else all.

    Raises:
        UnusableInput: There is no such finding.
    """
    everything: list[Json] = list(draft.findings)
    if not everything:
        raise UnusableInput("校验没有发现问题，没有要改的", cure="可以先说“校验”")
    found = everything
    if fingerprint:
        found = [f for f in everything if f["fingerprint"] == fingerprint]
    elif words:
        found = [f for f in everything if f["code"] == words.upper()]
    elif number:
        at = number - 1 if number > 0 else number
        found = everything[at:][:1] if -len(everything) <= at < len(everything) else []
    if not found:
        codes = "、".join(dict.fromkeys(f["code"] for f in everything))
        raise UnusableInput(
            f"没有这一处问题；现有 {len(everything)} 处：{codes}", cure="说第几处，或者说编号"
        )
    return found


def answer(draft: Draft, finding: Json, basis: Basis) -> Answered:
    """The draft with one finding answered, if the cure is certain.

    Certain means: the expected words are put where the found ones stand, the sentence still
    has its ground, and a new check shows this finding gone and no other in its place.
    """
    section = draft.section(finding["where"]["section"] or "")
    if section is None:
        cells = "、".join(finding["where"]["cells"][:3])
        where = f"表格 {cells}" if cells else "没有起草的部分"
        return _left_to_the_person(draft, finding, f"问题在{where}，改数据文件后重新起草")
    for changed in _cures(section, finding, basis, draft):
        after = draft.model_copy(
            update={"sections": tuple(changed if s is section else s for s in draft.sections)}
        )
        if _is_cured(draft, after, finding, basis):
            return Answered(after)
    return _left_to_the_person(draft, finding, str(finding["cure"]))


def _left_to_the_person(draft: Draft, finding: Json, cure: str) -> Answered:
    what = f"{finding['code']} {finding['message']}"
    return Answered(draft, (Refused(text=what, why=f"要由您决定：{cure}"),))


def _cures(
    section: DraftSection, finding: Json, basis: Basis, draft: Draft
) -> Iterator[DraftSection]:
    code = str(finding["code"])
    if code in _CHAINS:
        rows = [paragraph.sentences for paragraph in section.paragraphs]
        yield section.model_copy(update={"paragraphs": mended(section, rows)})
        return
    place = _sentence_at(section, int(finding["where"]["start"] or 0))
    if place is None or not code.startswith((*_WORDING, *_NUMBERS)):
        return
    spot, offset = place
    old = section.paragraphs[spot.paragraph].sentences[spot.sentence]
    for text in _corrected(old.text, offset, finding, numeric=code.startswith(_NUMBERS)):
        new = _grounded(old, text, basis, draft)
        if new is not None:
            yield _with(section, spot, new)


def _sentence_at(section: DraftSection, start: int) -> tuple[Spot, int] | None:
    """The sentence that a character of the section's joined text stands in, and its place there."""
    at = 0
    for p, paragraph in enumerate(section.paragraphs):
        for s, sentence in enumerate(paragraph.sentences):
            if at <= start < at + len(sentence.text):
                return Spot(p, s), start - at
            at += len(sentence.text)
        at += 1
    return None


def _corrected(text: str, offset: int, finding: Json, *, numeric: bool) -> Iterator[str]:
    """The sentence with the expected words in the place of the found ones."""
    found, expected = str(finding["found"]), str(finding["expected"])
    if numeric:
        yield from _with_number(text, offset, expected, str(finding["where"]["text"]))
        return
    for words in (found, str(finding["where"]["text"])):
        at = text.find(words, max(0, offset - len(words)))
        if words and at >= 0:
            yield f"{text[:at]}{expected}{text[at + len(words) :]}"


def _with_number(text: str, offset: int, expected: str, shown: str) -> Iterator[str]:
    """The numbers in the finding's words, one after the other, written anew; the unit stays."""
    number = _PLAIN_NUMBER.match(expected)
    if number is None:
        return
    end = offset + max(1, len(shown))
    for quantity in find_quantities(text):
        if offset <= quantity.start < end:
            written = _PLAIN_NUMBER.search(quantity.text)
            if written is not None:
                at = quantity.start + written.start()
                yield f"{text[:at]}{number[0]}{text[at + len(written[0]) :]}"


def _grounded(
    old: GroundedSentence, text: str, basis: Basis, draft: Draft
) -> GroundedSentence | None:
    sources = {i: s for i, s in draft.sources.items() if i in old.sources}
    numbers = [fact.id for fact in basis.ledger.values() if not isinstance(fact.value, str)]
    ground = basis.ground([*old.facts, *numbers], old.text, sources)
    judgement = ground.judge(text, rests_on_facts=False)
    if not judgement.holds and old.origin != "person":
        return None
    kept = still_said(old.facts, old.text, text, judgement, basis.ledger)
    facts = [*kept, *judged_facts(judgement)]
    return old.model_copy(update={"text": text, "facts": tuple(dict.fromkeys(facts)) or old.facts})


def _with(section: DraftSection, spot: Spot, new: GroundedSentence) -> DraftSection:
    paragraphs = list(section.paragraphs)
    sentences = list(paragraphs[spot.paragraph].sentences)
    sentences[spot.sentence] = new
    paragraphs[spot.paragraph] = paragraphs[spot.paragraph].model_copy(
        update={"sentences": tuple(sentences)}
    )
    return section.model_copy(update={"paragraphs": tuple(paragraphs)})


def _is_cured(before: Draft, after: Draft, finding: Json, basis: Basis) -> bool:
    """Whether the finding is gone and no other has come."""
    known = {f["fingerprint"] for f in before.findings}
    left = {f["fingerprint"] for f in findings_of(after, basis)}
    return finding["fingerprint"] not in left and not left - known


def findings_of(draft: Draft, basis: Basis) -> Sequence[dict[str, Any]]:
    """What the rules find in the report that the draft makes of the figures."""
    case = Case(assemble(draft, basis.figures), basis.previous)
    return [finding_as_json(finding) for finding in check(case, RULES).findings]
