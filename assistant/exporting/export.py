"""`export`: one report to any of the formats, all of them or none."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import UnusableInput
from assistant.exporting.saving import LONGEST_NAME, safe_name, save
from assistant.report.model import AnnualReport

if TYPE_CHECKING:
    from assistant.exporting.annex import Annex


def export(
    report: AnnualReport,
    formats: Iterable[str],
    folder: Path,
    stem: str | None = None,
    annexes: "Sequence[Annex]" = (),
) -> list[Path]:
    """Write the report to `folder` in each of `formats` and return the paths, in that order.

    Every format is rendered before the first file is written; each file appears whole.
    The name is `stem`, made safe, or `default_stem`; the suffix is the format's name. The
    Word paper carries the annexes, so does the pdf that is made of it; the page the pictures.

    Raises:
        UnusableInput: A format is unknown, or the folder cannot be written.
    """
    wanted = list(dict.fromkeys(name.strip().lower().removeprefix(".") for name in formats))
    for name in wanted:
        if name not in FORMATS:
            raise UnusableInput(f"不认识导出格式“{name}”", cure=f"可以选：{'、'.join(FORMATS)}。")
    rendered = {
        name: ANNEXED[name](report, annexes) if name in ANNEXED else RENDERERS[name](report)
        for name in wanted
    }
    base = safe_name(stem) if stem else default_stem(report)
    return [save(folder, f"{base}.{name}", content) for name, content in rendered.items()]


def default_stem(report: AnnualReport) -> str:
    """`{agency}{year}年政府信息公开工作年度报告` as a file name; a long agency is cut, not the rest."""
    rest = f"{report.year}年政府信息公开工作年度报告"
    return f"{safe_name(report.agency, LONGEST_NAME - len(rest))}{rest}"


def to_json(report: AnnualReport) -> bytes:
    """The contract's JSON in UTF-8, unescaped, indented, ending in a newline."""
    return f"{report.model_dump_json(indent=2)}\n".encode()


def _docx(report: AnnualReport, annexes: "Sequence[Annex]" = ()) -> bytes:
    from assistant.exporting.word import to_docx

    return to_docx(report, annexes)


def _pdf(report: AnnualReport, annexes: "Sequence[Annex]" = ()) -> bytes:
    from assistant.exporting.pdf import to_pdf

    return to_pdf(report, annexes)


def _html(report: AnnualReport, annexes: "Sequence[Annex]" = ()) -> bytes:
    from assistant.exporting.annex import PictureSheet
    from assistant.exporting.page import to_html

    sheets = [annex for annex in annexes if isinstance(annex, PictureSheet)]
    return to_html(report, [chart for sheet in sheets for chart in sheet.charts]).encode()


def _markdown(report: AnnualReport) -> bytes:
    from assistant.exporting.markdown import to_markdown

    return to_markdown(report).encode()


def _xlsx(report: AnnualReport) -> bytes:
    from assistant.exporting.workbook import to_xlsx

    return to_xlsx(report)


RENDERERS: dict[str, Callable[[AnnualReport], bytes]] = {
    "docx": _docx,
    "html": _html,
    "md": _markdown,
    "json": to_json,
    "xlsx": _xlsx,
}
# What may carry annexes (the page its pictures); a pdf needs LibreOffice.
ANNEXED: "dict[str, Callable[[AnnualReport, Sequence[Annex]], bytes]]" = {
    "docx": _docx,
    "pdf": _pdf,
    "html": _html,
}
FORMATS = (*RENDERERS, "pdf")
