"""Less text by the plan's priority: what must be said stays, what may be said goes last first."""

from collections.abc import Iterator

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.revising.locating import Spot, spots_of
from assistant.drafting.revising.scene import Edit, Scene, is_persons, refusal, reworded
from assistant.drafting.revising.wording import clauses_of, numbered, taken_apart

_STEP = 3  # one wish takes out a third of what may go, at least one sentence
_LEAST = 6  # characters that a sentence keeps
_FIXED = ("preface", "1")
_STATED = ("problem.", "improvement.")


def shorten(scene: Scene) -> Edit:
    """The words meant, shorter: whole sentences first, then clauses, never a must-say fact.

    With a `length` it goes on until that is reached or nothing may go any more.
    """
    optional = [] if len(scene.spots) == 1 else list(_optional(scene))
    changed: dict[Spot, tuple[GroundedSentence, ...]] = {}
    goal = scene.revision.length
    for spot in optional if goal else optional[: max(1, len(optional) // _STEP)]:
        if goal and _length(scene, changed) <= goal:
            break
        changed[spot] = ()
    if not changed or (goal and _length(scene, changed) > goal):
        cuts = list(_without_clauses(scene, changed))
        changed |= dict(cuts if goal else cuts[: max(1, len(cuts) // _STEP)])
    if not changed:
        return refusal(
            "缩短",
            "余下的都是必写的内容，或者去掉以后不成句",
            "要删去某一句可以说“第几句删掉”；第五部分的问题和改进由您定",
        )
    return Edit(scene.with_sentences(changed), "可写可不写，先略去", notes=_notes(scene, changed))


def _length(scene: Scene, changed: dict[Spot, tuple[GroundedSentence, ...]]) -> int:
    kept = [s for spot in scene.spots for s in changed.get(spot, (scene.at(spot),))]
    return sum(len(sentence.text) for sentence in kept)


def _optional(scene: Scene) -> Iterator[Spot]:
    """What may go, by the plan's priority and then the last first; one sentence stays."""
    gone: set[Spot] = set()
    section, basis = scene.section.id, scene.basis
    last_first = list(reversed(scene.spots))
    order = sorted(last_first, key=lambda s: -basis.priority(section, scene.at(s)))
    for spot in order:
        if len(gone) + 1 < len(scene.spots) and _may_go(scene, spot, gone):
            gone.add(spot)
            yield spot


def _may_go(scene: Scene, spot: Spot, gone: set[Spot]) -> bool:
    """Not what must be said, a person's words, what announces, or the last word on a must-say item."""
    sentence = scene.at(spot)
    if is_persons([sentence]) or taken_apart(sentence.text).leads:
        return False
    if scene.basis.must(scene.section.id) & set(sentence.facts) or scene.section.id in _FIXED:
        return False
    if any(fact.startswith(_STATED) for fact in sentence.facts):
        return False
    return not _last_of_its_item(scene, spot, gone)


def _last_of_its_item(scene: Scene, spot: Spot, gone: set[Spot]) -> bool:
    """Whether nothing else in the part speaks of what the plan wants told and this tells."""
    others = [s for s in spots_of(scene.section) if s != spot and s not in gone]
    rest = "\n".join(scene.at(other).text for other in others)
    told = scene.basis.items_told(scene.section.id, scene.at(spot).text)
    return not told <= scene.basis.items_told(scene.section.id, rest)


def _without_clauses(
    scene: Scene, gone: dict[Spot, tuple[GroundedSentence, ...]]
) -> Iterator[tuple[Spot, tuple[GroundedSentence, ...]]]:
    """Sentences without their last clauses, as far as these hold nothing that must be said."""
    goal = scene.revision.length
    left = _length(scene, gone)
    for spot in reversed(scene.spots):
        if spot in gone or (goal and left <= goal):
            continue
        old = scene.at(spot)
        new = shorter_sentence(scene, old)
        if new is not None:
            left -= len(old.text) - len(new.text)
            yield spot, (new,)


def shorter_sentence(scene: Scene, sentence: GroundedSentence) -> GroundedSentence | None:
    """The sentence without its last clauses where it stands without them; None where it does not."""
    words = taken_apart(sentence.text)
    clauses = clauses_of(words.body)
    if is_persons([sentence]) or words.leads:
        return None
    section = scene.section.id
    must = scene.basis.must(section) & set(sentence.facts)
    told = scene.basis.items_told(section, sentence.text)
    ground = scene.ground([sentence])
    for length in range(len(clauses) - 1, 0, -1):
        body = "".join(clauses[:length]).rstrip("，；,;")
        text = f"{numbered(words.style, words.number)}{body}{words.end or '。'}"
        judgement = ground.judge(text, rests_on_facts=False)
        stands = len(body) >= _LEAST and judgement.holds and must <= set(judgement.facts)
        if stands and told <= scene.basis.items_told(section, text):
            return reworded([sentence], text, judgement)
    return None


def _notes(scene: Scene, changed: dict[Spot, tuple[GroundedSentence, ...]]) -> tuple[str, ...]:
    out = [scene.at(spot).text for spot, kept in changed.items() if not kept]
    notes = []
    if out:
        shown = "；".join(taken_apart(text).body[:18] for text in reversed(out))
        notes.append(f"略去 {len(out)} 句：{shown}。要找回来可以说“再详细一点”或“撤销”")
    goal = scene.revision.length
    if goal and (left := _length(scene, changed)) > goal:
        notes.append(f"还有 {left} 字，多于 {goal} 字：余下的都是必写的内容")
    return tuple(notes)
