"""Taking out what a person does not want; what has to be said and goes with it is named."""

from assistant.drafting.revising.locating import Spot, spots_of
from assistant.drafting.revising.scene import Edit, Scene
from assistant.drafting.revising.wording import taken_apart

_LEANING = ("其中", "上述", "以上", "此外", "同时", "另外", "另有", "这些", "该", "此")


def drop(scene: Scene) -> Edit:
    """The part without the sentences meant; must-say facts that go with them are named."""
    gone = {fact for sentence in scene.chosen for fact in sentence.facts}
    lost = [f for f in scene.basis.must(scene.section.id) if f in gone - scene.said(scene.spots)]
    notes = []
    if lost:
        named = scene.basis.called(sorted(lost))
        notes.append(f"删去后这一部分没有写到必写的{named}；要找回来可以说“撤销”或“恢复组稿的句子”")
    notes += _items_lost(scene) + leaning_notes(scene, scene.spots)
    rows = scene.with_sentences(dict.fromkeys(scene.spots, ()))
    if scene.section.id == "5" and not scene.whole:
        notes.append("第五部分的问题和改进要一一对应，请看看对应的那一条要不要一起改")
    return Edit(rows, "按要求删去", notes=tuple(notes))


def _items_lost(scene: Scene) -> list[str]:
    spots, section = spots_of(scene.section), scene.section.id
    before = "\n".join(scene.at(spot).text for spot in spots)
    after = "\n".join(scene.at(spot).text for spot in spots if spot not in scene.spots)
    lost = scene.basis.items_told(section, before) - scene.basis.items_told(section, after)
    asked = [scene.basis.question_of(section, item) for item in sorted(lost)]
    return [f"删去后没有写到“{what}”，这是应当写明的内容" for what in asked]


def leaning_notes(scene: Scene, moved: tuple[Spot, ...]) -> list[str]:
    """A sentence that leans on the one before it (“其中…”) has to be read again without it."""
    notes = []
    for spot in moved:
        after = Spot(spot.paragraph, spot.sentence + 1)
        row = scene.section.paragraphs[spot.paragraph].sentences
        if after.sentence < len(row) and after not in moved:
            body = taken_apart(row[after.sentence].text).body
            if body.startswith(_LEANING):
                notes.append(f"后面一句以“{body[:2]}”开头，说的是前一句的事，请通读一遍")
    return notes


def leans(scene: Scene, moved: tuple[Spot, ...]) -> list[str]:
    """The same for what was moved itself."""
    bodies = [taken_apart(scene.at(spot).text).body for spot in moved]
    return [
        f"“{body[:10]}…”以“{body[:2]}”开头，换了位置以后请通读一遍"
        for body in bodies
        if body.startswith(_LEANING)
    ]
