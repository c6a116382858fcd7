"""The units compared in pictures: who had how many requests, decisions and penalties."""

from dataclasses import dataclass

from assistant.exporting.pictures.chart import Chart
from assistant.exporting.pictures.units import units_compared
from assistant.rollup.rollup import RollUp

SHOWN = ("t3.new.total", "t3.carried_out.total", "t2.licensing", "t2.penalties")
_FEWEST = 2  # units: one alone is compared with nobody


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as an `<svg>` element, and what it shows in words."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of a roll-up; `left_out` says why there are none where there could be."""

    drawn: tuple[Picture, ...] = ()
    left_out: str = ""


def charts_of(result: RollUp) -> tuple[Chart, ...]:
    """One chart a cell over the units that count; cells that nobody filled have none."""
    reports = [unit.report for unit in result.counted if unit.report]
    if len(reports) < _FEWEST:
        return ()
    filled = {one.address for one in result.sums if one.known}
    return tuple(units_compared(reports, address) for address in SHOWN if address in filled)


def pictures_of(result: RollUp) -> Pictures:
    """The charts drawn; without a Chinese font none, and the reason in words."""
    from assistant.exporting.pictures.drawing import to_svg
    from assistant.exporting.pictures.fonts import NoChineseFont

    charts = charts_of(result)
    try:
        return Pictures(tuple(Picture(to_svg(chart), chart.in_words()) for chart in charts))
    except NoChineseFont as error:
        return Pictures(left_out=f"各单位比较的图没有画：{error.what}。{error.cure}")
