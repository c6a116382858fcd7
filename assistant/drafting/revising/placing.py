"""Where a new sentence goes: beside what it belongs to, as a step where it joins a chain."""

from collections.abc import Mapping, Sequence

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.revising.moving import as_step
from assistant.drafting.revising.scene import Rows
from assistant.drafting.revising.wording import body_of, taken_apart
from assistant.report.ledger import Fact


def put_in(
    rows: Rows,
    sentence: GroundedSentence,
    order: Sequence[GroundedSentence],
    ledger: Mapping[str, Fact],
    home: int,
) -> Rows:
    """The rows with one sentence more.

    It goes behind the last sentence that says its facts or what they were computed of; else
    behind the one that `order` has before it; else to the end of paragraph `home`.
    """
    found = _beside_kin(rows, sentence, ledger) or _in_order(rows, sentence, order)
    row, at = found or (home, len(rows[home]) if rows else 0)
    new = [list(line) for line in rows] or [[]]
    before = new[row][at - 1] if at else None
    style = taken_apart(before.text).style if before else _style_behind(new[row], at)
    new[row].insert(at, as_step(sentence, style, 1))
    return new


def _style_behind(line: Sequence[GroundedSentence], at: int) -> str:
    return taken_apart(line[at].text).style if at < len(line) else ""


def _beside_kin(
    rows: Rows, sentence: GroundedSentence, ledger: Mapping[str, Fact]
) -> tuple[int, int] | None:
    kin = _roots(sentence, ledger)
    places = [
        (row, at + 1)
        for row, line in enumerate(rows)
        for at, old in enumerate(line)
        if kin & _roots(old, ledger)
    ]
    return places[-1] if places else None


def _roots(sentence: GroundedSentence, ledger: Mapping[str, Fact]) -> set[str]:
    """Its facts and what they were computed of; who and when every sentence may say."""
    operands = {o for fact in sentence.facts if fact in ledger for o in ledger[fact].operands}
    return (operands | set(sentence.facts)) - {"year", "agency", "next_year"}


def _in_order(
    rows: Rows, sentence: GroundedSentence, order: Sequence[GroundedSentence]
) -> tuple[int, int] | None:
    """Behind the nearest sentence that is composed before it and still stands, else before the next."""
    bodies = [body_of(s.text) for s in order]
    if body_of(sentence.text) not in bodies:
        return None
    own = bodies.index(body_of(sentence.text))
    places = {
        body_of(s.text): (row, at) for row, line in enumerate(rows) for at, s in enumerate(line)
    }
    for body in reversed(bodies[:own]):
        if body in places:
            row, at = places[body]
            return row, at + 1
    return next((places[body] for body in bodies[own + 1 :] if body in places), None)
