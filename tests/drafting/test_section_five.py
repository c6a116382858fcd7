"""五: follow-ups of last year's promises, problems with their cures, and what is only proposed."""

import pytest

from assistant.drafting.composing.pairing import pairing
from assistant.drafting.composing.proposals import proposals
from assistant.drafting.drafter import Drafter
from assistant.drafting.planning.promises import promises
from assistant.report.ledger import build_ledger
from assistant.report.model import AnnualReport, SectionText, WorkFact


def text_of_five(report: AnnualReport, previous: AnnualReport | None = None) -> str:
    section = Drafter(report, previous=previous).draft(("5",)).section("5")
    assert section is not None
    return section.text


def test_last_years_promises_are_followed_by_this_years_facts(
    qinglan: AnnualReport, qinglan_before: AnnualReport
) -> None:
    found = promises(qinglan, qinglan_before)
    assert [promise.followed_by for promise in found] == [
        ("town_list",),
        ("legal_review",),
        ("dialect_broadcast",),
    ]
    first = text_of_five(qinglan, qinglan_before).split("\n")[0]
    assert "上年" in first
    assert "13个乡镇" in first
    assert "48期" in first


def test_promises_are_read_from_last_years_prose_where_no_list_was_kept(
    qinglan: AnnualReport, qinglan_before: AnnualReport
) -> None:
    prose = SectionText(
        title="五、存在的主要问题及改进情况",
        paragraphs=("一是乡镇公开质量不高。下一步将推广乡镇公开内容清单。二是解读渠道有限。",),
    )
    sections = {**qinglan_before.sections, "5": prose}
    bare = qinglan_before.model_copy(update={"improvements": (), "sections": sections})
    (promise,) = promises(qinglan, bare)
    assert "乡镇公开内容清单" in promise.text
    assert promise.followed_by == ("town_list",)


def test_a_promise_of_which_no_fact_tells_is_asked_for_and_nothing_is_said_of_it(
    qinglan: AnnualReport, qinglan_before: AnnualReport
) -> None:
    silent = qinglan.model_copy(
        update={"facts": tuple(w for w in qinglan.facts if w.id != "dialect_broadcast")}
    )
    draft = Drafter(silent, previous=qinglan_before).draft(("5",))
    (asked,) = [m for m in draft.missing if m.item == "promise"]
    assert "方言" in asked.what
    assert "方言" not in draft.sections[0].text


def test_each_problem_stands_with_its_own_cure_also_when_they_were_given_in_another_order(
    qinglan: AnnualReport,
) -> None:
    turned = qinglan.model_copy(update={"improvements": qinglan.improvements[::-1]})
    draft = Drafter(turned).draft(("5",))
    assert any("次序与填报的不同" in notice for notice in draft.notices)
    text = draft.sections[0].text
    order = [text.index(w) for w in ("复议被纠正", "办理流程单", "村级公开", "三级公示")]
    straight = text.index("逐项签注") < text.index("两级公示表")
    assert straight, text
    assert order[0] < order[2]


@pytest.mark.parametrize(
    ("problems", "improvements", "order"),
    [
        (("公开栏更新慢", "解读材料少"), ("逐月更新公开栏", "每件文件配发解读材料"), (0, 1)),
        (("公开栏更新慢", "解读材料少"), ("每件文件配发解读材料", "逐月更新公开栏"), (1, 0)),
        (("公开栏更新慢", "解读材料少"), ("压实责任", "严格督查"), None),
        (("公开栏更新慢",), ("压实责任",), (0,)),
        (("公开栏更新慢", "解读材料少"), ("逐月更新公开栏",), None),
    ],
)
def test_a_pair_is_asserted_only_where_the_words_agree(
    problems: tuple[str, ...], improvements: tuple[str, ...], order: tuple[int, ...] | None
) -> None:
    assert pairing(problems, improvements).order == order


def test_unequal_numbers_of_problems_and_cures_are_said_and_not_paired(
    qinglan: AnnualReport,
) -> None:
    one = qinglan.model_copy(update={"improvements": qinglan.improvements[:1]})
    draft = Drafter(one).draft(("5",))
    assert any("没有一一对应" in notice for notice in draft.notices)


def test_without_problems_section_five_is_empty_and_says_what_is_missing(
    yuanzhou: AnnualReport,
) -> None:
    bare = yuanzhou.model_copy(update={"problems": (), "improvements": ()})
    draft = Drafter(bare).draft(("5",))
    assert draft.sections[0].paragraphs == ()
    assert [m.item for m in draft.missing] == ["problems", "improvements"]


def test_what_the_figures_suggest_is_proposed_and_never_asserted(
    qinglan: AnnualReport, yuanzhou: AnnualReport
) -> None:
    bare = qinglan.model_copy(update={"problems": (), "improvements": ()})
    draft = Drafter(bare).draft()
    problems = [p for p in draft.proposals if p.kind == "problem"]
    assert any("结果纠正2件" in p.text for p in problems)
    assert all((p.why and p.facts) or "工作事实" in p.why for p in draft.proposals)
    whole = "\n".join(section.text for section in draft.sections)
    assert not any(p.text in whole for p in draft.proposals)
    assert Drafter(yuanzhou).draft(("5",)).proposals == ()


def test_only_what_was_not_given_is_proposed(qinglan: AnnualReport) -> None:
    no_cures = qinglan.model_copy(update={"improvements": ()})
    kinds = {p.kind for p in Drafter(no_cures).draft(("5",)).proposals}
    assert kinds == {"improvement"}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"t3.new.total": 10, "t3.carried_in.total": 0, "t3.carried_out.total": 4}, "占收办申请的40%"),
        ({"t3.unavailable_not_held.total": 150}, "不掌握"),
        ({"t3.other_no_correction.total": 2}, "逾期不补正"),
        ({"t4.litigation_direct.corrected": 1}, "行政诉讼结果纠正1件"),
    ],
)  # fmt: skip
def test_a_proposal_rests_on_the_figures_that_it_names(
    qinglan: AnnualReport, cells: dict[str, int], words: str
) -> None:
    calm = {"t4.reconsideration.corrected": 0, "t3.unavailable_not_held.total": 0,
            "t3.other_no_correction.total": 0, "t3.carried_out.total": 0}  # fmt: skip
    report = qinglan.with_cells({**calm, **cells}).model_copy(
        update={"problems": (), "improvements": ()}
    )
    found = proposals(report, build_ledger(report))
    assert any(words in p.text for p in found), found
    plain = qinglan.with_cells(calm).model_copy(update={"problems": (), "improvements": ()})
    assert not any(words in p.text for p in proposals(plain, build_ledger(plain)))


def test_a_fact_that_says_an_improvement_more_exactly_takes_its_place(
    qinglan: AnnualReport,
) -> None:
    report = qinglan.model_copy(
        update={
            "problems": ("公开栏更新慢",),
            "improvements": ("逐月更新公开栏",),
            "facts": (
                WorkFact(id="boards", section="5", text="自5月起逐月更新公开栏，全年更新8次"),
            ),
        }
    )
    text = text_of_five(report)
    assert text.count("逐月更新公开栏") == 1
    assert "全年更新8次" in text
