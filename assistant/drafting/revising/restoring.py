"""Back to the composed sentences, whatever was made of them since."""

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.revising.placing import put_in
from assistant.drafting.revising.scene import Edit, Rows, Scene, refusal

_FREE = {"year", "agency", "next_year"}


def restore(scene: Scene) -> Edit:
    """The composed sentences of the words meant; of the whole part, the part as first composed."""
    section = scene.section.id
    if scene.whole:
        material = scene.basis.materials.get(section)
        if material is None or not material.paragraphs:
            return refusal("恢复组稿的句子", "这一部分没有组稿的句子")
        rows: Rows = [
            [s for piece in pieces for s in piece.sentences] for pieces in material.paragraphs
        ]
        return Edit(rows, "恢复组稿的句子")
    wanted = _composed_for(scene)
    if not wanted:
        return refusal("恢复组稿的句子", "这一句没有对应的组稿句子", "可以说“撤销”逐步退回")
    rows = scene.with_sentences({**dict.fromkeys(scene.spots, ()), scene.spots[0]: tuple(wanted)})
    new = {fact for sentence in wanted for fact in sentence.facts}
    lost = {fact for sentence in scene.chosen for fact in sentence.facts} - new
    here = {s.text for line in rows for s in line}
    for sentence in scene.basis.composed(section):
        if lost & set(sentence.facts) - _FREE and sentence.text not in here:
            rows = put_in(rows, sentence, scene.basis.composed(section), scene.basis.ledger, 0)
    return Edit(rows, "恢复组稿的句子")


def _composed_for(scene: Scene) -> list[GroundedSentence]:
    """The composed sentences that say the facts of those meant, and are not in the part already."""
    facts = {fact for sentence in scene.chosen for fact in sentence.facts} - _FREE
    here = {s.text for p in scene.section.paragraphs for s in p.sentences}
    composed = [s for s in scene.basis.composed(scene.section.id) if s.text not in here]
    return [sentence for sentence in composed if facts & set(sentence.facts)]
