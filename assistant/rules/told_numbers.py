"""Numbers that the text itself tells and that can be reckoned with each other."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Mention
from assistant.rules.percentages import Fit, fit, share_of

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


def nearby(case: Case, mention: Mention) -> Iterator[Mention]:
    """The counts of its sentence and the last few before it: what it may belong to instead."""
    everything = case.narrative.mentions.all
    at = bisect_left(everything, mention.start, key=lambda m: m.start)
    for other in everything[max(0, at - _NEAR) : at + _NEAR]:
        here = other.start < mention.start or other.sentence == mention.sentence
        if here and other.kind == "count" and other.section == mention.section:
            yield other


def explained_otherwise(case: Case, share: Mention, part: Mention) -> bool:
    """Whether the written share of `part` is true of another whole near by."""
    value = part.quantity.value
    return any(
        other.quantity.value > value
        and other.quantity.unit == part.quantity.unit
        and fit(share.quantity, share_of(value, other.quantity.value)) is Fit.HONEST
        for other in nearby(case, share)
    )
