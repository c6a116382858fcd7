"""What we write we read: every sample, in docx, html and markdown, cell by cell, paragraph by paragraph."""

from pathlib import Path

import pytest

from assistant.exporting.export import RENDERERS
from evals.reading.papers import SAMPLES, sample
from tests.reading.reading_back import Reader, differences, whats


@pytest.mark.parametrize("kind", ["docx", "html", "md"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_an_export_of_ours_reads_back_whole(path: Path, kind: str, read: Reader) -> None:
    expected = sample(path.stem)
    report = read(RENDERERS[kind](expected), kind)
    assert differences(report, expected) == {}
    assert report.preface == expected.preface
    assert report.sections == expected.sections
    assert (report.title, report.year) == (expected.full_title, expected.year)
    assert whats(report) == set()
    if kind == "html":
        assert (report.agency, report.published) == (expected.agency, expected.published)
    if kind == "docx":
        assert report.agency == expected.agency
