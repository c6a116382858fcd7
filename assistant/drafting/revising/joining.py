"""Two sentences made one, and one made two."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.revising.locating import Spot, neighbours
from assistant.drafting.revising.scene import Edit, Rows, Scene, is_persons, refusal, reworded
from assistant.drafting.revising.wording import clauses_of, hangs, numbered, taken_apart

_DEPENDENT = tuple(
    "其中 包括 分别 即 并 且 而 但 比 同比 占 为 也 均 属 其 被 由 共 累计 合计 结果 多数 以 从而 还 较 连同 下降 增长 增加 减少 提高 上升 降低 增幅 降幅".split()  # noqa: SIM905
)
_LINK = re.compile(r"^(?:另外|此外|同时)，?")
_SHORTEST_HALF = 7  # characters; a shorter one leans on what was said before
_WHEN = r"(?:全年|本年度?|当年|\d{4}年)?，?(?:共|累计|新)?"
_VERBS = (
    "制发|印发|出台|制定|废止|新收|收到|受理|办结|办理|发布|组织|举办|召开|更新|编制|收办|现行有效"
)
_COUNTED = re.compile(
    rf"{_WHEN}(?:{_VERBS})(?P<object>[一-鿿]{{2,24}}?)\d|(?P<topic>[一-鿿]{{2,24}}?)(?:方面，)?{_WHEN}(?:{_VERBS})\d"
)
_BARE = re.compile(rf"{_WHEN}(?:{_VERBS})(?=\d)")


def merge(scene: Scene) -> Edit:
    """Sentences as one, or paragraphs as one; a subject that both share is said once."""
    if scene.revision.target.unit == "paragraph":
        return _merge_paragraphs(scene)
    spots = scene.spots
    if len(spots) < 2 or scene.revision.target.unit == "section":
        return refusal("合并", "要说明合并哪几句，至少两句，例如“合并前两句”")
    old = scene.chosen
    if any(taken_apart(sentence.text).leads for sentence in old):
        return refusal("合并", "引出下文的句子（以“：”结尾）不能和别的句子合并")
    ground, reasons = scene.ground(old), tuple[str, ...]()
    for text in _joined(old):
        judgement = ground.judge(text, rests_on_facts=False)
        if judgement.holds or is_persons(old):
            changed: dict[Spot, Sequence[GroundedSentence]] = dict.fromkeys(spots, ())
            changed[spots[0]] = (_merged(old, text),)
            apart = () if neighbours(spots) else ("合并的句子原来不相邻，请通读一遍",)
            return Edit(scene.with_sentences(changed), "按要求合并", notes=apart)
        reasons = judgement.reasons
    return refusal("".join(s.text for s in old), "；".join(reasons), "可以先用“第几句改成”自己写")


def _merged(old: Sequence[GroundedSentence], text: str) -> GroundedSentence:
    """All facts and sources of the old ones: nothing was left out."""
    origins = [sentence.origin for sentence in old]
    return GroundedSentence(
        text=text,
        facts=tuple(dict.fromkeys(f for s in old for f in s.facts)),
        sources=tuple(dict.fromkeys(i for s in old for i in s.sources)),
        origin="person" if "person" in origins else "model" if "model" in origins else "composed",
    )


def _joined(old: Sequence[GroundedSentence]) -> Iterator[str]:
    """Ways to say them in one breath, the smoothest first."""
    first, *rest = [taken_apart(sentence.text) for sentence in old]
    head, end = numbered(first.style, first.number), first.end or "。"
    bodies = [first.body, *[words.body for words in rest]]
    shared = [body[_shared(first.body, body) :] for body in bodies[1:]]
    if shared != bodies[1:]:
        yield f"{head}{'，'.join([first.body, *shared])}{end}"
    short = all("，" not in body and "；" not in body for body in bodies)
    for link in ("，", "；") if short else ("；", "，"):
        yield f"{head}{link.join(bodies)}{end}"


def _shared(one: str, other: str) -> int:
    """How many characters both begin with, up to the end of a word before a verb or number."""
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    for mark in ("，", "、"):
        at = one.rfind(mark, 0, length)
        if at > 1:
            return at + 1
    match = re.match(r"全年|本年度?|当年|\d{4}年", one[:length])
    return match.end() if match else 0


def _merge_paragraphs(scene: Scene) -> Edit:
    wanted = sorted({spot.paragraph for spot in scene.spots})
    if len(wanted) < 2:
        return refusal("合并", "要合并至少两段，例如“第一段和第二段合成一段”")
    rows: Rows = []
    for at, row in enumerate(scene.rows()):
        if at in wanted[1:]:
            rows[wanted[0]] += row
        else:
            rows.append(row)
    apart = any(b - a > 1 for a, b in pairwise(wanted))
    notes = ("合并的段落原来不相邻，请通读一遍",) if apart else ()
    return Edit(rows, "按要求合并", notes=notes)


def split(scene: Scene) -> Edit:
    """One sentence as two, at the clause where both halves stand; the subject is said again."""
    if len(scene.spots) != 1:
        return refusal("拆分", "一次拆一句，例如“第一句拆成两句”")
    spot, old = scene.spots[0], scene.at(scene.spots[0])
    ground = scene.ground([old])
    for first, second in _halves(old.text):
        judged = [ground.judge(text, rests_on_facts=False) for text in (first, second)]
        if all(judgement.holds for judgement in judged) or is_persons([old]):
            pair = [
                reworded(scene, [old], t, j) for t, j in zip((first, second), judged, strict=True)
            ]
            return Edit(scene.with_sentences({spot: _shared_out(old, pair)}), "按要求拆分")
    return refusal(old.text, "没有可以断开的地方：断开后有一半不成句，或者数字说不清是什么的数")


def _shared_out(
    old: GroundedSentence, pair: list[GroundedSentence]
) -> tuple[GroundedSentence, ...]:
    """Facts that neither half is seen to say (a zero in words) stay with the first."""
    said = {fact for half in pair for fact in half.facts}
    first = pair[0].model_copy(
        update={"facts": (*pair[0].facts, *(f for f in old.facts if f not in said))}
    )
    return first, pair[1]


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Ways to part a sentence: semicolons first, then the comma nearest to the middle."""
    words = taken_apart(text)
    if words.leads:
        return
    clauses = clauses_of(words.body)
    middle = len(words.body) / 2
    places = sorted(
        range(1, len(clauses)),
        key=lambda n: (
            clauses[n - 1][-1] not in "；;",
            abs(len("".join(clauses[:n])) - middle),
            n,
        ),
    )
    for at in places:
        first = "".join(clauses[:at]).rstrip("，；,;")
        second = "".join(clauses[at:])
        second = _LINK.sub("", second)
        if second.startswith(_DEPENDENT) or hangs(first) or len(second) < _SHORTEST_HALF:
            continue
        if second[0].isdecimal():
            continue
        head, end = numbered(words.style, words.number), words.end or "。"
        for said in dict.fromkeys((_with_object(second, first), second)):
            yield f"{head}{first}。", f"{said}{end}"


def _with_object(second: str, first: str) -> str:
    """The second half with what the first counts, where it has only a verb before its number.

    “废止25件” behind “制发行政规范性文件3件” becomes “废止行政规范性文件25件”, and behind
    “行政规范性文件本年制发3件” it becomes “行政规范性文件废止25件”.
    """
    bare = _BARE.match(second)
    counted = _COUNTED.match(first)
    if bare is None or counted is None:
        return second
    if counted["topic"]:
        return f"{counted['topic']}{second}"
    return f"{second[: bare.end()]}{counted['object']}{second[bare.end() :]}"
