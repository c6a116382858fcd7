"""One door for every kind of file: which reader reads it."""

from pathlib import Path

from assistant.errors import UnusableInput
from assistant.report.model import AnnualReport

READABLE = (".yaml", ".yml", ".json", ".xlsx", ".xlsm")


def read_report(path: Path) -> AnnualReport:
    """A report or figures file as an `AnnualReport`, by its suffix.

    Raises:
        UnusableInput: The kind is unknown, or the file cannot be used.
    """
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml", ".json"):
        from assistant.reading.figures import read_figures

        return read_figures(path)
    if suffix in (".xlsx", ".xlsm"):
        from assistant.reading.workbook import read_workbook

        return read_workbook(path)
    raise UnusableInput(
        f"读不了这种文件（{suffix or '没有后缀'}）",
        where=str(path),
        cure=f"可以读：{'、'.join(READABLE)}；空白工作簿用 nianbao new 生成",
    )
