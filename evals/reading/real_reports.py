"""The real reports beside a checkout, with the figures that were taken from them by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from assistant.report.labels import COLUMNS
from assistant.report.model import AnnualReport, Value
from assistant.report.quantities import exact_number

HERE = Path(__file__).resolve().parent
REAL = {"suqian-2023": "html", "yuanzhou-2022": "txt"}
_TABLE2 = ("t2.licensing", "t2.penalties", "t2.coercion", "t2.fees")
_COLUMNS = {
    "t2": ("issued", "repealed", "in_force"),
    "t3": tuple(column.id for column in COLUMNS),
    "t4": ("upheld", "corrected", "other", "pending", "total"),
}


def figures(stem: str) -> dict[str, Any]:
    """What is known of a real report: agency, year, cells, lengths of its parts; no text of it."""
    loaded: dict[str, Any] = yaml.safe_load((HERE / f"{stem}.yaml").read_text("utf-8"))
    return loaded


def expected_cells(rows: dict[str, list[Any]]) -> dict[str, str]:
    """The cells of a figures file by address, as text."""
    cells: dict[str, str] = {}
    for row, values in rows.items():
        columns = _COLUMNS[row[:2]]
        names = _TABLE2 if row == "t2" else [f"{row}.{column}" for column in columns]
        cells |= {n: str(v) for n, v in zip(names, values, strict=True)}
    return cells


def real_reports(shared: Path) -> Iterator[tuple[Path, AnnualReport]]:
    """Each real report that stands under `shared`, with its tables as they should be read."""
    for stem, suffix in REAL.items():
        path = shared / "reports" / f"{stem}.{suffix}"
        if path.is_file():
            known = figures(stem)
            cells: dict[str, Value] = {
                address: exact_number(text)
                for address, text in expected_cells(known["cells"]).items()
            }
            blank = AnnualReport(agency=known["agency"], year=known["year"])
            yield path, blank.with_cells(cells)
