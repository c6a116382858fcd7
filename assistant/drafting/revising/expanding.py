"""More text: facts of the part that are not said yet, then what follows from those that are."""

from collections.abc import Sequence

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.revising.derived_wordings import derived_sentences
from assistant.drafting.revising.locating import Spot, spots_of
from assistant.drafting.revising.placing import put_in
from assistant.drafting.revising.scene import Edit, Scene, plain_sentence, refusal
from assistant.drafting.revising.wording import body_of
from assistant.report.ledger import Fact, Ledger

_AT_ONCE = 2
_FREE = {"year", "agency", "next_year"}


def expand(scene: Scene) -> Edit:
    """The part with at most two sentences more; what else could be said is named.

    A composed sentence that was cut takes the place of what is left of it.
    """
    unsaid = unsaid_sentences(scene)
    if not unsaid:
        missing = [m.what for m in scene.draft.missing if m.section == scene.section.id]
        more = f"（例如{'；'.join(missing)}）" if missing else ""
        return refusal(
            "扩写",
            "已经填报的事实和能算出来的比重、增减都写进去了，没有依据的话不写",
            f"要更详细，请在工作事实里补充{more}",
        )
    chosen = unsaid[:_AT_ONCE]
    changed: dict[Spot, Sequence[GroundedSentence]] = {}
    whole = {spot: s for s in chosen for spot in _remains_of(scene, s)[:1]}
    for spot, sentence in whole.items():
        changed |= dict.fromkeys(_remains_of(scene, sentence), ())
        changed[spot] = (sentence,)
    rows = scene.with_sentences(changed)
    home = scene.spots[-1].paragraph if scene.spots else 0
    for sentence in chosen:
        if sentence not in whole.values():
            order = scene.basis.composed(scene.section.id)
            rows = put_in(rows, sentence, order, scene.basis.ledger, home)
    left = len(unsaid) - _AT_ONCE
    note = (f"还有 {left} 句可以补，再说一次“再详细一点”就接着补",) if left > 0 else ()
    return Edit(rows, "补写还没有写到的事实", notes=note)


def unsaid_sentences(scene: Scene) -> list[GroundedSentence]:
    """Sentences on facts that the part does not say: composed ones, work facts, derived ones.

    Where single sentences are meant, only what belongs to their facts.
    """
    section, said = scene.section.id, scene.said()
    bodies = {body_of(s.text) for p in scene.section.paragraphs for s in p.sentences}
    ledger = scene.basis.ledger
    news = [s for s in scene.basis.composed(section) if _adds(scene, s, said)]
    told = said | {fact for sentence in news for fact in sentence.facts}
    news += [s for s in _stated(scene) if not told & set(s.facts)]
    news += [s for s in derived_sentences(section, ledger) if not said & set(s.facts)]
    found = [s for s in news if body_of(s.text) not in bodies and stands(scene, s)]
    if scene.whole or scene.revision.target.unit in ("section", "paragraph"):
        return [s if _remains_of(scene, s) else plain_sentence(s) for s in found]
    kin = {fact for sentence in scene.chosen for fact in sentence.facts}
    return [plain_sentence(s) for s in found if kin & _roots(scene, s)]


def _adds(scene: Scene, sentence: GroundedSentence, said: set[str]) -> bool:
    """Whether it says something new and repeats nothing, or completes what is left of it."""
    facts = set(sentence.facts) - _FREE
    if not facts - said:
        return False
    return not facts & said or bool(_remains_of(scene, sentence)) or _has_whole(facts, said)


def _has_whole(facts: set[str], said: set[str]) -> bool:
    """Whether only the whole that it breaks down is said already (不予公开18件，其中…)."""
    again = facts & said
    return len(again) == 1 and len(facts) > 1 and next(iter(again)).startswith(("sum.", "t4."))


def _remains_of(scene: Scene, sentence: GroundedSentence) -> list[Spot]:
    """The composed sentences that say a part of its facts and nothing else."""
    facts = set(sentence.facts) - _FREE
    found = []
    for spot in spots_of(scene.section):
        old = scene.at(spot)
        own = set(old.facts) - _FREE
        if old.origin == "composed" and own and own < facts and _begins_alike(old, sentence):
            found.append(spot)
    return found


def _begins_alike(old: GroundedSentence, whole: GroundedSentence) -> bool:
    return body_of(whole.text).startswith(body_of(old.text)[:6])


def _stated(scene: Scene) -> list[GroundedSentence]:
    """The part's work facts in the staff's own words: one may be left of a sentence that told several."""
    ledger = scene.basis.ledger
    works = [f for f in ledger.values() if f.section == scene.section.id]
    stated = [f for f in works if f.id.startswith("work.") and f.kind != "work"]
    return [stated_sentence(fact, ledger) for fact in stated]


def stated_sentence(fact: Fact, ledger: Ledger) -> GroundedSentence:
    """A statement as a sentence of its own, with the values that stand in it."""
    values = [i for i in ledger if i.startswith(f"{fact.id}.")]
    text = f"{str(fact.value).rstrip('。；，、 ')}。"
    return GroundedSentence(text=text, facts=(fact.id, *values))


def stands(scene: Scene, sentence: GroundedSentence) -> bool:
    """Whether a sentence has its ground in its own facts and what they were computed of."""
    ground = scene.ground([sentence], _roots(scene, sentence))
    return ground.judge(sentence.text, rests_on_facts=False).holds


def _roots(scene: Scene, sentence: GroundedSentence) -> set[str]:
    ledger = scene.basis.ledger
    operands = {o for f in sentence.facts if f in ledger for o in ledger[f].operands}
    return {*sentence.facts, *operands}
