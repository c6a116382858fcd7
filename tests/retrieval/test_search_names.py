"""What a query names outright decides: articles, titles, agencies; and filters hold."""

import pytest

from assistant.retrieval.corpus import Corpus
from assistant.retrieval.naming import covers, named_in, regulations_named

TITLES = ["中华人民共和国政府信息公开条例", "中华人民共和国行政复议法（2023年修订）"]


@pytest.mark.parametrize(
    ("query", "locator"),
    [
        ("第49条怎么说", "第四十九条"),
        ("第四十九条", "第四十九条"),
        ("第４９条规定了什么？", "第四十九条"),
        ("49条怎么说", "第四十九条"),
        ("《条例》第五十条第二款", "第五十条"),
        ("政府信息公开条例第20条的内容", "第二十条"),
        ("行政复议法第十一条", "第十一条第十四项"),
        ("行政复议法第65条怎么规定", "第六十三条至第六十九条"),
        ("立法法第九十三条", "第九十一条、第九十三条"),
    ],
)
def test_an_article_is_answered_by_its_number(built_in: Corpus, query: str, locator: str) -> None:
    hits = built_in.search(query, 5)
    assert [hit.passage.locator for hit in hits] == [locator]
    assert hits[0].why.dense_rank is None


@pytest.mark.parametrize("query", ["保密法第九条", "某某办法第三条", "第999条", "第0条"])
def test_an_article_that_is_not_there_is_not_replaced_by_another(
    built_in: Corpus, query: str
) -> None:
    assert all(hit.why.named == 0 for hit in built_in.search(query, 5))


def test_a_question_about_an_article_has_the_article_first_and_more(built_in: Corpus) -> None:
    hits = built_in.search("第四十九条对街道办事处适用吗，逾期怎么办", 5)
    assert hits[0].passage.locator == "第四十九条"
    assert len(hits) == 5
    assert len({hit.passage.id for hit in hits}) == 5


def test_two_articles_come_in_the_order_asked(built_in: Corpus) -> None:
    hits = built_in.search("第29条和第27条有什么区别", 5)
    assert [hit.passage.locator for hit in hits] == ["第二十九条", "第二十七条"]


@pytest.mark.parametrize("query", ["收到49条建议怎么写", "三条措施", "一条一条核对"])
def test_counted_things_are_not_articles(query: str) -> None:
    assert named_in(query, [], TITLES).articles == ()


@pytest.mark.parametrize(
    ("locator", "number", "said"),
    [
        ("第四十九条", 49, True),
        ("第十一条第十四项", 14, False),
        ("第六十三条至第六十九条", 66, True),
        ("第九十一条、第九十三条", 92, False),
        ("按件计收", 1, False),
    ],
)
def test_a_locator_covers_the_articles_that_it_prints(
    locator: str, number: int, said: bool
) -> None:
    assert covers(locator, number) is said


def test_the_agency_and_year_that_a_query_names_come_first(built_in: Corpus) -> None:
    report = next(d for d in built_in.list() if d.kind == "report")
    hits = built_in.search(f"{report.agency}{report.year}年依申请公开办理情况", 5)
    assert {(h.passage.agency, h.passage.year) for h in hits} == {(report.agency, report.year)}


def test_a_regulation_that_a_query_names_comes_first(built_in: Corpus) -> None:
    for query in ("《行政复议法》对公开有什么规定", "行政复议法对公开有什么规定"):
        assert "行政复议法" in built_in.search(query, 3)[0].passage.title


def test_filters_hold_for_every_hit(built_in: Corpus) -> None:
    report = next(d for d in built_in.list() if d.kind == "report")
    passage = built_in.passages(report.id)[0]
    by = built_in.search
    assert {h.passage.kind for h in by("收费", 20, kind="regulation")} == {"regulation"}
    assert {h.passage.section for h in by("收费", 20, section=("1.2", "6"))} == {"1.2", "6"}
    assert {h.passage.year for h in by("收费", 20, year=report.year)} == {report.year}
    assert {h.passage.level for h in by("收费", 20, level=passage.level)} == {passage.level}
    assert {h.passage.agency for h in by("收费", 20, agency=report.agency)} == {report.agency}
    others = by(f"{report.agency}依申请公开", 20, exclude_agency=report.agency)
    assert others
    assert report.agency not in {h.passage.agency for h in others}


def test_a_filter_for_reports_leaves_articles_out(built_in: Corpus) -> None:
    hits = built_in.search("第49条怎么说", 5, kind="report")
    assert {hit.passage.kind for hit in hits} == {"report"}


@pytest.mark.parametrize("query", ["", "   \n", "\x00", "？！", "\ud800", '“" OR *', "a" * 5000])
def test_odd_queries_do_no_harm(built_in: Corpus, query: str) -> None:
    assert len(built_in.search(query, 3)) <= 3


def test_no_more_than_asked_for_is_given(built_in: Corpus) -> None:
    assert built_in.search("公开", 0) == []
    assert len(built_in.search("公开", 1)) == 1
    assert len(built_in.search("公开", 120)) == 120


def test_the_national_regulation_goes_before_one_of_a_province() -> None:
    titles = [("own", "某省政府信息公开条例"), ("main", "中华人民共和国政府信息公开条例")]
    assert regulations_named("", titles)[0] == "main"
    assert regulations_named("《条例》", titles)[0] == "main"
    assert regulations_named("某省政府信息公开条例", titles) == ["own"]
