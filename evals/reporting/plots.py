"""Bars with intervals as inline SVG: no script, no font, no picture from elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup, escape

from evals.reporting.statistics import Interval

_LEFT, _WIDTH, _ROW, _TOP = 250, 420, 20, 8
_FOOT = 18  # for the numbers of the axis
# Okabe and Ito's colours, told apart by nearly every eye, the yellow darkened for white paper.
_UNSCORED = Markup('<text x="{}" y="{}" font-size="11" fill="#666">未评</text>')
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#a08000", "#666666", "#222222")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its group's label on the first of a group, its own name, its value."""

    group: str
    name: str
    value: Interval | None


def bars(rows: Sequence[Bar], names: Sequence[str]) -> Markup:
    """Values from 0 to 1, a colour for each name, a line for each 95 % interval."""
    colours = {name: _COLOURS[i % len(_COLOURS)] for i, name in enumerate(names)}
    height = _TOP * 2 + _ROW * len(rows) + _FOOT
    parts = [_axis(height)]
    for at, bar in enumerate(rows):
        y = _TOP + at * _ROW
        parts.append(_label(bar, y))
        parts.append(
            _UNSCORED.format(_LEFT + 4, y + 14)
            if bar.value is None
            else _bar(bar.value, y, colours[bar.name])
        )
    title = Markup("<title>{}</title>").format("各指标的均值和 95% 区间")
    return Markup(
        '<svg role="img" viewBox="0 0 {} {}" xmlns="http://www.w3.org/2000/svg">{}{}</svg>'
    ).format(_LEFT + _WIDTH + 60, height, title, Markup("").join(parts))


def legend(names: Sequence[tuple[str, str]]) -> Markup:
    """The colour of each name with what it is called."""
    items = (
        Markup('<span class="key" style="background:{}"></span>{} ').format(
            _COLOURS[i % len(_COLOURS)], label
        )
        for i, (_, label) in enumerate(names)
    )
    return Markup("").join(items)


def _axis(height: int) -> Markup:
    lines = []
    for quarter in range(5):
        x = _LEFT + _WIDTH * quarter // 4
        lines.append(
            Markup(
                '<line x1="{0}" y1="0" x2="{0}" y2="{1}" stroke="#ddd"/>'
                '<text x="{0}" y="{2}" text-anchor="middle" font-size="11">{3}</text>'
            ).format(x, height - _FOOT, height - 4, Decimal(quarter) / 4)
        )
    return Markup("").join(lines)


def _label(bar: Bar, y: int) -> Markup:
    return Markup('<text x="{}" y="{}" text-anchor="end" font-size="12">{}</text>').format(
        _LEFT - 8, y + 14, escape(bar.group)
    )


def _bar(value: Interval, y: int, colour: str) -> Markup:
    low, high, mean = (_x(v) for v in (value.low, value.high, value.mean))
    return Markup(
        '<rect x="{left}" y="{top}" width="{width}" height="12" fill="{colour}" opacity="0.75"/>'
        '<line x1="{low}" y1="{middle}" x2="{high}" y2="{middle}" stroke="#222" stroke-width="2"/>'
        '<text x="{after}" y="{base}" font-size="11">{mean}</text>'
    ).format(
        left=_LEFT, top=y + 4, width=max(0, mean - _LEFT), colour=colour, low=low, high=high,
        middle=y + 10, after=_LEFT + _WIDTH + 6, base=y + 14, mean=f"{value.mean:.3f}",
    )  # fmt: skip


def _x(value: Decimal) -> int:
    return _LEFT + int(_WIDTH * min(Decimal(1), max(Decimal(0), value)))
