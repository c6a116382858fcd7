"""A roll-up as one web page: standing of every unit, faults, sums, differences, questions."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from assistant.review.visible import one_line
from assistant.rollup.remarks import remarks_of
from assistant.rollup.rollup import RollUp
from assistant.rollup.unit import Standing, Unit
from assistant.rules.rule import Severity, plain

_LONGEST = 600


def to_page(result: RollUp) -> str:
    """One HTML document: no script, nothing from elsewhere, every foreign text escaped."""
    return _template().render(
        parent=one_line(result.parent) or "本级",
        year=result.year,
        year_is_from=result.year_is_from,
        standings=[(s.label, len(result.standing(s))) for s in Standing],
        units=[_unit(number, unit) for number, unit in enumerate(result.units, 1)],
        questions=[one for one in result.sums if one.question],
        sums=[one for one in result.sums if not one.question],
        comparison=result.comparison,
        left_out=result.left_out,
        hidden=result.hidden,
        plain=plain,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("assistant.rollup", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("page.html.jinja")


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
