"""What the form says beside what was typed: the sums as they should be, gaps, imbalances."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from assistant.exporting.outline import shown
from assistant.report.layout import TableId
from assistant.report.model import AnnualReport
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check
from assistant.rules.identities import Identity
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.tables import Tables
from ui.templating import template

TABLES: tuple[TableId, ...] = ("table2", "table3", "table4")
NAMES = {"table2": "表二", "table3": "表三", "table4": "表四"}
_SHOWN = 30
_BLANK_CELL = ("TAB103", "TAB104")  # the form counts blanks itself


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands beside the form's cells, ready to be sent to a browser.

    `sums` are by the total's address the parts added up (empty while one is blank);
    `balance` by column what 一加二 exceeds 七加四 by; `blanks` how many cells of each table
    are not filled in; `wrong` the cells of an error; `told` the list of faults as HTML.
    """

    sums: dict[str, str]
    balance: dict[str, str]
    blanks: dict[str, int]
    wrong: tuple[str, ...]
    told: str

    def as_json(self) -> dict[str, object]:
        """The marks as the form's script reads them."""
        return {
            "sums": self.sums,
            "balance": self.balance,
            "blanks": self.blanks,
            "wrong": list(self.wrong),
            "told": self.told,
        }


def marks_of(report: AnnualReport, previous: AnnualReport | None = None) -> Marks:
    """The marks of a report's tables; last year's report adds what does not carry over."""
    case = Case(report, previous)
    tables = case.tables
    findings = check(case, _rules()).findings
    return Marks(
        sums=dict(_sums(tables)),
        balance=dict(_balance(tables)),
        blanks={table: _blank(report, table) for table in TABLES},
        wrong=tuple(dict.fromkeys(_wrong(tables, findings))),
        told=_told(report, findings),
    )


@cache
def _rules() -> tuple[Rule, ...]:
    """The rules on tables; the form counts blanks itself."""
    return tuple(
        rule
        for rule in RULES
        if rule.code.startswith(("TAB", "YEA1", "YEA2")) and rule.code not in _BLANK_CELL
    )


def _sums(tables: Tables) -> Iterator[tuple[str, str]]:
    for number, identity in enumerate(tables.sums.identities):
        if identity.kind == "balance":
            continue
        open_parts = tables.blank_among(identity.left)
        yield _total(identity), "" if open_parts else shown(tables.both(number)[0])


def _balance(tables: Tables) -> Iterator[tuple[str, str]]:
    for number in tables.sums.columns["balance"]:
        identity = tables.identity(number)
        column = identity.left[0].rpartition(".")[2]
        known = not tables.blank_among(identity.cells)
        gap = tables.gaps.get(number, 0)
        yield column, f"{gap:+}" if gap and known else "0" if known else ""


def _wrong(tables: Tables, findings: Iterable[Finding]) -> Iterator[str]:
    for number in tables.gaps:
        fault = tables.explained.get(number)
        if fault is not None:
            yield from (address for address, _ in fault.changes)
        elif tables.identity(number).kind != "balance":
            yield _total(tables.identity(number))
    for finding in findings:
        if finding.severity is Severity.ERROR:
            yield from finding.where.cells[:1]


def _total(identity: Identity) -> str:
    return identity.right[-1]


def _blank(report: AnnualReport, table: str) -> int:
    return sum(
        report.cell(cell.address) is None
        for cell in report.form.cells
        if cell.table == table and report.holds(cell.address)
    )


def _told(report: AnnualReport, findings: tuple[Finding, ...]) -> str:
    started = any(value is not None for value in report.cells().values())
    return template("gaps.html.jinja").render(
        findings=findings[:_SHOWN],
        hidden=len(findings) - _SHOWN,
        names=NAMES,
        blanks={table: _blank(report, table) for table in TABLES},
        started=started,
    )
