"""The website's page in a browser: axe-core finds nothing."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from assistant.exporting.page import to_html
from assistant.exporting.pictures.results import results_by_kind
from assistant.report.model import AnnualReport


@pytest.mark.browser
def test_axe_finds_no_violation_in_the_page(
    report: AnnualReport, hostile: AnnualReport, browser: Browser, tmp_path: Path
) -> None:
    blank = AnnualReport(agency="某局", year=2024)
    pages = (("whole", report, 1280), ("hostile", hostile, 375), ("blank", blank, 768))
    for name, one, width in pages:
        path = tmp_path / f"{name}.html"
        path.write_text(to_html(one, [results_by_kind(one)]), "utf-8")
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(path.as_uri())
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        page.close()
