"""A chain of commas parted where it goes on to another matter.

Small models string everything they were shown on one comma after another. Where a clause rests on
another statement than the one before, a clerk would put a semicolon; nothing else is changed.
"""

import re

from assistant.drafting.grounding.ground import Ground, Judgement
from assistant.drafting.grounding.sentence import Sentence

_SHORTEST_CHAIN = 4  # clauses; fewer are read at one go
_GOES_ON = (
    "并",
    "还",
    "且",
    "以及",
    "和",
    "其中",
    "占",
    "比",
    "较",
    "据此",
    "因此",
    "由此",
    "从而",
)
_LEADS = re.compile(
    r"(?P<mark>[，,])(?:为此|对此|同时|此外|另外|针对这一问题|为解决这一问题)[，,]$"
)
_COMMAS = "，,"
_PARTED = "；"


def parted(text: str, judgement: Judgement, ground: Ground) -> tuple[str, Judgement]:
    """The sentence with semicolons between its matters, and the judgement by which it stands."""
    sentence = Sentence(text)
    if len(sentence.clauses) < _SHORTEST_CHAIN:
        return text, judgement
    written = list(text)
    for at in judgement.turns:
        before = text[:at].rstrip()
        lead = _LEADS.search(before)
        place = lead.start("mark") if lead else len(before) - 1
        if text[place : place + 1] in _COMMAS and not text.startswith(_GOES_ON, at):
            written[place] = _PARTED
    again = "".join(written)
    if again == text:
        return text, judgement
    standing = ground.judge(again)
    return (again, standing) if standing.holds else (text, judgement)
