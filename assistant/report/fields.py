"""The kinds of value that a field of a report takes: counts, amounts, days, section numbers.

Numbers are exact and never floats; what a person may have typed by mistake is refused
with words that say what was expected.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, StringConstraints

from assistant.report.quantities import exact_number


def _count(value: object) -> int | Decimal | None:
    if value is None:
        return None
    exact = isinstance(value, int | Decimal) and not isinstance(value, bool)
    if exact or (isinstance(value, str) and "." in value):
        number = exact_number(value)
        # A Decimal without a point would be read back from its JSON string as text.
        return number if isinstance(number, int) or "." in f"{number:f}" else int(number)
    raise ValueError(f"这里要填整数，收到的是 {_shown(value)}")


def _amount(value: object) -> int | Decimal | None:
    if value is None:
        return None
    if isinstance(value, int | Decimal | str) and not isinstance(value, bool):
        number = exact_number(value)
        return number if isinstance(number, Decimal) else Decimal(number)
    raise ValueError(f"这里要填金额（万元），收到的是 {_shown(value)}")


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "是/否值"
    text = str(value)
    return f"“{text[:30]}{'…' if len(text) > 30 else ''}”"


def _plain(value: int | Decimal | None) -> int | str | None:
    return format(value, "f") if isinstance(value, Decimal) else value


def _day_that_exists(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"没有“{value}”这一天") from None
    return value


_AS_JSON = PlainSerializer(_plain, return_type=int | str | None)
Count = Annotated[int | Decimal | None, BeforeValidator(_count), _AS_JSON]
Amount = Annotated[Decimal | None, BeforeValidator(_amount), _AS_JSON]
Number = Annotated[int | Decimal, BeforeValidator(exact_number), _AS_JSON]
Text = Annotated[str, StringConstraints(strip_whitespace=True)]
Day = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
    AfterValidator(_day_that_exists),
]
SectionId = Annotated[str, StringConstraints(pattern=r"^[1-6]$")]
PartId = Annotated[str, StringConstraints(pattern=r"^1\.[1-5]$")]
