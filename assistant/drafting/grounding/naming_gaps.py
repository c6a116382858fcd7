"""What kind of claim the words are that nothing accounts for."""

from functools import cache

from assistant.drafting.grounding.cover import Piece
from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.sentence import Sentence
from assistant.drafting.grounding.vocabulary import Wordlist, claim_words, wordlist, words_in

_SHOWN = 24


def doubt_of_gap(sentence: Sentence, piece: Piece) -> Doubt:
    """The doubt about words that no fact says: a claim, an organisation, a person, or the matter."""
    text = sentence.text[piece.start : piece.end]
    claims = _claims(sentence, piece)
    if claims:
        words = "、".join(dict.fromkeys(word for _, word in claims))
        label = claim_words().meanings[claims[0][1]]
        start = min(piece.start, claims[0][0])
        end = max(piece.end, claims[-1][0] + len(claims[-1][1]))
        return Doubt(start, end, "claim", f"“{words}”是关于{label}的说法，没有事实支持")
    shown = text[:_SHOWN]
    if any(word in text for _, word in _persons().find(text)):
        return Doubt(piece.start, piece.end, "person", f"“{shown}”是个人，不在任何事实里")
    if _names_organisation(sentence, piece):
        return Doubt(piece.start, piece.end, "organisation", f"单位“{shown}”不在任何事实里")
    return Doubt(piece.start, piece.end, "matter", f"“{shown}”说的事不在事实里")


def _claims(sentence: Sentence, piece: Piece) -> list[tuple[int, str]]:
    """The claim words that overlap the gap, with their places."""
    start = max(0, piece.start - _LONGEST + 1)
    found = claim_words().find(sentence.plain[start : piece.end + _LONGEST])
    return [
        (start + at, word)
        for at, word in found
        if start + at < piece.end and start + at + len(word) > piece.start
    ]


def _names_organisation(sentence: Sentence, piece: Piece) -> bool:
    """Whether the gap ends in the last word of an organisation's name, or that follows it at once."""
    behind = sentence.plain[piece.start : piece.end + 3]
    return any(at + len(word) >= piece.end - piece.start for at, word in _suffixes().find(behind))


_LONGEST = 8


@cache
def _persons() -> Wordlist:
    return wordlist(words_in("organisations", "persons"))


@cache
def _suffixes() -> Wordlist:
    return wordlist(words_in("organisations", "suffixes"))
