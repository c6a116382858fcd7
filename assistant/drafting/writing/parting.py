"""A chain of commas parted where it goes on to another matter.

Small models string everything they were shown on one comma after another. Where a clause rests on
another statement than the one before, a clerk would put a semicolon; nothing else is changed.
"""

from assistant.drafting.grounding.ground import Ground, Judgement
from assistant.drafting.grounding.sentence import Sentence

_SHORTEST_CHAIN = 4  # clauses; fewer are read at one go
_GOES_ON = ("并", "还", "且", "其中", "占", "比", "较", "据此", "因此", "由此", "从而")
_COMMAS = "，,"
_PARTED = "；"


def parted(text: str, judgement: Judgement, ground: Ground) -> tuple[str, Judgement]:
    """The sentence with semicolons between its matters, and the judgement by which it stands."""
    sentence = Sentence(text)
    if len(sentence.clauses) < _SHORTEST_CHAIN:
        return text, judgement
    written = list(text)
    for at in judgement.turns:
        mark = text[:at].rstrip()[-1:]
        if mark and mark in _COMMAS and not text.startswith(_GOES_ON, at):
            written[len(text[:at].rstrip()) - 1] = _PARTED
    again = "".join(written)
    if again == text:
        return text, judgement
    standing = ground.judge(again)
    return (again, standing) if standing.holds else (text, judgement)
