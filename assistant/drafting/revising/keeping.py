"""Which facts of a sentence its new words still say."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from assistant.drafting.grounding.ground import Judgement
from assistant.report.ledger import Fact
from assistant.report.quantities import find_quantities

_NEGATION = re.compile(r"没有|未|无|均为|均由|均")
_CLAUSE = re.compile(r"[^，；。：！？\n]+")
_OWN_WORDS = 6  # characters in a row that show that a text speaks of a statement
_NOT_LETTERS = re.compile(r"[^一-鿿]+")


def still_said(
    facts: Iterable[str], old: str, new: str, judgement: Judgement, ledger: Mapping[str, Fact]
) -> tuple[str, ...]:
    """The facts of `old` that `new` says, as judged, by their numbers, or by their own words.

    What is said without a number (“没有结转…”, “均为自然人”) is known by the judgement, or by
    the clause that says it, where that stands as it was.
    """
    numbers = {(Decimal(q.value).copy_abs(), q.unit) for q in find_quantities(new)}
    clauses = [clause for clause in _CLAUSE.findall(old) if _NEGATION.search(clause)]
    kept = all(clause in new for clause in clauses)
    found = []
    for fact_id in dict.fromkeys(facts):
        fact = ledger.get(fact_id)
        if fact is None:
            continue
        if fact_id in judgement.facts or _is_said(fact, new, numbers):
            found.append(fact_id)
        elif kept and clauses and not isinstance(fact.value, str):
            found += [fact_id] if not fact.value or _unprinted(fact, old) else []
    return tuple(found)


def _is_said(fact: Fact, text: str, numbers: set[tuple[Decimal, str]]) -> bool:
    if not isinstance(fact.value, str):
        return bool(fact.value) and (Decimal(fact.value).copy_abs(), fact.unit) in numbers
    letters, said = _NOT_LETTERS.sub("", fact.value), _NOT_LETTERS.sub("", text)
    runs = range(max(1, len(letters) - _OWN_WORDS + 1))
    return bool(letters) and any(letters[i : i + _OWN_WORDS] in said for i in runs)


def _unprinted(fact: Fact, text: str) -> bool:
    numbers = {(Decimal(q.value), q.unit) for q in find_quantities(text)}
    return (Decimal(fact.value), fact.unit) not in numbers


def judged_facts(judgement: Judgement) -> tuple[str, ...]:
    """The facts that a judgement names."""
    return tuple(fact for fact in judgement.facts if fact)
