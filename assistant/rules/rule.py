"""What a rule is, what it looks at, and what it finds."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from assistant.report.model import Value
from assistant.rules.case import Case

Need = Literal["narrative", "previous", "figures", "others"]


class Severity(StrEnum):
    """How sure and how grave: a reviewer would return it; likely; worth a look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """What people call it: 错误, 警告 or 提示."""
        return {"error": "错误", "warning": "警告", "note": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a finding: cells of the tables, or characters of a section's joined text."""

    cells: tuple[str, ...] = ()
    section: str | None = None
    start: int | None = None
    end: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where, what was found, what was expected, and what to do."""

    code: str
    name: str
    severity: Severity
    message: str
    where: Where
    found: str
    expected: str
    basis: str
    cure: str

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits that stay the same as long as the fault is the same one."""
        words = f"{self.where.section}:{self.where.text}" if self.where.section else ""
        place = words or ",".join(self.where.cells)
        parts = (self.code, place, self.found, self.expected)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """A rule, or a part of it, that could not be decided, and why: never a silent pass."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A code, a name that says the fault, its basis, and one pure function from case to faults.

    `summary` is the rule in a sentence, `cure` what a clerk should do. The check yields
    findings and, where blanks or missing tables forbid a verdict, `NotAssessed`. What stands
    in `needs` is at hand when the check runs; the engine says so where it is not.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    basis: str
    cure: str
    check: "Callable[[Rule, Case], Iterable[Finding | NotAssessed]]" = field(repr=False)
    needs: tuple[Need, ...] = ()

    def finding(
        self,
        message: str,
        *,
        cells: tuple[str, ...] = (),
        found: object,
        expected: object,
        cure: str = "",
        severity: Severity | None = None,
        where: Where | None = None,
    ) -> Finding:
        """A finding of this rule about cells of the tables, or about `where`."""
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            message=message,
            where=where or Where(cells=cells),
            found=str(found),
            expected=str(expected),
            basis=self.basis,
            cure=cure or self.cure,
        )

    def at(
        self,
        case: Case,
        span: tuple[int, int],
        message: str,
        *,
        found: object = "",
        expected: object = "",
        cells: tuple[str, ...] = (),
        cure: str = "",
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule about characters of `case.narrative.whole`.

        `found` is the text of the span unless it is given; `cells` are the cells of the
        tables that it was compared with.
        """
        place = case.narrative.place(*span)
        where = Where(cells, place.section, place.start, place.end, place.text)
        return self.finding(
            message,
            where=where,
            found=found or place.text,
            expected=expected,
            cure=cure,
            severity=severity,
        )

    def blanks(self, addresses: Iterable[str], case: Case) -> Iterator[NotAssessed]:
        """Says that these cells are blank, in one sentence; nothing where there are none."""
        form = case.report.form
        labels = [f"{a}（{form.by_address[a].label}）" for a in addresses]
        if labels:
            shown = "、".join(labels[:3]) + (f"等 {len(labels)} 格" if len(labels) > 3 else "")
            yield NotAssessed(self.code, f"{shown}未填，无法判断；没有发生请填 0")


def plain(value: Value) -> str:
    """A cell as people read it; a blank is said to be one."""
    return (
        "空白"
        if value is None
        else format(value, "f")
        if not isinstance(value, int)
        else str(value)
    )
