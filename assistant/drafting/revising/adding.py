"""A fact put into words: as a sentence of its own, or inside one that is there."""

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.revising.derived_wordings import derived_sentences
from assistant.drafting.revising.expanding import stands, stated_sentence
from assistant.drafting.revising.fact_finding import fact_called
from assistant.drafting.revising.locating import Spot, spots_of
from assistant.drafting.revising.placing import put_in
from assistant.drafting.revising.scene import (
    Edit,
    Scene,
    is_persons,
    plain_sentence,
    refusal,
    reworded,
)
from assistant.drafting.revising.wording import body_of, numbered, taken_apart
from assistant.errors import UnusableInput
from assistant.report.ledger import Fact


def wanted_facts(scene: Scene) -> list[Fact]:
    """The facts that the wish names, by id or by words.

    Raises:
        UnusableInput: One of them is not known, or could be several.
    """
    ledger, revision = scene.basis.ledger, scene.revision
    unknown = [i for i in revision.facts if i not in ledger]
    if unknown:
        raise UnusableInput(f"没有编号为“{unknown[0]}”的事实", cure="用 nianbao read 看有哪些事实")
    named = [ledger[i] for i in revision.facts]
    if named or not revision.words:
        return named
    return [fact_called(revision.words, scene.basis, scene.section.id)]


def add(scene: Scene) -> Edit:
    """The part with a sentence for each fact named; one that is said already is not said again."""
    rows, notes, refused = scene.rows(), [], []
    home = scene.spots[-1].paragraph if scene.spots else 0
    order = scene.basis.composed(scene.section.id)
    added = 0
    for fact in wanted_facts(scene):
        where = _said_at(scene, fact)
        sentence = sentence_of(scene, fact)
        if where:
            refused.append(refusal(_shown(fact), f"这条事实已经写在{where}").refused[0])
        elif sentence is None:
            why = "没有合适的句式，请自己写一句：“第几句改成：……”"
            refused.append(refusal(_shown(fact), why).refused[0])
        else:
            rows = put_in(rows, sentence, order, scene.basis.ledger, home)
            notes += _elsewhere(scene, fact)
            added += 1
    if not added and not refused:
        return refusal("补写事实", "没有说补写哪一条事实，例如“加上热线的数字”")
    return Edit(rows if added else None, "按要求补写事实", tuple(refused), tuple(notes))


def _shown(fact: Fact) -> str:
    return str(fact.value) if isinstance(fact.value, str) else f"{fact.label}{fact.written}"


def _said_at(scene: Scene, fact: Fact) -> str:
    for spot in spots_of(scene.section):
        if fact.id in scene.at(spot).facts:
            return f"这一部分第{spot.paragraph + 1}段第{spot.sentence + 1}句"
    return ""


def _elsewhere(scene: Scene, fact: Fact) -> list[str]:
    titles = [
        s.title
        for s in scene.draft.sections
        if s.id != scene.section.id and any(fact.id in x.facts for x in s.sentences())
    ]
    return [f"这条事实在“{'、'.join(titles)}”里也写了，请决定留哪一处"] if titles else []


def sentence_of(scene: Scene, fact: Fact) -> GroundedSentence | None:
    """A sentence that says a fact: as composed, as derived, else by its label; None if none stands."""
    materials = scene.basis.materials
    sections = [scene.section.id, *(s for s in materials if s != scene.section.id)]
    composed = [s for section in sections for s in scene.basis.composed(section)]
    derived = [s for section in sections for s in derived_sentences(section, scene.basis.ledger)]
    if isinstance(fact.value, str):
        own = [s for s in composed if all(_belongs(f, fact) for f in s.facts)]
        known = [*own, stated_sentence(fact, scene.basis.ledger)]
    else:
        by_label = GroundedSentence(text=f"{fact.label}{fact.written}。", facts=(fact.id,))
        known = [*composed, *derived, by_label]
    for sentence in known:
        if fact.id in sentence.facts and stands(scene, sentence):
            return plain_sentence(sentence)
    return None


def _belongs(fact_id: str, fact: Fact) -> bool:
    return fact_id == fact.id or fact_id.startswith(f"{fact.id}.")


def restate(scene: Scene) -> Edit:
    """The sentence meant with a fact in it: what it says, then what the fact says."""
    facts = wanted_facts(scene)
    if len(scene.spots) != 1 or len(facts) != 1:
        return refusal("写进一条事实", "一次只能把一条事实写进一句，例如“第二句用上热线的数字”")
    spot, fact = scene.spots[0], facts[0]
    old, new = scene.at(spot), sentence_of(scene, fact)
    if fact.id in old.facts or new is None:
        why = "这一句已经写了这条事实" if new else "没有合适的句式，请自己写一句"
        return refusal(_shown(fact), why)
    words = taken_apart(old.text)
    head = numbered(words.style, words.number)
    end = words.end if words.leads is False and words.end else "。"
    ground = scene.ground([old, new])
    for link in ("，", "；"):
        text = f"{head}{words.body}{link}{body_of(new.text)}{end}"
        judgement = ground.judge(text, rests_on_facts=False)
        if judgement.holds or is_persons([old]):
            notes = [*_elsewhere(scene, fact), *_twice(scene, fact, spot)]
            row = {spot: (reworded(scene, [old, new], text, judgement),)}
            return Edit(scene.with_sentences(row), "写进一条事实", notes=tuple(notes))
    why = "；".join(judgement.reasons)
    return refusal(text, why, "可以改为“加上”这条事实，让它单独成句")


def _twice(scene: Scene, fact: Fact, besides: Spot) -> list[str]:
    if fact.id in scene.said([besides]):
        return [f"这条事实在这一部分别的句子里也写了：{_said_at(scene, fact)}"]
    return []
