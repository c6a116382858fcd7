"""Wholes and their parts: “其中A 3件、B 5件”, “分别为”, lists of kinds and of units."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.rules.mentions.draft import Draft
from assistant.rules.mentions.mention import Breakdown
from assistant.rules.mentions.subjects import APPLICANTS, CASES, OUTCOMES, RESULTS

_CLAIMS = frozenset(["each", "whole", "by"])
_OF_A_WHOLE = frozenset(
    ["new", "received", "accepted", "handled", "total", "carried_in", "carried_out"]
)
_SUBJECTS_OF = {
    "applicant": frozenset(["requests", ""]),
    "result": frozenset(["requests", ""]),
    "reason": frozenset(["requests", ""]),
    "channel": frozenset(["requests", ""]),
    "outcome": CASES,
    "litigation": frozenset(["litigation", "cases"]),
}
_NESTED = {
    "applicant": frozenset(["organisations"]),
}


@dataclass(slots=True)
class List:
    """A breakdown whose mentions are not finished yet."""

    whole: Draft
    parts: list[Draft]
    complete: bool
    marker: str

    def finish(self) -> Breakdown:
        """The breakdown as rules see it; its drafts are finished."""
        whole, *parts = (d.mention for d in (self.whole, *self.parts))
        span = (min(whole.start, parts[0].start), parts[-1].end)
        return Breakdown(whole, tuple(parts), self.complete, self.marker, span)


def breakdowns_of(plain: str, drafts: list[Draft], earlier: list[Draft]) -> list[List]:
    """The breakdowns of a sentence; parts take over what their whole settles.

    `earlier` are the drafts of the sentences before it in the paragraph.
    """
    counts = [d for d in drafts if d.kind == "count" and not d.negated]
    found: list[List] = []
    if counts:
        taken: set[int] = set()
        for index, draft in enumerate(counts):
            if draft.marker is None and draft.clause.opener != "open":
                continue
            meaning, word = _marker(plain, counts, index)
            if meaning and id(draft) not in taken:
                _marked(found, counts, index, (meaning, word), earlier, taken)
        for first, run in _runs(counts, taken) if len(counts) > 1 else ():
            before = counts[max(0, first - _LONGEST) : first]
            parts_of_others = {id(part) for one in found for part in one.parts}
            free = [d for d in before if id(d) not in parts_of_others or _equals(d, run)]
            _unmarked(found, free, run, earlier)
        for one in found:
            _inherit(one)
    return found


def _marker(plain: str, counts: list[Draft], index: int) -> tuple[str, str]:
    """The word that introduces parts between the count before and this one, and what it means."""
    draft = counts[index]
    word = draft.marker
    if word and word.meaning in ("some", "each", "whole", "by"):
        return word.meaning, plain[word.start : word.end]
    before = counts[index - 1] if index else None
    if before and draft.clause.depth > before.clause.depth and draft.clause.opener == "open":
        return "bracket", "（"
    return "", ""


def _marked(
    found: list[List],
    counts: list[Draft],
    index: int,
    marker: tuple[str, str],
    earlier: list[Draft],
    taken: set[int],
) -> None:
    parts = list(_parts(counts, index))
    claims = marker[0] in _CLAIMS
    before = counts[max(0, index - _LONGEST) : index]
    whole = _whole(before, parts, claims) or _whole(_of_all(earlier), parts, claims)
    if whole is None:
        return
    if claims and id(whole) in taken and not _equals(whole, parts):
        # 其中局机关12件，三个分局分别为5件、3件、2件: the list of before goes on.
        _go_on(found, parts, taken)
        return
    parts = _without_doubles(parts, whole)
    claims = claims and len(parts) > 1
    found.append(List(whole, parts, claims or _covers_all(parts), marker[1]))
    taken.update(id(part) for part in parts)
    if marker[0] == "some":
        for part in parts:
            part.qualifiers.add("of_which")


def _equals(whole: Draft, parts: list[Draft]) -> bool:
    return sum(Decimal(p.quantity.value) for p in parts) == whole.quantity.value


def _go_on(found: list[List], parts: list[Draft], taken: set[int]) -> None:
    before = found[-1]
    before.parts += parts
    taken.update(id(part) for part in parts)
    if any("of_which" in part.qualifiers for part in before.parts):
        for part in parts:
            part.qualifiers.add("of_which")


def _parts(counts: list[Draft], index: int) -> Iterator[Draft]:
    """The counts from `index` on that belong to one list."""
    first = counts[index]
    yield first
    before = first
    for draft in counts[index + 1 : index + _LONGEST]:
        if draft.clause.depth < first.clause.depth or draft.marker is not None or draft.base:
            return
        if draft.clause.depth > first.clause.depth or _is_beside(draft, first):
            continue
        if not _belongs(draft, first, before):
            return
        yield draft
        before = draft


def _is_beside(draft: Draft, first: Draft) -> bool:
    """Whether a count among the parts is none: of another unit, or a sum of the parts before it."""
    return _unit(draft) != _unit(first) or (
        bool(first.family) and not draft.family and "total" in draft.qualifiers
    )


def _unit(draft: Draft) -> str:
    return "万元" if draft.quantity.unit in ("元", "亿元") else draft.quantity.unit


def _belongs(draft: Draft, first: Draft, before: Draft) -> bool:
    """Whether a count goes on with the list that `first` began and `before` ends so far."""
    family = first.family
    new_part = draft.clause is not before.clause and draft.clause.opener == "part"
    if family:
        carried = family == "result" and "carried_out" in draft.qualifiers and not new_part
        return draft.family == family or carried
    if draft.family or new_part or draft.reached:
        return False
    if not draft.qualifiers.isdisjoint(_OF_A_WHOLE - first.qualifiers):
        return False
    return not (draft.named and first.named and draft.subject != first.subject)


def _whole(before: list[Draft], parts: list[Draft], claims: bool) -> Draft | None:
    """The count that a list divides: the one that its sum equals, else the nearest that can be."""
    first = parts[0]
    fitting: list[Draft] = []
    for draft in reversed(before):
        if _can_be_whole(draft, first):
            fitting.append(draft)
        if len(fitting) == _TRIED:
            break
    if not fitting:
        return None
    if claims or _covers_all(parts) or first.family == "unit":
        total = sum((Decimal(p.quantity.value) for p in parts), Decimal(0))
        for draft in fitting:
            if draft.quantity.value in (total, total - _carried_out(parts)):
                return draft
    current = [d for d in fitting if d.qualifiers.isdisjoint(_CARRIED)]
    return (current or fitting)[0]


def _of_all(earlier: list[Draft]) -> list[Draft]:
    """The counts of the sentences before that can be divided anew: one unit's own are not."""
    return [draft for draft in earlier[-_LONGEST:] if draft.scope != "unit"]


_CARRIED = frozenset(["carried_in", "carried_out"])
_TRIED = 4
_LONGEST = 100  # counts in one list; longer ones are looked at no further


def _can_be_whole(draft: Draft, first: Draft) -> bool:
    if draft.kind != "count" or draft.negated or draft.base or _unit(draft) != _unit(first):
        return False
    if draft.clause.depth > first.clause.depth:
        return False
    family = first.family
    if not family:
        return True
    if draft.subject not in _SUBJECTS_OF.get(family, (draft.subject,)):
        return False
    return draft.family != family or draft.applicant in _NESTED.get(family, ())


def _carried_out(parts: list[Draft]) -> Decimal:
    return Decimal(parts[-1].quantity.value) if _ends_with_carried(parts) else Decimal(0)


def _ends_with_carried(parts: list[Draft]) -> bool:
    return "carried_out" in parts[-1].qualifiers and len(parts) > 1


def _without_doubles(parts: list[Draft], whole: Draft) -> list[Draft]:
    """Kinds that are part of another part, and what is carried out of a count of results, go."""
    total = sum((Decimal(p.quantity.value) for p in parts), Decimal(0))
    if _ends_with_carried(parts) and total != whole.quantity.value:
        rest = total - _carried_out(parts)
        if "handled" in whole.qualifiers or rest == whole.quantity.value:
            parts = parts[:-1]
    if any(p.applicant == "organisations" for p in parts):
        return [p for p in parts if p.applicant in ("organisations", "natural_person", "")]
    return parts


def _covers_all(parts: list[Draft]) -> bool:
    """Whether a list names every kind there is, so that nothing is left over."""
    applicants = {p.applicant for p in parts}
    said = {name for p in parts for name in p.qualifiers}
    return (
        applicants >= {"natural_person", "organisations"}
        or applicants >= APPLICANTS
        or said >= RESULTS
        or said >= OUTCOMES
        or {p.subject for p in parts} >= {"litigation_direct", "litigation_after_reconsideration"}
    )


def _runs(counts: list[Draft], taken: set[int]) -> Iterator[tuple[int, list[Draft]]]:
    """Lists without a word before them: at least two counts of one family, and where they begin."""
    at = 0
    while at < len(counts):
        first = counts[at]
        if id(first) in taken or not first.family:
            at += 1
            continue
        run, end = [first], at + 1
        while end < len(counts):
            draft = counts[end]
            if id(draft) not in taken:
                beside = _is_beside(draft, first)
                if not beside and not _belongs(draft, first, run[-1]):
                    break
                if not beside:
                    run.append(draft)
            end += 1
        if len(run) > 1:
            yield at, run
        at = end


def _unmarked(
    found: list[List], before: list[Draft], run: list[Draft], earlier: list[Draft]
) -> None:
    complete = _covers_all(run)
    whole = _whole(before, run, claims=False)
    if whole is None and complete:
        whole = _whole(_of_all(earlier), run, claims=False)
    if whole is not None:
        found.append(List(whole, _without_doubles(run, whole), complete, ""))


def _inherit(one: List) -> None:
    """What the whole says of subject, year and range holds for its parts."""
    whole = one.whole
    for part in one.parts:
        if not part.named:
            part.subject = part.subject or whole.subject
            part.certain = part.subject == whole.subject and whole.certain
        part.year = part.year if part.year is not None else whole.year
        part.scope = part.scope or whole.scope
        part.part_of_year |= whole.part_of_year
        part.cumulative |= whole.cumulative
        if part.strange or "restricted" in whole.qualifiers:
            part.qualifiers.add("restricted")
