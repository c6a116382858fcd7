"""Sentences, items and paragraphs in another order."""

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.revising.dropping import leaning_notes, leans
from assistant.drafting.revising.locating import Spot, locate
from assistant.drafting.revising.scene import Edit, Rows, Scene, refusal
from assistant.drafting.revising.wording import numbered, taken_apart


def swap(scene: Scene) -> Edit:
    """Sentences, items or paragraphs in each other's places."""
    other = scene.revision.other
    if other is None:
        return refusal("对调", "没有说和哪一句对调，例如“第一句和第三句对调”")
    there = locate(scene.section, other)
    here = scene.spots
    if set(here) & set(there):
        return refusal("对调", "两处是同一处，不用对调")
    if other.unit == "paragraph" and scene.revision.target.unit == "paragraph":
        return _swap_paragraphs(scene, here[0].paragraph, there[0].paragraph)
    if len(here) != 1 or len(there) != 1:
        return refusal("对调", "一次只能对调两句或两段")
    changed: dict[Spot, tuple[GroundedSentence, ...]] = {
        here[0]: (scene.at(there[0]),),
        there[0]: (scene.at(here[0]),),
    }
    rows = scene.with_sentences(_out_of_chain(scene, changed))
    notes = [*leaning_notes(scene, here), *leans(scene, (*here, *there))]
    return Edit(rows, "按要求对调", notes=tuple(dict.fromkeys(notes)))


def _swap_paragraphs(scene: Scene, one: int, other: int) -> Edit:
    rows = scene.rows()
    rows[one], rows[other] = rows[other], rows[one]
    return Edit(rows, "按要求对调")


def _out_of_chain(
    scene: Scene, changed: dict[Spot, tuple[GroundedSentence, ...]]
) -> dict[Spot, tuple[GroundedSentence, ...]]:
    """A sentence that takes a step's place becomes a step, and the other way round."""
    found = {}
    for spot, new in changed.items():
        lead = taken_apart(scene.at(spot).text)
        found[spot] = tuple(as_step(s, lead.style, lead.number) for s in new)
    return found


def as_step(sentence: GroundedSentence, style: str, number: int) -> GroundedSentence:
    """The sentence with a chain's number in front, or without one."""
    words = taken_apart(sentence.text)
    if words.leads:
        return sentence
    text = f"{numbered(style, number)}{words.body}{words.end or '。'}"
    return sentence.model_copy(update={"text": text})


def move(scene: Scene) -> Edit:
    """Sentences or paragraphs to another place of the part."""
    place, other = scene.revision.place, scene.revision.other
    if not place or (place in ("before", "after") and other is None):
        return refusal("移动", "没有说移到哪里，例如“第三句放到最前面”")
    there = locate(scene.section, other) if other is not None else ()
    if set(there) & set(scene.spots):
        return refusal("移动", "不能移到它自己旁边")
    if scene.revision.target.unit == "paragraph":
        return _move_paragraphs(scene, there)
    rows = scene.with_sentences(dict.fromkeys(scene.spots, ()))
    row, at = _destination(scene, there)
    steps = taken_apart(scene.section.paragraphs[row].sentences[-1].text)
    moved = [as_step(s, steps.style, 1) for s in scene.chosen]
    anchor = scene.section.paragraphs[row].sentences
    kept = [s for s in anchor[:at] if s in rows[row]]
    rows[row][len(kept) : len(kept)] = moved
    notes = [*leaning_notes(scene, scene.spots), *leans(scene, scene.spots)]
    return Edit(rows, "按要求移动", notes=tuple(dict.fromkeys(notes)))


def _destination(scene: Scene, there: tuple[Spot, ...]) -> tuple[int, int]:
    """Paragraph and place in it; an announcement stays in front of what it announces."""
    place = scene.revision.place
    if there:
        spot = there[-1] if place == "after" else there[0]
        return spot.paragraph, spot.sentence + (place == "after")
    within = scene.revision.target.paragraph or taken_apart(scene.chosen[0].text).style
    home = scene.spots[0].paragraph
    if place == "first":
        row = home if within else 0
        first = scene.section.paragraphs[row].sentences[0]
        return row, int(taken_apart(first.text).leads)
    row = home if within else len(scene.section.paragraphs) - 1
    return row, len(scene.section.paragraphs[row].sentences)


def _move_paragraphs(scene: Scene, there: tuple[Spot, ...]) -> Edit:
    rows = scene.rows()
    wanted = sorted({spot.paragraph for spot in scene.spots})
    rest = [i for i in range(len(rows)) if i not in wanted]
    place = scene.revision.place
    if not there:
        at = 0 if place == "first" else len(rest)
    else:
        beside = there[0].paragraph
        if beside in wanted:
            return refusal("移动", "不能移到它自己旁边")
        at = rest.index(beside) + (place == "after")
    order = [*rest[:at], *wanted, *rest[at:]]
    moved: Rows = [rows[i] for i in order]
    return Edit(moved, "按要求移动")
