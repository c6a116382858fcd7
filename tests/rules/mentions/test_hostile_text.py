"""Whatever stands in a text, reading its mentions ends, in time linear in its length."""

import gc
import random
import time
from collections.abc import Iterator

import pytest

from assistant.rules.mentions.mention import Mentions
from assistant.rules.mentions.reading import read_mentions
from assistant.rules.narrative import Narrative

LENGTH = 4_000
PIECES = [
    "1", "1件", "件", "其中", "其中1件", "1件，其中", "（", "）", "（1件", "1件）", "、", "1件、", "，", "。",
    "1件。", "\n", "占", "占1%", "1%", "比", "比上年增加1件，", "由1件减至", "无", "未", "未收到", "均",
    "均已", "全部", "全部办结", "申请", "申请1件", "申请1件，", "行政复议、", "各", "各1件", "分别为",
    "予以公开、", "予以公开1件，", "自然人1件，", "县公安局1件，", "《", "》", "《1件》", "2022年", "1月", "：", "新收：1件",
    "\u200b", "\u202e", "上年", "的", "20", "1-", "一是", "累计", "12345", "办结率100%，",
]  # fmt: skip


def narrative(text: str) -> Narrative:
    made = Narrative(text, ("1.2",), ((0, len(text)),), 2023)
    _ = made.plain, made.sentences
    return made


@pytest.fixture(autouse=True)
def _no_collection_in_between() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def seconds(text: str) -> float:
    made = narrative(text)
    started = time.process_time()
    read_mentions(made)
    return time.process_time() - started


def growth(piece: str) -> float:
    once = (piece * LENGTH)[:LENGTH]
    ratios = []
    for _ in range(5):
        ratios.append(seconds(once * 2) / max(seconds(once), 1e-3))
        if ratios[-1] < 2.6:
            break
    return min(ratios)


def test_doubling_a_text_does_not_triple_the_time() -> None:
    measured = {piece: growth(piece) for piece in PIECES}
    assert {piece: round(ratio, 1) for piece, ratio in measured.items() if ratio >= 3} == {}


def test_any_mixture_of_words_and_marks_is_read() -> None:
    chance = random.Random(5)
    for _ in range(400):
        text = "".join(chance.choices(PIECES, k=30))
        mentions: Mentions = narrative(text).mentions
        assert all(m.text == text[m.start : m.end] for m in mentions.all), text
        assert [m.start for m in mentions.all] == sorted(m.start for m in mentions.all), text


def test_an_empty_narrative_has_no_mentions() -> None:
    assert Narrative("", (), (), 2023).mentions == Mentions()
