"""A hostile text costs no more than its length: twice the text, about twice the time."""

import gc
import time
from collections.abc import Callable, Iterator

import pytest

from assistant.report.dates import find_dates
from assistant.report.quantities import find_quantities
from assistant.report.references import find_numbered_references, find_titles

LENGTH = 5000
FINDERS = (find_quantities, find_dates, find_numbered_references, find_titles)
# Each is repeated to the length: what makes one pattern or another start over and over.
PIECES = [
    *(
        "1",
        "１",
        "1,",
        "1，",
        "123,",
        "123 ",
        "1 ",
        "1.",
        ".1",
        "-1",
        "1-2",
        "1至",
        "1件",
        "1余",
        "1万余",
    ),
    *(
        "一",
        "万",
        "亿",
        "数十",
        "百分之",
        "百分之一",
        "一分之",
        "一点",
        "七八",
        "二〇",
        "一次性",
        "一套",
        "是",
    ),
    *("约", "约1", "超过", "件", "个", " ", "　", "\n ", "\n", "“三"),
    *(
        "第",
        "第1",
        "第一",
        "第一条第一款",
        "第十",
        "一季度",
        "二十届",
        "（",
        "（1",
        "（一",
        "）",
        "1、",
        "；1.",
        "①",
    ),
    *(
        "2022年",
        "2022年1",
        "2022-1-",
        "1月",
        "日至1",
        "1—",
        "二〇二",
        "〔2022",
        "〔2022〕",
        "〔2022〕1号",
    ),
    *("《", "》", "《a", "《a》", "《a《b》", "《《", "《" + "a" * 119),
]


@pytest.fixture(autouse=True)
def _no_collection_in_between() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def seconds(find: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    find(text)
    return time.process_time() - start


def growth(find: Callable[[str], object], piece: str) -> float:
    """Time for twice the text over time for the text, the best of a few tries."""
    once = (piece * LENGTH)[:LENGTH]
    ratios = []
    for _ in range(8):
        short = max(seconds(find, once), 1e-4)
        ratios.append(seconds(find, once * 2) / short)
        if ratios[-1] < 2.6:
            break
    return min(ratios)


@pytest.mark.parametrize("find", FINDERS, ids=lambda find: find.__name__)
def test_doubling_a_hostile_text_does_not_triple_the_time(find: Callable[[str], object]) -> None:
    measured = {piece: growth(find, piece) for piece in PIECES}
    assert {piece: round(ratio, 1) for piece, ratio in measured.items() if ratio >= 3} == {}


@pytest.mark.parametrize("find", FINDERS, ids=lambda find: find.__name__)
@pytest.mark.parametrize(
    "text",
    [
        "1" * 300_000,
        "0." + "1" * 300_000 + "%",
        "第" + "1" * 300_000,
        "第" + "一" * 300_000,
        "《" + "a" * 300_000,
        "约" + "一" * 300_000 + "件",
        "二〇二二年" * 60_000,
        " " * 300_000,
    ],
    ids=lambda text: text[:8],
)
def test_a_single_giant_run_is_read_in_seconds(find: Callable[[str], object], text: str) -> None:
    assert seconds(find, text) < 4
