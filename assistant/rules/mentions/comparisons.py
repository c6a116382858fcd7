"""Percentages with what they are of, and growth with the values that it is between."""

from assistant.rules.mentions.around import unexplained
from assistant.rules.mentions.breakdowns import List
from assistant.rules.mentions.draft import Draft
from assistant.rules.mentions.mention import Change, Mention, Share

_TOTALS = ("总数", "总量", "全部", "总", "比")


def shares_of(
    plain: str, drafts: list[Draft], lists: list[List], earlier: list[Draft]
) -> list[Share]:
    """The percentages of a sentence that are no growth."""
    found: list[Share] = []
    for index, draft in enumerate(drafts):
        told = draft.kind == "all" and draft.rate is not None
        if draft.kind == "share" or told:
            counts = [d for d in drafts[:index] if _is_count(d)]
            part, whole = _part_and_whole(plain, draft, counts, lists, earlier)
            found.append(Share(draft.mention, _mention(part), _mention(whole)))
    return found


Pair = tuple[Draft | None, Draft | None]


def _part_and_whole(
    plain: str, share: Draft, counts: list[Draft], lists: list[List], earlier: list[Draft]
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
    return part, _whole_of(part, counts[:-1], lists)


def _has_lead(plain: str, share: Draft) -> bool:
    """Whether its clause names something of its own before 占: 图文解读占比88%."""
    rate = share.rate
    if rate is None:
        return False
    start = share.clause.start
    words = [w for w in share.clause.words if w.start < rate.start]
    spoken = {"subjects", "qualifiers", "applicants"}
    last = max((q.end for q in share.clause.quantities if q.end <= rate.start), default=start)
    named = any(w.group in spoken and w.start >= last for w in words)
    return named or unexplained(plain, last, rate.start, words) > 0


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


def _whole_of(part: Draft, before: list[Draft], lists: list[List]) -> Draft | None:
    for one in lists:
        if any(p is part for p in one.parts):
            return one.whole
    return _before(part, before)


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
    return draft.kind == "count" and not draft.negated and not draft.base


def _mention(draft: Draft | None) -> Mention | None:
    return draft.mention if draft is not None else None


def changes_of(plain: str, drafts: list[Draft]) -> list[Change]:
    """Growth, differences, and values that something rose or fell to."""
    found: list[Change] = []
    for index, draft in enumerate(drafts):
        if draft.kind not in ("growth", "difference") and not draft.reached:
            continue
        before = [d for d in drafts[:index] if d.clause.depth <= draft.clause.depth]
        now = draft if draft.reached else _now(draft, before)
        found.append(Change(draft.mention, _mention(now), _mention(_older(draft, now, before))))
    return found


def _now(change: Draft, before: list[Draft]) -> Draft | None:
    """The value that has changed: the nearest count before, if the clause names nothing else."""
    for draft in reversed(before):
        if not _is_count(draft):
            continue
        if change.kind == "difference" and draft.quantity.unit != change.quantity.unit:
            return None
        other = change.named and change.subject != draft.subject
        return None if other else draft
    return None


def _older(change: Draft, now: Draft | None, before: list[Draft]) -> Draft | None:
    unit = now.quantity.unit if now else change.quantity.unit
    for draft in reversed(before):
        if draft.base and (draft.quantity.unit == unit or change.kind == "growth"):
            return draft
    return None
