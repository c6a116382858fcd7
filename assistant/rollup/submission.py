"""One file that a unit handed in: what was read from it and what is wrong in it by itself."""

from dataclasses import dataclass

from assistant.report.model import AnnualReport
from assistant.rollup.shared_prose import Said
from assistant.rules.rule import Finding, NotAssessed, Severity


@dataclass(frozen=True, slots=True)
class Submission:
    """A file with its report and findings, or with the reason why there is no report.

    `name` is the path below the folder as it can be shown; `why` and `cure` are empty where
    the file was read; `has_macros` says that a workbook carries programs, which are never run;
    `sentences` are those that are compared with other units'.
    """

    name: str
    report: AnnualReport | None = None
    findings: tuple[Finding, ...] = ()
    not_assessed: tuple[NotAssessed, ...] = ()
    why: str = ""
    cure: str = ""
    has_macros: bool = False
    sentences: tuple[Said, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)
