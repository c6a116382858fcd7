"""Dates, articles, document numbers and titles as they stand in running text."""

from itertools import pairwise

import pytest

from assistant.report.dates import DateMention, find_dates
from assistant.report.references import find_numbered_references, find_titles


def days(text: str) -> list[tuple[int | None, int | None, int | None]]:
    return [(date.year, date.month, date.day) for date in find_dates(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年1月20日", [(2022, 1, 20)]),
        ("2022 年 1 月 20 日", [(2022, 1, 20)]),
        ("２０２２年１月２０日", [(2022, 1, 20)]),
        ("2022年", [(2022, None, None)]),
        ("2022年度", [(2022, None, None)]),
        ("2024年11月底", [(2024, 11, None)]),
        ("5月13日", [(None, 5, 13)]),
        ("12月", [(None, 12, None)]),
        ("2022-01-20", [(2022, 1, 20)]),
        ("2022.1.20", [(2022, 1, 20)]),
        ("2022/12/31", [(2022, 12, 31)]),
        ("二〇二二年", [(2022, None, None)]),
        ("二零二二年", [(2022, None, None)]),
        ("二〇二三年一月二十日", [(2023, 1, 20)]),
        ("二〇二三年十二月三十一日", [(2023, 12, 31)]),
        ("二〇二三年十月十日", [(2023, 10, 10)]),
        ("五月十三日", [(None, 5, 13)]),
        ("2023年1月1日至12月31日", [(2023, 1, 1), (None, 12, 31)]),
        ("6月1日至10日", [(None, 6, 1), (None, None, 10)]),
        ("1—6月", [(None, 1, None), (None, 6, None)]),
        ("2023年1至6月", [(2023, None, None), (None, 1, None), (None, 6, None)]),
        ("2021—2025年", [(2021, None, None), (2025, None, None)]),
        ("1998年", [(1998, None, None)]),
        ("13月", []),
        ("32日", []),
        ("2022件", []),
        ("12022年", []),
        ("3个月", []),
        ("1.5月", []),
        ("三月", []),
        ("83年", []),
        ("20220120", []),
        ("", []),
    ],
)
def test_a_date_is_read_to_its_parts(
    text: str, expected: list[tuple[int | None, int | None, int | None]]
) -> None:
    assert days(text) == expected


def test_a_date_keeps_its_own_writing_and_place() -> None:
    text = "于２０２２年１月公布"
    (date,) = find_dates(text)
    assert text[date.start : date.end] == date.text == "２０２２年１月"


@pytest.mark.parametrize(
    ("mention", "known", "fits"),
    [
        ("2022年", "2022年1月20日", True),
        ("1月20日", "2022年1月20日", True),
        ("1月", "2022年1月20日", True),
        ("2022年1月20日", "2022年", False),
        ("2023年", "2022年1月20日", False),
        ("1月21日", "2022年1月20日", False),
    ],
)
def test_a_mention_fits_a_date_that_says_at_least_as_much(
    mention: str, known: str, fits: bool
) -> None:
    dates: list[DateMention] = [*find_dates(mention), *find_dates(known)]
    assert dates[0].fits(dates[1]) is fits


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("第四十九条", "article", "第四十九条"),
        ("第49条", "article", "第49条"),
        ("第４９条", "article", "第49条"),
        ("第 49 条", "article", "第49条"),
        ("第二十条第（一）项", "article", "第二十条第（一）项"),
        ("第二十条第(一)项", "article", "第二十条第（一）项"),
        ("第五十条第一款第二项", "article", "第五十条第一款第二项"),
        ("第十条之一", "article", "第十条之一"),
        ("〔2021〕30号", "document_number", "〔2021〕30号"),
        ("[2021]30号", "document_number", "〔2021〕30号"),
        ("〔２０２１〕３０号", "document_number", "〔2021〕30号"),
        ("第711号令", "document_number", "第711号令"),
        ("第一批", "ordinal", "第一批"),
        ("第3季", "ordinal", "第3季"),
        ("一季度", "ordinal", "一季度"),
        ("（一）", "ordinal", "（一）"),
        ("3.", "ordinal", "3."),
        ("③", "ordinal", "③"),
    ],
)
def test_a_reference_is_known_by_its_kind_and_comparable_name(
    text: str, kind: str, name: str
) -> None:
    (reference,) = find_numbered_references(text)
    assert (reference.text, reference.kind, reference.name) == (text, kind, name)


@pytest.mark.parametrize(
    "text", ["3件", "30号楼", "三条例", "3.5", "2022年", "（有关情况）", "四个季度", "前期", ""]
)
def test_what_refers_to_nothing_is_no_reference(text: str) -> None:
    assert find_numbered_references(text) == []


def test_references_do_not_overlap_and_stand_in_reading_order() -> None:
    text = "依据第二十条第（一）项、国办公开办函〔2021〕30号和第711号令，第一批……\n1.公开"
    found = find_numbered_references(text)
    assert [text[r.start : r.end] for r in found] == [r.text for r in found]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert [r.kind for r in found] == [
        "article",
        "document_number",
        "document_number",
        *["ordinal"] * 2,
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("《中华人民共和国政府信息公开条例》", ["中华人民共和国政府信息公开条例"]),
        ("《关于印发〈报告格式〉的通知》", ["关于印发《报告格式》的通知"]),
        ("《关于印发《报告格式》的通知》", ["关于印发《报告格式》的通知"]),
        ("《甲》和《乙》", ["甲", "乙"]),
        ("《 某 某 办 法 》", ["某某办法"]),
        ("《未完", []),
        ("《》", []),
        ("没有", []),
    ],
)
def test_a_title_is_what_stands_between_its_marks(text: str, names: list[str]) -> None:
    assert [title.name for title in find_titles(text)] == names
