"""Passages follow the official sections and articles, and never end inside a sentence."""

import pytest
from small_reports import small_report

from assistant.report.model import AnnualReport
from assistant.retrieval.built_in import built_in_documents
from assistant.retrieval.chunking import PIECE_CHARS, pieces, report_passages, split_articles

SENTENCE = "全年收到申请八件，均在法定期限内答复申请人。"


def test_every_place_with_text_becomes_a_passage_of_its_own() -> None:
    passages = report_passages(small_report("原州区水务局"), "user")
    assert [p.section for p in passages] == ["preface", "1.2", "5"]
    assert [p.locator for p in passages] == ["preface", "1.2", "5"]
    assert {(p.agency, p.year, p.level) for p in passages} == {("原州区水务局", 2024, "部门")}
    assert passages[1].title == "原州区水务局2024年政府信息公开工作年度报告 （二）依申请公开"


def test_a_figures_file_has_no_passages() -> None:
    assert report_passages(AnnualReport(agency="某局", year=2024), "user") == ()


def test_ids_stay_the_same_when_a_report_is_read_again() -> None:
    first, again = (report_passages(small_report("某局"), "user") for _ in range(2))
    assert [p.id for p in first] == [p.id for p in again]
    assert all(p.id.isascii() for p in first)
    assert {p.id for p in first}.isdisjoint(
        p.id for p in report_passages(small_report("某局", 2023), "user")
    )


def test_a_long_part_is_cut_at_paragraphs_where_it_can() -> None:
    paragraphs = [SENTENCE * 9, SENTENCE * 9, SENTENCE * 9]
    assert pieces(paragraphs) == paragraphs


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    cut = pieces([SENTENCE * 60])
    assert "".join(cut) == SENTENCE * 60
    assert all(len(piece) <= PIECE_CHARS and piece.endswith("。") for piece in cut)


def test_enumerated_clauses_are_places_to_cut() -> None:
    clause = "是进一步完善工作机制，细化工作流程，压实工作责任，" * 8 + "确保落实"
    text = "；".join(f"{n}{clause}" for n in "一二三四") + "。"
    cut = pieces([f"主要做法有：{text}"])
    assert "".join(cut) == f"主要做法有：{text}"
    assert [piece[:2] for piece in cut[1:]] == ["二是", "三是", "四是"]


def test_a_sentence_longer_than_a_piece_stays_whole() -> None:
    assert pieces(["很长" * 400 + "。", SENTENCE * 4]) == ["很长" * 400 + "。", SENTENCE * 4]


def test_closing_marks_stay_with_their_sentence() -> None:
    quoted = "群众说：“办得快、答得清，很满意！”" * 40
    assert all(piece.endswith("”") for piece in pieces([quoted]))


def test_a_short_tail_joins_the_piece_before_it() -> None:
    assert len(pieces([SENTENCE * 15, "特此报告。"])) == 1


def test_nothing_gives_no_pieces() -> None:
    assert pieces([]) == pieces(["", "  "]) == []


def test_a_regulation_is_cut_into_its_articles() -> None:
    text = (
        "某办法\n\n第一章 总则\n\n第一条 为了公开，制定本办法。\n\n第二条 依照第一条办理：\n"
        "（一）甲；\n（二）乙。\n\n## 第二章 附则\n\n第三条　自公布之日起施行。\n"
    )
    articles = split_articles(text)
    assert [(a.locator, a.chapter) for a in articles] == [
        ("第一条", "第一章 总则"),
        ("第二条", "第一章 总则"),
        ("第三条", "第二章 附则"),
    ]
    assert articles[1].text == "依照第一条办理：\n（一）甲；\n（二）乙。"


@pytest.mark.parametrize("text", ["", "没有条文的文字。", "依照第一条 的规定"])
def test_a_text_without_articles_gives_none(text: str) -> None:
    assert split_articles(text) == ()


def test_the_built_in_corpus_is_cut_whole_and_into_pieces_of_fair_length() -> None:
    documents = built_in_documents()
    passages = [p for d in documents for p in d.passages]
    assert len({p.id for p in passages}) == len(passages)
    articles = [p for p in passages if p.title == "中华人民共和国政府信息公开条例"]
    assert len(articles) == 56
    reports = [p for p in passages if p.kind == "report"]
    assert all(len(p.text) <= PIECE_CHARS + 60 for p in reports)
    assert all(p.text[-1] in "。！？”）；：" for p in reports)
