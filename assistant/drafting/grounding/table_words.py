"""What a sentence says of the tables, as the mentions engine of the rules reads it."""

from dataclasses import dataclass
from functools import cache, cached_property

from assistant.drafting.grounding.sentence import Clause, Sentence
from assistant.drafting.grounding.vocabulary import words_in
from assistant.rules.definitions.definition import Definition
from assistant.rules.definitions.disclosure import DOCUMENTS, FEES, document_definitions
from assistant.rules.definitions.meaning import Meaning, meaning_of
from assistant.rules.definitions.requests import request_definitions
from assistant.rules.lexicon import LEXICON
from assistant.rules.mentions.mention import Mention, Mentions
from assistant.rules.mentions.subjects import APPLICANTS, REASONS
from assistant.rules.mentions.words import Word, words_of
from assistant.rules.narrative import Narrative

# 收办 and 应办 count what came in this year and what was carried in, never one of them.
_BOTH = ("收办", "应办")
# Of these a rule takes one kind alone too; a draft has to say which.
_SUMMED = ("litigation", "cases")
_COLUMNS = frozenset(["issued", "repealed", "in_force"])


@dataclass(frozen=True)
class TableWords:
    """The mentions and words of one sentence of a report on `year`."""

    sentence: Sentence
    year: int
    section: str

    @cached_property
    def mentions(self) -> Mentions:
        """Every number with what it counts."""
        text = self.sentence.text
        return Narrative(text, (self.section,), ((0, len(text)),), self.year).mentions

    @cached_property
    def by_start(self) -> dict[int, list[Mention]]:
        """The mentions of numbers by where they begin; 各1件 is one of each thing."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions.all:
            if not mention.negated and mention.kind != "all":
                found.setdefault(mention.start, []).append(mention)
        return found

    @cached_property
    def words(self) -> list[Word]:
        """Every word of the mentions' vocabulary."""
        return words_of(self.sentence.plain)

    def denied(self, clause: Clause) -> list[Mention]:
        """What a clause says there was none of."""
        return [m for m in self.mentions.all if m.negated and clause.start <= m.start < clause.end]

    def named(self, clause: Clause, group: str) -> list[Word]:
        """The words of a group in a clause."""
        return [w for w in self.words if w.group == group and clause.start <= w.start < clause.end]


def definitions_of(mention: Mention, clause_text: str) -> tuple[Definition, ...]:
    """What a mention may mean without a word of explanation, the likeliest first."""
    if mention.subject == "fees":
        return (FEES,)
    both = mention.subject == "requests" and not mention.applicant
    if both and any(word in clause_text for word in _BOTH):
        return request_definitions("both")[:1]
    meaning = meaning_of(mention)
    found = () if meaning is None else _usual(meaning)
    # A rule may take 企业 for all organisations, as people do; a draft may not write it so.
    if mention.subject in _SUMMED:
        found = found[:1]
    return tuple(d for d in found if mention.applicant != "business" or _is_one_column(d))


def none_of(mention: Mention) -> list[tuple[Definition, ...]]:
    """What a denial denies: several things where several are named (未制发、废止)."""
    columns = sorted(mention.qualifiers & _COLUMNS)
    if mention.subject in DOCUMENTS and len(columns) > 1:
        return [document_definitions(mention.subject, column)[:1] for column in columns]
    return [definitions_of(mention, "")]


def _is_one_column(definition: Definition) -> bool:
    return all(len(term.cells) == 1 for term in definition.plus)


def _usual(meaning: Meaning) -> tuple[Definition, ...]:
    return tuple(d for d in meaning.definitions if d.usual) or meaning.definitions[:1]


@cache
def table_vocabulary() -> frozenset[str]:
    """Words with which a table may be told: the form's own, and those of the mentions engine."""
    allowed = {
        "subjects": words_in("tables", "subjects"),
        "qualifiers": words_in("tables", "qualifiers") | REASONS,
        "applicants": _COLUMN_NAMES,
        "directions": frozenset("+-"),
        "compared": frozenset(["last", "rate"]),
        "rates": frozenset(["of"]),
    }
    found = set(words_in("tables", "words", "wholes"))
    for name, meanings in allowed.items():
        for word, meaning in LEXICON.groups[f"mentions.{name}"].items():
            if meaning and set(meaning.split()) <= meanings:
                found.add(word)
    return frozenset(found - words_in("tables", "never"))


_COLUMN_NAMES = APPLICANTS | {"organisations"}
