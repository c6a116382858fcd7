"""The heart: nothing in a sentence that its facts and sources do not say.

A sentence is cut into clauses, and each clause must be accounted for by one thing: the
tables, one statement of the staff, or an article that the sentence cites. To be accounted
for, every word of it has to stand there, be a neutral word, or name what its number counts,
and every number, negation, “all”, date and comparison has to be true there. So what is not
known to be true is refused, whatever it is about; the kinds of claims are only named to say
why. Passages of other agencies' reports support nothing. The check is the same for whoever
wrote the sentence, and it never asks a model.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.drafting.draft import DraftSource
from assistant.drafting.grounding.accounts import Accounts
from assistant.drafting.grounding.composed import Composed
from assistant.drafting.grounding.cover import word_lists
from assistant.drafting.grounding.doubt import Doubt, Flag, Judgement
from assistant.drafting.grounding.form import doubts_of_form
from assistant.drafting.grounding.own_names import own_names
from assistant.drafting.grounding.sayable import Sayable, sayable
from assistant.drafting.grounding.sentence import Sentence
from assistant.drafting.grounding.statement import Statement
from assistant.drafting.grounding.table_facts import TableFacts
from assistant.report.ledger import Fact

__all__ = ["Ground", "Judgement"]

_WHO_AND_WHEN = frozenset(["agency", "year", "next_year", "period", "title"])
_SENTENCES = re.compile(r"[^。！？\n]+[。！？]?")
_OF_ARTICLES = re.compile(r"[^。；\n]+[。；]?")


class Ground:
    """What one piece of text may rest on.

    Args:
        facts: Facts that the text may use.
        sources: Sources by id; only regulations support anything.
        composed: The composed wording of the same facts; its words are known to be theirs.
    """

    def __init__(
        self,
        facts: Sequence[Fact],
        sources: Mapping[str, DraftSource] | None = None,
        composed: str = "",
    ) -> None:
        self.facts = {fact.id: fact for fact in facts}
        self.articles = {k: s for k, s in (sources or {}).items() if s.kind == "regulation"}
        self.tables = TableFacts(self.facts)
        self.statements = [*_statements(self.facts), *_article_statements(self.articles)]
        self.composed = Composed(composed, self.tables)
        self.statements += self.composed.statements
        agency = self.facts.get("agency")
        own = own_names(str(agency.value)) if agency else frozenset()
        self.words, self.table_words, self.citing_words = word_lists(own)

    @property
    def year(self) -> int:
        """The year reported on; zero where no fact says."""
        year = self.facts.get("year")
        return int(year.value) if year and not isinstance(year.value, str) else 0

    def judge(self, text: str, *, rests_on_facts: bool = True) -> Judgement:
        """Whether everything that the text says has a ground, and which.

        With `rests_on_facts` a sentence that speaks of no fact at all does not stand either.
        """
        doubts: list[Doubt] = []
        facts: list[str] = []
        sources: list[str] = []
        turns: list[int] = []
        for offset, part in _parts(text):
            sentence = Sentence(part)
            accounts = Accounts(self, sentence)
            if self.composed.says(part):
                found = list(accounts.of_composed())
            else:
                found = [*doubts_of_form(sentence), *accounts.of_clauses()]
            doubts += [Doubt(d.start + offset, d.end + offset, d.kind, d.reason) for d in found]
            facts += accounts.facts
            sources += accounts.sources
            turns += [at + offset for at in accounts.turns]
        empty = set(facts) <= _WHO_AND_WHEN and not sources and not doubts
        if rests_on_facts and empty and not self.composed.says(text):
            doubts.append(Doubt(0, len(text), "empty", "没有用到任何事实"))
        reasons = tuple(dict.fromkeys(doubt.reason for doubt in doubts))
        return Judgement(
            tuple(dict.fromkeys(facts)),
            tuple(dict.fromkeys(sources)),
            reasons,
            tuple(doubts),
            tuple(turns),
        )

    def flags(self, text: str) -> tuple[Flag, ...]:
        """What in a person's own text has no ground, to be shown beside it and never acted on."""
        return tuple(Flag.of(doubt) for doubt in self.judge(text, rests_on_facts=False).doubts)


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text with their places."""
    for match in _SENTENCES.finditer(text):
        if match[0].strip():
            yield match.start(), match[0]


def _statements(facts: Mapping[str, Fact]) -> Iterator[Statement]:
    values: dict[str, list[tuple[str, Sayable]]] = {}
    for fact in facts.values():
        if fact.kind == "work" and not isinstance(fact.value, str):
            number = sayable(fact.value, fact.unit, about=fact.about)
            values.setdefault(fact.id.rpartition(".")[0], []).append((fact.id, number))
    for fact in facts.values():
        if isinstance(fact.value, str):
            yield Statement(fact.value, fact.id, values=tuple(values.get(fact.id, ())))


def _article_statements(articles: Mapping[str, DraftSource]) -> Iterator[Statement]:
    for source_id, source in articles.items():
        for sentence in _OF_ARTICLES.findall(source.text):
            yield Statement(sentence, source_id=source_id)
