"""Which figures the words of a clause name, without a number beside them."""

from assistant.drafting.grounding.sentence import Clause
from assistant.drafting.grounding.table_facts import CARRIED_IN, CARRIED_OUT, HANDLED, NEW
from assistant.drafting.grounding.table_words import TableWords
from assistant.report.labels import DENIED, NOT_PROCESSED, OTHER, UNAVAILABLE

_GROUPS = frozenset(group.id for group in (DENIED, UNAVAILABLE, NOT_PROCESSED, OTHER))
_ROWS = frozenset(
    row.id for group in (DENIED, UNAVAILABLE, NOT_PROCESSED, OTHER) for row in group.rows
)
_PLAIN = frozenset(["granted", "partially_granted"]) | _ROWS
_TOTALS = {
    "handled": "t3.result_total.total",
    "new": NEW,
    "received": NEW,
    "carried_in": CARRIED_IN,
    "carried_out": CARRIED_OUT,
}
_SUBJECTS = {
    "reconsideration": "t4.reconsideration.total",
    "litigation": "sum.t4.litigation.total",
    "litigation_direct": "t4.litigation_direct.total",
    "litigation_after_reconsideration": "t4.litigation_after_reconsideration.total",
    "licensing": "t2.licensing",
    "penalties": "t2.penalties",
    "coercion": "t2.coercion",
    "fees": "t2.fees",
}
_DOCUMENTS = frozenset(["normative_documents", "regulations"])
_COLUMNS = frozenset(["issued", "repealed", "in_force"])


def results_in(words: TableWords, clause: Clause) -> list[str]:
    """The kinds of results that a clause names, as facts of the total column."""
    named = (m for w in words.named(clause, "qualifiers") for m in w.meaning.split())
    found = []
    for meaning in named:
        if meaning in _GROUPS:
            found.append(f"sum.t3.{meaning}.total")
        elif meaning in _PLAIN:
            found.append(f"t3.{meaning}.total")
    return list(dict.fromkeys(found))


def applicants_in(words: TableWords, clause: Clause, row: str = "new") -> list[str]:
    """The kinds of applicants that a clause names, as facts of one row of table three."""
    named = (w.meaning for w in words.named(clause, "applicants"))
    return list(
        dict.fromkeys(
            f"sum.t3.{row}.organisations" if name == "organisations" else f"t3.{row}.{name}"
            for name in named
            if name not in ("", "everyone")
        )
    )


def totals_in(words: TableWords, clause: Clause) -> list[str]:
    """The totals that a clause names: 新收, 办结, 结转, 行政复议, 制发 …"""
    if "收办" in words.sentence.plain[clause.start : clause.end]:
        return [HANDLED]
    meanings = [m for w in words.named(clause, "qualifiers") for m in w.meaning.split()]
    subjects = [w.meaning for w in words.named(clause, "subjects")]
    found = [_SUBJECTS[s] for s in subjects if s in _SUBJECTS]
    for document in _DOCUMENTS & set(subjects):
        found += [f"t2.{document}.{column}" for column in meanings if column in _COLUMNS]
    if not found:
        found = [_TOTALS[m] for m in meanings if m in _TOTALS]
    return list(dict.fromkeys(found))
