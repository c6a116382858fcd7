"""Each scorer on good, bad and borderline drafts: what it says, and that it says why."""

from decimal import Decimal

import pytest

from assistant.drafting.draft import DraftSource
from assistant.retrieval.built_in import built_in_documents
from evals.drafting.arms import PublishedArm
from evals.scoring.alignment import Aligner
from evals.scoring.citations import citations
from evals.scoring.content import chr_f, likeness, rouge_l
from evals.scoring.coverage import coverage
from evals.scoring.drafted import Drafted
from evals.scoring.faithfulness import faithfulness
from evals.scoring.form import form
from evals.scoring.originality import originality
from evals.scoring.register import inside, measured_profile, profile, register
from evals.scoring.scorers import VALUES, scorers
from tests.evals.drafted_by_hand import drafted, known, offline

GOOD = "全年新收政府信息公开申请8件，其中自然人7件、企业1件。"
OF_REFERENCE = ("content.", "likeness.", "form.length")


def test_a_true_number_of_the_right_thing_is_faithful() -> None:
    found = faithfulness(drafted(_1_2=GOOD))
    assert found.values == {"numbers": 1, "traced": 1, "sentences": 1}
    assert found.reasons == ()


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("全年新收政府信息公开申请9件。", 0),  # in no table
        ("全年新收政府信息公开申请52件。", 0),  # a true number of licences
        ("全年新收政府信息公开申请8件，比上年增长65%。", 1),  # one of two
        ("全年新收政府信息公开申请8人次。", 0),  # another unit
    ],
)
def test_a_wrong_number_and_a_true_one_of_another_thing_are_not(text: str, right: int) -> None:
    found = faithfulness(drafted(_1_2=text))
    numbers = found.values["numbers"]
    assert numbers is not None
    assert numbers < 1
    assert (numbers > 0) is bool(right)
    assert found.reasons


@pytest.mark.parametrize(
    "text", ["全年新收政府信息公开申请八件。", "全年新收政府信息公开申请８件。"]
)
def test_another_notation_of_a_true_number_is_faithful(text: str) -> None:
    assert faithfulness(drafted(_1_2=text)).values["numbers"] == 1


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("评议中一共发放了评议票400张。", True),  # a clerk's note in other words
        ("评议中一共发放了评议票372张。", False),  # the number of those that came back
        ("印制了宣传材料400张。", False),  # the same number of another thing
        ("自然人6件、企业1件。", False),  # each of what was answered, together of nothing
    ],
)
def test_a_note_in_other_words_is_right_and_its_numbers_in_each_others_places_are_not(
    text: str, right: bool
) -> None:
    part = "_1_2" if "自然人" in text else "_1_5"
    told = f"全年新收政府信息公开申请8件。{text}" if part == "_1_2" else text
    found = faithfulness(drafted(**{part: told})).values["numbers"]
    assert (found == 1) is right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("对照26项清单，全镇发布信息512条。", True),  # of two numbers of a note each with its words
        ("全年发布清单内信息512条。", False),  # the other number's words
        ("本报告的数据统计期限为2024年1月1日至2024年12月31日。", True),  # every report's own year
        ("本报告的数据统计期限为2024年1月1日至2024年11月30日。", False),
        ("在规范管理、便民服务、监督考核三个方面下功夫。", True),  # counts what the sentence tells
        ("新设便民服务点三十个。", False),
    ],
)
def test_a_right_number_in_free_prose_is_no_false_one(text: str, right: bool) -> None:
    part = "preface" if "期限" in text else "_1_1"
    assert (faithfulness(drafted(**{part: text})).values["numbers"] == 1) is right


def test_what_has_to_be_said_counts_by_its_weight_and_only_in_its_part() -> None:
    whole = coverage(Drafted(known(), offline()))
    in_part, elsewhere = coverage(drafted(_1_2=GOOD)), coverage(drafted(_1_3=GOOD))
    assert whole.values["must"] is not None
    assert whole.values["must"] > Decimal("0.97")
    assert whole.values["work"] == 1
    assert Decimal("0.5") > (in_part.values["must"] or 0) > (elsewhere.values["must"] or 0)
    assert any("权重" in reason for reason in in_part.reasons)


def test_content_is_seen_in_other_words_and_missed_where_it_is_not_said() -> None:
    content = scorers(Aligner())["content"]
    text = "人民调解方面没有新的情况需要说明，宣传片已经拍摄完成。"
    reworded = content(
        drafted(_1_4="便民服务中心新建了政务公开专区，配备查询设备和阅览席位，接待来访群众。")
    )
    stray = content(drafted(_1_4=text))
    assert (reworded.values["stated"] or 0) > (stray.values["stated"] or 0)
    assert reworded.values["supported"] == 1
    assert stray.values["supported"] == 0
    assert any("多写了" in reason for reason in stray.reasons)


def test_likeness_is_one_of_the_same_text_and_zero_of_an_empty_one() -> None:
    text = "收到申请8件，占90.8%。"
    assert rouge_l(text, text) == chr_f(text, text) == 1
    assert rouge_l("", text) == chr_f("", text) == rouge_l("。", " ") == 0
    reference = {part.replace(".", "_"): t for part, t in known().reference_texts.items()}
    same = likeness(drafted(**{f"_{part}": text for part, text in reference.items()}))
    assert same.values == {"rouge_l": 1, "chrf": 1}
    assert 0 < (likeness(Drafted(known(), offline())).values["rouge_l"] or 0) < 1


def test_form_counts_errors_absent_parts_the_order_and_the_length() -> None:
    whole = form(Drafted(known(), offline()))
    assert whole.values["rules"] == whole.values["structure"] == whole.values["chains"] == 1
    part = form(drafted(_1_2=GOOD))
    assert part.values["structure"] == Decimal("0.1250")
    assert "preface 部分没有文字" in part.reasons
    turned = form(drafted(_1_3="一是把审核的要求写清楚。三是把档案归好。", _1_2="收到申请9件。"))
    assert turned.values["structure"] == 0
    assert (turned.values["chains"] or 0) < 1
    assert (turned.values["rules"] or 0) < (turned.values["chains"] or 0)


def test_an_article_that_does_not_exist_is_no_citation() -> None:
    right = citations(drafted(preface="根据《中华人民共和国政府信息公开条例》第五十条编制。"))
    wrong = citations(drafted(preface="根据《中华人民共和国政府信息公开条例》第九十条编制。"))
    none = citations(drafted(_1_2=GOOD))
    assert right.values["right"] == 1
    assert (wrong.values["right"] or 0) < 1
    assert wrong.reasons
    assert none.values["right"] is None


def test_last_years_text_and_a_second_time_are_not_original() -> None:
    last = known().last_texts["1.3"]
    copied = originality(drafted(_1_3=last))
    assert (copied.values["last_year"] or 0) < Decimal("0.1")
    assert any("上年报告" in reason for reason in copied.reasons)
    sentence = "镇里在每个村的公开栏旁边安排了一名讲解的人员，遇到看不懂的账目当场说明来龙去脉。"
    assert originality(drafted(_1_3=sentence)).values["within"] == 1
    assert (originality(drafted(_1_3=sentence * 2)).values["within"] or 0) < 1


@pytest.mark.parametrize(
    "text",
    ["我认为公开工作挺好。", "您有什么想法，可以上网查。", "一些部门公开不及时。", "全年零差错。"],
)
def test_a_sentence_in_another_register_is_not_clean(text: str) -> None:
    found = register(drafted(_1_3=text))
    assert found.values["clean"] == 0
    assert found.reasons


def test_the_agency_may_speak_of_itself() -> None:
    assert (
        register(drafted(_1_3="我镇把清单贴在栏里，“我的小区”话题更新三期。")).values["clean"] == 1
    )


def test_empty_phrases_are_compared_with_what_the_samples_use() -> None:
    padded = drafted(_1_3="我镇高度重视，狠抓落实，取得显著成效，开创新局面。")
    assert (register(padded).values["inflated"] or 0) < Decimal("0.1")
    assert register(Drafted(known(), offline())).values["inflated"] == 1


def test_no_held_out_report_is_in_the_profile_and_nearly_all_lie_inside_it() -> None:
    assert measured_profile() != measured_profile(("1.2",))
    for split in ("tuning", "held-out"):
        for name, told in inside(split).items():
            within, whole = map(int, told.split("/"))
            assert whole == 8
            assert within >= 7, (split, name)


def test_english_mixed_in_is_in_another_register_and_names_are_not() -> None:
    english = register(drafted(_1_3="In summary, 全镇完成了清理。按期归档。"))
    assert english.values["clean"] == Decimal("0.5")
    assert any("夹着英文" in reason for reason in english.reasons)
    assert register(drafted(_1_3="网址为www.example.cn，可下载PDF和App。")).values["clean"] == 1


def test_the_profile_is_that_of_the_samples_as_they_are() -> None:
    now = {name: (Decimal(a), Decimal(b)) for name, (a, b) in measured_profile().items()}
    assert now == profile(), "run python -m evals.scoring.register --write"


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "草稿是空的"), ("This year 8 requests were received by the town.", "草稿不是中文的")],
)
def test_an_empty_draft_and_an_english_one_have_zero_everywhere(text: str, why: str) -> None:
    for name, score in scorers(Aligner()).items():
        found = score(drafted(_1_2=text))
        assert set(found.values.values()) == {Decimal(0)}, name
        assert found.reasons[0].startswith(why)


def test_every_value_has_a_name_and_stays_between_zero_and_one() -> None:
    whole = Drafted(known(), offline())
    found = {
        f"{name}.{key}": value
        for name, score in scorers(Aligner()).items()
        for key, value in score(whole).values.items()
    }
    assert set(found) == set(VALUES)
    assert all(value is None or 0 <= value <= 1 for value in found.values())


def test_without_a_reference_nothing_is_said_of_content() -> None:
    from dataclasses import replace

    from evals.scoring.drafted import Known

    alone = Drafted(Known(replace(known().case, reference=None)), offline())
    for name, score in scorers(Aligner()).items():
        for key, value in score(alone).values.items():
            if f"{name}.{key}".startswith(OF_REFERENCE):
                assert value is None


def with_source(text: str, *, own: bool = False) -> Drafted:
    """A draft whose one sentence rests on a source with this text."""
    made = drafted(_1_2=GOOD)
    (section,) = made.draft.sections
    sentence = section.paragraphs[0].sentences[0].model_copy(update={"sources": ("s1",)})
    paragraph = section.paragraphs[0].model_copy(update={"sentences": (sentence,)})
    title = "中华人民共和国政府信息公开条例"
    source = DraftSource(kind="report" if own else "regulation", title=title, locator="第三十三条", text=text, own=own)  # fmt: skip
    update = {
        "sections": (section.model_copy(update={"paragraphs": (paragraph,)}),),
        "sources": {"s1": source},
    }
    return Drafted(made.known, made.draft.model_copy(update=update))


def test_a_source_is_one_only_if_the_corpus_or_last_years_report_has_its_words() -> None:
    passages = [p for d in built_in_documents() for p in d.passages if p.locator == "第三十三条"]
    true = next(p.text for p in passages if p.title == "中华人民共和国政府信息公开条例")
    assert citations(with_source(true)).values["sources"] == 1
    invented = citations(with_source("收到申请之日起六十个工作日内答复。"))
    assert invented.values["sources"] == 0
    assert any("不在语料库里" in reason for reason in invented.reasons)
    last = known().last_texts["1.2"]
    assert citations(with_source(last, own=True)).values["sources"] == 1
    assert citations(with_source(last)).values["sources"] == 0


def test_every_value_that_is_not_full_marks_has_a_reason_in_words() -> None:
    published = PublishedArm().make(known().case).draft
    drafts = [Drafted(known(), offline()), Drafted(known(), published), drafted(_1_2="好。")]
    for name, score in scorers(Aligner()).items():
        for one in drafts:
            found = score(one)
            full = all(value == 1 for value in found.values.values())
            assert full or found.reasons, (name, found.values)
