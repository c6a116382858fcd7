"""Counts of applicants told side by side have to be counts of one thing.

“自然人6件，法人1件” may be true one by one, of what was answered and of what came in; together they
are not. The rules look at each alone, so as to raise no false alarm; a score may ask for more.
"""

from collections.abc import Iterator

from assistant.report.model import Value
from assistant.rules.definitions.judging import agree
from assistant.rules.definitions.meaning import Meaning, meaning_of
from assistant.rules.mentions.mention import Mention
from assistant.rules.narrative import Narrative

_TOPIC = "requests.applicant"
_TOTALS = frozenset(["requests.new", "requests.received", "requests.both", "requests.handled"])
_Reading = frozenset[tuple[str, str]]  # the rows of table three that are added or taken off
_Told = tuple[Mention, frozenset[_Reading]]


def mixed_readings(narrative: Narrative, cells: dict[str, Value]) -> Iterator[tuple[str, str]]:
    """Section and text of each count of applicants that no reading has in common with the others.

    Counts that do not say of what they are (自然人6件) are of a total told before in their part.
    """
    totals: dict[str, frozenset[_Reading]] = {}
    for sentence in narrative.sentences:
        told: list[_Told] = []
        for mention in narrative.mentions.in_sentence((sentence.start, sentence.end)):
            meaning = meaning_of(mention)
            readings = _readings(mention, meaning, cells) if meaning else frozenset()
            if meaning and readings and meaning.topic == _TOPIC:
                told.append((mention, readings))
            elif meaning and readings and meaning.topic in _TOTALS:
                before = totals.get(sentence.section, frozenset())
                totals[sentence.section] = before | readings
        bare = all(not mention.qualifiers for mention, _ in told)
        of_total = [totals[sentence.section]] if bare and sentence.section in totals else []
        if told and not frozenset.intersection(*(r for _, r in told), *of_total):
            yield from ((sentence.section, mention.text) for mention, _ in told)


def _readings(mention: Mention, meaning: Meaning, cells: dict[str, Value]) -> frozenset[_Reading]:
    """Every reading in which the mention agrees with the tables, whatever the column."""
    found = set()
    for definition in meaning.definitions:
        value = definition.value(cells)
        if value is not None and agree(mention, value):
            terms = (("+", definition.plus), ("-", definition.minus))
            found.add(
                frozenset(
                    (sign, address.rpartition(".")[0])
                    for sign, some in terms
                    for term in some
                    for address in term.cells
                )
            )
    return frozenset(found)
