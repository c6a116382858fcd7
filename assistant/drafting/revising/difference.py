"""Two drafts beside each other, sentence by sentence."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.drafting.draft import Draft, DraftSection
from assistant.drafting.revising.version import Change
from assistant.drafting.revising.wording import body_of

_RENUMBERED = "序号和标点随之调整"
_ALIKE = 0.5  # of a sentence's characters; below that, one is removed and another added
_Place = tuple[int, int, str]


def differences(before: Draft, after: Draft, why: str = "") -> tuple[Change, ...]:
    """Every sentence that is not the same in both, in the order of the parts."""
    ids = [s.id for s in before.sections]
    ids = sorted({*ids, *(s.id for s in after.sections)}, key=lambda i: (i != "preface", i))
    found: list[Change] = []
    for section_id in ids:
        found += section_differences(before.section(section_id), after.section(section_id), why)
    return tuple(found)


def section_differences(
    before: DraftSection | None, after: DraftSection | None, why: str = ""
) -> list[Change]:
    """Every sentence of one part that is not the same in both; a moved one is told once."""
    shown = after or before
    if before is after or shown is None:
        return []
    section = shown.id
    old, new = _places(before), _places(after)
    changes = list(_changes(section, old, new, why))
    return _with_moves(changes)


def _places(section: DraftSection | None) -> list[_Place]:
    if section is None:
        return []
    return [
        (p, s, sentence.text)
        for p, paragraph in enumerate(section.paragraphs, 1)
        for s, sentence in enumerate(paragraph.sentences, 1)
    ]


def _changes(section: str, old: list[_Place], new: list[_Place], why: str) -> Iterator[Change]:
    matcher = SequenceMatcher(
        None, [body_of(text) for *_, text in old], [body_of(text) for *_, text in new], False
    )
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            for was, now in zip(old[i1:i2], new[j1:j2], strict=True):
                if was[2] != now[2]:
                    yield _change(section, was, now, _RENUMBERED)
                elif (was[1] == 1) != (now[1] == 1):  # a paragraph begins here, or no longer
                    yield _change(section, was, now, why).model_copy(update={"kind": "moved"})
        else:
            yield from _replaced(section, old[i1:i2], new[j1:j2], why)


def _replaced(section: str, old: list[_Place], new: list[_Place], why: str) -> Iterator[Change]:
    """Pairs of sentences that are alike, in order; the others are removed or added."""
    rest = list(new)
    for was in old:
        partner = next((now for now in rest if _alike(was[2], now[2])), None)
        if partner is None:
            yield _change(section, was, None, why)
            continue
        for now in rest[: rest.index(partner)]:
            yield _change(section, None, now, why)
        rest = rest[rest.index(partner) + 1 :]
        yield _change(section, was, partner, why)
    for now in rest:
        yield _change(section, None, now, why)


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((body_of(one), body_of(other)), key=len)
    if shorter and shorter in longer:
        return True
    return SequenceMatcher(None, one, other, False).ratio() >= _ALIKE


def _change(section: str, was: _Place | None, now: _Place | None, why: str) -> Change:
    place = now or was or (0, 0, "")
    kind = "changed" if was and now else "added" if now else "removed"
    return Change(
        section=section,
        paragraph=place[0],
        sentence=place[1],
        kind=kind,
        before=was[2] if was else "",
        after=now[2] if now else "",
        why=why,
    )


def _with_moves(changes: list[Change]) -> list[Change]:
    """A sentence that is removed here and added there was moved."""
    gone = {body_of(c.before): c for c in changes if c.kind == "removed"}
    moved: dict[str, str] = {}
    found = []
    for change in changes:
        body = body_of(change.after)
        if change.kind == "added" and body in gone and body not in moved:
            moved[body] = gone[body].before
            change = change.model_copy(update={"kind": "moved", "before": moved[body]})
        found.append(change)
    return [c for c in found if c.kind != "removed" or body_of(c.before) not in moved]
