"""Everyday words are read as official ones, and nothing else is touched."""

import pytest

from assistant.retrieval.corpus import Corpus
from assistant.retrieval.rewriting import everyday, rewritten


def test_everyday_words_become_official_ones() -> None:
    assert rewritten("打官司输了几场") == "行政诉讼 结果纠正"
    assert everyday("打官司输了几场") == ("打官司", "输了几场")


@pytest.mark.parametrize("query", ["条例第三十三条", "答复期限是多少", "", "   "])
def test_a_query_in_official_words_stays_as_it_is(query: str) -> None:
    assert rewritten(query) == ""


def test_words_can_be_left_out() -> None:
    assert rewritten("打官司", without=frozenset(["打官司"])) == ""


def test_a_documents_own_long_text_is_not_rewritten() -> None:
    assert rewritten("老百姓打官司" * 20) == ""


def test_a_hit_says_how_the_query_was_read(built_in: Corpus) -> None:
    assert built_in.search("这类官司能走快车道吗", 1)[0].why.read_as == "行政诉讼 能走 简易程序 吗"
    assert built_in.search("答复期限", 1)[0].why.read_as == ""
