"""What stands around a quantity in its clause: the words before it, after it, and the rest."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from assistant.report.quantities import Quantity
from assistant.rules.mentions.clauses import Clause
from assistant.rules.mentions.words import Word

# Words that say nothing of what is counted; what is left of a clause without them does. Each
# alternative begins with a character, so that the search passes over all others at once.
_BLANKS = [char for char in map(chr, range(0x3001)) if char.isspace()]
_FILLER = re.compile(
    "|".join(
        [
            *"、“”\"'的了为是有共已将对就向由在被中并又再也则均于其以达约近年份余和与及或者",
            *map(re.escape, _BLANKS),
        ]
    )
    + "|期末|月底|月末|上述|本次|本级|另外|另|还有|剩余|还|即|数量|总量|总数|件数|案件|情况|方面|过|到"
    "|相关|关于|任何|各类|各种|群众|市民|社会公众|公众|申请人|提出|提交|递交|来自|书面|方式|渠道|形式|通过"
    "|政府信息公开|政务公开|信息公开|引发|引起|产生|导致|发生|出现|涉及|属于|分为|提起|决定|处理|答复|加上|加|依法|依规|依据"
    "|各|等|金额|总额|费用|收取|办理|事项|县级|市级|省级|区级|乡镇|街道|政府|部门|单位|行政|机关|工作|人民|办公室|进行|作出|做出|上级|下级|所有|一般|确定|认定"
)
_BETWEEN_UNIT = re.compile(r"[的了\s]{0,2}")
_TOUCHING = 2
_NAMING = frozenset(["subjects", "applicants", "qualifiers", "scopes", "channels"])
_NAMES = frozenset(["subjects", "channels"])
_NOUN_AFTER = frozenset(["个", "家", "名", "位", "类", "种", "项"])
_CHINESE = re.compile(r"[一-鿿]")


@dataclass(slots=True)
class Around:
    """The words that belong to one quantity, those before it in reading order, and by group the nearest."""

    quantity: Quantity
    start: int
    before: list[Word]
    after: list[Word]
    chain: int
    nearest: dict[str, Word]
    unit_end: int | None = None

    def all_of(self, group: str) -> list[Word]:
        """The words of a group before the quantity, the nearest last."""
        if group not in self.nearest:
            return []
        return [word for word in self.before if word.group == group]

    def own_subject(self) -> Word | None:
        """The subject that follows the unit at once, else the nearest before it."""
        after = self.after
        if self.chain:
            for word in after[: self.chain]:
                if word.group == "subjects":
                    return word
        found = self.nearest.get("subjects")
        if found is None and after:
            for word in after:
                if word.group == "subjects" and word.meaning:
                    return word
        return found

    def rate(self, plain: str) -> Word | None:
        """The word that a percentage belongs to: 占, 办结率; 满意率 names its subject too."""
        word = self.nearest.get("rates")
        if word is not None:
            return None if word.meaning == "-" else word
        subject = self.nearest.get("subjects")
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
    words, quantities, at, start = clause.words, clause.quantities, 0, clause.start
    last = len(quantities) - 1
    for index, quantity in enumerate(quantities):
        first, at = at, bisect_left(words, (quantity.start,), at)
        before = words[first:at]
        after: list[Word] = []
        chain, end = 0, quantity.end
        if at < len(words):
            limit = clause.end if index == last else quantities[index + 1].start
            after, chain = _after(plain, words, at, end, limit)
            if index != last:
                after = after[:chain]
            at += len(after)
        nearest = {word.group: word for word in before}
        found.append(Around(quantity, start, before, after, chain, nearest))
        start = after[-1].end if after else end
    return found


def _after(plain: str, words: list[Word], at: int, end: int, limit: int) -> tuple[list[Word], int]:
    """The words from `end` up to the next 、, and how many name what the unit counts (21件新申请)."""
    after: list[Word] = []
    chain, linked = 0, True
    for index in range(at, len(words)):
        word = words[index]
        start, stop, group, _ = word
        if start >= limit or group == "mark":
            break
        if linked:
            linked = group in _NAMING and _joins(plain, end, start)
        end = stop
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
    for first, last, _, _ in words:
        if first >= end:
            break
        if first > start:
            left.append(plain[start:first])
        if last > start:
            start = last
    if start < end:
        left.append(plain[start:end])
    if not left:
        return 0
    rest = _FILLER.sub("", "|".join(left))
    return len(rest) - rest.count("|")
