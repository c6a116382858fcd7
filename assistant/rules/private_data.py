"""Private data in a narrative: how it is masked, and how numbers of persons are told from others.

A report about a leak must not spread it: findings show the data masked, in message, `found` and
`where.text`; the place itself stays exact, so that a clerk finds the words.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.rules.case import Case
from assistant.rules.narrative import Narrative, once_kept
from assistant.rules.rule import Finding, Rule, Severity

_LONG = re.compile(r"\d[\d -]{9,30}[\dXx]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
    ]
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@once_kept
def long_numbers(narrative: Narrative) -> tuple[tuple[int, int], ...]:
    """Where at least eleven digits, spaces or hyphens stand in a row: rare, and all that can be one."""
    return tuple(match.span() for match in _LONG.finditer(narrative.plain))


def among_long_numbers(pattern: re.Pattern[str], narrative: Narrative) -> Iterator[re.Match[str]]:
    """The matches of a pattern that needs eleven digits; no look at the rest of the text."""
    for start, end in long_numbers(narrative):
        yield from pattern.finditer(narrative.plain, max(0, start - 4), end + 4)


def masked(text: str, head: int = 3, tail: int = 2) -> str:
    """The text with all but its first and last characters starred; as long as before."""
    hidden = len(text) - head - tail
    return text[:head] + "*" * hidden + text[head + hidden :] if hidden > 0 else "*" * len(text)


def private_finding(
    rule: Rule,
    case: Case,
    span: tuple[int, int],
    message: str,
    shown: str,
    severity: Severity | None = None,
    cure: str = "",
) -> Finding:
    """A finding about these characters that shows only `shown` of them."""
    found = rule.at(case, span, message, found=shown, expected="隐去", cure=cure, severity=severity)
    return replace(found, where=replace(found.where, text=shown))


def is_identity_number(number: str) -> bool:
    """Whether 18 characters are an identity number by their check digit (GB 11643—1999)."""
    if len(number) != 18 or not number[:17].isdecimal() or not number.isascii():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == number[17].upper()


def names_a_birth(number: str, last_year: int) -> bool:
    """Whether 15 or 18 characters have the province and the birth date of an identity number."""
    if number[:2] not in _PROVINCES:
        return False
    birth = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    year, month, day = int(birth[:4]), int(birth[4:6]), int(birth[6:])
    return 1900 <= year <= last_year and 1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]


def passes_luhn(number: str) -> bool:
    """Whether the digits of a bank card fit its check digit (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
