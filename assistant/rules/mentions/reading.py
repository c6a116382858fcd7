"""Finds every quantity of a narrative with what it counts."""

import re
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from assistant.report.quantities import find_quantities
from assistant.rules.mentions.apportioning import apportioned
from assistant.rules.mentions.around import arounds
from assistant.rules.mentions.breakdowns import breakdowns_of
from assistant.rules.mentions.claims import absences, total_claim
from assistant.rules.mentions.clauses import Clause, clauses_of
from assistant.rules.mentions.comparisons import Triple, changes_of, shares_of
from assistant.rules.mentions.counts import Reader
from assistant.rules.mentions.draft import Draft
from assistant.rules.mentions.mention import Breakdown, Change, Mention, Mentions, Share
from assistant.rules.mentions.naming import is_about_disclosure
from assistant.rules.mentions.stretches import stretches_told
from assistant.rules.mentions.subjects import Thread
from assistant.rules.mentions.words import claims_of, matches_of, words_within

if TYPE_CHECKING:
    from assistant.rules.narrative import Narrative, Sentence


def read_mentions(narrative: "Narrative") -> Mentions:
    """Every quantity with what it counts, and how quantities belong together.

    Runs in time linear in the text.
    """
    plain = narrative.plain
    quantities, matches = find_quantities(narrative.whole), matches_of(plain)
    stretches = stretches_told(narrative, quantities, claims_of(matches))
    clauses = clauses_of(words_within(plain, matches, stretches), quantities, len(plain))
    book = _Book(Reader(plain, narrative.year))
    thread, last = Thread(""), 0
    earlier: list[Draft] = []
    for sentence, found in _sentences(narrative, clauses):
        if thread.section != sentence.section or plain.find("\n", last, sentence.start) >= 0:
            thread, earlier = Thread(sentence.section), []
        last = sentence.start
        thread.next_sentence()
        thread.about = thread.about or is_about_disclosure(sentence.text)
        drafts = _drafts(book.reader, found, thread)
        if drafts:
            book.enter(sentence, drafts, earlier)
            earlier = [*earlier, *drafts][-_REMEMBERED:]
    return book.closed()


_REMEMBERED = 24


class _Book:
    """The mentions that were read so far, and their relations."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.all: list[Mention] = []
        self.breakdowns: list[Breakdown] = []
        self.shares: list[Share] = []
        self.changes: list[Change] = []

    def closed(self) -> Mentions:
        """Everything that was read."""
        return Mentions(
            tuple(self.all), tuple(self.breakdowns), tuple(self.shares), tuple(self.changes)
        )

    def enter(self, sentence: "Sentence", drafts: list[Draft], earlier: list[Draft]) -> None:
        """Relate the drafts of a sentence to each other, finish them and write them down.

        `earlier` are those of the sentences before it in the paragraph.
        """
        plain = self.reader.plain
        if len(drafts) > 1:
            _name_units(drafts)
        lists = breakdowns_of(plain, drafts, earlier)
        if len(drafts) > 1:
            drafts.sort(key=_START)
            _documents_in_force(plain, drafts)
        plainly = {(draft.kind, draft.reached) for draft in drafts} == _PLAIN_COUNTS
        shares = [] if plainly else shares_of(plain, drafts, lists, earlier)
        changes = [] if plainly else changes_of(drafts)
        span = (sentence.start, sentence.end)
        self.all += [draft.finish(sentence.section, span) for draft in drafts]
        self.breakdowns += [one.finish() for one in lists]
        self.shares += [Share(*told) for told in _mentions(shares)]
        self.changes += [Change(*told) for told in _mentions(changes)]


_START = attrgetter("quantity.start")
_PLAIN_COUNTS = {("count", False)}


def _sentences(
    narrative: "Narrative", clauses: Iterator[list[Clause]]
) -> Iterator[tuple["Sentence", list[Clause]]]:
    """The clauses of each sentence with the sentence that they stand in."""
    sentences, at = narrative.sentences, 0
    for found in clauses:
        start = found[0].start
        while at + 1 < len(sentences) and sentences[at].end <= start:
            at += 1
        yield sentences[at], found


def _drafts(reader: Reader, clauses: list[Clause], thread: Thread) -> list[Draft]:
    drafts: list[Draft] = []
    for clause in clauses:
        if clause.depth != len(thread.outside):
            thread.go_to(clause.depth)
        if clause.quantities:
            drafts += _counted(reader, clause, thread, drafts)
        if clause.claims:
            drafts += _claimed(reader, clause, thread, drafts)
        if not clause.quantities:
            reader.follow(clause, thread)
    return drafts


def _claimed(
    reader: Reader, clause: Clause, thread: Thread, earlier: list[Draft]
) -> Iterator[Draft]:
    """What a clause says without a number."""
    found = list(absences(reader.plain, clause))
    claim = total_claim(reader.plain, clause, earlier[-1] if earlier else None, thread)
    for draft in found if claim is None else [*found, claim]:
        reader.settle(draft, thread)
        yield draft


def _counted(reader: Reader, clause: Clause, thread: Thread, earlier: list[Draft]) -> list[Draft]:
    """The quantities of a clause; a new value has the qualifiers of the old one."""
    around = arounds(reader.plain, clause)
    drafts = [reader.read(one, clause, thread) for one in around]
    if clause.reached_at >= 0:
        for before, draft in pairwise([*earlier[-1:], *drafts]):
            if draft.reached and before.base and before.clause is clause:
                draft.qualifiers |= before.qualifiers
    return apportioned(drafts, around)


def _mentions(told: list[Triple]) -> Iterator[tuple[Mention, Mention | None, Mention | None]]:
    for draft, first, second in told:
        yield (
            draft.mention,
            first.mention if first is not None else None,
            second.mention if second is not None else None,
        )


def _documents_in_force(plain: str, drafts: list[Draft]) -> None:
    """制发规范性文件2件，废止5件，现行有效的15件……: what is in force is what the sentence began with."""
    documents = ""
    for draft in drafts:
        if draft.subject in _DOCUMENTS:
            documents = draft.subject
        elif documents and "in_force" in draft.qualifiers and _stands_alone(plain, draft):
            draft.subject, draft.certain = documents, False
            draft.qualifiers -= {"issued", "restricted"}


def _stands_alone(plain: str, draft: Draft) -> bool:
    """Whether nothing else is named between 现行有效 and the number, or 继续有效 follows it."""
    quantity = draft.quantity
    before = plain[max(draft.clause.start, quantity.start - 16) : quantity.start]
    after = plain[quantity.end : quantity.end + 6]
    return bool(_IN_FORCE.search(before)) or after.startswith(("继续有效", "仍然有效", "现行有效"))


_DOCUMENTS = frozenset(["normative_documents", "regulations"])
_IN_FORCE = re.compile(r"有效[的仍共计合为有数量文件是保持在达到\s]{0,8}$")


def _name_units(drafts: list[Draft]) -> None:
    """县公安局收到19件，县教育局收到3件: where two units are named, each count is its unit's."""
    named = [draft for draft in drafts if draft.lead and not draft.applicant]
    if len({draft.lead for draft in named}) > 1:
        for draft in named:
            draft.scope = "unit"
