"""A clause held against one statement: its words, numbers, dates, negations and their order."""

import re
from itertools import pairwise

from assistant.drafting.grounding.account import Account
from assistant.drafting.grounding.counting import count_numbers, loses_heading
from assistant.drafting.grounding.cover import Piece, pieces_of
from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.most import MOST, most_of
from assistant.drafting.grounding.naming_gaps import doubt_of_gap
from assistant.drafting.grounding.sentence import NUMBER, Clause, Sentence
from assistant.drafting.grounding.statement import Statement, denied
from assistant.drafting.grounding.vocabulary import Wordlist, words_in
from assistant.drafting.grounding.word_order import ORGAN, PARTS, doubts_of_order, puts_first
from assistant.report.dates import DateMention

_DONE = re.compile(r"已(?!知)")
_FEWEST = 4  # characters of a statement that a sentence without a number has to say again
_SETTINGS = ("中", "里", "方面", "期间")  # 全市考核中: where, not who
_CLAUSE_MARKS = frozenset("，；：。")


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
    own = _as_it_stands(sentence, clause, statement, before)
    if own is not None:
        return own
    pieces = pieces_of(sentence, clause, words, statement)
    account = Account(statement, slot=before)
    account.weight = sum(p.end - p.start for p in pieces if p.kind in ("run", "synonym"))
    most = most_of(sentence.plain[clause.start : clause.end], statement)
    account.slot = most - 1 if most >= 0 else before
    account.doubts += [doubt_of_gap(sentence, p) for p in _gaps(sentence, pieces, most)]
    account.doubts += doubts_of_order(sentence, pieces, statement, words)
    account.doubts += _negations(sentence, pieces, statement)
    account.doubts += _titles(sentence, pieces, statement)
    account.doubts += _dates(sentence, clause, statement, year)
    account.doubts += _dates_of_words(sentence, clause, pieces, statement)
    account.doubts += _actor(sentence, pieces, statement, words)
    account.doubts += _tense(sentence, clause, statement)
    count_numbers(sentence, clause, account)
    alone = len(sentence.clauses) == 1 and not sentence.within(clause)
    if alone and 0 < account.weight < _FEWEST:
        text = sentence.text[clause.start : clause.end]
        account.doubts.append(Doubt(clause.start, clause.end, "empty", f"“{text}”没有说出什么"))
    if account.weight or account.slot != before:
        account.facts += [statement.fact_id] if statement.fact_id else []
        account.sources += [statement.source_id] if statement.source_id else []
    return account


def _gaps(sentence: Sentence, pieces: list[Piece], most: int) -> list[Piece]:
    """The words that nothing accounts for: no 将 that is 把, no 最多 that the numbers prove."""
    found = (p for p in pieces if p.kind == "gap" and not puts_first(sentence, p, pieces))
    return [p for p in found if most < 0 or sentence.plain[p.start : p.end] not in MOST]


def _as_it_stands(
    sentence: Sentence, clause: Clause, statement: Statement, before: int
) -> Account | None:
    """The account of a clause of the staff's own that is said again from mark to mark.

    One that hangs on a number (占30.1%) has to follow that number again.
    """
    text = sentence.plain[clause.start : clause.end]
    at = statement.plain.find(text) if statement.fact_id else -1
    if at < 0:
        return None
    end = at + len(text)
    marks = f"，{statement.plain}"[at], f"{statement.plain}，"[end]
    own = [i for i, s in enumerate(statement.slots) if at <= s.start < end]
    hangs = text.startswith(tuple(words_in("cutting", "hanging")))
    if not own or not set(marks) <= _CLAUSE_MARKS or (hangs and before != own[0] - 1):
        return None
    if loses_heading(sentence, statement, own[0]):
        return None
    facts = [statement.fact_id, *(statement.slots[i].fact_id for i in own)]
    return Account(statement, facts=facts, told=own, weight=len(text), slot=own[-1])


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
        if one.kind != "word" or not ORGAN.search(own) or other.kind != "run":
            continue
        before = PARTS.split(statement.masked[: other.place])[-1].replace(NUMBER, "")
        before = "" if before.endswith(_SETTINGS) else before
        if len(before) > 1 and before not in words.meanings and not _is_small(before, words):
            reason = f"“{own}”：事实里说的是“{before}”"
            found.append(Doubt(one.start, one.end, "organisation", reason))
    return found


def _is_small(before: str, words: Wordlist) -> bool:
    """Whether only particles stand there: 的, 对, 由."""
    return all(words.longest(before, i, i + 1) for i in range(len(before)))


def _is_filler(sentence: Sentence, piece: Piece) -> bool:
    """Neutral words that stand between who and what: 全年, 共, 已."""
    return piece.kind == "word" and not ORGAN.search(sentence.plain[piece.start : piece.end])


def _tense(sentence: Sentence, clause: Clause, statement: Statement) -> list[Doubt]:
    """A plan told as done; what is to come is no neutral word, so the reverse is a gap."""
    if not statement.fact_id.startswith(("improvement", "problem")):
        return []
    match = _DONE.search(sentence.plain, clause.start, clause.end)
    if match is None or _DONE.search(statement.text):
        return []
    return [Doubt(*match.span(), "plan", "事实里是打算或措施，没有说已经完成")]
