"""Facts as a model reads them: under short ids, in words, none too long; and its slots filled."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.drafting.writing.fitting import shortened
from assistant.report.ledger import Fact

_SLOT = re.compile(r"\{\s*(f\d{1,3})\s*\}")
_MARK = re.compile(r"\s*[（(\[【]\s*(?:f\d{1,3}\s*[、,，]?\s*)+[）)\]】]")


@dataclass(frozen=True, slots=True)
class NumberedFacts:
    """Some facts as f1, f2, …: what is shown of them, and how slots are filled.

    `shortened` are the ids in the ledger of those that were too long to be shown whole.
    """

    by_id: Mapping[str, Fact]
    lines: tuple[str, ...]
    shortened: tuple[str, ...] = ()

    def filled(self, text: str) -> str:
        """A sentence with its slots filled by the facts' wording, and marks of evidence taken out.

        A unit that the model wrote behind the slot is not written twice; a slot of no fact stays,
        and `unknown_slots` finds it.
        """
        return _MARK.sub("", _SLOT.sub(self._wording, text))

    def _wording(self, match: re.Match[str]) -> str:
        fact = self.by_id.get(match[1])
        if fact is None:
            return match[0]
        rest = match.string[match.end() :]
        has_unit = fact.unit and rest.startswith(fact.unit)
        return fact.written.removesuffix(fact.unit) if has_unit else fact.written


def numbered(facts: Sequence[Fact], longest: int, *, ids: bool = True) -> NumberedFacts:
    """The facts numbered in order; a value that stands in a statement is not said twice.

    A statement longer than `longest` characters is shown up to a sentence's end before that.
    """
    stated = {fact.id for fact in facts if isinstance(fact.value, str)}
    shown = [f for f in facts if f.id in stated or f.id.rpartition(".")[0] not in stated]
    by_id = {f"f{number}": fact for number, fact in enumerate(shown, 1)}
    lines = tuple(
        f"{short} {_in_words(fact, longest)}" if ids else _in_words(fact, longest)
        for short, fact in by_id.items()
    )
    too_long = tuple(f.id for f in shown if len(str(f.value)) > longest)
    return NumberedFacts(by_id, lines, too_long)


def unknown_slots(text: str) -> list[str]:
    """The slots that were left in a filled sentence: they name no fact."""
    return [match[1] for match in _SLOT.finditer(text)]


def _in_words(fact: Fact, longest: int) -> str:
    if isinstance(fact.value, str):
        return shortened(fact.value, longest)
    # A small model writes “0件” where a clerk writes that there was none.
    return f"{fact.label}：{fact.written}{'' if fact.value else '（没有）'}"
