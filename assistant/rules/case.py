"""What rules look at: a report and all that it can be compared with, worked out once."""

from dataclasses import dataclass, field
from functools import cached_property

from assistant.report.agency import UNKNOWN_AGENCY, AgencyKind, agency_kind, same_agency
from assistant.report.model import AnnualReport, Value
from assistant.rules.narrative import Narrative
from assistant.rules.profile import Profile
from assistant.rules.tables import Tables


@dataclass(frozen=True)
class Case:
    """A report with last year's, the figures, the reports of others and the local demands.

    `cells`, `narrative` and `last` are worked out at the first use and kept: rules share
    them and must not change them.
    """

    report: AnnualReport
    previous: AnnualReport | None = None
    figures: AnnualReport | None = None
    others: tuple[AnnualReport, ...] = ()
    profile: Profile = field(default_factory=Profile)

    @cached_property
    def cells(self) -> dict[str, Value]:
        """Every address of the form with its value; None is blank."""
        return self.report.cells()

    @cached_property
    def tables(self) -> Tables:
        """The three tables with the sums that hold or do not hold between their cells."""
        return Tables(self.report.layout, self.cells)

    @cached_property
    def narrative(self) -> Narrative:
        """Everything that the report says in words."""
        return Narrative.of(self.report)

    @cached_property
    def kind(self) -> AgencyKind:
        """The kind of organ that reports."""
        return agency_kind(self.report.agency)

    @property
    def nameless(self) -> str:
        """Why nothing can be held against the name of the organ; empty where the report gives it."""
        known = self.report.agency != UNKNOWN_AGENCY
        return "" if known else "报告没有写明单位名称，请先补上"

    @property
    def undated(self) -> str:
        """Why nothing can be held against the year; empty where the report tells it."""
        guessed = any(note.what == "year not found" for note in self.report.notes)
        return "报告没有写明年度，请先补上" if guessed else ""

    @cached_property
    def last(self) -> "Case | None":
        """Last year's report as a case of its own; None where none that fits was given."""
        return None if self.previous is None or self.unfit_previous else Case(self.previous)

    @cached_property
    def unfit_previous(self) -> str:
        """Why the given report is not last year's of this agency, in a sentence; empty if it is."""
        previous, report = self.previous, self.report
        if previous is None:
            return ""
        if not same_agency(previous.agency, report.agency):
            return (
                f"给出的上年报告是“{previous.agency}”的，不是“{report.agency}”的；"
                "如果是同一单位改名，请把两份文件里的单位名称写成一样"
            )
        if previous.year != report.year - 1:
            return f"给出的上年报告是 {previous.year} 年的，应为 {report.year - 1} 年"
        return ""
