"""`blank_report`: the empty report that `nianbao new` writes for a year's collecting."""

from pydantic import ValidationError

from assistant.errors import UnusableInput
from assistant.report.model import FIRST_YEAR, LAST_YEAR, AnnualReport, Note, Value

_IN_FORCE = {
    "t2.regulations.in_force": "规章",
    "t2.normative_documents.in_force": "行政规范性文件",
}


def blank_report(agency: str, year: int, previous: AnnualReport | None = None) -> AnnualReport:
    """A report of `year` with every cell blank but what last year's report settles.

    From `previous`: 结转下年度 becomes 上年结转, column by column; 现行有效 stays blank,
    because it depends on this year's 制发 and 废止, with last year's number as a note on
    its cell; an empty `agency` is taken from it.

    Raises:
        UnusableInput: Agency or year is impossible, or `previous` is not of the year before.
    """
    if previous is not None and previous.year != year - 1:
        raise UnusableInput(
            f"带入的是{previous.year}年的报告，{year}年的工作簿要从{year - 1}年的报告带入",
            cure=f"请换成{year - 1}年的报告；没有就不要带入，上年结转由人填写。",
        )
    try:
        report = AnnualReport(
            agency=agency.strip() or (previous.agency if previous else ""),
            year=year,
            notes=_notes(agency, previous),
        )
    except ValidationError as error:
        raise UnusableInput(
            f"建不了“{agency}”{year}年的工作簿",
            cure=f"单位名称要 2 到 100 个字，年度要在 {FIRST_YEAR} 到 {LAST_YEAR} 之间。",
        ) from error
    return report.with_cells(_carried(previous)) if previous else report


def _carried(previous: AnnualReport) -> dict[str, Value]:
    """Last year's carried-out requests at the addresses of this year's carried-in ones."""
    cells = {
        address.replace("carried_out", "carried_in"): value
        for address, value in previous.cells().items()
        if address.startswith("t3.carried_out.")
    }
    return {a: v for a, v in cells.items() if isinstance(v, int) and v >= 0}


def _notes(agency: str, previous: AnnualReport | None) -> tuple[Note, ...]:
    if previous is None:
        return ()
    notes = []
    if agency.strip() and agency.strip() != previous.agency:
        text = (
            f"本年单位名称是“{agency.strip()}”，上年报告是“{previous.agency}”，请确认是同一机关。"
        )
        notes.append(Note(what="agency renamed", where="agency", text=text))
    for address, name in _IN_FORCE.items():
        value = previous.cell(address) if address in previous.form.by_address else None
        if value is not None:
            text = (
                f"{name}上年年末现行有效 {value} 件。一般为：上年现行有效＋本年制发－本年废止；"
                "有自动失效、清理、划转的，以实际为准。"
            )
            notes.append(Note(what="last year", where=address, text=text))
    return tuple(notes)
