"""What a mention of requests may mean in table three: rows, groups, sums of neighbours."""

from functools import cache
from itertools import combinations

from assistant.report.labels import (
    APPLICANTS,
    DENIED,
    GRANTED,
    NOT_PROCESSED,
    OTHER,
    PARTIAL,
    RESULT_TOTAL,
    UNAVAILABLE,
)
from assistant.rules.definitions.definition import Definition, Term

ORGANISATIONS = "organisations"
GROUPS = ("granted", "partially_granted", "denied", "unavailable", "not_processed", "other")

_ROWS_OF_GROUP = {group.id: group.rows for group in (DENIED, UNAVAILABLE, NOT_PROCESSED, OTHER)}
_ROWS = {row.id: row for rows in _ROWS_OF_GROUP.values() for row in rows}
REASONS = tuple(_ROWS)
_NAMES = {
    "new": "本年新收",
    "carried_in": "上年结转",
    "handled": "（七）总计",
    "carried_out": "结转下年度继续办理",
    GRANTED.id: GRANTED.name,
    PARTIAL.id: PARTIAL.name,
    **{group.id: group.name for group in (DENIED, UNAVAILABLE, NOT_PROCESSED, OTHER)},
    **{row.id: row.name for row in _ROWS.values()},
    "other_misc": "其他处理·其他",
}
_GROUP_OF_ROW = {row.id: group for group, rows in _ROWS_OF_GROUP.items() for row in rows}

_SAY_RECEIVED = "建议写明是“新收与上年结转合计”"
_SAY_WHICH = "建议写明口径"


# Topic: rows added up, rows taken away, usual or not, advice for an unusual one.
_Formula = tuple[tuple[str, ...], tuple[str, ...], bool, str]
_NEW: _Formula = (("new",), (), True, "")
_RECEIVED: _Formula = (("new", "carried_in"), (), True, "")
_HANDLED: _Formula = (("handled",), (), True, "")
_NEW_RARELY: _Formula = (("new",), (), False, _SAY_WHICH)
_RECEIVED_RARELY: _Formula = (("new", "carried_in"), (), False, _SAY_RECEIVED)
_HANDLED_RARELY: _Formula = (("handled",), (), False, _SAY_WHICH)
_FORMULAS: dict[str, tuple[_Formula, ...]] = {
    "new": (_NEW, _RECEIVED_RARELY, _HANDLED_RARELY),
    "received": (_NEW, _RECEIVED, _HANDLED_RARELY),
    "both": (_RECEIVED, _HANDLED_RARELY),
    "handled": (
        _HANDLED,
        (("new", "carried_in"), (), False, "建议分开写办结数和结转数"),
        (("handled",), ("not_processed_duplicate",), False, _SAY_WHICH),
        (("handled",), ("not_processed",), False, _SAY_WHICH),
        (("handled",), ("other",), False, _SAY_WHICH),
        (("handled",), ("not_processed", "other"), False, _SAY_WHICH),
        _NEW_RARELY,
    ),
    "applied": (_NEW, _RECEIVED, _HANDLED),
    "granted_all": ((("granted", "partially_granted"), (), True, ""),),
    "other_misc": ((("other_misc",), (), True, ""), (("other",), (), True, "")),
}


@cache
def request_definitions(topic: str, applicant: str = "") -> tuple[Definition, ...]:
    """All that a mention of requests with this topic may mean, the likeliest first.

    `topic` is `new`, `received`, `both`, `handled`, `carried_in`, `carried_out`, `applied`
    (only applicants are told), `granted_all`, a group or a row of table three; `applicant` a
    column, `organisations` for all five of them, or empty for the total.
    """
    neighbours = ((names, (), False, _SAY_WHICH) for names in _neighbours(topic))
    formulas = _FORMULAS.get(topic) or (((topic,), (), True, ""), *neighbours)
    columns = (applicant, ORGANISATIONS) if applicant == "business" else (applicant,)
    return tuple(
        Definition(
            "表三",
            tuple(_term(row, column) for row in plus),
            tuple(_term(row, column) for row in minus),
            usual,
            advice,
        )
        for plus, minus, usual, advice in formulas
        for column in columns  # people call all organisations 企业
    )


def _neighbours(topic: str) -> list[tuple[str, ...]]:
    """Results printed one after the other, `topic` among them."""
    rows = (
        GROUPS
        if topic in GROUPS
        else tuple(r.id for r in _ROWS_OF_GROUP.get(_GROUP_OF_ROW.get(topic, ""), ()))
    )
    return [
        rows[first:last]
        for first, last in combinations(range(len(rows) + 1), 2)
        if last - first > 1 and topic in rows[first:last]
    ]


@cache
def _term(topic: str, applicant: str) -> Term:
    rows = [row.id for row in _ROWS_OF_GROUP.get(topic, ())] or [_row(topic)]
    columns = [applicant or "total"]
    name = _NAMES[topic]
    if applicant == ORGANISATIONS:
        columns = [column.id for column in APPLICANTS[1:]]
        name = f"{name}·法人或其他组织"
    elif applicant:
        name = f"{name}·{next(c.name for c in APPLICANTS if c.id == applicant)}"
    return Term(name, tuple(f"t3.{row}.{column}" for row in rows for column in columns))


def _row(topic: str) -> str:
    return RESULT_TOTAL.id if topic == "handled" else topic
