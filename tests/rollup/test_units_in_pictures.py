"""The units compared in pictures, on the page that a roll-up writes."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from matplotlib.font_manager import fontManager

from assistant.exporting.pictures.fonts import NoChineseFont, chinese_font
from assistant.rollup.page import to_page
from assistant.rollup.papers import write_papers
from assistant.rollup.pictures import charts_of, pictures_of
from assistant.rollup.rollup import RollUp, rolled_up
from tests.rollup.handed_in import figures, handed_in


@pytest.fixture
def result() -> RollUp:
    units = (
        figures("青坪县教育局", new=31, t2__licensing=12),
        figures("青坪县民政局", new=7, t2__licensing=None),
        figures("青坪县审计局", new=64, t2__licensing=5),
    )
    return rolled_up(handed_in(*units))


@pytest.fixture
def no_chinese_font(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A system that has only what matplotlib brings."""
    latin = [font for font in fontManager.ttflist if font.name.startswith("DejaVu")]
    monkeypatch.setattr(fontManager, "ttflist", latin)
    chinese_font.cache_clear()
    yield
    chinese_font.cache_clear()


def test_units_are_compared_the_largest_first_and_a_blank_one_is_named(result: RollUp) -> None:
    requests, licences = charts_of(result)
    assert requests.categories == ("青坪县审计局", "青坪县教育局", "青坪县民政局")
    assert requests.series[0].values == (64, 31, 7)
    assert licences.series[0].values == (12, 5)
    assert "青坪县民政局" in "".join(licences.omitted)


def test_the_page_that_is_written_shows_the_pictures_and_says_them_in_words(
    result: RollUp, tmp_path: Path
) -> None:
    try:
        chinese_font()
    except NoChineseFont:
        pytest.skip("no Chinese font is installed")
    write_papers(result, tmp_path)
    page = (tmp_path / "汇总结果.html").read_text("utf-8")
    assert page.count("<svg") == 2
    assert "青坪县审计局 64、青坪县教育局 31、青坪县民政局 7" in page
    for picture in pictures_of(result).drawn:
        ElementTree.fromstring(picture.svg)
    assert "<script" not in page


@pytest.mark.usefixtures("no_chinese_font")
def test_without_a_chinese_font_the_page_says_why_there_is_no_picture(result: RollUp) -> None:
    page = to_page(result, pictures_of(result))
    assert "<svg" not in page
    assert "各单位比较的图没有画：这台电脑没有中文字体" in page
    assert "fonts-noto-cjk" in page


def test_one_unit_alone_is_compared_with_nobody() -> None:
    assert charts_of(rolled_up(handed_in(figures("青坪县教育局", new=3)))) == ()
