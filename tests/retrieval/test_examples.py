"""What drafting takes from the corpus: its own last report first, then its like, recent first."""

from pathlib import Path

import pytest
from counted_embedders import HashEmbedder

from assistant.drafting.planning.plan import plan_of
from assistant.drafting.writing.examples import Library
from assistant.report.model import AnnualReport
from assistant.retrieval.corpus import Corpus


def report(agency: str, year: int, text: str = "") -> AnnualReport:
    said = text or f"{agency}{year}年组织培训，接受考核和评议，没有责任追究。"
    part = {"title": "（五）监督保障", "paragraphs": [said]}
    first = {"title": "一、总体情况", "parts": {"1.5": part}}
    return AnnualReport.model_validate({"agency": agency, "year": year, "sections": {"1": first}})


@pytest.fixture
def corpus(home: Path) -> Corpus:
    return Corpus.open(home, HashEmbedder())


def examples(corpus: Corpus, agency: str, year: int) -> list[tuple[str, bool]]:
    library = Library(corpus, AnnualReport(agency=agency, year=year))
    found = library.examples(plan_of("1.5"))
    return [(library.sources[i].title, library.sources[i].own) for i in found]


def test_the_agencys_own_last_report_comes_first_and_is_marked(corpus: Corpus) -> None:
    for year in (2021, 2022, 2023):
        corpus.add_report(report("某县水务局", year))
    first, *others = examples(corpus, "某县水务局", 2023)
    assert first[0].startswith("某县水务局2022年")
    assert first[1]
    assert not any(own for _, own in others)


def test_a_report_of_the_same_year_is_no_example_for_itself(corpus: Corpus) -> None:
    corpus.add_report(report("某县水务局", 2023))
    assert not any("某县水务局" in title for title, _ in examples(corpus, "某县水务局", 2023))


def test_others_are_of_the_same_kind_where_there_are_any(corpus: Corpus) -> None:
    titles = [title for title, _ in examples(corpus, "某县某镇人民政府", 2024)]
    assert "禾渡镇" in titles[0]


def test_two_examples_never_say_the_same(corpus: Corpus) -> None:
    for agency in ("甲县水务局", "乙县水务局", "丙县水务局"):
        corpus.add_report(report(agency, 2023, "开展培训，考核、评议情况良好，没有责任追究。"))
    library = Library(corpus, AnnualReport(agency="某县水务局", year=2024))
    texts = [library.sources[i].text for i in library.examples(plan_of("1.5"))]
    assert len(texts) == len(set(texts)) == 2


def test_the_articles_that_a_part_rests_on_are_cited_once(corpus: Corpus) -> None:
    library = Library(corpus, AnnualReport(agency="某县水务局", year=2024))
    once, again = library.articles(plan_of("1.5")), library.articles(plan_of("1.5"))
    assert once == again
    assert [library.sources[i].locator for i in once] == ["第四十六条", "第四十七条", "第四十八条"]
