"""What a wish demands of an answer: which facts have to stay, how long it may be."""

from collections.abc import Sequence

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.revising.revision import Revision, RevisionAction
from assistant.drafting.revising.wording import body_of

_WISHES: dict[str, str] = {
    "shorten": "缩短，意思不变，删去可有可无的话",
    "formal": "改成正式的公文用语，意思和数字都不变",
    "merge": "合并成一句通顺的话，内容一样不少",
    "expand": "写得详细一些，把下面这些内容也写进去：{more}",
    "instruct": "{words}",
}
_LONGEST = 3  # times the old length


def wish_in_words(revision: Revision, old: Sequence[GroundedSentence], more: str) -> str:
    """The wish as a model reads it."""
    wish = _WISHES[revision.action].format(more=more, words=revision.words)
    if revision.action == "shorten" and revision.length:
        wish += f"，不超过{revision.length}字"
    if revision.action in ("formal", "shorten") and len(old) > 1:
        wish += f"；原来是{len(old)}句，每句一行"
    return wish


def required_facts(
    action: RevisionAction, old: Sequence[GroundedSentence], must: frozenset[str]
) -> list[str]:
    """The facts that an answer may not lose.

    A shorter text may lose what may be said, any other wish loses nothing that was said.
    """
    facts = dict.fromkeys(fact for sentence in old for fact in sentence.facts)
    if action == "shorten":
        return [fact for fact in facts if fact in must]
    return [
        fact for fact in facts if not fact.startswith(("year", "agency", "next_year", "basis."))
    ]


def misshapen(
    revision: Revision, old: Sequence[GroundedSentence], texts: Sequence[str]
) -> list[str]:
    """Why an answer whose words have ground is still no answer to the wish."""
    before, after = "".join(s.text for s in old), "".join(texts)
    if [body_of(s.text) for s in old] == [body_of(text) for text in texts]:
        return ["和原句一样，没有改"]
    if revision.action == "shorten" and len(after) >= len(before):
        return [f"没有变短（原来 {len(before)} 字，现在 {len(after)} 字）"]
    if revision.action == "expand" and len(after) <= len(before):
        return ["没有变得更详细"]
    if revision.action == "merge" and len(texts) != 1:
        return [f"没有合成一句（写了 {len(texts)} 句）"]
    if len(after) > _LONGEST * len(before) + 60:
        return [f"改得太长（原来 {len(before)} 字，现在 {len(after)} 字）"]
    return []
