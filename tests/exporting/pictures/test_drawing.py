"""Pictures: lettered in Chinese, the same bytes every time, told apart without colour."""

import hashlib
import io
import itertools
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import pytest
from PIL import Image

from assistant.exporting.pictures.chart import Chart, Series
from assistant.exporting.pictures.course import years_course
from assistant.exporting.pictures.drawing import to_png, to_svg
from assistant.exporting.pictures.fonts import WANTED, NoChineseFont, chinese_font, first_of
from assistant.exporting.pictures.palette import look_of
from assistant.exporting.pictures.results import results_by_kind
from assistant.exporting.pictures.units import units_compared
from assistant.report.model import AnnualReport

KINDS = ("granted", "partially_granted", "denied", "unavailable", "not_processed", "other")
LINES = ("new", "result_total", "reconsideration", "litigation")


@pytest.fixture(scope="module")
def font() -> str:
    try:
        return chinese_font()
    except NoChineseFont:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("no Chinese font is installed")


@pytest.fixture(scope="module")
def charts(report: AnnualReport, font: str) -> list[Chart]:
    years = [report.model_copy(update={"year": year}) for year in (2022, 2024)]
    return [results_by_kind(report), years_course(years), units_compared([report] * 3)]


def test_a_drawing_is_an_element_with_its_words(charts: list[Chart]) -> None:
    for chart in charts:
        svg = ElementTree.fromstring(to_svg(chart))
        space = "{http://www.w3.org/2000/svg}"
        assert svg.get("role") == "img"
        assert svg.findtext(f"{space}title") == chart.title
        assert svg.findtext(f"{space}desc") == chart.in_words()
        assert not list(svg.iter(f"{space}script"))
        assert not list(svg.iter(f"{space}text")), "letters are outlines"


def test_the_same_chart_gives_the_same_bytes_in_another_process(charts: list[Chart]) -> None:
    code = (
        "import sys, pickle, hashlib;"
        "from assistant.exporting.pictures.drawing import to_png, to_svg;"
        "charts = pickle.loads(sys.stdin.buffer.read());"
        "print(*(hashlib.sha256(to_svg(c).encode() + to_png(c)).hexdigest() for c in charts))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(charts), capture_output=True, check=True
    )
    here = [hashlib.sha256(to_svg(c).encode() + to_png(c)).hexdigest() for c in charts]
    assert done.stdout.decode().split() == here


def test_charts_drawn_in_threads_at_once_are_those_drawn_alone(charts: list[Chart]) -> None:
    alone = [to_svg(chart) for chart in charts]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(to_svg, charts * 3)) == alone * 3


def test_a_picture_is_as_wide_as_the_text_of_the_paper(charts: list[Chart]) -> None:
    for chart in charts:
        picture = Image.open(io.BytesIO(to_png(chart)))
        assert picture.width == 1220  # 155 mm at 200 dots an inch


def test_kinds_are_told_apart_without_colour() -> None:
    assert len({look_of(kind).hatch for kind in KINDS}) == len(KINDS)
    assert len({(look_of(key).marker, look_of(key).dash) for key in LINES}) == len(LINES)
    greys = sorted(
        Image.new("RGB", (1, 1), look_of(k).colour).convert("L").getpixel((0, 0)) for k in KINDS
    )
    assert all(later - earlier >= 5 for earlier, later in itertools.pairwise(greys))


@pytest.mark.usefixtures("font")
def test_a_name_with_markup_formulas_and_length_is_drawn(report: AnnualReport) -> None:
    names = ("$\\frac{1}{0}$<b>&局", "长" * 100, "_a_^b^")
    units = [report.model_copy(update={"agency": name}) for name in names]
    svg = to_svg(units_compared(units))
    assert "&lt;b&gt;&amp;局" in svg
    ElementTree.fromstring(svg)


@pytest.mark.usefixtures("font")
def test_nothing_and_zero_can_be_drawn() -> None:
    for values in ((), (0,), (None,)):
        bars = Chart("bars", "无", ("甲",) * len(values), (Series("new", "新收", values),), "件")
        assert to_svg(bars)
    assert to_svg(Chart("lines", "无", ("2024年",), (Series("new", "新收", (None,)),), "件"))


def test_a_system_without_a_chinese_font_gets_a_sentence() -> None:
    with pytest.raises(NoChineseFont, match="没有中文字体") as refusal:
        first_of(WANTED, {"DejaVu Sans", "Arial"})
    assert "fonts-noto-cjk" in refusal.value.cure
    assert first_of(WANTED, {"SimSun", "SimHei"}) == "SimHei"


def test_describing_a_chart_loads_no_matplotlib() -> None:
    code = (
        "import sys, assistant.exporting.pictures.drawing, assistant.exporting.pictures.units;"
        "print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
