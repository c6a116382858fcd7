"""The words of the built-in samples: official, complete, unlike one another."""

import itertools
import re

import pytest
from sample_reports import (
    NAMES,
    TITLE,
    TOLD,
    fact_text,
    narrative,
    only_han,
    paragraphs,
    previous,
    report,
    text,
)

REGULATION = "《中华人民共和国政府信息公开条例》"
NOTICE = (
    "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》"
    "（国办公开办函〔2021〕30号）"
)
FORBIDDEN = (
    "今年以来",
    "截至目前",
    "截止目前",
    "目前",
    "以公开为原则",
    "去年同期",
    "零差错",
    "XX",
    "××",
)
HALF_WIDTH = re.compile(r"[,;:!?()\[\]\"'<>/]")
DOUBLED = re.compile(r"([\u4e00-\u9fff]{2,6})\1")
DOUBLED_CHARACTER = re.compile(r"([的了在和是与为对件条])\1")
CHAIN = re.compile(r"(?:^|[。；：，])([一二三四五六])是", re.MULTILINE)
YEAR_TO_YEAR = 0.30
AGENCY_TO_AGENCY = 0.15
every_sample = pytest.mark.parametrize("name", NAMES)


def shingles(words: str, size: int = 5) -> set[str]:
    han = only_han(words)
    return {han[i : i + size] for i in range(len(han) - size + 1)}


def likeness(words: str, other: str) -> float:
    """The share of the five-character runs of `words` that `other` has too."""
    runs = shingles(words)
    return len(runs & shingles(other)) / len(runs)


def sentences(name: str) -> set[str]:
    sample = report(name)
    preface = "\n".join(sample["preface"]).replace(REGULATION, "").replace(NOTICE, "")
    words = re.split(r"[。；！？\n]", f"{preface}\n{narrative(sample)}")
    return {only_han(sentence) for sentence in words if len(only_han(sentence)) >= 20}


@every_sample
def test_the_preface_cites_both_bases_and_the_whole_year(name: str):
    sample = report(name)
    preface = "".join(sample["preface"])
    assert REGULATION in preface
    assert NOTICE in preface
    assert f"{sample['year']}年1月1日" in preface
    assert "12月31日" in preface


@every_sample
def test_nothing_forbidden_is_said(name: str):
    words = "\n".join([*report(name)["preface"], narrative(report(name))])
    assert [phrase for phrase in FORBIDDEN if phrase in words] == []
    assert HALF_WIDTH.findall(words) == []
    assert DOUBLED.findall(words) == []
    assert DOUBLED_CHARACTER.findall(words) == []


@every_sample
def test_brackets_are_paired_and_sentences_end(name: str):
    for paragraph in [*report(name)["preface"], *narrative(report(name)).splitlines()]:
        assert paragraph.endswith("。"), paragraph
        for left, right in ("（）", "《》", "“”", "〈〉", "〔〕"):
            assert paragraph.count(left) == paragraph.count(right), paragraph


@every_sample
def test_a_chain_of_points_begins_with_the_first_and_skips_none(name: str):
    for section in TOLD:
        points = CHAIN.findall(text(report(name), section))
        expected = []
        for point in points:
            expected.append(
                "一" if point == "一" else "一二三四五六"["一二三四五六".index(expected[-1]) + 1]
            )
        assert points == expected, section
        assert not points or len(points) > 1, section


@every_sample
def test_problems_and_improvements_come_in_pairs(name: str):
    sample = report(name)
    assert 2 <= len(sample["problems"]) == len(sample["improvements"]) <= 3
    last = text(sample, "5")
    assert re.search("问题|不足|短板|薄弱", last)
    assert re.search("改进|措施|针对|整改", last)


@every_sample
def test_section_six_reports_the_information_processing_fee(name: str):
    assert "信息处理费" in text(report(name), "6")


@every_sample
def test_supervision_tells_appraisal_social_review_and_accountability(name: str):
    words = text(report(name), "1.5")
    assert "考核" in words
    assert "评议" in words or "满意度" in words
    assert re.search("责任|追责|问责|失职", words)


@every_sample
def test_the_agency_speaks_of_itself_as_what_it_is(name: str):
    sample = report(name)
    own = {"局": "我局", "室": "我办"}.get(sample["agency"][-1], "")
    words = narrative(sample)
    foreign = {"我局", "我办", "我县", "我市", "我街道", "我区"} - {own}
    assert [wrong for wrong in sorted(foreign) if wrong in words] == []


@every_sample
def test_every_document_title_stands_in_a_fact_or_in_the_preface(name: str):
    sample = report(name)
    told = " ".join(fact_text(fact) for fact in sample["facts"])
    known = {*TITLE.findall(told), REGULATION}
    if f"{REGULATION}（以下简称《条例》）" in "".join(sample["preface"]):
        known.add("《条例》")
    assert [title for title in TITLE.findall(narrative(sample)) if title not in known] == []


@pytest.mark.parametrize("pair", list(itertools.combinations(NAMES, 2)), ids=" ".join)
def test_no_two_samples_share_a_long_sentence(pair: tuple[str, str]):
    assert sentences(pair[0]) & sentences(pair[1]) == set()


@every_sample
def test_the_second_year_is_written_anew(name: str):
    before = previous(name)
    if before is None:
        pytest.skip("the first of its two years")
    assert likeness(narrative(report(name)), narrative(before)) < YEAR_TO_YEAR


def test_agencies_do_not_sound_alike():
    alike = {
        (one, other): round(likeness(narrative(report(one)), narrative(report(other))), 2)
        for one, other in itertools.permutations(NAMES, 2)
        if one.rpartition("-")[0] != other.rpartition("-")[0]
    }
    assert {pair: share for pair, share in alike.items() if share >= AGENCY_TO_AGENCY} == {}


def test_two_samples_open_differently():
    openings = [paragraphs(report(name), "1.1")[0][:6] for name in NAMES]
    assert len(set(openings)) == len(openings)
