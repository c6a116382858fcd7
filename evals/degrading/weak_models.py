"""What weak models do to a draft, one habit at a time and all together, and what one really wrote.

The habits are those that the grounding has met (issue 5, `tests/drafting/adversarial`): a passage of
another agency recited, praise and punctuality hung on a true number, a qualifier lost, two true
numbers in each other's places, a sentence said twice, English mixed in, a sentence broken off.
"""

import random
import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

from assistant.drafting.draft import Draft
from assistant.report.quantities import find_quantities
from evals.degrading.degradations import Change, Degradation, Setting
from evals.degrading.editing import Place, at, edited, places, with_texts

_RECORDED = Path(__file__).resolve().parent / "recorded" / "plain-1.5b.yaml"
_PART = "1.2"
_STOP = re.compile(r"[。！？]$")
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]")
_BOASTS = (
    "，办理质量位居全市前列",
    "，均在五个工作日内提前答复",
    "，群众满意率达到百分之百",
    "，得到上级部门通报表扬",
)
_ENGLISH = ("In summary, ", "According to the data, ", "Furthermore, ", "As an AI, ")
# Each with what is left when the word that narrows it is lost.
_QUALIFIERS = (
    ("部分公开", "公开"), ("不予公开", "公开"), ("上年结转", "收到"), ("结转下年度继续办理", "办结"), ("结转下年", "办结"),
    ("新收", "办结"), ("未经复议直接", ""), ("现行有效", "制发"), ("无法提供", "提供"), ("不予处理", "处理"),
    ("本年废止", "废止"), ("结果维持", "维持"), ("自然人", ""), ("其他处理", "处理"), ("提前", ""), ("网站", ""), ("政务新媒体", ""),
)  # fmt: skip
_LONG = 30  # characters of a sentence whose second half is missed

Habit = Callable[[random.Random, str, str], str]


def _reciting(rng: random.Random, text: str, foreign: str) -> str:
    found = [s for s in _SENTENCE.findall(foreign) if find_quantities(s)]
    return f"{text}{rng.choice(found)}" if found else text


def _boasting(rng: random.Random, text: str, foreign: str) -> str:
    return _STOP.sub("", text) + rng.choice(_BOASTS) + "。"


def _unqualifying(rng: random.Random, text: str, foreign: str) -> str:
    for full, bare in _QUALIFIERS:
        if re.search(rf"{full}[^，。；、]*\d", text):
            return text.replace(full, bare, 1)
    return text


def _swapping(rng: random.Random, text: str, foreign: str) -> str:
    """The first two different numbers of one unit in each other's places."""
    found = [q for q in find_quantities(text) if q.text[:1].isdigit()]
    for one, other in pairwise(found):
        if one.unit == other.unit and one.text != other.text:
            head, middle = text[: one.start], text[one.end : other.start]
            return head + other.text + middle + one.text + text[other.end :]
    return text


def _stuttering(rng: random.Random, text: str, foreign: str) -> str:
    return text * 2 if len(text) > _LONG else text


def _speaking_english(rng: random.Random, text: str, foreign: str) -> str:
    return rng.choice(_ENGLISH) + text


def _breaking_off(rng: random.Random, text: str, foreign: str) -> str:
    return text[: len(text) // 2] if len(text) > _LONG else text


def habit(*habits: Habit) -> Change:
    """Sentences spoilt by these habits in turn, so many as the size; what no habit can change is
    passed over.
    """

    def change(rng: random.Random, draft: Draft, setting: Setting, size: int) -> Draft:
        spots = places(draft)
        rng.shuffle(spots)
        spoilt: dict[Place, str] = {}
        for place in spots:
            chosen, text = habits[len(spoilt) % len(habits)], at(draft, place).text
            new = chosen(rng, text, setting.foreign.get(draft.sections[place[0]].id, ""))
            if new != text:
                spoilt[place] = new
            if len(spoilt) == size:
                break
        return edited(draft, lambda p, s: spoilt.get(p, s.text))

    return change


def as_recorded(rng: random.Random, draft: Draft, setting: Setting, size: int) -> Draft:
    """Part 1.2 as the small model wrote it, of so many of the agencies; the others' as it was."""
    theirs = list(recorded())[:size]
    name = setting.case.name
    return with_texts(draft, {_PART: "\n".join(recorded()[name])}) if name in theirs else draft


@cache
def recorded() -> dict[str, list[str]]:
    """The lines that a model of 1.5B parameters wrote of part 1.2, by case."""
    loaded: dict[str, list[str]] = yaml.safe_load(_RECORDED.read_text("utf-8"))
    return loaded


_ALL = (
    _swapping, _reciting, _boasting, _unqualifying, _stuttering, _speaking_english, _breaking_off,
)  # fmt: skip
WEAK_MODELS = (
    Degradation(
        "recited", "背别的单位的段落", habit(_reciting),
        ("faithfulness.numbers", "faithfulness.traced", "faithfulness.sentences"),
    ),
    Degradation("boasting", "真数字后面加夸奖、提前", habit(_boasting), ("faithfulness.traced",)),
    Degradation("unqualified", "丢掉限定的词", habit(_unqualifying), ("faithfulness.numbers",), (1, 2, 3, 4)),
    Degradation("swapped", "两个真数字对调", habit(_swapping), ("faithfulness.numbers",), (1, 2, 3, 4)),
    Degradation("stuttering", "一句说两遍", habit(_stuttering), ("originality.within",)),
    Degradation("english", "夹英文", habit(_speaking_english), ("register.clean",)),
    Degradation("broken_off", "半句话", habit(_breaking_off), ("coverage.must", "likeness.chrf")),
    Degradation(
        "weak_model", "弱模型的各种毛病", habit(*_ALL),
        ("faithfulness.numbers", "faithfulness.traced", "faithfulness.sentences", "form.rules"),
        (2, 4, 8, 16),
    ),
    Degradation(
        "recorded_1_5b", "1.5B 模型真写的 1.2（几个单位）", as_recorded,
        ("faithfulness.numbers", "faithfulness.traced", "faithfulness.sentences", "coverage.must"),
        (1, 2, 4, 6),
    ),
)  # fmt: skip
