"""What stands around a quantity in its clause: the words before it, after it, and the rest."""

import re
from dataclasses import dataclass

from assistant.report.quantities import Quantity
from assistant.rules.mentions.clauses import Clause
from assistant.rules.mentions.words import Word

# Words that say nothing of what is counted; what is left of a clause without them does.
_FILLER = re.compile(
    r"[\s、“”\"'的了为是有共已将对就向由在被中并又再也则均于其以达约近年份余和与及或者]"
    r"|年底|年末|期末|月底|月末|上述|本次|本级|另外|另|还有|其余|剩余|还|即|数量|总量|总数|件数|案件|情况|方面|过|到"
    r"|相关|有关|关于|任何|各类|各种|群众|市民|社会公众|公众|申请人|提出|提交|递交|来自|有效|书面|方式|渠道|形式|通过"
    r"|政府信息公开|政务公开|信息公开|引发|引起|产生|导致|发生|出现|涉及|属于|分为|提起|决定|处理|答复|加上|加|依法|依规|依据"
    r"|各|等|金额|总额|费用|收取|办理|事项|县级|市级|省级|区级|乡镇|街道|政府|部门|单位|行政|机关|工作|人民|办公室|进行|作出|做出|上级|下级|所有|一般|确定|认定"
)
_BETWEEN_UNIT = re.compile(r"[的了\s]{0,2}")
_TOUCHING = 2
_NAMING = frozenset(["subjects", "applicants", "qualifiers", "scopes", "channels"])
_NAMES = frozenset(["subjects", "channels"])
_NOUN_AFTER = frozenset(["个", "家", "名", "位", "类", "种", "项"])
_CHINESE = re.compile(r"[一-鿿]")


@dataclass(slots=True)
class Around:
    """The words that belong to one quantity by group, nearest last, and the text before it."""

    quantity: Quantity
    start: int
    before: list[Word]
    after: list[Word]
    chain: int
    groups: dict[str, list[Word]]
    unit_end: int | None = None

    def last(self, group: str) -> Word | None:
        """The nearest word of a group before the quantity."""
        words = self.groups.get(group)
        return words[-1] if words else None

    def own_subject(self) -> Word | None:
        """The subject that follows the unit at once, else the nearest before it."""
        for word in self.after[: self.chain]:
            if word.group == "subjects":
                return word
        before = self.groups.get("subjects")
        if before:
            return before[-1]
        return next((w for w in self.after if w.group == "subjects" and w.meaning), None)

    def rate(self, plain: str) -> Word | None:
        """The word that a percentage belongs to: 占, 办结率; 满意率 names its subject too."""
        word = self.last("rates")
        if word is not None:
            return None if word.meaning == "-" else word
        subject = self.last("subjects")
        if subject is not None and plain.startswith("率", subject.end - 1):
            return subject._replace(group="rates", meaning="rate")
        return None

    def names_another(self, plain: str) -> bool:
        """Whether the unit is followed by a noun that the vocabulary does not know: 9个部门."""
        quantity = self.quantity
        if quantity.unit not in _NOUN_AFTER or self.chain:
            return False
        end = quantity.end
        if self.after and self.after[0].start == end:
            return False
        return _CHINESE.match(plain, end) is not None


def arounds(plain: str, clause: Clause) -> list[Around]:
    """The surroundings of each quantity of a clause, in reading order."""
    found: list[Around] = []
    words, at = clause.words, 0
    start = clause.start
    for index, quantity in enumerate(clause.quantities):
        first = at
        while at < len(words) and words[at].start < quantity.start:
            at += 1
        before = words[first:at]
        is_last = index + 1 == len(clause.quantities)
        limit = clause.end if is_last else clause.quantities[index + 1].start
        after, chain = _after(plain, words, at, quantity.end, limit)
        if not is_last:
            after = after[:chain]
        groups: dict[str, list[Word]] = {}
        for word in before:
            group = word.group
            if group in groups:
                groups[group].append(word)
            else:
                groups[group] = [word]
        found.append(Around(quantity, start, before, after, chain, groups))
        at += len(after)
        start = after[-1].end if after else quantity.end
    return found


def _after(plain: str, words: list[Word], at: int, end: int, limit: int) -> tuple[list[Word], int]:
    """The words from `end` up to the next 、, and how many name what the unit counts (21件新申请)."""
    after: list[Word] = []
    chain, linked = 0, True
    for index in range(at, len(words)):
        word = words[index]
        start, _, group, _ = word
        if start >= limit or group == "mark":
            break
        if linked:
            linked = group in _NAMING and _joins(plain, end, start)
        end = word.end
        after.append(word)
        if linked and group in _NAMES:
            chain = len(after)
    return after, chain


def _joins(plain: str, end: int, start: int) -> bool:
    """Whether at most a 的 or 了 parts two words."""
    return start == end or (
        start - end <= _TOUCHING and _BETWEEN_UNIT.fullmatch(plain, end, start) is not None
    )


def unexplained(plain: str, start: int, end: int, words: list[Word]) -> int:
    """How many characters of a stretch are neither known words nor fillers."""
    left: list[str] = []
    for word in words:
        if word.start >= end:
            break
        if word.start > start:
            left.append(plain[start : word.start])
        start = max(start, word.end)
    left.append(plain[start:end])
    if not any(left):
        return 0
    return len(_FILLER.sub("", "|".join(left)).replace("|", ""))
