"""Less text by the plan's priority: what must be said stays, what may be said goes last first."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.revising.locating import Spot, spots_of
from assistant.drafting.revising.scene import Edit, Scene, is_persons, refusal, reworded
from assistant.drafting.revising.wording import (
    clauses_of,
    hangs,
    numbered,
    segments_of,
    taken_apart,
)

_SHOWN = 30  # characters of a sentence that was left out
_STEP = 3  # one wish takes out a third of what may go, at least one statement
_LEAST = 6  # characters that a sentence keeps
_LINKS = frozenset(["另外", "此外", "同时", "其中", "另", "并", "还", "且", "对此", "为此", "以及"])
_FIXED = ("preface", "1")
_STATED = ("problem.", "improvement.")


@dataclass(frozen=True, slots=True)
class _Cut:
    """A statement that may go: a whole sentence, or one of several strung together in it."""

    spot: Spot
    segment: int
    priority: int

    @property
    def order(self) -> tuple[int, int, int, int]:
        """What goes first: the highest number of the plan's priorities, then the last place."""
        return (-self.priority, -self.spot.paragraph, -self.spot.sentence, -self.segment)


@dataclass
class _Cutting:
    """A part on its way to being shorter; `left` are the sentences meant as they now stand."""

    scene: Scene
    left: dict[Spot, GroundedSentence] = field(default_factory=dict)
    out: list[str] = field(default_factory=list)

    @property
    def length(self) -> int:
        return sum(len(sentence.text) for sentence in self.left.values())

    def rest(self, spot: Spot) -> str:
        """What the part says in all its other sentences."""
        others = [s for s in spots_of(self.scene.section) if s != spot]
        texts = [self.left[s].text for s in others if s in self.left]
        return "\n".join(
            texts + [self.scene.at(s).text for s in others if s not in self.scene.spots]
        )


def shorten(scene: Scene) -> Edit:
    """The words meant, shorter: whole statements first, then clauses, never a must-say fact.

    With a `length` it goes on until that is reached or nothing may go any more.
    """
    cutting = _Cutting(scene, {spot: scene.at(spot) for spot in scene.spots})
    goal = scene.revision.length
    cuts = sorted(_cuts(cutting), key=lambda cut: cut.order)
    wanted = len(cuts) if goal else max(1, len(cuts) // _STEP)
    for cut in cuts:
        if len(cutting.out) >= wanted or (goal and cutting.length <= goal):
            break
        _make(cutting, cut)
    if not cutting.out or (goal and cutting.length > goal):
        _cut_clauses(cutting)
    if not cutting.out:
        return refusal(
            "缩短",
            "余下的都是必写的内容，或者去掉以后不成句",
            "要删去某一句可以说“第几句删掉”；第五部分的问题和改进由您定",
        )
    changed = {spot: [cutting.left[spot]] if spot in cutting.left else [] for spot in scene.spots}
    return Edit(scene.with_sentences(changed), "可写可不写，先略去", notes=_notes(cutting))


def _cuts(cutting: _Cutting) -> Iterator[_Cut]:
    """Every statement that is not ruled out at once."""
    scene = cutting.scene
    for spot, sentence in cutting.left.items():
        if is_persons([sentence]) or taken_apart(sentence.text).leads or scene.section.id in _FIXED:
            continue
        section = scene.section.id
        segments = segments_of(taken_apart(sentence.text).body)
        for index, segment in enumerate(segments):
            own = sentence if len(segments) == 1 else GroundedSentence(text=segment)
            yield _Cut(spot, index, scene.basis.priority(section, own))


def _make(cutting: _Cutting, cut: _Cut) -> None:
    """Take a statement out, if what is left stands and says what must be said."""
    old = cutting.left.get(cut.spot)
    original = cutting.scene.at(cut.spot)
    if old is None:
        return
    segments = segments_of(taken_apart(original.text).body)
    segment = segments[cut.segment]
    if old is original and len(segments) == 1:
        if len(cutting.left) > 1 and _may_go(cutting, cut.spot, old):
            del cutting.left[cut.spot]
            cutting.out.append(taken_apart(old.text).body)
        return
    words = taken_apart(old.text)
    if cut.segment and segment in words.body:  # the first carries what the sentence is about
        body = words.body.replace(segment, "", 1)
        new = _standing(cutting.scene, original, body)
        if new is not None and _keeps_items(cutting, cut.spot, new):
            cutting.left[cut.spot] = new
            cutting.out.append(segment.lstrip("；，"))


def _may_go(cutting: _Cutting, spot: Spot, sentence: GroundedSentence) -> bool:
    """Not what must be said, what the staff state in 五, or the last word on a must-say item."""
    section, basis = cutting.scene.section.id, cutting.scene.basis
    if basis.must(section) & set(sentence.facts):
        return False
    if any(fact.startswith(_STATED) for fact in sentence.facts):
        return False
    told = basis.items_told(section, sentence.text)
    return told <= basis.items_told(section, cutting.rest(spot))


def _keeps_items(cutting: _Cutting, spot: Spot, new: GroundedSentence) -> bool:
    section, basis = cutting.scene.section.id, cutting.scene.basis
    told = basis.items_told(section, cutting.left[spot].text)
    return told <= basis.items_told(section, f"{new.text}\n{cutting.rest(spot)}")


def _standing(scene: Scene, original: GroundedSentence, body: str) -> GroundedSentence | None:
    """A shorter body as the sentence, if it has its ground and keeps the must-say facts."""
    words = taken_apart(original.text)
    text = f"{numbered(words.style, words.number)}{body.rstrip('，；,;')}{words.end or '。'}"
    judgement = scene.ground([original]).judge(text, rests_on_facts=False)
    if len(body) < _LEAST or not judgement.holds:
        return None
    must = scene.basis.must(scene.section.id) & set(original.facts)
    new = reworded(scene, [original], text, judgement)
    return new if must <= set(new.facts) else None


def _cut_clauses(cutting: _Cutting) -> None:
    """Sentences without their last clauses, the last first; one of them if there is no goal."""
    scene, goal = cutting.scene, cutting.scene.revision.length
    for spot in reversed(scene.spots):
        old = cutting.left.get(spot)
        if old is None or is_persons([old]) or taken_apart(old.text).leads:
            continue
        new = None if _is_kept(scene, old) else _without_clauses(cutting, spot, old)
        if new is not None:
            cutting.left[spot] = new
            cutting.out.append(old.text.removeprefix(new.text[:-1]).strip("，；。"))
            if not goal or cutting.length <= goal:
                return


def _is_kept(scene: Scene, sentence: GroundedSentence) -> bool:
    """What the staff state in 五 and what must be told is cut only where it is meant by itself."""
    section = scene.section.id
    stated = any(fact.startswith(_STATED) for fact in sentence.facts)
    told = stated or bool(scene.basis.items_told(section, sentence.text))
    by_itself = scene.revision.target.unit in ("sentence", "item")
    return section in _FIXED or (told and not by_itself)


def _without_clauses(
    cutting: _Cutting, spot: Spot, sentence: GroundedSentence
) -> GroundedSentence | None:
    clauses = clauses_of(taken_apart(sentence.text).body)
    for length in range(len(clauses) - 1, 0, -1):
        body = "".join(clauses[:length]).rstrip("，；,;")
        if clauses[length - 1].strip("，；,;") not in _LINKS and not hangs(body):
            new = _standing(cutting.scene, sentence, body)
            if new is not None and _keeps_items(cutting, spot, new):
                return new
    return None


def _beginning(text: str) -> str:
    """How a sentence begins; never the first digits of a number, which would be another number."""
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip('0123456789.,%')}……"
    return short.rstrip("。；")


def _notes(cutting: _Cutting) -> tuple[str, ...]:
    shown = "；".join(map(_beginning, cutting.out))
    notes = [f"略去：{shown}。要找回来可以说“再详细一点”或“撤销”"]
    goal = cutting.scene.revision.length
    if goal and cutting.length > goal:
        notes.append(f"还有 {cutting.length} 字，多于 {goal} 字：余下的都是必写的内容")
    return tuple(notes)
