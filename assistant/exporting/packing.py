"""Zip containers (docx, xlsx) whose bytes depend on their content only."""

import io
import zipfile
from datetime import date, datetime, time

from assistant.report.model import AnnualReport

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip entry can hold


def repack(container: bytes) -> bytes:
    """The same container with fixed dates, attributes, order and compression.

    `[Content_Types].xml` comes first, as OPC readers like it; the rest is sorted by name.
    """
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(container)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()


def dated(report: AnnualReport) -> datetime:
    """The date that papers carry: that of publication, else the last day of the year."""
    try:
        day = date.fromisoformat(report.published or "")
    except ValueError:  # none, or such as 2023-02-31, which the model's pattern admits
        day = date(report.year, 12, 31)
    return datetime.combine(day, time())
