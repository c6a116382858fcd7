"""Which cells of the tables words name: 收到申请, 新收的自然人, 复议后起诉尚未审结, t2.fees."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from assistant.report.forms import LAYOUT_2021
from assistant.report.labels import CASE_OUTCOMES, DENIED, NOT_PROCESSED, OTHER, UNAVAILABLE

_ADDRESS = re.compile(r"t[234](?:\.[a-z_]+){1,2}", re.I)
_GROUPS = {group.id: group for group in (DENIED, UNAVAILABLE, NOT_PROCESSED, OTHER)}
_LITIGATION = ("litigation_direct", "litigation_after_reconsideration")
_Words = Mapping[str, list[str]]


def cells_named(words: str, row: str = "") -> tuple[str, ...]:
    """The addresses that words may mean, in official order: one where they are clear, else none.

    Where a heading without a cell of its own is named, these are the cells below it. `row` is
    the row of table three spoken of last, for words that name only a kind of applicant.
    """
    plain = words.strip().lower()
    address = _ADDRESS.search(plain)
    if address:
        return (address[0],) if address[0] in LAYOUT_2021.by_address else ()
    return (
        _of_documents(plain) or _of_table_two(plain) or _of_cases(plain) or _of_requests(plain, row)
    )


def _of_documents(plain: str) -> tuple[str, ...]:
    kind = _named(plain, _vocabulary()["documents"])
    if not kind:
        return ()
    count = _named(plain, _vocabulary()["document_counts"])
    counts = (count,) if count else ("issued", "repealed", "in_force")
    return tuple(f"t2.{kind}.{count}" for count in counts)


def _of_table_two(plain: str) -> tuple[str, ...]:
    address = _named(plain, _vocabulary()["table2"])
    return (address,) if address else ()


def _of_cases(plain: str) -> tuple[str, ...]:
    group = _named(plain, _vocabulary()["cases"])
    if not group:
        return ()
    rest = plain.replace("其他组织", "")
    outcome = _named(rest, _vocabulary()["outcomes"]) or CASE_OUTCOMES[-1].id
    groups = _LITIGATION if group == "litigation" else (group,)
    return tuple(f"t4.{name}.{outcome}" for name in groups)


def _of_requests(plain: str, last: str) -> tuple[str, ...]:
    vocabulary = _vocabulary()
    column = _named(plain, vocabulary["columns"])
    row, group = _named(plain, vocabulary["rows"]), _named(plain, vocabulary["groups"])
    if not row and not group:
        return (f"t3.{last}.{column}",) if last and column else ()
    if group and not (row and _longer(plain, row, group)):
        rows: Iterable[str] = (named.id for named in _GROUPS[group].rows)
    else:
        rows = (row,)
    return tuple(f"t3.{name}.{column or 'total'}" for name in rows)


def _longer(plain: str, row: str, group: str) -> bool:
    """Whether the row is named below the heading (不予处理里信访那项), or more fully than it."""
    vocabulary = _vocabulary()
    if _place(plain, vocabulary["rows"][row]) > _place(plain, vocabulary["groups"][group]):
        return True
    return _length(plain, vocabulary["rows"][row]) >= _length(plain, vocabulary["groups"][group])


def _place(plain: str, words: Iterable[str]) -> int:
    longest = max((word for word in words if word in plain), key=len)
    return plain.index(longest)


def _length(plain: str, words: Iterable[str]) -> int:
    return max((len(word) for word in words if word in plain), default=0)


def _named(plain: str, words: _Words) -> str:
    """The entry with the longest word in the text; of equally long ones the first."""
    lengths = {name: _length(plain, said) for name, said in words.items()}
    best = max(lengths, key=lambda name: lengths[name])
    return best if lengths[best] else ""


@cache
def _vocabulary() -> Mapping[str, _Words]:
    found: dict[str, _Words] = tomllib.loads(
        Path(__file__).with_name("cells.toml").read_text("utf-8")
    )
    return found
