"""A roll-up as one web page: standing of every unit, faults, sums, differences, questions."""

from collections.abc import Iterator

from markupsafe import Markup

from assistant.exporting.templates import page_template
from assistant.review.visible import one_line
from assistant.rollup.adding import CellSum
from assistant.rollup.pictures import Pictures
from assistant.rollup.remarks import remarks_of
from assistant.rollup.rollup import RollUp
from assistant.rollup.shared_prose import SHORTEST
from assistant.rollup.unit import Standing, Unit
from assistant.rules.rule import Severity, plain

_LONGEST = 600
_TABLES = {"t2.": "表二", "t3.": "表三", "t4.": "表四"}
_MOST_SHARED = 30
NONE = Pictures()


def to_page(result: RollUp, pictures: Pictures = NONE) -> str:
    """One HTML document: no script, nothing from elsewhere, every foreign text escaped."""
    return page_template("assistant.rollup").render(
        parent=one_line(result.parent) or "本级",
        year=result.year,
        year_is_from=result.year_is_from,
        standings=[(s.label, len(result.standing(s))) for s in Standing],
        sections=Markup(result_sections(result, pictures)),  # noqa: S704  escaped by its template
    )


def result_sections(result: RollUp, pictures: Pictures = NONE, *, folded: bool = False) -> str:
    """The sections of that document, to stand in any page under a heading of its own.

    `folded` leaves the sums of a table without a difference to be opened by who wants them.
    """
    return page_template("assistant.rollup", "result.html.jinja").render(
        units=[_unit(number, unit) for number, unit in enumerate(result.units, 1)],
        questions=[one for one in result.sums if one.question],
        sums=list(_by_table(result)),
        gaps={one.address: one.gap for one in result.comparison.differences},
        comparison=result.comparison,
        left_out=result.left_out,
        hidden=result.hidden,
        pictures=pictures,
        shared=result.shared,
        shortest=SHORTEST,
        most_shared=_MOST_SHARED,
        one_line=one_line,
        folded=folded,
        plain=plain,
    )


def _by_table(result: RollUp) -> Iterator[tuple[str, list[CellSum]]]:
    for table, title in _TABLES.items():
        yield title, [s for s in result.sums if not s.question and s.address.startswith(table)]


def _unit(number: int, unit: Unit) -> dict[str, object]:
    return {
        "number": number,
        "name": one_line(unit.name) or "认不出单位的文件",
        "standing": unit.standing.label,
        "counted": unit.standing is Standing.COUNTED,
        "files": [one_line(name) for name in unit.files],
        "errors": unit.count(Severity.ERROR),
        "warnings": unit.count(Severity.WARNING),
        "remarks": remarks_of(unit),
        "notes": [
            f"{fault.kind.label}：{one_line(fault.message, _LONGEST)}"
            for fault in unit.faults
            if fault.severity is Severity.NOTE
        ],
    }
