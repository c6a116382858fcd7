"""Eleven ways to make a draft worse by a known size, each with the values that have to fall.

Sizes nest: what is changed at a size is changed at every larger one. The words that are put in are
not taken from the lists that the scorers look in, so that a scorer is not measured with its own list.
"""

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assistant.drafting.draft import Draft
from assistant.report.quantities import find_quantities
from evals.degrading.editing import at, edited, places, with_texts
from evals.drafting.cases import Case

SIZES = (1, 2, 4, 8)
_PARTS = ("1.1", "1.2", "1.3", "1.4", "1.5", "5", "6")
_SHORT = 60  # characters of a part that is too short to be told from another year's
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a degradation may draw on: the case, another agency's draft, its published parts."""

    case: Case
    other: Draft
    foreign: Mapping[str, str] = field(default_factory=dict)


Change = Callable[[random.Random, Draft, Setting, int], Draft]


@dataclass(frozen=True, slots=True)
class Degradation:
    """A way to make a draft worse; `falls` are the values that must fall with each size."""

    name: str
    title: str
    change: Change
    falls: tuple[str, ...]
    sizes: tuple[int, ...] = SIZES


def wrong_numbers(rng: random.Random, draft: Draft, setting: Setting, size: int) -> Draft:
    """So many numbers with one digit changed."""
    spots = [
        (place, q.start + m.start(), q.start + m.end())
        for place in places(draft)
        for q in find_quantities(at(draft, place).text)
        for m in _DIGITS.finditer(q.text[:6])
        if m.start() == 0
    ]
    rng.shuffle(spots)
    chosen: dict[tuple[int, int, int], list[tuple[int, int, str]]] = {}
    for place, start, end in spots[:size]:
        written = at(draft, place).text[start:end]
        chosen.setdefault(place, []).append((start, end, another_number(rng, written)))
    return edited(draft, lambda p, s: _replaced(s.text, chosen.get(p, [])))


def another_number(rng: random.Random, written: str) -> str:
    """The digits with one of them changed; never the same number, never one with a zero first."""
    at_digit = rng.randrange(len(written))
    choices = [d for d in "123456789" if d != written[at_digit]]
    return written[:at_digit] + rng.choice(choices) + written[at_digit + 1 :]


def _replaced(text: str, changes: list[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def dropped_facts(rng: random.Random, draft: Draft, setting: Setting, size: int) -> Draft:
    """So many sentences that rest on facts taken out."""
    told = [p for p in places(draft) if at(draft, p).facts]
    rng.shuffle(told)
    gone = set(told[:size])
    return edited(draft, lambda p, s: None if p in gone else s.text)


def under_another_heading(rng: random.Random, draft: Draft, setting: Setting, size: int) -> Draft:
    """The texts of `size` + 1 parts moved round, each under the heading of the next."""
    ids = [s.id for s in draft.sections if s.id in _PARTS and s.text]
    rng.shuffle(ids)
    moved = ids[: size + 1]
    texts = {s.id: s.text for s in draft.sections}
    return with_texts(
        draft, {a: texts[b] for a, b in zip(moved, moved[1:] + moved[:1], strict=True)}
    )


def out_of_order(rng: random.Random, draft: Draft, setting: Setting, size: int) -> Draft:
    """So many sections moved to the front, one after the other."""
    sections = list(draft.sections)
    for step in range(1, size + 1):
        sections.insert(0, sections.pop(min(step, len(sections) - 1)))
    return draft.model_copy(update={"sections": tuple(sections)})


def last_years_text(rng: random.Random, draft: Draft, setting: Setting, size: int) -> Draft:
    """So many parts as they were last year."""
    previous = setting.case.previous
    last = dict(previous.texts()) if previous else {}
    ids = [s.id for s in draft.sections if s.id in _PARTS and len(last.get(s.id, "")) > _SHORT]
    rng.shuffle(ids)
    return with_texts(draft, {part: last[part] for part in ids[:size]})


def another_agencys(rng: random.Random, draft: Draft, setting: Setting, size: int) -> Draft:
    """So many sentences as another agency's draft has them in the same part.

    Content is not meant to see it: with the numbers out, many of them say the same.
    """
    theirs = {s.id: [x.text for x in s.sentences()] for s in setting.other.sections}
    spots = [p for p in places(draft) if theirs.get(draft.sections[p[0]].id)]
    rng.shuffle(spots)
    new = {p: rng.choice(theirs[draft.sections[p[0]].id]) for p in spots}
    chosen = set(spots[:size])
    return edited(draft, lambda p, s: new[p] if p in chosen else s.text)


_PADDING = (
    "各级领导对这项工作十分关心，多次作出部署，形成了齐抓共管的良好局面",
    "通过全体干部职工的辛勤努力，各项工作再上一个大台阶，得到了社会各界的交口称赞",
    "工作中始终做到思想上高度重视、行动上雷厉风行、措施上强有力",
    "大力弘扬求真务实的作风，扎实推进各项举措落地见效",
    "队伍的精神面貌焕然一新，服务水平得到显著提升",
    "为经济社会高质量发展提供了坚强保障",
    "以高度的责任感和使命感，全力以赴抓好每一个环节",
    "不断提升人民群众的获得感、幸福感、安全感",
)


def padded(rng: random.Random, draft: Draft, setting: Setting, size: int) -> Draft:
    """So many sentences of empty phrases put in."""
    phrases = [f"{text}。" for text in _PADDING]
    rng.shuffle(phrases)
    return _put_in(rng, draft, phrases[:size])


_COLLOQUIAL = (
    "咱们也没少跑腿，大家伙儿心里都有数。", "我觉得今年干得挺好。", "这事儿说白了就是要把活干漂亮。", "你要是想查，上网一搜就有。",
    "一些地方还老是掉链子。", "我认为成绩是大家看在眼里的。", "反正差不多都弄好了。", "您有什么想法随时找我。",
)  # fmt: skip


def colloquial(rng: random.Random, draft: Draft, setting: Setting, size: int) -> Draft:
    """So many sentences as people talk."""
    phrases = list(_COLLOQUIAL)
    rng.shuffle(phrases)
    return _put_in(rng, draft, phrases[:size])


_FALSE_CITATIONS = tuple(
    f"依照《中华人民共和国政府信息公开条例》第{article}条，申请均按规定办理。"
    for article in ("九十一", "八十八", "六十七", "七十三", "九十九", "八十四", "六十二", "七十六")
)


def false_citations(rng: random.Random, draft: Draft, setting: Setting, size: int) -> Draft:
    """So many sentences that cite an article that does not exist."""
    return _put_in(rng, draft, list(_FALSE_CITATIONS[:size]))


def broken_chains(rng: random.Random, draft: Draft, setting: Setting, size: int) -> Draft:
    """So many enumerations that skip their second step, each in a paragraph of its own."""
    fault = "一是接待窗口专人值守，来访登记逐项填写。三是回访材料按月归档，交接手续齐备。"
    ids = [s.id for s in draft.sections if s.id in _PARTS and s.text]
    texts = {s.id: s.text for s in draft.sections}
    for n in range(size):
        texts[ids[n % len(ids)]] += f"\n{fault}"
    return with_texts(draft, texts)


def repeated(rng: random.Random, draft: Draft, setting: Setting, size: int) -> Draft:
    """So many sentences said a second time."""
    long = [p for p in places(draft) if len(at(draft, p).text) > 40]
    rng.shuffle(long)
    again = set(long[:size])
    return edited(draft, lambda p, s: s.text * 2 if p in again else s.text)


def _put_in(rng: random.Random, draft: Draft, texts: list[str]) -> Draft:
    """Each text after a sentence drawn by chance; the places of the first stay as more come."""
    spots = places(draft)
    rng.shuffle(spots)
    after = {spots[n % len(spots)]: text for n, text in enumerate(texts)}
    return edited(draft, lambda p, s: s.text + after.get(p, ""))


BY_HAND = (
    Degradation(
        "wrong_numbers", "改错数字", wrong_numbers,
        ("faithfulness.numbers", "faithfulness.traced", "faithfulness.sentences"),
    ),
    Degradation(
        "dropped_facts", "删去有事实的句子", dropped_facts,
        ("coverage.must", "content.stated", "likeness.rouge_l", "likeness.chrf", "form.length"),
        (2, 4, 8, 16),  # one sentence that is unlike the reference may go and raise ROUGE's precision
    ),
    Degradation(
        "under_another_heading", "文字放错部分", under_another_heading,
        ("coverage.must", "content.stated", "likeness.rouge_l"), (1, 2, 4, 6),
    ),
    Degradation("out_of_order", "部分次序颠倒", out_of_order, ("form.structure",)),
    Degradation(
        "last_years_text", "照抄上年", last_years_text,
        ("originality.last_year", "faithfulness.numbers", "coverage.must"), (1, 2, 4, 6),
    ),
    Degradation(
        "another_agencys", "换成别的单位的句子", another_agencys,
        ("faithfulness.numbers", "coverage.must"),
    ),
    Degradation("padded", "加套话", padded, ("register.inflated", "content.supported")),
    Degradation("colloquial", "加口语", colloquial, ("register.clean",)),
    Degradation("false_citations", "引用不存在的条款", false_citations, ("citations.right",)),
    Degradation("broken_chains", "序号跳号", broken_chains, ("form.chains", "form.rules")),
    Degradation("repeated", "同一句写两遍", repeated, ("originality.within",)),
)  # fmt: skip
