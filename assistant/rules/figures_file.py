"""Whether the figures file that was given belongs to the report."""

from assistant.report.agency import same_agency
from assistant.rules.case import Case


def unfit_figures(case: Case) -> str:
    """Why the figures are not this report's, in a clause; empty where they are, or are missing."""
    figures, report = case.figures, case.report
    if figures is None:
        return ""
    if not same_agency(figures.agency, report.agency):
        return f"给出的数据文件是“{figures.agency}”的，不是“{report.agency}”的"
    if figures.year != report.year:
        return f"给出的数据文件是 {figures.year} 年的，报告是 {report.year} 年的"
    return ""
