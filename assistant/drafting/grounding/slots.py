"""Which number of a statement a number of a sentence is, told by the words beside it.

Two true numbers of one unit are told apart by their names alone: the words to the left and
right of each are compared with those in the statement, and the best place must hold the value.
"""

import re
from functools import cache

from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.sayable import Said
from assistant.drafting.grounding.sentence import NUMBER, Clause, Sentence
from assistant.drafting.grounding.statement import Slot, Statement
from assistant.drafting.grounding.vocabulary import Wordlist, canonical, wordlist, words_in

_JOINED = re.compile(r"[和与及]|或者|以及")
_CHANGED = re.compile(
    r"(?:提高|提升|增加|增长|上升|减少|下降|降低|压缩|压减|[升降增减多少])了?([到至为])?$"
)
_LIMITS = ("每", "平均", "累计", "最")
_NAME = 2  # characters that make a name
_PERSONS = ("人", "名", "位")
_PARTS = re.compile(r"[，；：。、！？（）()]")


def slot_of(
    sentence: Sentence, clause: Clause, said: Said, statement: Statement, before: int
) -> tuple[int, Doubt | None]:
    """The index of the slot that a number is, or the doubt that it is none.

    `before` is the slot that the sentence named last, -1 where it named none: a number that
    no word names has to follow it as it does in the statement.
    """
    unit = [i for i, slot in enumerate(statement.slots) if _same_unit(said, slot)]
    if not unit:
        return -1, _doubt(said, f"“{said.quantity.text}”不在任何事实里")
    year = _year_before(sentence, clause.start, said.quantity.start)
    of_year = [i for i in unit if year and _year_of(statement, i) == year]
    unit = of_year or unit
    left, right = map(canonical, _beside(sentence, clause, said))
    scores = [_score(left, right, slot) for slot in statement.slots]
    best = max(scores[i] for i in unit)
    closest = [i for i in unit if scores[i] == best and _ends_alike(left, statement.slots[i])]
    if max(scores) > best and not closest and not of_year:
        other = statement.slots[scores.index(max(scores))].number
        return -1, _doubt(
            said, f"“{said.quantity.text}”的名称是另一个数的（{other.value}{other.unit}）"
        )
    if best or of_year:
        named = [i for i in unit if scores[i] == best]
    else:
        named = [i for i in unit if i == before + 1] if before >= 0 else []
        named = named or [i for i in unit if before < 0 and len(statement.slots[i].left) < _NAME]
    if not named:
        return -1, _doubt(said, f"没有说明“{said.quantity.text}”是什么的数")
    fitting = [i for i in named if said.is_true_of(statement.slots[i].number)]
    if not fitting:
        return -1, _doubt(said, _mismatch(said, statement, named[0]))
    others = [slot for i, slot in enumerate(statement.slots) if i not in named]
    text = sentence.plain[clause.start : clause.end]
    why = _too_wide(sentence, statement.slots[fitting[0]]) or _misnamed(
        text, (left, right), statement.slots[fitting[0]], others, named=best > 0
    )
    return (-1, _doubt(said, f"“{said.quantity.text}”{why}")) if why else (fitting[0], None)


def _year_before(sentence: Sentence, start: int, at: int) -> int:
    """The year that stands before a number with no other number between; zero where none does."""
    years = [d for d in sentence.dates if start <= d.start and d.end <= at and d.month is None]
    last = years[-1] if years else None
    between = [s for s in sentence.said if last and last.end <= s.quantity.start < at]
    return last.year or 0 if last and not between else 0


def _year_of(statement: Statement, index: int) -> int:
    """The year that the statement gives a slot: 2023年为2964条."""
    return _year_before(statement.sentence, 0, statement.slots[index].start)


def _ends_alike(left: str, slot: Slot) -> bool:
    """Whether the words right before a number are the slot's own: 专区97个，接待群众2万人次 as one clause."""
    return len(slot.left) >= _NAME and left.endswith(slot.left[-2 * _NAME :])


def _misnamed(
    clause: str, beside: tuple[str, str], slot: Slot, others: list[Slot], *, named: bool
) -> str:
    """Why the words beside a true number make it that of something else; empty if they do not."""
    left, right = beside
    if named and not _whole_name(left + right, slot):
        return f"的名称只写了一半，应为“{slot.left}”"
    if _other_noun(right, slot):
        return "后面说的不是它数的东西"
    if _reaches(left) != _reaches(slot.left):
        return "是变化后的数还是变化的多少，与事实不同"
    limit = _limit(clause, slot)
    if limit:
        return f"少了“{limit}”，意思变了"
    return "只是其中一项的数" if _names_another(left, slot, others) else ""


def _too_wide(sentence: Sentence, slot: Slot) -> str:
    """Why a number of one place is told as that of all: 公开信息16892条 for 网站公开信息16892条."""
    places = (
        word
        for _, word in _scopes().find(_JOINED.split(slot.left)[-1])
        if word not in sentence.plain
    )
    missing = next(places, "")
    return f"少了“{missing}”，成了全部的数" if missing else ""


@cache
def _scopes() -> Wordlist:
    return wordlist(words_in("organisations", "scopes"))


def _other_noun(right: str, slot: Slot) -> bool:
    """Whether another noun follows the number than the one that it counts: 26个门户网站."""
    noun, known = right.lstrip("的在有"), slot.right.lstrip("的在有")
    if len(noun) < _NAME or len(known) < _NAME or noun[0] == known[0]:
        return False
    return noun[:_NAME] not in known and f"的{known[:_NAME]}" not in noun


def _reaches(left: str) -> bool | None:
    """Whether something rose or fell to the number (提高到) or by it (提高); None for neither."""
    match = _CHANGED.search(left)
    return bool(match[1]) if match else None


def _limit(clause: str, slot: Slot) -> str:
    """A word that narrows the number down in the statement (每月督查1次) and is left out here."""
    return next((word for word in _LIMITS if word in slot.left and word not in clause), "")


def _names_another(left: str, slot: Slot, others: list[Slot]) -> bool:
    """Whether the words before a number name a second thing that the statement counts apart."""
    names = (other.left.lstrip("其中和与、") for other in others)
    return any(len(name) > 1 and name in left and name not in slot.left for name in names)


def _mismatch(said: Said, statement: Statement, index: int) -> str:
    number = statement.slots[index].number
    return f"“{said.quantity.text}”与事实对不上（应为{number.value}{number.unit}：{statement.text[:40]}）"


def _doubt(said: Said, reason: str) -> Doubt:
    return Doubt(said.quantity.start, said.quantity.end, "number", reason)


def _same_unit(said: Said, slot: Slot) -> bool:
    """Whether a number can be compared with a slot: 三成 and 四分之一 with percentages too."""
    unit = said.quantity.unit
    share = unit == "成" or unit.startswith("/")
    if unit in _PERSONS and slot.number.unit in _PERSONS:
        return True
    return unit == slot.number.unit or (share and slot.number.unit == "%")


def _beside(sentence: Sentence, clause: Clause, said: Said) -> tuple[str, str]:
    """The words to the left and right of a number, up to the next mark or number."""
    text, quantity = sentence.masked, said.quantity
    left = text[clause.start : quantity.start].rpartition(NUMBER)[2]
    right = text[quantity.end : clause.end].partition(NUMBER)[0]
    return _PARTS.split(left)[-1], _PARTS.split(right)[0]


def _score(left: str, right: str, slot: Slot) -> int:
    """How well the words beside a number agree with a slot's; the same side counts double."""
    same = _shared(left, slot.left) + _shared(right, slot.right)
    return 2 * same + _shared(left, slot.right) + _shared(right, slot.left)


def _shared(one: str, other: str) -> int:
    pairs = {other[i : i + 2] for i in range(len(other) - 1)}
    return sum(one[i : i + 2] in pairs for i in range(len(one) - 1))


def _whole_name(beside: str, slot: Slot) -> bool:
    """Whether a number that counts two things together (满意和比较满意) is called by both."""
    sides = [side for side in _JOINED.split(slot.left) if len(side) > 1]
    if len(sides) < 2:
        return True
    return all(_shared(side, beside) * 2 >= len(side) - 1 for side in sides)
