"""Which lines of the log are asked for, and the log as a csv file."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from assistant.errors import UnusableInput
from assistant.workspace.values import ACTION_LABELS, AuditEntry, AuditFilter, ProjectInfo

_HEADS = ("时间", "谁", "做了什么", "机关", "项目", "说明", "行号")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the fields of the page, days as `2026-01-20`, both included."""

    who: str = ""
    action: str = ""
    project: str = ""
    since: str = ""
    until: str = ""
    before: int | None = None

    def as_filter(self) -> AuditFilter:
        """The filter that it means.

        Raises:
            UnusableInput: A day is no day, or the first is after the last.
        """
        first = _day(self.since)
        last = _day(self.until)
        if first and last and first > last:
            raise UnusableInput("起始日期在截止日期之后", cure="对调两个日期")
        return AuditFilter(
            who=self.who.strip(),
            action=self.action,
            project=self.project,
            since=first,
            until=last + timedelta(days=1) if last else None,
            before=self.before,
        )


def names_of(projects: Iterable[ProjectInfo]) -> dict[str, str]:
    """Projects by id, as people call them."""
    return {one.id: f"{one.agency} {one.year} 年度" for one in projects}


def log_as_csv(entries: Iterable[AuditEntry], names: Mapping[str, str]) -> Iterator[str]:
    """The lines as a file that Excel opens: its byte-order mark, no cell taken for a formula."""
    yield "\ufeff"
    yield _line(_HEADS)
    for entry in entries:
        yield _line(
            (
                shown_time(entry.when),
                entry.who,
                ACTION_LABELS.get(entry.action, entry.action),
                entry.agency,
                names.get(entry.project, entry.project),
                entry.detail,
                str(entry.number),
            )
        )


def shown_time(when: datetime) -> str:
    """A moment as people of this machine read it."""
    return when.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([f"'{c}" if c.startswith(_FORMULA) else c for c in cells])
    return text.getvalue()


def _day(text: str) -> datetime | None:
    """The beginning of a day where this machine stands."""
    if not text.strip():
        return None
    try:
        day = datetime.strptime(text.strip(), "%Y-%m-%d")  # noqa: DTZ007 (made local below)
        return datetime.combine(day.date(), time.min).astimezone()
    except (ValueError, OverflowError) as error:
        raise UnusableInput(f"“{text[:20]}”不是日期", cure="写成 2026-01-20 的样子") from error
