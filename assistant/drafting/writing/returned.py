"""Sentences of a model that our own rules would return the report for give way to composed ones.

The grounding judges a sentence by its facts and the LAN rules hear it alone; what only shows in the
part as a whole (a fifth part that names no problem, the same figure told twice with different values,
a chain that does not go on) is heard here, when the part stands.
"""

from collections.abc import Callable, Mapping, Sequence

from assistant.drafting.draft import GroundedSentence
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check
from assistant.rules.rule import Severity

Told = Sequence[Sequence[GroundedSentence]]


def returned_pieces(
    written: Told, composed: Told, faults_of: Callable[[Told], Mapping[str, str]]
) -> dict[int, str]:
    """The pieces to be composed instead, by their place, each with what was found, in words.

    `written` and `composed` hold the sentences of each piece of one part; `faults_of` names what
    the rules find in such a part, as `faults_in` does. What they find in the composed
    part too is in the figures and no fault of the model. A piece goes if the part is better without
    it; where no single one is to blame, all of the model's go.
    """
    if not _by_model(written):
        return {}  # the rules need not be asked, which takes most of an offline draft's time
    blamed: dict[int, str] = {}
    found: Mapping[str, str] = faults_of(written)
    allowed = faults_of(composed) if found else {}
    found = _beyond(found, allowed)
    while found and (left := [n for n in _by_model(written) if n not in blamed]):
        why = "；".join(found.values())
        without = {n: faults_of(_with(written, composed, {*blamed, n})) for n in left}
        best = min(left, key=lambda n: len(_beyond(without[n], allowed)))
        remaining = _beyond(without[best], allowed)
        blamed |= dict.fromkeys([best] if len(remaining) < len(found) else left, why)
        found = remaining
    return blamed


def faults_in(case: Case, section: str) -> dict[str, str]:
    """The errors and warnings on one part of a report: a name for each (code and which), and its words."""
    messages: dict[str, str] = {}
    for finding in check(case, RULES).findings:
        if finding.where.section == section and finding.severity is not Severity.NOTE:
            nth = sum(name.startswith(f"{finding.code} ") for name in messages)
            messages[f"{finding.code} {nth}"] = finding.message
    return messages


def _by_model(written: Told) -> list[int]:
    return [n for n, own in enumerate(written) if any(s.origin == "model" for s in own)]


def _with(written: Told, composed: Told, places: set[int]) -> Told:
    return [composed[n] if n in places else own for n, own in enumerate(written)]


def _beyond(found: Mapping[str, str], allowed: Mapping[str, str]) -> dict[str, str]:
    return {name: message for name, message in found.items() if name not in allowed}
