"""One number for several things (科研机构、其他组织各1件) and several in order (分别为4件、2件)."""

from dataclasses import replace

from assistant.rules.mentions.around import Around
from assistant.rules.mentions.draft import Draft
from assistant.rules.mentions.subjects import CASES, OUTCOMES, REASONS, RESULTS
from assistant.rules.mentions.words import Word

_IN_ORDER = frozenset(["each", "respectively"])
_KINDS = RESULTS | REASONS | OUTCOMES | {"issued", "repealed", "revised", "new", "handled"}


def apportioned(drafts: list[Draft], arounds: list[Around]) -> list[Draft]:
    """The drafts of a clause, each number given to the things that stand before it in a list."""
    if {draft.marker for draft in drafts} == {None}:
        return drafts
    for at, draft in enumerate(drafts):
        if draft.marker is not None and draft.marker.meaning in _IN_ORDER:
            if at + 1 < len(drafts):
                _in_order(drafts[at:], arounds[at])
            return drafts
    if all(draft.marker is None or draft.marker.meaning != "apiece" for draft in drafts):
        return drafts
    found: list[Draft] = []
    for draft, around in zip(drafts, arounds, strict=True):
        apiece = draft.marker is not None and draft.marker.meaning == "apiece"
        names = _names(around.before) if apiece else []
        found += [_copy(draft, name, names) for name in names] if len(names) > 1 else [draft]
    return found


def _in_order(drafts: list[Draft], around: Around) -> None:
    """分别为4件、2件: to each the name that stands in its place, or at least that it is a unit's."""
    names = _names(around.before)
    if len(names) == len(drafts):
        for draft, name in zip(drafts, names, strict=True):
            _rename(draft, drafts[0], name, names)
    elif around.unit_end or drafts[0].scope == "unit":
        for draft in drafts:
            draft.scope, draft.subject = "unit", draft.subject or drafts[0].subject


def _names(before: list[Word]) -> list[Word]:
    """The words of one kind that stand before a number, if there are several."""
    for group in ("applicants", "qualifiers", "subjects"):
        names = [w for w in before if w.group == group and _is_name(w)]
        if len(names) > 1:
            return names
    return []


def _is_name(word: Word) -> bool:
    match word.group:
        case "applicants":
            return word.meaning not in ("", "everyone")
        case "qualifiers":
            return word.meaning in _KINDS
    return word.meaning in CASES or word.meaning in ("regulations", "normative_documents")


def _copy(draft: Draft, name: Word, names: list[Word]) -> Draft:
    copy = replace(draft, qualifiers=set(draft.qualifiers))
    _rename(copy, draft, name, names)
    return copy


def _rename(draft: Draft, first: Draft, name: Word, names: list[Word]) -> None:
    others = {word.meaning for word in names}
    draft.qualifiers -= {"restricted"}
    draft.marker = None if draft.marker and draft.marker.meaning == "apiece" else draft.marker
    match name.group:
        case "applicants":
            draft.applicant, draft.subject = name.meaning, draft.subject or "requests"
        case "qualifiers":
            draft.qualifiers -= others
            draft.qualifiers.add(name.meaning)
            draft.subject = first.subject
        case _:
            draft.subject, draft.named, draft.certain = name.meaning, True, first.certain
