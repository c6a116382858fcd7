"""Percentages with what they are of, and growth with the values that it is between."""

from assistant.rules.mentions.around import unexplained
from assistant.rules.mentions.breakdowns import List
from assistant.rules.mentions.draft import Draft
from assistant.rules.mentions.subjects import OUTCOMES, REASONS, RESULTS, TIMES

_POINTS = frozenset(["个百分点", "百分点"])
_KINDS = RESULTS | REASONS | OUTCOMES
_COMING_IN = frozenset(["new", "carried_in", "accepted", "handled"])
_TOLD = frozenset(["share", "all"])
_FAR = 60  # how many mentions back a value is looked for
_TOTALS = ("总数", "总量", "全部", "总", "比")


Triple = tuple[Draft, Draft | None, Draft | None]


def shares_of(
    plain: str, drafts: list[Draft], lists: list[List], earlier: list[Draft]
) -> list[Triple]:
    """The percentages of a sentence that are no growth, each with its part and whole."""
    found: list[Triple] = []
    if all(draft.kind not in _TOLD for draft in drafts):
        return found
    known = _Known(lists)
    rows = _rows(drafts)
    for index, draft in enumerate(drafts):
        if draft.kind == "share" or (draft.kind == "all" and draft.rate is not None):
            counts = [d for d in drafts[max(0, index - _FAR) : index] if _is_count(d)]
            part, whole = rows.get(id(draft)), None
            if part is not None:
                whole = known.wholes.get(id(part))
            else:
                part, whole = _part_and_whole(plain, draft, counts, known, earlier)
            if part is not None:
                known.note(draft, part, whole)
                draft.subject = draft.subject if draft.named else part.subject
            found.append((draft, part, whole))
    return found


class _Known:
    """The wholes that are told of in a sentence so far: of parts in lists, and of parts with shares."""

    def __init__(self, lists: list[List]) -> None:
        self.wholes: dict[int, Draft] = {}
        self._of_shares: dict[int, Draft | None] = {}
        for one in lists:
            for member in one.parts:
                self.wholes.setdefault(id(member), one.whole)

    def note(self, share: Draft, part: Draft, whole: Draft | None) -> None:
        """Remember what the share of a part is out of."""
        if share.rate is not None and share.rate.meaning == "of":
            self._of_shares[id(part)] = whole

    def whole_of(self, part: Draft, before: list[Draft]) -> Draft | None:
        """What the part is of; 公开74件，占34.6%，部分公开16件，占7.5%: of what the one before is."""
        if id(part) in self.wholes:
            return self.wholes[id(part)]
        near = _before(part, before)
        return self._of_shares.get(id(near), near)


def _rows(drafts: list[Draft]) -> dict[int, Draft]:
    """The part of each share in a row: 网络402件、信函141件、当面47件，分别占68.1%、23.9%、8.0%."""
    found: dict[int, Draft] = {}
    for index, first in enumerate(drafts):
        if first.kind != "share" or first.marker is None or first.marker.meaning != "respectively":
            continue
        row = [d for d in drafts[index : index + _FAR] if d.clause is first.clause]
        parts = [d for d in drafts[max(0, index - _FAR) : index] if _is_count(d)][-len(row) :]
        alike = len({d.quantity.unit for d in parts}) == 1 and all(d.kind == "share" for d in row)
        if 1 < len(row) == len(parts) and alike:
            found |= {id(share): part for share, part in zip(row, parts, strict=True)}
    return found


Pair = tuple[Draft | None, Draft | None]


def _part_and_whole(
    plain: str,
    share: Draft,
    counts: list[Draft],
    known: _Known,
    earlier: list[Draft],
) -> Pair:
    rate = share.rate
    if rate is None:
        return None, None
    lead = _has_lead(plain, share)
    if rate.meaning != "of":
        return _of_rate(share, counts, lead)
    part = None if lead else (counts[-1] if counts else None)
    if share.of:
        subject = part.subject if part else share.subject or "requests"
        return part, _nearest(share.of, subject, part, [*earlier, *counts])
    if not _is_plain(plain, share):
        return part, None
    if part is None:
        return None, counts[-1] if counts else None
    return part, known.whole_of(part, counts[:-1])


def _has_lead(plain: str, share: Draft) -> bool:
    """Whether its clause names something of its own before 占: 图文解读占比88%."""
    rate = share.rate
    if rate is None:
        return False
    words = [w for w in share.before if w.start < rate.start]
    spoken = {"subjects", "qualifiers", "applicants"}
    named = any(w.group in spoken for w in words)
    return named or unexplained(plain, share.since, rate.start, words) > 0


def _is_plain(plain: str, share: Draft) -> bool:
    """Whether nothing, or only “the total”, stands between 占 and the number."""
    rate = share.rate
    if rate is None:
        return False
    between = plain[rate.end : share.quantity.start]
    rest = unexplained(plain, rate.end, share.quantity.start, [])
    return rest == 0 or any(word in between for word in _TOTALS)


def _of_rate(share: Draft, counts: list[Draft], lead: bool) -> Pair:
    """办结率, 合格率: the last count is the part where one of the same unit stands before it."""
    if not counts or (lead and not share.named):
        return None, None
    last = counts[-1]
    handled = "handled" in share.qualifiers
    if handled and "handled" not in last.qualifiers:
        return None, last
    whole = _before(last, counts[:-1])
    if whole is None:
        return (last, None) if handled else (None, last)
    return last, whole


def _before(part: Draft, before: list[Draft]) -> Draft | None:
    """The nearest count of the same unit that is no smaller."""
    for draft in reversed(before):
        if draft.quantity.unit == part.quantity.unit:
            return draft if draft.quantity.value >= part.quantity.value else None
    return None


def _nearest(
    said: frozenset[str], subject: str, part: Draft | None, before: list[Draft]
) -> Draft | None:
    """The nearest earlier count of this subject of which all that is said too."""
    for draft in reversed(before):
        fits = _is_count(draft) and draft is not part and draft.subject in (subject, "")
        if fits and draft.qualifiers >= said - {"total"} and not draft.applicant:
            return draft
    return None


def _is_count(draft: Draft) -> bool:
    counted = draft.kind == "count" and draft.quantity.unit not in TIMES
    return counted and not draft.negated and not draft.base


def changes_of(drafts: list[Draft]) -> list[Triple]:
    """Growth, differences, and values that something rose or fell to, with new and old value."""
    found: list[Triple] = []
    for index, draft in enumerate(drafts):
        if draft.kind not in ("growth", "difference") and not draft.reached:
            continue
        before = [
            d for d in drafts[max(0, index - _FAR) : index] if d.clause.depth <= draft.clause.depth
        ]
        now = draft if draft.reached else _now(draft, before)
        if now is not None and not draft.named and draft.kind == "growth":
            draft.subject = now.subject
        found.append((draft, now, _older(draft, now, before)))
    return found


def _now(change: Draft, before: list[Draft]) -> Draft | None:
    """The value that has changed: the nearest count before, if the clause names nothing else."""
    if change.quantity.unit in _POINTS:
        return next((d for d in reversed(before) if d.kind in ("share", "all") and d.rate), None)
    said = change.qualifiers & _KINDS
    for draft in reversed(before):
        if not _is_count(draft) or draft.year != change.year or not draft.qualifiers >= said:
            continue
        if change.named and _counted_otherwise(change, draft):
            continue
        if change.kind == "difference" and draft.quantity.unit != change.quantity.unit:
            return None
        other = change.named and change.subject != draft.subject
        return None if other else draft
    return None


def _counted_otherwise(change: Draft, draft: Draft) -> bool:
    """收办3件，上年新收3件，本年新收较上年减少1件: what the change is of stands further back."""
    both = change.qualifiers & _COMING_IN, draft.qualifiers & _COMING_IN
    return all(both) and both[0].isdisjoint(both[1])


def _older(change: Draft, now: Draft | None, before: list[Draft]) -> Draft | None:
    unit = now.quantity.unit if now else change.quantity.unit
    for draft in reversed(before):
        if (draft.base or draft.year is not None) and (
            draft.quantity.unit == unit or change.kind == "growth"
        ):
            return draft
    return None
