"""`to_svg`, `to_png`: a chart drawn with matplotlib, the same bytes for the same chart and font."""

import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from threading import Lock
from typing import TYPE_CHECKING, Any

from assistant.exporting.outline import shown
from assistant.exporting.pictures.chart import Chart, Series
from assistant.exporting.pictures.fonts import chinese_font
from assistant.exporting.pictures.palette import INK, PAPER, look_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 6.1  # inches: 156 mm, the text width of the Word paper
_BAR, _PANEL, _NOTE, _FRAME = (
    0.3,
    1.5,
    0.17,
    0.7,
)  # inches of height: a bar, a panel, a line, the rest
_PANELS_ACROSS = 2
_DOTS = 200  # an inch, of a PNG
_LONGEST_NAME = 16  # characters of a category beside its bar
_NOTE_CHARACTERS = 60  # of a line below the picture
_DRAWING = Lock()  # matplotlib's settings are the process's, and the page draws in threads


def to_svg(chart: Chart) -> str:
    """The chart as an `<svg>` element, to stand in a page; letters are outlines, no font needed.

    `role`, `<title>` and `<desc>` say in words what it shows.

    Raises:
        NoChineseFont: There is no font to letter it in.
    """
    nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
    drawn = _saved(chart, "svg", nothing).decode()
    svg = drawn[drawn.index("<svg") :]
    words = f"<title>{escape(chart.title)}</title><desc>{escape(chart.in_words())}</desc>"
    return re.sub(r"<svg([^>]*)>", lambda m: f'<svg role="img"{m[1]}>{words}', svg, count=1)


def to_png(chart: Chart) -> bytes:
    """The chart as a PNG of 156 mm at 200 dots an inch.

    Raises:
        NoChineseFont: There is no font to letter it in.
    """
    return _saved(chart, "png", {"Software": None})


def _saved(chart: Chart, form: str, metadata: dict[str, Any]) -> bytes:
    with _settings(chart):
        figure = _figure(chart)
        packed = io.BytesIO()
        figure.savefig(packed, format=form, dpi=_DOTS, metadata=metadata, facecolor=PAPER)
    return packed.getvalue()


@contextmanager
def _settings(chart: Chart) -> Iterator[None]:
    import matplotlib as mpl

    family = [chinese_font(), "DejaVu Sans"]
    salt = hashlib.sha256(repr(chart).encode()).hexdigest()
    # 'default' first, or a person's own matplotlibrc would change the picture.
    with _DRAWING, mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                "font.family": family,
                "font.size": 9,
                "svg.hashsalt": salt,
                "svg.fonttype": "path",
                "hatch.linewidth": 0.6,
                "axes.unicode_minus": False,
                "text.parse_math": False,
                "text.color": INK,
            }
        )
        yield


def _figure(chart: Chart) -> "Figure":
    from matplotlib.figure import Figure

    notes = _note_lines(chart)
    if chart.kind == "bars":
        height = _BAR * len(chart.categories) + _FRAME
    else:
        height = _PANEL * _panel_rows(chart) + _FRAME / 2
    figure = Figure(figsize=(WIDTH, height + _NOTE * len(notes)), layout="constrained")
    title = f"{_shortened(chart.title, 40)}（单位：{chart.unit}）"
    figure.suptitle(title, fontsize=10.5, x=0.01, ha="left")
    if notes:
        figure.supxlabel("\n".join(notes), fontsize=7.5, x=0.01, ha="left")
    if chart.kind == "bars":
        _draw_bars(_axes(figure, 1, 1, 1), chart)
    else:
        for number, series in enumerate(chart.series, 1):
            axes = _axes(figure, _panel_rows(chart), _PANELS_ACROSS, number)
            _draw_line(axes, chart.categories, series)
    return figure


def _panel_rows(chart: Chart) -> int:
    return -(-len(chart.series) // _PANELS_ACROSS)


def _axes(figure: "Figure", rows: int, columns: int, number: int) -> "Axes":
    axes = figure.add_subplot(rows, columns, number)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return axes


def _draw_bars(axes: "Axes", chart: Chart) -> None:
    """Bars from the top down, each with its number behind it."""
    [series] = chart.series
    keys = chart.keys or (series.key,) * len(chart.categories)
    places = range(len(chart.categories))
    lengths = [float(value or 0) for value in series.values]
    for place, length, key in zip(places, lengths, keys, strict=True):
        look = look_of(key)
        axes.barh(place, length, 0.66, color=look.colour, hatch=look.hatch, edgecolor=PAPER, lw=0)
        axes.barh(place, length, 0.66, fill=False, edgecolor=INK, lw=0.6)
    widest = max(lengths, default=0) or 1
    for place, value, length in zip(places, series.values, lengths, strict=True):
        text = "空缺" if value is None else shown(value)
        axes.text(length + widest * 0.01, place, text, va="center", fontsize=8.5)
    axes.set_yticks(list(places), [_shortened(name) for name in chart.categories])
    axes.set_ylim(len(chart.categories) - 0.4, -0.6)
    axes.set_xlim(0, widest * 1.12)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)
    axes.tick_params(left=False)


def _draw_line(axes: "Axes", categories: tuple[str, ...], series: Series) -> None:
    """One series in a panel and scale of its own, so that few cases show beside many requests."""
    look = look_of(series.key)
    places = list(range(len(categories)))
    heights = [float("nan") if value is None else float(value) for value in series.values]
    axes.plot(
        places,
        heights,
        color=look.colour,
        ls=look.dash,
        marker=look.marker,
        markeredgecolor=INK,
        markeredgewidth=0.5,
        clip_on=False,
    )
    tallest = max((float(value) for value in series.values if value is not None), default=0) or 1
    for place, value, height in zip(places, series.values, heights, strict=True):
        text, at = ("空缺", 0.0) if value is None else (shown(value), height)
        axes.annotate(
            text, (place, at), (0, 5), textcoords="offset points", ha="center", fontsize=7.5
        )
    axes.set_title(series.name, fontsize=9, loc="left", pad=2)
    axes.set_xticks(places, list(categories), fontsize=7.5)
    axes.set_xlim(-0.4, max(len(places) - 0.6, 0.4))
    axes.set_ylim(0, tallest * 1.25)
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)


def _shortened(text: str, longest: int = _LONGEST_NAME) -> str:
    """A long name without its middle: units of one county differ at the ends."""
    if len(text) <= longest:
        return text
    head = longest // 2 - 1
    return f"{text[:head]}…{text[-(longest - head - 1) :]}"


def _note_lines(chart: Chart) -> list[str]:
    text = "注：" + "".join(chart.omitted) if chart.omitted else ""
    return [text[at : at + _NOTE_CHARACTERS] for at in range(0, len(text), _NOTE_CHARACTERS)]
