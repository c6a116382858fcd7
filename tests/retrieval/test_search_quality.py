"""Whether questions find their answers, on the built-in corpus and the real model."""

from typing import Any

import pytest

from assistant.retrieval.built_in import built_in_documents
from assistant.retrieval.corpus import Corpus
from assistant.retrieval.passages import Passage
from assistant.retrieval.recipe import BEST, Recipe
from evals.floors import PATH
from evals.retrieval.benchmark import (
    OWN,
    SHIPPED,
    Result,
    Score,
    below_floors,
    in_words,
    run,
    scores,
)
from evals.retrieval.judged import Query, queries, queries_beside, queries_of_session5, shared_words

ALL = queries() + queries_beside()


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    return [passage for document in built_in_documents() for passage in document.passages]


@pytest.fixture(scope="module")
def shipped() -> Result:
    """What the shipped recipe finds for the queries that no weight was tuned on."""
    return run({SHIPPED: BEST}, [query for query in ALL if query.part != "tuning"])


def test_there_are_enough_queries_and_half_are_paraphrases() -> None:
    own = queries()
    assert len(own) >= 160
    assert len({(query.text, query.beside) for query in ALL}) == len(ALL)
    assert 2 * sum(query.kind == "paraphrase" for query in own) >= len(own)
    assert all(sum(q.part == part for q in own) > 80 for part in ("tuning", "held-out"))


def test_every_judgement_names_a_passage_of_the_corpus(passages: list[Passage]) -> None:
    for query in (*ALL, *queries_of_session5()):
        for judgement in query.right:
            assert any(map(judgement.admits, passages)), (query.text, judgement)


def test_a_paraphrase_shares_no_content_word_with_a_right_passage(passages: list[Passage]) -> None:
    every = (*ALL, *queries_of_session5())
    held = [q for q in every if q.kind == "paraphrase" and q.part != "earlier"]
    sharing = {query.text: found for query in held if (found := shared_words(query, passages))}
    assert sharing == {}


def test_a_shared_content_word_is_seen(passages: list[Passage]) -> None:
    article = next(q for q in ALL if q.kind == "question" and q.text.startswith("口头申请"))
    assert shared_words(article, passages)


@pytest.mark.long  # the gate of .ci/run, evals.baseline, holds the same floors
@pytest.mark.timeout(1200)
def test_what_nobody_tuned_on_stays_above_the_floors(shipped: Result) -> None:
    assert below_floors(shipped) == [], in_words(shipped)


def test_a_result_below_a_floor_is_told() -> None:
    poor = Result({(SHIPPED, "all", "held-out"): Score((1, 0, 0))}, ())
    assert len(below_floors(poor, PATH)) >= 2
    assert "低于下限" in in_words(poor)


def test_a_score_counts_first_right_ranks() -> None:
    score = Score((1, 2, 0, 6))
    assert [str(score.within(k)) for k in (1, 3, 5)] == ["0.250", "0.500", "0.500"]
    assert str(score.mrr) == "0.417"
    assert str(score.ndcg) == "0.497"


def test_the_total_of_our_own_queries_is_told_only_where_all_of_them_were_asked() -> None:
    one = {
        part: next(q for q in ALL if q.part == part) for part in ("tuning", "held-out", "earlier")
    }
    ranks = {SHIPPED: [1, 2, 0]}
    whole = dict(scores(list(one.values()), ranks))
    assert whole[SHIPPED, "all", OWN].ranks == (1, 2, 0)
    partial = dict(scores(list(one.values())[:2], {SHIPPED: [1, 2]}))
    assert (SHIPPED, "all", OWN) not in partial
    own = [q for q in ALL if q.part in one]
    assert len(own) >= 150
    assert 2 * sum(q.kind == "paraphrase" for q in own) >= len(own)


def test_the_order_is_the_same_every_time(built_in: Corpus) -> None:
    def order() -> list[Any]:
        return [[(h.passage.id, h.score) for h in built_in.search(q.text, 10)] for q in some]

    some: list[Query] = [q for q in queries() if q.kind == "paraphrase"][::12]
    first = order()
    built_in.rebuild()
    assert order() == first


def test_with_diversity_no_two_hits_say_the_same(built_in: Corpus) -> None:
    plain = built_in.search("没有收取信息处理费", 5, section="6")
    diverse = built_in.search("没有收取信息处理费", 5, section="6", recipe=Recipe(diversity=0.5))
    assert plain[0].passage == diverse[0].passage
    assert [h.passage.id for h in plain] != [h.passage.id for h in diverse]


def test_newer_reports_go_first_when_years_weigh(built_in: Corpus) -> None:
    hits = built_in.search("培训", 8, section="1.5", recipe=Recipe(per_year=1.0))
    years = [hit.passage.year or 0 for hit in hits]
    assert years == sorted(years, reverse=True)
