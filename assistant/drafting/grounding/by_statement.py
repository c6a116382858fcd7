"""A clause held against one statement: its words, numbers, dates, negations and their order."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.drafting.grounding.cover import Piece, pieces_of
from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.naming_gaps import doubt_of_gap
from assistant.drafting.grounding.sentence import NUMBER, Clause, Sentence
from assistant.drafting.grounding.slots import slot_of
from assistant.drafting.grounding.statement import Statement, denied
from assistant.drafting.grounding.vocabulary import Wordlist
from assistant.report.dates import DateMention

_DONE = re.compile(r"已(?!知)")
_PARTICLES = re.compile(r"[的了共并已]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SEGMENTS = re.compile(r"[；。]")
_FEWEST = 4  # characters of a statement that a sentence without a number has to say again
_SETTINGS = ("中", "里", "方面", "期间")  # 全市考核中: where, not who
_JOINED = re.compile(r"[和与及]|或者|以及")
_ORGAN = re.compile(r"政府$|[局委厅办]$|街道$|^本|^我|办公室$|办事处$|^全[省市县区镇乡街局旗州]")
_PARTS = re.compile(r"[，；：。、（）]|没有|未|并|，")


@dataclass
class Account:
    """How a clause is accounted for: what is in doubt, and the facts and sources it rests on.

    `weight` is how many characters it explains by more than neutral words; `slot` the number
    of the statement that was named last.
    """

    statement: Statement | None = None
    doubts: list[Doubt] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    weight: int = 0
    slot: int = -1


def by_statement(
    sentence: Sentence,
    clause: Clause,
    statement: Statement,
    words: Wordlist,
    *,
    year: int = 0,
    before: int = -1,
) -> Account:
    """The account of a clause by one statement of a report on `year`.

    `before` is the slot that the sentence named last.
    """
    pieces = pieces_of(sentence, clause, words, statement)
    account = Account(statement, slot=before)
    account.weight = sum(p.end - p.start for p in pieces if p.kind in ("run", "synonym"))
    account.doubts += [doubt_of_gap(sentence, p) for p in pieces if p.kind == "gap"]
    account.doubts += _order(sentence, pieces, statement)
    account.doubts += _negations(sentence, pieces, statement)
    account.doubts += _titles(sentence, pieces, statement)
    account.doubts += _dates(sentence, clause, statement, year)
    account.doubts += _dates_of_words(sentence, clause, pieces, statement)
    account.doubts += _actor(sentence, pieces, statement, words)
    account.doubts += _tense(sentence, clause, statement)
    _numbers(sentence, clause, account)
    alone = len(sentence.clauses) == 1 and not sentence.within(clause)
    if alone and 0 < account.weight < _FEWEST:
        text = sentence.text[clause.start : clause.end]
        account.doubts.append(Doubt(clause.start, clause.end, "empty", f"“{text}”没有说出什么"))
    if account.weight or account.slot != before:
        account.facts += [statement.fact_id] if statement.fact_id else []
        account.sources += [statement.source_id] if statement.source_id else []
    return account


def _numbers(sentence: Sentence, clause: Clause, account: Account) -> None:
    statement = account.statement
    if statement is None:
        return
    told = list[int]()
    for said in sentence.within(clause):
        index, doubt = slot_of(sentence, clause, said, statement, account.slot)
        if doubt is not None:
            account.doubts.append(doubt)
        else:
            account.slot = index
            told.append(index)
            account.facts.append(statement.slots[index].fact_id)
    name = _names_without_numbers(sentence.masked[clause.start : clause.end], told, statement)
    if name:
        reason = f"“{name}”另有它的数，不能与别的数连着说"
        account.doubts.append(Doubt(clause.start, clause.end, "number", reason))


def _names_without_numbers(clause_text: str, said: list[int], statement: Statement) -> str:
    """A thing that the statement counts and the clause names beside another's number.

    30个部门为优秀, where 30 are the departments and 12 of them 优秀.
    """
    told = "".join(statement.slots[i].left + statement.slots[i].right for i in said)
    for index, slot in enumerate(statement.slots):
        for part in _JOINED.split(slot.left) if said and index not in said else ():
            name = part.rpartition(NUMBER)[2].strip("其中共和、的有为")
            if len(name) > 1 and name in clause_text and name not in told:
                return name
    return ""


def _order(sentence: Sentence, pieces: list[Piece], statement: Statement) -> list[Doubt]:
    """Words put side by side that the statement has the other way round make a new name.

    A verb may be put before its object (录制方言广播) or the other way round.
    """
    found = []
    runs = [p for p in pieces if p.kind == "run"]
    for one, other in pairwise(runs):
        text = sentence.text[one.start : other.end]
        if _apart(sentence, one, other, statement):
            reason = f"“{text}”把不同的事连在一起说了"
            found.append(Doubt(one.start, other.end, "matter", reason))
        elif one.end == other.start and _turned(sentence, one, other, statement):
            reason = f"“{text}”把事实里的词换了位置，意思变了"
            found.append(Doubt(one.start, other.end, "matter", reason))
    return found


def _apart(sentence: Sentence, one: Piece, other: Piece, statement: Statement) -> bool:
    """Whether two stretches of one clause stand in different parts of the statement (；)."""
    first = sentence.masked[one.start : one.end]
    second = sentence.masked[other.start : other.end]
    parts = _SEGMENTS.split(statement.masked)
    return len(parts) > 1 and not any(first in part and second in part for part in parts)


def _turned(sentence: Sentence, one: Piece, other: Piece, statement: Statement) -> bool:
    second = sentence.masked[other.start : other.end]
    after = statement.masked.find(second, one.place)
    if after >= 0:
        skipped = statement.masked[one.place + one.end - one.start : after]
        return bool(_HAN.search(_PARTICLES.sub("", skipped))) and not _PARTS.search(skipped)
    between = statement.masked[other.place + other.end - other.start : one.place]
    leads = other.place == 0 or statement.masked[other.place - 1] in "，；。"
    return bool(between) and not leads


def _negations(sentence: Sentence, pieces: list[Piece], statement: Statement) -> list[Doubt]:
    """What the statement denies must be denied, and nothing else."""
    found = []
    for index, piece in enumerate(pieces):
        text = sentence.text[piece.start : piece.end]
        if piece.kind in ("run", "synonym") and not _told_alike(sentence, piece, statement):
            reason = f"“{text}”与事实的有无相反：{statement.text[:40]}"
            found.append(Doubt(piece.start, piece.end, "negation", reason))
        if piece.kind == "negation":
            doubled = index + 1 < len(pieces) and pieces[index + 1].kind == "negation"
            after = next((p for p in pieces[index + 1 :] if p.kind in ("run", "synonym")), None)
            if (
                doubled
                or after is None
                or not statement.tells(sentence.masked[after.start : after.end], denied=True)
            ):
                reason = f"“{text}”没有事实支持"
                found.append(Doubt(piece.start, piece.end, "negation", reason))
    return found


def _told_alike(sentence: Sentence, piece: Piece, statement: Statement) -> bool:
    """Whether the statement denies the words of a piece as the sentence does, or affirms them too."""
    said = denied(sentence.masked, piece.start)
    if piece.kind == "synonym":
        return statement.denies(piece.place) == said
    return statement.tells(sentence.masked[piece.start : piece.end], denied=said)


def _titles(sentence: Sentence, pieces: list[Piece], statement: Statement) -> list[Doubt]:
    """A title must stand in the statement, after the words that stand before it here."""
    known = {t.name: t.start for t in (*statement.sentence.titles, *statement.sentence.references)}
    named = {r.start: r for r in (*sentence.titles, *sentence.references)}
    found = []
    for before, piece in pairwise([None, *pieces]):
        if piece is None or piece.kind != "title":
            continue
        reference = named[piece.start]
        at = known.get(reference.name, -1)
        if at < 0:
            reason = f"“{reference.text}”不在任何事实或来源里"
            found.append(Doubt(reference.start, reference.end, "reference", reason))
        elif (
            before is not None
            and before.kind == "run"
            and not _leads(sentence, before, statement, at)
        ):
            reason = f"“{sentence.text[before.start : piece.end]}”与事实不符：{statement.text[:40]}"
            found.append(Doubt(before.start, piece.end, "reference", reason))
    return found


def _leads(sentence: Sentence, before: Piece, statement: Statement, at: int) -> bool:
    """Whether the words before a title stand in its own clause of the statement too, before it."""
    clause = re.split(r"[，；。]", statement.plain[:at])[-1]
    return sentence.plain[before.start : before.end] in clause


def _dates(sentence: Sentence, clause: Clause, statement: Statement, year: int) -> list[Doubt]:
    """Every date must be one of the statement's, or the year reported on."""
    known = statement.sentence.dates
    return [
        Doubt(date.start, date.end, "date", f"日期“{date.text}”不在任何事实里")
        for date in sentence.dates_within(clause)
        if not any(date.fits(other) for other in known)
        and not (date.year == year and is_when(date, clause))
    ]


def is_when(date: DateMention, clause: Clause) -> bool:
    """Whether a bare year says when: 2024年收到…, and not in a number's place at the end."""
    return date.month is None and (date.end < clause.end or date.start == clause.start)


def _dates_of_words(
    sentence: Sentence, clause: Clause, pieces: list[Piece], statement: Statement
) -> list[Doubt]:
    """What happened on a date must be what the statement says right after that date."""
    found = []
    runs = [p for p in pieces if p.kind == "run"]
    for date in sentence.dates_within(clause):
        after = next((p for p in runs if p.start >= date.end), None)
        between = sentence.dates_within(Clause(date.end, after.start, "")) if after else ()
        there = [d for d in statement.sentence.dates if after and d.end <= after.place]
        if after and not between and there and not date.fits(there[-1]):
            reason = f"“{date.text}”与事实里的日期“{there[-1].text}”对不上"
            found.append(Doubt(date.start, date.end, "date", reason))
    return found


def _actor(
    sentence: Sentence, pieces: list[Piece], statement: Statement, words: Wordlist
) -> list[Doubt]:
    """The agency must not be named as who did what another did (县政府按季考核 by the town)."""
    found = []
    for one, other in pairwise([p for p in pieces if not _is_filler(sentence, p)]):
        own = sentence.plain[one.start : one.end]
        if one.kind != "word" or not _ORGAN.search(own) or other.kind != "run":
            continue
        before = _PARTS.split(statement.masked[: other.place])[-1].replace(NUMBER, "")
        before = "" if before.endswith(_SETTINGS) else before
        if before and before not in words.meanings and not _is_small(before, words):
            reason = f"“{own}”：事实里说的是“{before}”"
            found.append(Doubt(one.start, one.end, "organisation", reason))
    return found


def _is_small(before: str, words: Wordlist) -> bool:
    """Whether only particles stand there: 的, 对, 由."""
    return all(words.longest(before, i, i + 1) for i in range(len(before)))


def _is_filler(sentence: Sentence, piece: Piece) -> bool:
    """Neutral words that stand between who and what: 全年, 共, 已."""
    return piece.kind == "word" and not _ORGAN.search(sentence.plain[piece.start : piece.end])


def _tense(sentence: Sentence, clause: Clause, statement: Statement) -> list[Doubt]:
    """A plan told as done; what is to come is no neutral word, so the reverse is a gap."""
    if not statement.fact_id.startswith(("improvement", "problem")):
        return []
    match = _DONE.search(sentence.plain, clause.start, clause.end)
    if match is None or _DONE.search(statement.text):
        return []
    return [Doubt(*match.span(), "plan", "事实里是打算或措施，没有说已经完成")]
