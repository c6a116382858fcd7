"""LibreOffice opens the paper and prints it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assistant.exporting.word import to_docx
from assistant.report.model import AnnualReport

NEEDED = ("soffice", "pdfinfo", "pdftotext")


def test_libreoffice_prints_the_paper_with_its_tables_on_pages_of_a4(
    report: AnnualReport, tmp_path: Path
) -> None:
    absent = [program for program in NEEDED if shutil.which(program) is None]
    if absent and os.environ.get("CI") != "true":
        pytest.skip(f"not installed: {', '.join(absent)}")
    assert not absent
    (tmp_path / "report.docx").write_bytes(to_docx(report))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "report.docx"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0
    assert "Error" not in done.stderr
    info = subprocess.run(["pdfinfo", "report.pdf"], cwd=tmp_path, capture_output=True, text=True)
    pages = int(re.findall(r"Pages:\s+(\d+)", info.stdout)[0])
    assert 3 <= pages <= 5
    assert "A4" in info.stdout
    text = subprocess.run(
        ["pdftotext", "-layout", "report.pdf", "-"], cwd=tmp_path, capture_output=True, text=True
    ).stdout
    by_page = ["".join(page.split()) for page in text.split("\f")]
    third = [page for page in by_page if "三、收到和处理政府信息公开申请情况" in page]
    assert len(third) == 1
    assert "四、结转下年度继续办理" in third[0], "table three does not fit one page"
    assert "—1—" in by_page[0]
    assert "59237.2449" in "".join(by_page)
