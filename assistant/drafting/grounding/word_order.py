"""The order of a clause's words held against a statement: what is put side by side is one matter."""

import re
from itertools import pairwise

from assistant.drafting.grounding.cover import Piece
from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.sentence import Sentence
from assistant.drafting.grounding.statement import Statement
from assistant.drafting.grounding.vocabulary import Wordlist

ORGAN = re.compile(
    r"政府$|[局委厅]$|(?<![举开兴承主督])办$|街道$|^本|^我|办公室$|办事处$|^全[省市县区镇乡街局旗州]"
)
PARTS = re.compile(r"[，；：。、（）]|没有|未|并|，")
_PARTICLES = re.compile(r"[的了共并已]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SEGMENTS = re.compile(r"[；。]")
_DISPOSED = re.compile(  # 将 with its object between it and the verb is 把, no plan
    r"[^，；。将]{2,16}?(?:作为|转给|转为|纳入|列入|编入|计入|整理|分解|送到|移交|报送|张贴|改为|分为)"
)


def doubts_of_order(
    sentence: Sentence, pieces: list[Piece], statement: Statement, words: Wordlist
) -> list[Doubt]:
    """Words put side by side that the statement has the other way round make a new name.

    A verb may be put before its object (录制方言广播) or the other way round.
    """
    found = []
    said = frozenset(p.place for p in pieces if p.kind == "synonym")
    runs = [p for p in pieces if p.kind == "run" and not _is_neutral(sentence, p, words)]
    found += [_doubt_of_twice(sentence, one) for one in runs if _is_twice(one, runs, statement)]
    for one, other in pairwise(runs):
        text = sentence.text[one.start : other.end]
        if _apart(sentence, one, other, statement):
            reason = f"“{text}”把不同的事连在一起说了"
            found.append(Doubt(one.start, other.end, "matter", reason))
        elif one.end == other.start and _turned(sentence, one, other, statement, words, said):
            reason = f"“{text}”把事实里的词换了位置，意思变了"
            found.append(Doubt(one.start, other.end, "matter", reason))
    return found


def _is_twice(one: Piece, runs: list[Piece], statement: Statement) -> bool:
    """Whether a word is only a piece of what another stretch of the clause says: 审计 of 被审计单位."""
    length = one.end - one.start
    word = statement.masked[one.place : one.place + length]
    places = [m.start() for m in re.finditer(re.escape(word), statement.masked)]
    wider = [(r.place, r.place + r.end - r.start) for r in runs if r.end - r.start > length]
    return all(any(a <= at and at + length <= b for a, b in wider) for at in places)


def _doubt_of_twice(sentence: Sentence, piece: Piece) -> Doubt:
    word = sentence.text[piece.start : piece.end]
    return Doubt(piece.start, piece.end, "matter", f"“{word}”在事实里只是别的词的一部分")


def _apart(sentence: Sentence, one: Piece, other: Piece, statement: Statement) -> bool:
    """Whether two stretches of one clause stand in different parts of the statement (；)."""
    first = sentence.masked[one.start : one.end]
    second = sentence.masked[other.start : other.end]
    parts = _SEGMENTS.split(statement.masked)
    return len(parts) > 1 and not any(first in part and second in part for part in parts)


def _turned(
    sentence: Sentence,
    one: Piece,
    other: Piece,
    statement: Statement,
    words: Wordlist,
    said: frozenset[int],
) -> bool:
    """Whether two stretches are not side by side in the statement; `said`: words told elsewhere."""
    second = sentence.masked[other.start : other.end]
    after = statement.masked.find(second, one.place)
    if after >= 0:
        first = one.place + one.end - one.start
        skipped = "" if first in said else statement.masked[first:after]
        itself = skipped in words.meanings and ORGAN.search(skipped)
        skipped = "" if itself else skipped
        return bool(_HAN.search(_PARTICLES.sub("", skipped))) and not PARTS.search(skipped)
    between = statement.masked[other.place + other.end - other.start : one.place]
    leads = other.place == 0 or statement.masked[other.place - 1] in "，；。"
    return bool(between) and not leads


def _is_neutral(sentence: Sentence, piece: Piece, words: Wordlist) -> bool:
    text = sentence.masked[piece.start : piece.end]
    return text in words.meanings and not ORGAN.search(text)


def puts_first(sentence: Sentence, gap: Piece, pieces: list[Piece]) -> bool:
    """Whether 将 only puts an object before its verb: 将公开任务分解为57项 for 分解公开任务57项."""
    if sentence.plain[gap.start : gap.end] != "将":
        return False
    runs = [p for p in pieces if p.kind == "run" and p.start >= gap.end]
    turned = len(runs) > 1 and 0 <= runs[1].place < runs[0].place
    return turned or bool(_DISPOSED.match(sentence.masked, gap.end))
