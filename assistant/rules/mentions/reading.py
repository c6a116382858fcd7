"""Finds every quantity of a narrative with what it counts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.report.quantities import find_quantities
from assistant.rules.mentions.around import arounds
from assistant.rules.mentions.breakdowns import breakdowns_of
from assistant.rules.mentions.claims import absences, total_claim
from assistant.rules.mentions.clauses import Clause, clauses_of
from assistant.rules.mentions.comparisons import changes_of, shares_of
from assistant.rules.mentions.counts import Reader, is_about_disclosure
from assistant.rules.mentions.draft import Draft
from assistant.rules.mentions.mention import Breakdown, Change, Mention, Mentions, Share
from assistant.rules.mentions.subjects import Thread
from assistant.rules.mentions.words import words_of

if TYPE_CHECKING:
    from assistant.rules.narrative import Narrative, Sentence


def read_mentions(narrative: "Narrative") -> Mentions:
    """Every quantity with what it counts, and how quantities belong together.

    Runs in time linear in the text.
    """
    plain = narrative.plain
    words = words_of(plain)
    quantities = find_quantities(narrative.whole)
    reader = Reader(plain, narrative.year)
    found: list[Mention] = []
    breakdowns: list[Breakdown] = []
    shares: list[Share] = []
    changes: list[Change] = []
    thread, paragraph, earlier = Thread(""), -1, list[Draft]()
    for sentence, clauses in _sentences(narrative, clauses_of(words, quantities, len(plain))):
        if plain.find("\n", paragraph, sentence.start) >= 0 or thread.section != sentence.section:
            thread, earlier = Thread(sentence.section), []
        paragraph = sentence.start
        thread.next_sentence()
        thread.about = thread.about or is_about_disclosure(sentence.text)
        drafts = _drafts(reader, clauses, thread)
        lists = breakdowns_of(plain, drafts, earlier)
        drafts.sort(key=lambda d: d.quantity.start)
        span = (sentence.start, sentence.end)
        found += [draft.finish(sentence.section, span) for draft in drafts]
        breakdowns += [b.finish() for b in lists]
        shares += shares_of(plain, drafts, lists, earlier)
        changes += changes_of(plain, drafts)
        earlier = [*earlier[-12:], *drafts][-24:]
    return Mentions(tuple(found), tuple(breakdowns), tuple(shares), tuple(changes))


def _sentences(
    narrative: "Narrative", clauses: Iterator[tuple[int, list[Clause]]]
) -> Iterator[tuple["Sentence", list[Clause]]]:
    """The clauses of each sentence with the sentence that they stand in."""
    sentences, at = narrative.sentences, 0
    for _, found in clauses:
        start = found[0].start
        while at + 1 < len(sentences) and sentences[at].end <= start:
            at += 1
        yield sentences[at], found


def _drafts(reader: Reader, clauses: list[Clause], thread: Thread) -> list[Draft]:
    drafts: list[Draft] = []
    plain = reader.plain
    for clause in clauses:
        last = drafts[-1] if drafts else None
        for around in arounds(plain, clause) if clause.quantities else ():
            drafts.append(reader.read(around, clause, thread))
        if not clause.words:
            continue
        groups = {word.group for word in clause.words}
        if "negations" in groups:
            drafts += _settled(reader, absences(plain, clause), thread)
        if "all_of_it" in groups:
            claim = total_claim(plain, clause, last, thread)
            if claim is not None:
                drafts += _settled(reader, [claim], thread)
        if not clause.quantities:
            reader.follow(clause, thread)
    return drafts


def _settled(
    reader: Reader, drafts: "Iterator[Draft] | list[Draft]", thread: Thread
) -> Iterator[Draft]:
    for draft in drafts:
        reader.settle(draft, thread)
        yield draft
