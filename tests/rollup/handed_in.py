"""Reports of made-up units as if they had been read from files, with few figures and no prose."""

from decimal import Decimal

from assistant.report.model import AnnualReport, Value
from assistant.review.visible import one_line
from assistant.rollup.submission import Submission

YEAR = 2024
_KINDS = ("natural_person", "business", "research", "social_welfare", "legal_service", "other_org")


def figures(agency: str, year: int = YEAR, *, new: int = 0, **cells: Value) -> AnnualReport:
    """Tables that balance: `new` requests of natural persons, all granted; other cells as given.

    A cell is named as in `t2__licensing`.
    """
    report = AnnualReport(agency=agency, year=year)
    values: dict[str, Value] = dict.fromkeys(report.form.by_address, 0)
    values["t2.fees"] = Decimal(0)
    for row in ("new", "granted", "result_total"):
        values[f"t3.{row}.natural_person"] = values[f"t3.{row}.total"] = new
    return report.with_cells(values | {name.replace("__", "."): v for name, v in cells.items()})


def handed_in(*reports: AnnualReport) -> list[Submission]:
    """Each report as a file named after its agency; a second one of an agency gets a number."""
    files: list[Submission] = []
    for report in reports:
        count = sum(f.name.startswith(report.agency) for f in files)
        files.append(Submission(f"{one_line(report.agency)}{count or ''}.docx", report))
    return files
