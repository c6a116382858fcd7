"""Where a sentence may say 因此: between a cause and an effect that one statement gives as such.

That two things are true does not make one the cause of the other. So a causal connective stands
only where the staff wrote 由于 or 因 before the one and the other behind it; anywhere else it is a
claim, and is cut out, which leaves two statements.
"""

import re

from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.sentence import NUMBER, Clause, Sentence
from assistant.drafting.grounding.statement import Statement

CONNECTIVE = re.compile(r"(?:因此|由此|所以|因而)(?:，)?")
_STATED = re.compile(
    r"(?:由于|因为|鉴于|因)([^，；。]{2,60}?)(?:，|而(?=[^，；。]))([^；。]{2,80})"
)
_RUN = 4  # characters by which a clause is known to be on the cause, or on the effect


def judged_connective(
    doubts: list[Doubt],
    sentence: Sentence,
    before: Clause,
    clause: Clause,
    statement: Statement | None,
) -> list[Doubt]:
    """The doubts about a clause with those about its connective put right.

    `before` is the clause in front of it; `statement` is what both rest on, None where they rest
    on different things.
    """
    match = CONNECTIVE.match(sentence.plain, clause.start)
    if match is None:
        return doubts
    others = [d for d in doubts if not (d.start >= match.start() and d.end <= match.end())]
    if statement is not None and _is_stated(sentence, before, clause, statement):
        return others
    word = match[0].rstrip("，")
    reason = f"“{word}”是关于原因的说法，没有事实支持"
    return [*others, Doubt(match.start(), match.start() + len(word), "claim", reason)]


def without_connectives(text: str) -> str:
    """A sentence with the connectives at the head of its clauses taken out."""
    sentence = Sentence(text)
    for clause in reversed(sentence.clauses):
        match = CONNECTIVE.match(text, clause.start)
        if match and clause.start:
            text = text[: match.start()] + text[match.end() :]
    return text


def _is_stated(sentence: Sentence, before: Clause, clause: Clause, statement: Statement) -> bool:
    cause, effect = (sentence.masked[c.start : c.end] for c in (before, clause))
    return any(
        _on(cause, match[1])
        and _on(effect, match[2])
        and not _on(cause, match[2])
        and not _on(effect, match[1])
        for match in _STATED.finditer(statement.masked)
    )


def _on(text: str, part: str) -> bool:
    runs = (text[i : i + _RUN] for i in range(len(text) - _RUN + 1))
    return any(run in part for run in runs if NUMBER not in run)
