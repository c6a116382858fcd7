"""A person's own words in the draft: theirs, kept as written, and only flagged."""

import re
import unicodedata

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.revising.keeping import judged_facts
from assistant.drafting.revising.scene import Edit, Scene, refusal
from assistant.drafting.revising.wording import numbered, taken_apart
from assistant.drafting.writing.answers import sentences_of

_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|&[a-z#0-9]+;|\*\*|\]\(|^#+ |```", re.M)
_LONGEST = 1000
_FLAGS = 5  # reasons told of one sentence


def replace_by_persons(scene: Scene) -> Edit:
    """The sentences meant give way to the person's own; what of them has no ground is flagged."""
    words, notes = cleaned(scene.revision.words)
    if not words:
        return refusal("换成本人写的句子", "没有写出新的句子，例如“第二句改成：……”")
    if len(words) > _LONGEST:
        return refusal("换成本人写的句子", f"这句有 {len(words)} 字，一次最多 {_LONGEST} 字")
    old = scene.chosen
    lead = taken_apart(old[0].text)
    texts = [
        f"{numbered(lead.style, lead.number)}{taken_apart(t).body}{_end(t)}" for t in parts(words)
    ]
    section = {fact.id for fact in scene.basis.ledger.values() if fact.section == scene.section.id}
    ground = scene.ground(old, [*section, *scene.said()])
    new = []
    for text in texts:
        judgement = ground.judge(text, rests_on_facts=False)
        reasons = list(dict.fromkeys(flag.reason for flag in ground.flags(text)))
        notes += [f"请核对：{reason}" for reason in reasons[:_FLAGS]]
        new.append(
            GroundedSentence(
                text=text, facts=judged_facts(judgement), sources=judgement.sources, origin="person"
            )
        )
    lost = _must_lost(scene, new)
    notes += [f"换掉以后这一部分没有写到必写的{lost}"] if lost else []
    rows = scene.with_sentences({**dict.fromkeys(scene.spots, ()), scene.spots[0]: tuple(new)})
    return Edit(rows, "换成本人写的句子", notes=tuple(notes))


def parts(words: str) -> list[str]:
    """The person's sentences; words without a closing mark are one."""
    found = [m[0].strip() for m in re.finditer(r"[^。！？]+[。！？]?", words) if m[0].strip()]
    return found or sentences_of(words)


def _end(text: str) -> str:
    return taken_apart(text).end[:1] or "。"


def cleaned(text: str) -> tuple[str, list[str]]:
    """The words in one line without control and invisible characters, and what to say of that."""
    line = " ".join(text.split())
    kept = "".join(c for c in line if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs"))
    notes = ["去掉了看不见的控制字符"] if kept != line else []
    if _MARKUP.search(kept):
        notes.append("句子里有网页或排版标记，按原样当文字保留，请核对")
    return kept.strip(), notes


def _must_lost(scene: Scene, new: list[GroundedSentence]) -> str:
    gone = {fact for sentence in scene.chosen for fact in sentence.facts}
    said = scene.said(scene.spots) | {fact for sentence in new for fact in sentence.facts}
    must = scene.basis.must(scene.section.id)
    return scene.basis.called(sorted(f for f in must if f in gone - said))
