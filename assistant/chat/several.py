"""Several wishes in one message: 第二句删掉，第三句正式一点."""

import re

from assistant.chat.intent import Action, understand
from assistant.chat.memory import Memory
from assistant.chat.vocabulary import mended
from assistant.chat.words_named import words_named
from assistant.drafting.revising.revision import Target

_BETWEEN = re.compile(r"[，,；;。\n]+(?:然后|接着|并且|同时|还有|再)?|\s+and then\s+|然后")
_MOST = 6


def wishes_in(message: str, memory: Memory) -> tuple[str, ...]:
    """The wishes of a message one by one, the last place first; the message itself where it is one.

    Only wishes that each name their own sentences are taken apart: numbers mean the draft
    as it stands, and what is done behind a sentence does not count it anew.
    """
    pieces = [piece.strip() for piece in _BETWEEN.split(message) if piece.strip()]
    if not 1 < len(pieces) <= _MOST or not all(words_named(mended(p)) for p in pieces):
        return (message,)
    actions = [understand(piece, memory) for piece in pieces]
    if not all(_stands_alone(action) for action in actions):
        return (message,)
    places = [_place(action) for action in actions]
    if len(set(places)) < len(places) or any(place == (0,) for place in places):
        return (message,)
    return tuple(piece for _, piece in sorted(zip(places, pieces, strict=True), reverse=True))


def _stands_alone(action: Action) -> bool:
    revision = action.revision
    if revision is None or revision.action in ("instruct", "replace"):
        return False
    return bool(revision.target.numbers) and revision.other is None and not revision.place


def _place(action: Action) -> tuple[int, ...]:
    """Where in the part the wish reaches to; (0,) where that is counted from the end."""
    target = action.revision.target if action.revision else Target(section="")
    if min(target.numbers, default=0) <= 0 or target.unit == "paragraph":
        return (0,)
    return (target.paragraph, max(target.numbers))
