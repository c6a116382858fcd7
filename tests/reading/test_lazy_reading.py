"""`nianbao check` of a web page loads what a page needs and no more."""

import subprocess
import sys
from pathlib import Path

from evals.reading.papers import as_html, paper_of, sample

LOADED = """
import sys
from pathlib import Path
from assistant.reading.open_file import read_report
read_report(Path(sys.argv[1]))
print(*{name.partition(".")[0] for name in sys.modules})
"""
HEAVY = {"docx", "lxml", "pdfplumber", "pdfminer", "PIL", "openpyxl", "numpy", "jinja2", "yaml"}


def test_reading_a_page_loads_no_word_or_pdf_library(tmp_path: Path) -> None:
    path = tmp_path / "年报.html"
    path.write_bytes(as_html(paper_of(sample())))
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, str(path)], capture_output=True, text=True, check=True
    )
    assert set(ran.stdout.split()) & HEAVY == set()
