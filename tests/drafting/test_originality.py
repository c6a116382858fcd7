"""Sentences that repeat last year's report or a passage shown as an example."""

from assistant.drafting.draft import DraftSection, DraftSource, GroundedSentence, Paragraph
from assistant.drafting.drafter import Drafter
from assistant.drafting.originality import Originality
from assistant.drafting.writing.sizing import Sizing
from assistant.report.model import AnnualReport, PartText, SectionText, WorkFact
from tests.drafting.scripted_writer import ScriptedWriter

OLD = "各科室每季度对已发布的信息逐条复核，过期内容当月撤下并登记在册，由专人负责到底。"


class LargeWriter(ScriptedWriter):
    """A scripted writer that is given a whole part at once."""

    sizing = Sizing("large", "", 8192, 1600)


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


def test_a_models_sentence_that_copies_last_year_goes_back_and_never_stays(
    yuanzhou: AnnualReport,
) -> None:
    copy = "本机关全年新收政府信息公开申请{}件，没有上年结转的申请，全年办结{}件，没有结转下年度的申请。"
    part = PartText(title="（二）依申请公开", paragraphs=(copy.format(5, 5),))
    sections = {"1": SectionText(title="一、总体情况", parts={"1.2": part})}
    last = yuanzhou.model_copy(update={"year": 2021, "sections": sections, "facts": ()})
    told = copy.format(8, 8)
    fresh = Drafter(yuanzhou, writer=LargeWriter(told)).draft(("1.2",))
    assert told in [s.text for s in fresh.sections[0].sentences()]
    writer = LargeWriter(told)
    draft = Drafter(yuanzhou, previous=last, writer=writer).draft(("1.2",))
    assert told not in draft.sections[0].text
    assert any(d.text == told and "2021年的报告" in d.why for d in draft.dropped)
    assert any("2021年的报告" in prompt.user for prompt in writer.asked)
    assert draft.repeated == ()


def test_the_staffs_own_words_of_last_year_are_said_and_flagged(yuanzhou: AnnualReport) -> None:
    fact = WorkFact(id="review", section="1.3", text=OLD.rstrip("。"))
    report = yuanzhou.model_copy(update={"facts": (fact,)})
    draft = Drafter(report, previous=before(yuanzhou)).draft(("1.3",))
    assert OLD.rstrip("。") in draft.sections[0].text
    assert [r.staff for r in draft.repeated] == [True]
