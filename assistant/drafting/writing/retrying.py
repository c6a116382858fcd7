"""When to ask a server again, and after how long."""

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_BUSY = frozenset({408, 409, 425, 429})
_LONGEST_WAIT = 30.0


def worth_retrying(status: int | None) -> bool:
    """Whether the same request may fare better: too busy, a fault of the server's, no connection.

    `status` is None where there was no answer at all. A wrong key (401) or a wrong address
    (404) stays wrong.
    """
    return status is None or status in _BUSY or status >= 500


def seconds_to_wait(attempt: int, first: float, retry_after: str | None) -> float:
    """What the server asks for in `Retry-After` (seconds or a date), else twice as long each time."""
    asked = _asked_for(retry_after) if retry_after else None
    return asked if asked is not None else min(first * 2**attempt, _LONGEST_WAIT)


def _asked_for(retry_after: str) -> float | None:
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def wait_within(seconds: float, deadline: float) -> bool:
    """Wait so long, unless the deadline (of `time.monotonic`) comes first: then False at once."""
    if time.monotonic() + seconds >= deadline:
        return False
    time.sleep(seconds)
    return True
