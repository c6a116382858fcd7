"""Facts as a model reads them: under short ids, in words, none too long; and its slots filled."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.drafting.writing.fact_lines import fact_lines, is_nought
from assistant.report.ledger import Fact
from assistant.report.quantities import find_quantities

_SLOT = re.compile(r"\{\s*(f\d{1,3})\s*\}")
_MARK = re.compile(r"\s*[（(\[【]\s*(?:[fs]\d{1,3}\s*[、,，]?\s*)+[）)\]】]")


@dataclass(frozen=True, slots=True)
class NumberedFacts:
    """Some facts as f1, f2, …: what is shown of them, and how slots are filled.

    `lines` are of `facts`, one each; a nought has no id, for its slot would be filled with 0件.
    `shortened` are the ids in the ledger of those that were too long to be shown whole.
    """

    by_id: Mapping[str, Fact]
    facts: tuple[Fact, ...]
    lines: tuple[str, ...]
    shortened: tuple[str, ...] = ()

    def filled(self, text: str) -> str:
        """A sentence with its slots filled by the facts' wording, and marks of evidence taken out.

        A statement's slot is its only number. A unit that the model wrote behind the slot is not
        written twice; a slot of no such fact stays, and `unknown_slots` finds it.
        """
        return _MARK.sub("", _SLOT.sub(self._wording, text))

    def _wording(self, match: re.Match[str]) -> str:
        fact = self.by_id.get(match[1])
        known = _number_of(fact) if fact else None
        if known is None:
            return match[0]
        written, unit = known
        has_unit = unit and match.string.startswith(unit, match.end())
        return written.removesuffix(unit) if has_unit else written


def numbered(facts: Sequence[Fact], longest: int, *, ids: bool = True) -> NumberedFacts:
    """The facts numbered in order; a value that stands in a statement is not said twice.

    A statement longer than `longest` characters is shown up to a sentence's end before that.
    """
    stated = {fact.id for fact in facts if isinstance(fact.value, str)}
    told = [f for f in facts if f.id in stated or f.id.rpartition(".")[0] not in stated]
    lines = fact_lines(told, longest)
    shown = [line.facts[0] for line in lines]
    counted = [fact for fact in shown if not is_nought(fact)]
    by_id = {f"f{number}": fact for number, fact in enumerate(counted, 1)}
    short = {fact.id: f"{name} " for name, fact in by_id.items()} if ids else {}
    texts = tuple(short.get(line.facts[0].id, "") + line.text for line in lines)
    too_long = tuple(f.id for f in shown if len(str(f.value)) > longest)
    return NumberedFacts(by_id, tuple(shown), texts, too_long)


def unknown_slots(text: str) -> list[str]:
    """The slots that were left in a filled sentence: they name no fact."""
    return [match[1] for match in _SLOT.finditer(text)]


def _number_of(fact: Fact) -> tuple[str, str] | None:
    """What a slot stands for, and its unit; None for a statement with no number or with several."""
    if not isinstance(fact.value, str):
        return fact.written, fact.unit
    found = find_quantities(fact.value)
    return (found[0].text, found[0].unit) if len(found) == 1 else None
