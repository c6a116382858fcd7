"""The document shows what is written and on what it rests, and runs nothing that it was given."""

import re
from html.parser import HTMLParser

import pytest

from assistant.drafting.draft import (
    Conflict,
    Draft,
    DraftFact,
    DraftSection,
    DraftSource,
    Dropped,
    GroundedSentence,
    Missing,
    Paragraph,
    Proposal,
    Repeated,
)
from assistant.drafting.drafter import Drafter
from assistant.drafting.revising.history import DraftHistory
from assistant.report.model import AnnualReport
from ui.views.document_view import document_html, headline_html

EVIL = "甲<script>pwned()</script><img src=x onerror=pwned()>\" onfocus='pwned()' &amp; ${pwned()} {{x}}"


class Seen(HTMLParser):
    """Collects tags, attribute names and text as a browser reads them; trails apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.trails = ""
        self._spans: list[bool] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "span":
            self._spans.append(("class", "trail") in attrs or any(self._spans))

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._spans.pop()

    def handle_data(self, data: str) -> None:
        if any(self._spans):
            self.trails += data
        else:
            self.text += data


def evil_draft() -> Draft:
    sentence = GroundedSentence(text=EVIL, facts=("f", "g"), sources=("s1",), origin="model")
    section = DraftSection(id="5", title=EVIL, paragraphs=(Paragraph(sentences=(sentence,)),))
    return Draft(
        agency=EVIL,
        year=2022,
        engine=EVIL,
        sections=(section,),
        facts={
            "f": DraftFact(value=EVIL, unit=EVIL, label=EVIL, source=EVIL),
            "g": DraftFact(
                value="1", unit="件", label=EVIL, source="计算", formula=EVIL, operands=("f",)
            ),
        },
        sources={"s1": DraftSource(kind="regulation", title=EVIL, locator=EVIL, text=EVIL)},
        dropped=(Dropped(section=EVIL, text=EVIL, why=EVIL),),
        missing=(Missing(section=EVIL, what=EVIL, hint=EVIL),),
        proposals=(Proposal(section="5", kind="problem", text=EVIL, why=EVIL),),
        conflicts=(Conflict(what=EVIL, cure=EVIL),),
        repeated=(Repeated(section=EVIL, text=EVIL, of=EVIL),),
        findings=({"code": EVIL, "severity": EVIL, "message": EVIL, "basis": EVIL, "cure": EVIL},),
    )


def test_markup_in_figures_sources_findings_or_model_stays_text(yuanzhou: AnnualReport) -> None:
    report = yuanzhou.model_copy(update={"agency": EVIL, "title": ""})
    seen = Seen(document_html(report, evil_draft()) + headline_html(report, EVIL))
    assert not seen.tags & {"script", "img", "svg", "iframe", "object", "style", "link"}
    assert not {name for name in seen.attributes if name.startswith("on")}
    assert (seen.text + seen.trails).count(EVIL) >= 22


def test_a_sentence_can_be_reached_by_keyboard_and_shows_its_facts(yuanzhou: AnnualReport) -> None:
    html = document_html(yuanzhou, Drafter(yuanzhou).draft(("1.2",)))
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described
    assert f'id="{described[1]}"' in html
    assert 'class="sentence composed" tabindex="0"' in html
    trails = Seen(html).trails
    assert "予以公开2件表三" in trails
    assert "算法：本机关不掌握相关政府信息 + " in trails


def test_the_document_reads_without_gaps_between_sentences(yuanzhou: AnnualReport) -> None:
    draft = Drafter(yuanzhou).draft(("1.2",))
    section = draft.section("1.2")
    assert section is not None
    assert section.paragraphs[0].text in Seen(document_html(yuanzhou, draft)).text


@pytest.mark.parametrize(
    ("origin", "name"), [("model", "模型"), ("composed", "组稿"), ("person", "人工")]
)
def test_who_wrote_a_sentence_is_marked_in_style_and_in_words(
    origin: str, name: str, yuanzhou: AnnualReport
) -> None:
    sentence = GroundedSentence.model_validate({"text": "一句话。", "origin": origin})
    section = DraftSection(id="6", title="六", paragraphs=(Paragraph(sentences=(sentence,)),))
    html = document_html(yuanzhou, Draft(agency="甲", year=2022, engine="x", sections=(section,)))
    assert f'class="sentence {origin}"' in html
    assert f'<span class="origin {origin}">{name}</span>' in html


def test_without_figures_the_page_says_how_to_begin() -> None:
    html = document_html(None, None)
    assert "填表" in html
    assert 'class="sentence' not in html


def test_without_a_draft_the_outline_stands_with_its_tables_and_findings(
    yuanzhou: AnnualReport,
) -> None:
    text = Seen(document_html(yuanzhou, None)).text
    assert "已写 0／9 部分" in text
    assert text.count("尚未起草") == 8
    assert "三、收到和处理政府信息公开申请情况" in text
    assert "已填 175／175 格" in text
    wrong = yuanzhou.with_cells({"t3.new.total": 9})
    assert "TAB301" in document_html(wrong, None)


def test_what_contradicts_what_is_missing_and_what_is_proposed_stand_below(
    yuanzhou: AnnualReport,
) -> None:
    bare = yuanzhou.model_copy(update={"problems": (), "improvements": ()})
    text = Seen(document_html(bare, Drafter(bare).draft())).text
    assert "数据里对不上的地方" in text
    assert "怎么补：" in text
    assert "须核实后填到" in text
    clean = Seen(document_html(yuanzhou, None)).text
    assert "数据里对不上的地方" not in clean


def test_a_blank_cell_is_not_shown_as_zero(yuanzhou: AnnualReport) -> None:
    html = document_html(yuanzhou.with_cells({"t3.new.business": None}), None)
    assert html.count('class="blank"') == 1
    assert "已填 174／175 格" in html


def test_regulations_come_before_examples_of_style_which_are_marked(
    yuanzhou: AnnualReport,
) -> None:
    sources = {
        "s1": DraftSource(kind="report", title="某县年报", locator="1.2", text="甲"),
        "s2": DraftSource(kind="regulation", title="条例", locator="第四十九条", text="乙"),
    }
    html = document_html(yuanzhou, Draft(agency="甲", year=2022, engine="x", sources=sources))
    assert html.index('id="s2"') < html.index('id="s1"')
    assert html.count("写法参考") == 1


def test_narrative_of_a_loaded_report_is_shown_without_a_trail(yuanzhou: AnnualReport) -> None:
    report = yuanzhou.model_copy(update={"preface": ("旧的前言。",)})
    html = document_html(report, None)
    assert '<p class="given"' in html
    assert "旧的前言。" in html


def test_a_sentence_shows_the_versions_it_had_and_what_was_changed_since(
    yuanzhou: AnnualReport,
) -> None:
    draft = Drafter(yuanzhou).draft(("1.2",))
    (section,) = draft.sections
    first, *rest = section.paragraphs[0].sentences
    shorter = first.text.replace("，无上年结转申请", "")
    reworded = first.model_copy(update={"text": shorter, "origin": "person"})
    paragraph = Paragraph(sentences=(reworded, *rest))
    after = draft.model_copy(
        update={
            "sections": (
                section.model_copy(update={"paragraphs": (paragraph, *section.paragraphs[1:])}),
            )
        }
    )
    history = (
        DraftHistory()
        .enter(draft, asked="起草依申请公开", by="王芳", at="2026-01-10T09:30")
        .enter(after, asked="第一句改短", by="李强", at="2026-01-11T10:00")
    )
    now = yuanzhou.with_cells({"t3.new.total": 9})
    html = document_html(now, history.draft, history=history)
    trail = html.split('id="trail-1.2-0-0"')[1].split('id="trail-1.2-0-1"')[0]
    assert "第 2 版</b><span>第一句改短" in trail
    assert f"原来：{first.text}" in trail
    assert "王芳" in trail
    assert "写的时候是 8件，现在是 9" in trail
    assert "数字改过" not in document_html(yuanzhou, history.draft, history=history)
