"""One piece written by a model and held to its facts: judged, repaired once, else dropped."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assistant.drafting.composing.pieces import Piece
from assistant.drafting.draft import Dropped, GroundedSentence
from assistant.drafting.grounding.ground import Ground, Judgement
from assistant.drafting.prompts import Prompt, render
from assistant.drafting.writer import Writer
from assistant.report.ledger import Fact

_MAX_REPAIRS = 2  # repairs asked for one piece; what fails beyond is dropped at once
_MAX_ANSWER = 4000  # characters; a model that goes on and on is cut here
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_MARKS = re.compile(
    r"^\s*(?:[-*#>•]+|\d{1,2}[.、．)]|[（(][一二三四五六七八九十\d]+[）)])\s*|\*\*|`+"
)
_LEADS = re.compile(
    r"^(?:以下是|好的|正文|改好的句子|改正后|根据(?:以上|上述)事实)[^。：:]{0,20}[：:]"
)


@dataclass
class PieceResult:
    """What became of a piece: its sentences, what was dropped on the way, the prompts used."""

    sentences: list[GroundedSentence] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    prompts: dict[str, str] = field(default_factory=dict)
    repairs: int = 0


@dataclass(frozen=True)
class Assignment:
    """A piece to be written, with everything that may be said in it."""

    section: str
    section_title: str
    agency: str
    year: int
    piece: Piece
    facts: tuple[Fact, ...]
    ground: Ground
    examples: tuple[str, ...] = ()


def write_piece(writer: Writer, work: Assignment) -> PieceResult:
    """The piece as the model writes it, every sentence grounded.

    What has no ground is repaired once, then dropped. Where a must-say fact is left
    unsaid, the composed sentences take the place of the model's.

    Raises:
        ModelUnavailable: The model gave no usable answer.
    """
    result = PieceResult()
    answer = _ask(writer, _first_prompt(work), result)
    for sentence in sentences_of(answer):
        kept = _kept(writer, work, sentence, result)
        if kept is not None and kept.text not in [s.text for s in result.sentences]:
            result.sentences.append(kept)
    _complete(work, result)
    return result


def sentences_of(answer: str) -> list[str]:
    """The sentences of a model's answer, without list marks, headings and phrases of its own."""
    found = []
    for line in answer[:_MAX_ANSWER].splitlines():
        bare = _LEADS.sub("", _MARKS.sub("", line)).strip()
        for match in _SENTENCE.finditer(bare):
            sentence = match[0].strip()
            if len(sentence) > 3 and sentence not in found:
                found.append(sentence if sentence[-1] in "。！？；" else f"{sentence}。")
    return found


def _first_prompt(work: Assignment) -> Prompt:
    values: dict[str, object] = {
        "agency": work.agency,
        "year": work.year,
        "section_title": work.section_title,
        "examples": work.examples,
        "facts": _in_words(work.facts),
        "composed": work.piece.text,
    }
    return render("write_piece", values)


def _repair_piece(work: Assignment, text: str, judgement: Judgement) -> Prompt:
    values: Mapping[str, object] = {
        "facts": _in_words(work.facts),
        "text": text,
        "reasons": judgement.reasons,
    }
    return render("repair_piece", values)


def _in_words(facts: tuple[Fact, ...]) -> list[str]:
    """Facts as a model reads them; a value inside a statement is not said twice."""
    stated = {fact.id for fact in facts if isinstance(fact.value, str)}
    return [
        str(fact.value) if fact.id in stated else f"{fact.label}：{fact.written}"
        for fact in facts
        if fact.id in stated or fact.id.rpartition(".")[0] not in stated
    ]


def _ask(writer: Writer, prompt: Prompt, result: PieceResult) -> str:
    result.prompts[prompt.name] = prompt.sha256
    return "".join(_bounded(writer.write(prompt)))


def _bounded(texts: Iterator[str]) -> Iterator[str]:
    length = 0
    for text in texts:
        yield text
        length += len(text)
        if length > _MAX_ANSWER:
            return


def _kept(
    writer: Writer, work: Assignment, sentence: str, result: PieceResult
) -> GroundedSentence | None:
    """The sentence if it stands, else its cut or repaired form if that stands, else None."""
    judgement = work.ground.judge(sentence)
    if judgement.holds:
        return _grounded(sentence, judgement)
    cut = _cut_back(work.ground, sentence)
    if cut is not None:
        _drop(work, sentence, judgement, result, f"（保留：{cut[0]}）")
        return _grounded(*cut)
    result.repairs += 1
    if result.repairs > _MAX_REPAIRS:
        _drop(work, sentence, judgement, result)
        return None
    answer = _ask(writer, _repair_piece(work, sentence, judgement), result)
    for repaired in sentences_of(answer)[:1]:
        again = work.ground.judge(repaired)
        if again.holds:
            _drop(work, sentence, judgement, result, "（已改写）")
            return _grounded(repaired, again)
        judgement = again
        sentence = repaired
    _drop(work, sentence, judgement, result)
    return None


def _cut_back(ground: Ground, sentence: str) -> tuple[str, Judgement] | None:
    """The sentence without its last clauses, as far as they have no ground; or None."""
    clauses = re.split(r"(?<=[，；,;])", sentence)
    for length in range(len(clauses) - 1, 0, -1):
        shorter = "".join(clauses[:length]).rstrip("，；,;") + "。"
        judgement = ground.judge(shorter)
        if judgement.holds:
            return shorter, judgement
    return None


def _grounded(text: str, judgement: Judgement) -> GroundedSentence:
    return GroundedSentence(
        text=text, facts=judgement.facts, sources=judgement.sources, origin="model"
    )


def _drop(
    work: Assignment, text: str, judgement: Judgement, result: PieceResult, note: str = ""
) -> None:
    why = "；".join(judgement.reasons) + note
    result.dropped.append(Dropped(section=work.section, text=text, why=why))


def _complete(work: Assignment, result: PieceResult) -> None:
    """Adds composed sentences for must-say facts left unsaid.

    Where such a sentence would say again what the model has said, the composed piece
    takes the place of the model's.
    """
    said = {fact for sentence in result.sentences for fact in sentence.facts}
    unsaid = {fact for fact in work.piece.must if fact not in said}
    if not unsaid and result.sentences:
        return
    lacking = [s for s in work.piece.sentences if unsaid & set(s.facts)]
    again = {f for s in lacking for f in s.facts if f in work.piece.must} & said
    if result.sentences and lacking and not again:
        result.sentences += lacking
        return
    labels = "、".join(fact.label for fact in work.facts if fact.id in unsaid)
    for sentence in result.sentences:
        why = f"没有写到“{labels}”，整段改用组稿句子"
        result.dropped.append(Dropped(section=work.section, text=sentence.text, why=why))
    result.sentences = list(work.piece.sentences)
