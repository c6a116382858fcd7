"""A model's words for a wish, held to the facts of the sentences that it was asked about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.grounding.cutting import cut_back
from assistant.drafting.grounding.ground import Ground, Judgement
from assistant.drafting.prompts import Prompt, quoted, render
from assistant.drafting.revising.expanding import unsaid_sentences
from assistant.drafting.revising.keeping import judged_facts, still_said
from assistant.drafting.revising.locating import Spot, spots_of
from assistant.drafting.revising.scene import Edit, Scene, refusal
from assistant.drafting.revising.shape import misshapen, required_facts, wish_in_words
from assistant.drafting.revising.version import Refused
from assistant.drafting.revising.wording import body_of, numbered, taken_apart
from assistant.drafting.writer import Writer
from assistant.drafting.writing.answers import sentences_of
from assistant.errors import ModelUnavailable
from assistant.report.ledger import Fact

ASKED = frozenset({"shorten", "expand", "formal", "merge", "instruct"})
_REASONS = 4  # told of one answer
_MAX_ANSWER = 4000  # characters; a model that goes on and on is cut here
_MARKS = re.compile(r"<<[^<>\n]{0,20}>>")  # those of what was quoted, copied by a small model
_FEW, _MANY = 2, 40  # sentences that a small and a large model is asked about at once
_MORE = 2  # unsaid sentences whose facts an expansion is offered


@dataclass(frozen=True, slots=True)
class Task:
    """Neighbouring sentences of one paragraph that are to be worded anew."""

    scene: Scene
    spots: tuple[Spot, ...]
    facts: tuple[str, ...]
    more: str
    ground: Ground

    @property
    def old(self) -> list[GroundedSentence]:
        """The sentences as they stand."""
        return [self.scene.at(spot) for spot in self.spots]


@dataclass
class _Trail:
    """What was asked and what was refused on the way."""

    prompts: dict[str, str] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)


def ask_model(writer: Writer, scene: Scene, otherwise: Edit) -> tuple[Edit, dict[str, str]]:
    """What the model makes of the sentences, paragraph by paragraph; else the form without it.

    What it writes is judged, repaired once, and refused where something has no ground, a
    fact that has to stay is lost, or it is no answer to the wish. Where nothing of it can
    be used, `otherwise` is done and the reason told.
    """
    trail = _Trail()
    changed: dict[Spot, Sequence[GroundedSentence]] = {}
    try:
        at_once = _FEW if writer.sizing.size == "small" else _MANY
        for task in _tasks(scene, at_once):
            new = _answered(writer, task, trail)
            if new:
                changed |= dict.fromkeys(task.spots, ())
                changed[task.spots[0]] = new
    except ModelUnavailable as error:
        trail.refused.append(Refused(text=writer.name, why=error.what))
    if changed:
        rows = scene.with_sentences(changed)
        return Edit(rows, f"模型 {writer.name} 按要求改写", tuple(trail.refused)), trail.prompts
    free = scene.revision.action == "instruct"  # what is then said of a missing model is not so
    return _without_model(Edit(None) if free else otherwise, trail), trail.prompts


def _without_model(otherwise: Edit, trail: _Trail) -> Edit:
    refused = (*trail.refused, *otherwise.refused)
    if otherwise.rows is None:
        note = "模型的改法没有采用，原文没有动；可以换个要求，或者自己写：“第几句改成：……”"
        return Edit(None, refused=refused, notes=(note, *otherwise.notes))
    note = "模型的改法没有采用（原因见下），改用了不靠模型的改法；不要的话可以说“撤销”"
    return Edit(otherwise.rows, otherwise.why, refused, (note, *otherwise.notes))


def _tasks(scene: Scene, at_once: int) -> Iterator[Task]:
    """The sentences meant, some at a time, without those that only announce what follows."""
    action = scene.revision.action
    spots = [s for s in scene.spots if not taken_apart(scene.at(s).text).leads]
    extra = unsaid_sentences(scene)[:_MORE] if action == "expand" else []
    if action == "expand":
        spots = _beside(scene, spots, extra)
    for group in [spots] if action in ("merge", "expand") else _groups(spots, at_once):
        old = [scene.at(spot) for spot in group]
        own = [fact for sentence in [*old, *extra] for fact in sentence.facts]
        facts = tuple(dict.fromkeys([*own, *scene.revision.facts]))
        more = "".join(sentence.text for sentence in extra)
        if group:
            yield Task(scene, tuple(group), facts, more, scene.ground([*old, *extra], facts))


def _beside(scene: Scene, spots: list[Spot], extra: Sequence[GroundedSentence]) -> list[Spot]:
    """The sentences of one paragraph that new facts belong to, else the last one; none for no news."""
    if not extra:
        return []
    ledger = scene.basis.ledger
    kin = {o for s in extra for f in s.facts if f in ledger for o in (f, *ledger[f].operands)}
    found = [spot for spot in spots if kin & set(scene.at(spot).facts)] or spots[-1:]
    return [spot for spot in found if spot.paragraph == found[0].paragraph]


def _groups(spots: Sequence[Spot], at_once: int) -> Iterator[list[Spot]]:
    """Neighbours in a paragraph, at most so many together."""
    for _, row in groupby(spots, key=lambda spot: spot.paragraph):
        line = list(row)
        yield from (line[i : i + at_once] for i in range(0, len(line), at_once))


def _answered(writer: Writer, task: Task, trail: _Trail) -> tuple[GroundedSentence, ...]:
    """The new sentences, or nothing where they cannot be used."""
    texts = _cut(task, sentences_of(_ask(writer, _first_prompt(task), trail)), trail)
    reasons = _against(task, texts)
    if reasons:
        again = _again_prompt(task, "".join(texts), reasons)
        texts = _cut(task, sentences_of(_ask(writer, again, trail)), trail) or texts
        reasons = _against(task, texts)
    if reasons:
        shown = "".join(texts)[:200] or "（模型没有写出句子）"
        trail.refused.append(Refused(text=shown, why="；".join(reasons[:_REASONS])))
        return ()
    judged = [(text, task.ground.judge(text)) for text in texts]
    return tuple(_as_steps(task, [_grounded(task, text, judgement) for text, judgement in judged]))


def _cut(task: Task, texts: Sequence[str], trail: _Trail) -> list[str]:
    """The sentences without what has no ground, as far as something is left that stands."""
    found = []
    for text in texts:
        cut = cut_back(task.ground, text)
        found.append(cut[0] if cut else text)
        if cut and cut[0] != text:
            reasons = task.ground.judge(text).reasons
            why = f"{'；'.join(reasons[:_REASONS])}（保留：{cut[0]}）"
            trail.refused.append(Refused(text=text, why=why))
    return found


def _against(task: Task, texts: Sequence[str]) -> list[str]:
    """Everything that speaks against an answer."""
    if not texts:
        return ["没有写出句子"]
    judged = [task.ground.judge(text) for text in texts]
    reasons = [reason for judgement in judged for reason in judgement.reasons]
    original = task.scene.basis.originality(task.scene.draft.sources)
    copied = {original.reason(text) for text in texts} - {original.reason(s.text) for s in task.old}
    reasons += sorted(filter(None, copied))
    said = _said(task, texts, judged)
    must = task.scene.basis.must(task.scene.section.id)
    needed = required_facts(task.scene.revision.action, task.old, must)
    lost = [fact for fact in needed if fact not in said]
    if lost and not reasons:
        reasons.append(f"没有写到{task.scene.basis.called(lost)}")
    reasons = reasons or _items_lost(task, texts)
    return reasons or misshapen(task.scene.revision, task.old, texts)


def _said(task: Task, texts: Sequence[str], judged: Sequence[Judgement]) -> set[str]:
    old, ledger = "".join(s.text for s in task.old), task.scene.basis.ledger
    pairs = zip(texts, judged, strict=True)
    return {fact for text, one in pairs for fact in still_said(task.facts, old, text, one, ledger)}


def _items_lost(task: Task, texts: Sequence[str]) -> list[str]:
    """Reasons for every must-say item that the part tells of no more with these words."""
    basis, section = task.scene.basis, task.scene.section.id
    others = [s for s in spots_of(task.scene.section) if s not in task.spots]
    rest = "\n".join([*texts, *(task.scene.at(spot).text for spot in others)])
    told = basis.items_told(section, "\n".join(s.text for s in task.old))
    lost = told - basis.items_told(section, rest)
    return [f"没有写到“{basis.question_of(section, item)}”" for item in sorted(lost)]


def _grounded(task: Task, text: str, judgement: Judgement) -> GroundedSentence:
    old = "".join(s.text for s in task.old)
    kept = still_said(task.facts, old, text, judgement, task.scene.basis.ledger)
    return GroundedSentence(
        text=text,
        facts=tuple(dict.fromkeys([*kept, *judged_facts(judgement)])),
        sources=judgement.sources,
        origin="model",
    )


def _as_steps(task: Task, new: list[GroundedSentence]) -> Iterator[GroundedSentence]:
    """Sentences that were steps of a chain become steps again; the chain is numbered later."""
    styles = [taken_apart(sentence.text).style for sentence in task.old]
    chained = all(styles)
    for at, sentence in enumerate(new):
        style = styles[min(at, len(styles) - 1)] if chained else ""
        text = f"{numbered(style, at + 1)}{body_of(sentence.text)}。" if style else sentence.text
        yield sentence.model_copy(update={"text": text})


def _ask(writer: Writer, prompt: Prompt, trail: _Trail) -> str:
    trail.prompts[prompt.name] = prompt.sha256
    pieces, length = [], 0
    for text in writer.write(prompt):
        pieces.append(text)
        length += len(text)
        if length > _MAX_ANSWER:
            break
    return _MARKS.sub("", "".join(pieces))


def _first_prompt(task: Task) -> Prompt:
    values = {
        "section_title": task.scene.section.title,
        "facts": _facts_in_words(task),
        "sentences": _sentences_in_words(task),
        "wish": wish_in_words(task.scene.revision, task.old, task.more),
    }
    return render("revise_sentences", values)


def _again_prompt(task: Task, answer: str, reasons: Sequence[str]) -> Prompt:
    values = {
        "facts": _facts_in_words(task),
        "sentences": _sentences_in_words(task),
        "answer": quoted(answer, "改过的句子"),
        "reasons": list(reasons),
    }
    return render("revise_again", values)


def _sentences_in_words(task: Task) -> str:
    text = "\n".join(f"{body_of(s.text)}。" for s in task.old)
    return quoted(text, "原句")


def _facts_in_words(task: Task) -> str:
    ledger = task.scene.basis.ledger
    facts = [ledger[i] for i in task.facts if i in ledger]
    stated = {fact.id for fact in facts if isinstance(fact.value, str)}
    lines = [_line(f) for f in facts if f.id in stated or f.id.rpartition(".")[0] not in stated]
    return quoted("\n".join(f"- {line}" for line in lines), "事实")


def _line(fact: Fact) -> str:
    return str(fact.value) if isinstance(fact.value, str) else f"{fact.label}：{fact.written}"


def no_model(wish: str) -> Edit:
    """A free wish cannot be done without a model; what can be is named."""
    return refusal(
        wish or "按要求改写",
        "这样的改写要靠模型，现在没有设置模型",
        "不靠模型可以：再短点、再详细一点、正式一些、合并、拆开、移动、删掉、"
        "加上某条事实、第几句改成：……",
    )
