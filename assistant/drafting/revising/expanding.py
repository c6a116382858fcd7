"""More text: facts of the part that are not said yet, then what follows from those that are."""

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.revising.derived_wordings import derived_sentences
from assistant.drafting.revising.placing import put_in
from assistant.drafting.revising.scene import Edit, Scene, plain_sentence, refusal
from assistant.drafting.revising.wording import body_of

_AT_ONCE = 2


def expand(scene: Scene) -> Edit:
    """The part with at most two sentences more; what else could be said is named."""
    unsaid = unsaid_sentences(scene)
    if not unsaid:
        missing = [m.what for m in scene.draft.missing if m.section == scene.section.id]
        more = f"（例如{'；'.join(missing)}）" if missing else ""
        return refusal(
            "扩写",
            "已经填报的事实和能算出来的比重、增减都写进去了，没有依据的话不写",
            f"要更详细，请在工作事实里补充{more}",
        )
    rows = scene.rows()
    home = scene.spots[-1].paragraph if scene.spots else 0
    order = scene.basis.composed(scene.section.id)
    for sentence in unsaid[:_AT_ONCE]:
        rows = put_in(rows, sentence, order, scene.basis.ledger, home)
    left = len(unsaid) - _AT_ONCE
    note = (f"还有 {left} 句可以补，再说一次“再详细一点”就接着补",) if left > 0 else ()
    return Edit(rows, "补写还没有写到的事实", notes=note)


def unsaid_sentences(scene: Scene) -> list[GroundedSentence]:
    """Sentences on facts that the part does not say: composed ones first, then derived ones.

    Where single sentences are meant, only what belongs to their facts.
    """
    section, said = scene.section.id, scene.said()
    bodies = {body_of(s.text) for p in scene.section.paragraphs for s in p.sentences}
    composed = [plain_sentence(s) for s in scene.basis.composed(section)]
    derived = list(derived_sentences(section, scene.basis.ledger))
    found = [
        s
        for s in [*composed, *derived]
        if _is_news(s, said) and body_of(s.text) not in bodies and _stands(scene, s)
    ]
    if scene.whole or scene.revision.target.unit in ("section", "paragraph"):
        return found
    kin = {fact for sentence in scene.chosen for fact in sentence.facts}
    return [s for s in found if kin & _roots(scene, s)]


def _is_news(sentence: GroundedSentence, said: set[str]) -> bool:
    """Whether at least half of what it says was not said: a repetition is no expansion."""
    facts = [fact for fact in sentence.facts if fact not in ("year", "agency")]
    return bool(facts) and 2 * sum(fact not in said for fact in facts) >= len(facts)


def _stands(scene: Scene, sentence: GroundedSentence) -> bool:
    ground = scene.ground([sentence], _roots(scene, sentence))
    return ground.judge(sentence.text, rests_on_facts=False).holds


def _roots(scene: Scene, sentence: GroundedSentence) -> set[str]:
    ledger = scene.basis.ledger
    return {
        *sentence.facts,
        *(o for f in sentence.facts if f in ledger for o in ledger[f].operands),
    }
