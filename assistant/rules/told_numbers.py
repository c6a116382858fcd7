"""Numbers that the text itself tells and that can be reckoned with each other."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Breakdown, Mention
from assistant.rules.percentages import fits_any, share_of

EXCLUSIVE = frozenset(
    [
        "granted",
        "partially_granted",
        "denied",
        "unavailable",
        "not_processed",
        "other",
        "upheld",
        "corrected",
        "other_result",
        "pending",
        "carried_out",
        "online",
        "mail",
        "onsite",
        "fax",
    ]
)
_BREATH = frozenset("；。;\n")
_TIME = ("季度", "月", "工作日", "年", "小时", "方面", "环节", "百分点")
_OPINIONS = (
    "满意",
    "好评",
    "知晓",
    "支持率",
    "点击",
    "阅读",
    "使用率",
    "利用率",
    "有帮助",
    "有用",
    "电子化",
)
_HEDGES = ("约", "近占", "逾", "超过", "接近", "将近")
_NEAR = 12  # mentions before that may be the true whole of a share


def is_exact(*mentions: Mention | None) -> bool:
    """Whether all are there and are counts without “约”, “余” or a rounded 万."""
    return all(
        m is not None and m.kind == "count" and not m.quantity.about and m.quantity.step <= 1
        for m in mentions
    )


def same_measure(one: Mention, other: Mention) -> bool:
    """Whether two counts are in the same unit and of the same time."""
    alike = one.quantity.unit == other.quantity.unit or not other.quantity.unit
    return alike and one.year == other.year and one.part_of_year == other.part_of_year


def number(mention: Mention) -> str:
    """The value of a mention in plain digits."""
    return format(Decimal(mention.quantity.value).normalize(), "f")


def figures(mentions: Iterable[Mention], between: str = "、") -> str:
    """Their values in a row: 3、5、7."""
    return between.join(number(m) for m in mentions)


def span_of(*mentions: Mention) -> tuple[int, int]:
    """From the first to the last of them that stand in the sentence of the last one."""
    last = max(mentions, key=lambda m: m.end)
    return min(m.start for m in mentions if m.sentence == last.sentence), last.end


def nearby(case: Case, mention: Mention, later: bool = False) -> Iterator[Mention]:
    """The counts of its sentence and the last few before it: what it may belong to instead.

    With `later` those of the sentences after it too.
    """
    everything = case.narrative.mentions.all
    at = bisect_left(everything, mention.start, key=lambda m: m.start)
    for other in everything[max(0, at - _NEAR) : at + _NEAR]:
        here = later or other.start < mention.start or other.sentence == mention.sentence
        if here and other.kind == "count" and other.section == mention.section:
            yield other


def is_listed(case: Case, one: Breakdown) -> bool:
    """Whether the parts follow their whole in one breath, introduced by the marker."""
    between = case.narrative.whole[one.whole.end : one.parts[0].start]
    return one.marker != "" and one.marker in between and _BREATH.isdisjoint(between)


def is_adjacent(case: Case, one: Breakdown) -> bool:
    """Whether the parts stand in the sentence of their whole, with no other list between."""
    between = case.narrative.whole[one.whole.end : one.parts[0].start]
    return one.whole.end <= one.parts[0].start and _BREATH.isdisjoint(between)


def is_other_total(case: Case, one: Breakdown, total: int | Decimal) -> bool:
    """Whether another count of the same near by is what the parts add up to."""
    subjects = {one.whole.subject, one.parts[0].subject}
    parts = {part.start for part in one.parts}
    return any(
        m.quantity.value == total
        and m.quantity.unit == one.whole.quantity.unit
        and m.subject in subjects
        and m.start not in parts
        for m in nearby(case, one.parts[0])
    )


def counts_time(case: Case, mention: Mention) -> bool:
    """Whether it counts quarters, months, points: nothing that has a share."""
    return case.narrative.whole.startswith(_TIME, mention.end)


def is_hedged(case: Case, share: Mention) -> bool:
    """Whether the share claims to be about right only, also by a word before 占: 约占30%."""
    before = case.narrative.whole[max(0, share.start - 4) : share.start]
    return share.quantity.about or any(word in before for word in _HEDGES)


def is_opinion(case: Case, share: Mention) -> bool:
    """Whether it is a rate of opinions or of use, which no count of the sentence gives."""
    clause = case.narrative.whole[share.clause[0] : share.end]
    return any(word in clause for word in _OPINIONS)


def are_siblings(case: Case, one: Mention, other: Mention) -> bool:
    """Whether both are parts of the same whole, so that neither is a share of the other."""
    pair = {one.start, other.start}
    lists = case.narrative.mentions.breakdowns
    at = bisect_left(lists, max(pair), key=lambda b: b.whole.start)
    near = lists[max(0, at - _NEAR) : at + 1]
    return any(pair <= {part.start for part in b.parts} for b in near)


def explained_otherwise(case: Case, share: Mention, part: Mention) -> bool:
    """Whether the written share of `part` is true of another whole: one near by, or the tables'."""
    value = part.quantity.value
    wholes = {
        other.quantity.value
        for other in nearby(case, share, later=True)
        if other.quantity.unit == part.quantity.unit
    }
    if part.subject == "requests":
        wholes.update(_in_the_table(case))
    larger = [share_of(value, whole) for whole in wholes if whole > value]
    return fits_any(share.quantity, larger)


def _in_the_table(case: Case) -> Iterator[int | Decimal]:
    """What requests can be a share of, whether the text tells it or not: 占办结总数的34.6%."""
    for rows in (("new",), ("result_total",), ("new", "carried_in")):
        values = [case.cells.get(f"t3.{row}.total") for row in rows]
        yield sum((value for value in values if value is not None), start=0)
