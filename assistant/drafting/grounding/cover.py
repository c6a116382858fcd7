"""Which words of a clause are accounted for: by a statement, by neutral words, or by nothing."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.drafting.grounding.sentence import NUMBER, Clause, Sentence
from assistant.drafting.grounding.statement import Statement
from assistant.drafting.grounding.table_words import table_vocabulary
from assistant.drafting.grounding.vocabulary import (
    Wordlist,
    synonym_words,
    synonyms,
    wordlist,
    words_in,
)

_THAN = re.compile(rf"[比较与同](?={NUMBER}{{3,5}}|上年|上一年|去年)")
_NEGATION = re.compile(r"没有|尚未|未曾|并未|从未|未|没|无|不|非")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a clause: a `run` that stands in a statement at `place`, a neutral `word`,
    a `synonym` of what stands there, a `number`, a `title`, a `negation`, or a `gap`."""

    start: int
    end: int
    kind: Literal["run", "word", "synonym", "number", "title", "negation", "gap"]
    place: int = -1


_BACK = 3


@lru_cache(maxsize=64)
def word_lists(own: frozenset[str]) -> tuple[Wordlist, Wordlist, Wordlist]:
    """Words that may stand anywhere, the agency's own names among them; with those of tables; of citing."""
    names = ("particles", "connectives", "reporting", "hedges")
    neutral = words_in("neutral", *names) | words_in("organisations", "generic") | own
    citing = words_in("neutral", "citing")
    return wordlist(neutral), wordlist(neutral, table_vocabulary()), wordlist(neutral, citing)


def pieces_of(
    sentence: Sentence, clause: Clause, words: Wordlist, statement: Statement | None = None
) -> list[Piece]:
    """The clause from left to right, at each place by the longest thing that explains it."""
    found: list[Piece] = []
    titles = {t.start: t.end for t in (*sentence.titles, *sentence.references)}
    at, text = clause.start, sentence.masked
    while at < clause.end:
        if at in titles:
            piece = Piece(at, titles[at], "title")
        elif text[at] == NUMBER:
            piece = Piece(at, _end_of_number(text, at, clause.end), "number")
        else:
            piece = _word_at(text, at, clause.end, words, statement)
        _add(found, piece)
        at = piece.end
    return found


def _end_of_number(text: str, at: int, end: int) -> int:
    while at < end and text[at] == NUMBER:
        at += 1
    return at


def _word_at(text: str, at: int, end: int, words: Wordlist, statement: Statement | None) -> Piece:
    if text[at].isspace():
        return Piece(at, at + 1, "word")
    word = words.longest(text, at, end)
    best = Piece(at, at + len(word), "word")
    negation = _NEGATION.match(text, at, end)
    if statement is not None:
        length, place = statement.find(text, at, end)
        only_denies = negation is not None and negation.end() == at + length
        if length >= 2 and length >= len(word) and not only_denies:
            return Piece(at, at + length, "run", place)
        best = _topic(text, at, end, statement, _synonym(text, at, end, statement, best))
    if best.end > at:
        return best
    if negation is not None:
        return Piece(at, negation.end(), "negation")
    return _overlapping(text, at, end, words, statement)


def _overlapping(
    text: str, at: int, end: int, words: Wordlist, statement: Statement | None
) -> Piece:
    """What begins inside the piece before (占|比为), or stands beside a number as in the statement."""
    if _THAN.match(text, at, end):
        return Piece(at, at + 1, "word")
    running_on = _running_on(text, at, end, words, statement)
    if running_on is not None:
        return running_on
    if statement is not None:
        before, after = statement.beside_numbers
        if (text[at + 1 : at + 2] == NUMBER and text[at] in before) or (
            text[at - 1 : at] == NUMBER and text[at] in after
        ):
            return Piece(at, at + 1, "word")
    return Piece(at, at + 1, "gap")


def _running_on(
    text: str, at: int, end: int, words: Wordlist, statement: Statement | None
) -> Piece | None:
    for back in range(1, min(_BACK, at) + 1):
        if NUMBER in text[at - back : at]:
            return None
        word = words.longest(text, at - back, end)
        if len(word) > back:
            return Piece(at, at - back + len(word), "word")
        before = Piece(at - back, at, "word")
        inside = _synonym(text, at - back, end, statement, before) if statement else before
        if inside.end > at:
            return Piece(at, inside.end, "synonym", inside.place)
    return None


def _topic(text: str, at: int, end: int, statement: Statement, best: Piece) -> Piece:
    """The form's name of a matter that the statement speaks of: 社会评议 where it has 评议组."""
    topic = _topics().longest(text, at, end)
    known = any(topic[i : i + 2] in statement.pairs for i in range(len(topic) - 1))
    return Piece(at, at + len(topic), "word") if known and at + len(topic) > best.end else best


@lru_cache(maxsize=1)
def _topics() -> Wordlist:
    return wordlist(words_in("neutral", "topics"))


def _synonym(text: str, at: int, end: int, statement: Statement, best: Piece) -> Piece:
    """A word for which the statement has another of the same meaning, if it is longer than `best`."""
    for word in synonym_words().find_at(text, at, end):
        if at + len(word) <= best.end:
            break
        for other in synonyms()[word]:
            place = statement.masked.find(other)
            if place >= 0:
                return Piece(at, at + len(word), "synonym", place)
    return best


def _add(found: list[Piece], piece: Piece) -> None:
    """Take a piece; gaps that touch are one."""
    if piece.kind == "gap" and found and found[-1].kind == "gap":
        found[-1] = Piece(found[-1].start, piece.end, "gap")
    else:
        found.append(piece)
