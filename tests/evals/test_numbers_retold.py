"""Numbers of honest free prose: what is confirmed by the notes, what counts nothing, what stays wrong."""

from decimal import Decimal

import pytest

from assistant.report.ledger import build_ledger
from assistant.report.model import WorkFact
from evals.scoring.content import rouge_l
from evals.scoring.faithfulness import faithfulness
from evals.scoring.no_figures import is_no_figure
from evals.scoring.numbers_told import NumbersTold
from evals.scoring.scored import rounded
from tests.evals.drafted_by_hand import case, drafted

NOTE = "年度考核县（区、开发区）6个、市政府部门41个，平均得分91.7分，优秀15个"


def opinions(text: str) -> list[str | None]:
    fact = WorkFact(id="x", section="1.5", text=NOTE, source="考核通报")
    figures = case().figures.model_copy(update={"facts": (fact,)})
    told = NumbersTold(build_ledger(figures, None)).of(text)
    return [told.opinion(span) for span in told.spans]


def test_numbers_told_in_a_notes_order_beside_their_own_words_are_confirmed() -> None:
    text = "年度考核对6个县（区、开发区）、41个市政府部门全部打分，平均得分91.7分，优秀的15个。"
    assert opinions(text) == ["confirmed"] * 4


@pytest.mark.parametrize(
    "text",
    [
        "年度考核对41个县（区、开发区）、6个市政府部门全部打分，平均得分91.7分，优秀的15个。",
        "年度考核对6个县（区、开发区）、42个市政府部门全部打分，平均得分91.7分，优秀的15个。",
        "年度考核市政府部门6个、县（区、开发区）41个，平均得分91.7分，优秀的15个。",
    ],
)
def test_numbers_or_names_in_each_others_places_are_not(text: str) -> None:
    assert opinions(text).count("confirmed") < 4


@pytest.mark.parametrize(
    ("written", "clause", "counts"),
    [
        ("四个", "四个季度得分平均后折算", False),
        ("四个", "划分四个版面", True),
        ("二十个工作日", "明显短于法定的二十个工作日", False),
        ("二十五个工作日", "明显短于法定的二十五个工作日", True),
        ("二次", "增量主要来自二次供水改造", False),
        ("二次", "二次培训", True),
        ("一件", "一件是检索不充分", False),
        ("一件", "最快的一件当天答复", False),
        ("一件", "予以公开一件", True),
        ("一件", "新收的一件申请", True),
    ],
)
def test_what_counts_nothing_is_no_figure_and_a_count_is_one(
    written: str, clause: str, counts: bool
) -> None:
    said = "contradicted" if written.startswith(("四", "二十")) else None
    assert is_no_figure(written, clause, 2024, said) is not counts


def test_the_year_in_a_title_is_the_titles_and_the_same_year_beside_it_is_not() -> None:
    inside = faithfulness(drafted(_1_2="全年新收申请8件，《工作规划（2024—2030年）》已公布。"))
    outside = faithfulness(drafted(_1_2="全年新收申请8件，到2030年全部公布。"))
    assert not any("2030年" in reason and "日期" in reason for reason in inside.reasons)
    assert any("2030年" in reason for reason in outside.reasons)
    assert (outside.values["numbers"] or 0) < 1


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("全年新收申请8件。2024年未收到对公开工作的举报。", True),  # the year is the report's
        ("全年新收申请8件。2025年，我镇将继续办好申请。", True),
        ("全年新收申请8件。2025年新收申请8件。", False),
        ("全年新收申请8件。联系电话：0570-7043307。", True),
        ("全年新收申请8件。答复电话咨询7043307次。", False),
        ("全年新收申请8件。答复咨询7043307次。", False),
    ],
)
def test_years_of_plans_and_the_reports_own_are_true_and_telephones_are_no_figures(
    text: str, right: bool
) -> None:
    assert (faithfulness(drafted(_1_2=text)).values["numbers"] == 1) is right


def test_rouge_is_what_rouge_chinese_gives_to_the_last_digit() -> None:
    from rouge_chinese import Rouge  # type: ignore[import-untyped]

    this, last = case().reference, case().previous
    assert this is not None
    assert last is not None
    for part in ("1.2", "1.5", "5"):
        texts = this.text_of(part), last.text_of(part)
        letters = [" ".join("".join(text.replace(".", "点").split())) for text in texts]
        theirs = Rouge(metrics=["rouge-l"]).get_scores(*letters)[0]["rouge-l"]["f"]
        assert rouge_l(*texts) == rounded(Decimal(str(theirs))) > 0
    assert rouge_l("", "文") == 0
