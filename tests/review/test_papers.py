"""The findings in words and as a page: grouped, bounded, escaped, the same every time."""

import time
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.report.model import AnnualReport
from assistant.review.decisions import Decision
from assistant.review.examples import made
from assistant.review.in_words import MOST_OF_A_RULE, reviewed_in_words
from assistant.review.others import MOST_FILES, other_reports
from assistant.review.page import to_page
from assistant.review.reviewed import Reviewed, reviewed_as_json
from assistant.review.visible import visible
from assistant.rules.rule import Severity, Where
from tests.review.conftest import Review, finding_at, words_of

EVIL = '<script>alert(1)</script>\u202e反\u200b"&\x1b[31m'


class Page(HTMLParser):
    """What a browser would see: which elements there are, whether each is closed, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in ("meta", "br", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def crowded(faulty: AnnualReport, review: Review) -> Reviewed:
    one = words_of(faulty, "1.2", "二进一步")
    return review(faulty, [replace(one, found=str(n)) for n in range(10_000)])


def test_findings_stand_gravest_first_with_place_basis_and_cure(
    faulty: AnnualReport, review: Review
) -> None:
    result = review(faulty)
    text = reviewed_in_words(result)
    marks = [text.index(f"【{s.label}】") for s in Severity if result.count(s)]
    assert marks == sorted(marks)
    for finding in result.open:
        assert finding.fingerprint in text
        assert finding.basis in text
        assert finding.cure in text
    assert "本年新收申请（t3.new.total）" in text


def test_what_was_not_decided_stands_by_its_reason(faulty: AnnualReport, review: Review) -> None:
    text = reviewed_in_words(review(faulty))
    (line,) = [line for line in text.splitlines() if "没有给出上年报告" in line]
    assert "YEA" in line
    assert "条规则未查" in line


def test_accepted_ones_stand_apart_with_their_reason(faulty: AnnualReport, review: Review) -> None:
    first = review(faulty).open[0]
    decision = Decision(
        fingerprint=first.fingerprint,
        code=first.code,
        reason="台账有据",
        by="李四",
        at="2025-02-01T0",
    )
    gone = Decision(fingerprint="f" * 12, code="TAB301", reason="旧的")
    known = {first.fingerprint: decision, gone.fingerprint: gone}
    result = review(faulty, decisions=known)
    text = reviewed_in_words(result)
    assert "已确认 1 条" in text
    assert "台账有据（李四，2025-02-01）" in text
    assert "已不再出现的决定 1 条" in text
    page = Page(to_page(result)).text
    assert "已确认，不作为问题" in page
    assert "台账有据（李四，2025-02-01）" in page
    assert "已不再出现" in page


def test_the_page_is_closed_in_itself_and_semantic(faulty: AnnualReport, review: Review) -> None:
    html = to_page(review(faulty))
    page = Page(html)
    assert page.open == []
    assert page.links == []
    assert "script" not in page.tags
    assert page.tags.count("h1") == 1
    assert page.tags.count("h2") == len([t for t in page.tags if t == "section"])
    assert html.count("<th") == html.count('scope="') + html.count("<thead")
    assert "url(" not in html
    assert "@page { size: A4" in html
    for words in ("问题", "依据", "整改建议", "现为", "应为"):
        assert words in page.text
    assert to_page(review(faulty)) == html


def test_markup_and_unseen_marks_stay_text(faulty: AnnualReport, review: Review) -> None:
    evil = made(
        faulty, {"agency": f"某县{EVIL}", "append": {"1.2": f"{EVIL}错处{EVIL}"}, "title": EVIL}
    )
    findings = [
        replace(words_of(evil, "1.2", "错处"), message=EVIL, found=EVIL, basis=EVIL, cure=EVIL),
        finding_at(Where(("t3.new.total", EVIL))),
    ]
    result = review(evil, findings)
    page = Page(to_page(result))
    assert "script" not in page.tags
    assert "‹U+202E›反‹U+200B›" in page.text
    for text in (page.text, reviewed_in_words(result)):
        assert not {"\u202e", "\u200b", "\x1b"} & set(visible_parts(text))


def visible_parts(text: str) -> str:
    """Basis and cure are the rules' own words and printed as they are."""
    return "".join(line for line in text.splitlines() if visible(line) == line)


def test_ten_thousand_findings_stay_usable(crowded: Reviewed) -> None:
    started = time.process_time()
    text, html, answer = reviewed_in_words(crowded), to_page(crowded), reviewed_as_json(crowded)
    assert time.process_time() - started < 5
    assert f"另有 {10_000 - MOST_OF_A_RULE} 处" in text
    assert len(text.splitlines()) < 100
    assert "共 10000 处" in html
    assert len(html) < 200_000
    assert len(answer["findings"]) == 10_000
    assert answer["counts"]["warning"] == 10_000


def test_a_narrative_of_two_megabytes_is_shown_in_excerpts(
    faulty: AnnualReport, review: Review
) -> None:
    long = made(faulty, {"append": {"1.2": "公开工作" * 250_000 + "错处" + "公开工作" * 250_000}})
    result = review(long, [words_of(long, "1.2", "错处")])
    assert len(reviewed_in_words(result)) < 2000
    assert len(to_page(result)) < 20_000


def test_reports_to_compare_with_are_bounded_and_what_is_left_out_is_said(
    tmp_path: Path, faulty: AnnualReport
) -> None:
    other = made(faulty, {"agency": "别的县人民政府"})

    def reader(path: Path) -> AnnualReport:
        return faulty if "own" in path.name else other

    for number in range(MOST_FILES + 5):
        (tmp_path / f"{number:04}.txt").write_text("x")
    (tmp_path / "0000.own.txt").write_text("x")
    (tmp_path / "0001.docx.decisions.yaml").write_text("x")
    others = other_reports([tmp_path, tmp_path / "0003.txt"], faulty, tmp_path / "0002.txt", reader)
    assert len(others.reports) == MOST_FILES - 1
    assert "是本单位的报告" in others.left_out[0]
    assert "其余 5 个没有读" in others.left_out[1]
