"""Sentences that repeat last year's report or a passage shown as an example."""

from assistant.drafting.draft import DraftSection, DraftSource, GroundedSentence, Paragraph
from assistant.drafting.drafter import Drafter
from assistant.drafting.originality import Originality
from assistant.report.model import AnnualReport, SectionText

OLD = "各科室每季度对已发布的信息逐条复核，过期内容当月撤下并登记在册，由专人负责到底。"


def before(report: AnnualReport) -> AnnualReport:
    sections = {"1": SectionText(title="一、总体情况", paragraphs=(OLD,))}
    return report.model_copy(update={"year": report.year - 1, "sections": sections, "facts": ()})


def test_a_run_of_twenty_letters_of_last_year_is_told_whatever_its_numbers(
    yuanzhou: AnnualReport,
) -> None:
    original = Originality.of(yuanzhou, before(yuanzhou))
    reason = original.reason("对已发布的信息逐条复核，过期内容当月撤下并登记在册3次。")
    assert "2021年的报告" in reason
    assert original.reason("对已发布的信息逐条复核，过期的当月撤下。") == ""


def test_fixed_phrases_and_titles_are_no_repetition(yuanzhou: AnnualReport) -> None:
    phrase = "依照《中华人民共和国政府信息公开条例》，政府信息公开申请予以公开、部分公开、不予公开、无法提供。"
    sections = {"1": SectionText(title="一、总体情况", paragraphs=(phrase,))}
    last = yuanzhou.model_copy(update={"year": 2021, "sections": sections})
    assert Originality.of(yuanzhou, last).reason(phrase) == ""


def test_the_preface_may_stay_as_it_is(yuanzhou: AnnualReport) -> None:
    last = yuanzhou.model_copy(update={"year": 2021, "preface": (OLD,), "sections": {}})
    assert Originality.of(yuanzhou, last).reason(OLD) == ""


def test_a_passage_of_another_agency_is_told_by_its_title_and_an_article_is_not(
    yuanzhou: AnnualReport,
) -> None:
    sources = {
        "s1": DraftSource(kind="report", title="某市某局2023年报告", locator="1.3", text=OLD),
        "s2": DraftSource(kind="regulation", title="条例", locator="第八条", text=OLD[::-1]),
    }
    original = Originality.of(yuanzhou, None, sources)
    assert "某市某局2023年报告" in original.reason(OLD)
    assert original.reason(OLD[::-1]) == ""


def test_words_of_the_staff_are_flagged_and_not_refused(yuanzhou: AnnualReport) -> None:
    original = Originality.of(yuanzhou, before(yuanzhou), statements=[OLD])
    assert original.reason(OLD) == ""
    section = DraftSection(
        id="1.3", title="", paragraphs=(Paragraph(sentences=(GroundedSentence(text=OLD),)),)
    )
    (repeated,) = original.repeated([section])
    assert repeated.staff
    assert repeated.of == "2021年的报告"


def test_an_offline_draft_takes_no_wording_that_last_years_report_has(
    qinglan: AnnualReport, qinglan_before: AnnualReport
) -> None:
    plain = Drafter(qinglan, previous=qinglan_before).draft(("1.2",))
    taken = plain.sections[0].paragraphs[0].sentences[0].text
    last_text = taken.replace("213", "174").replace("12件", "9件").replace("225", "183")
    sections = {"1": SectionText(title="一、总体情况", paragraphs=(last_text,))}
    last = qinglan_before.model_copy(update={"sections": sections})
    again = Drafter(qinglan, previous=last).draft(("1.2",))
    first = again.sections[0].paragraphs[0].sentences[0].text
    assert first != taken
    assert "213件" in first
    assert again.repeated == ()
