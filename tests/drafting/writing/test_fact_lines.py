"""What a model is shown of the figures: names that a clerk uses, kinds under their result."""

import pytest

from assistant.drafting.drafter import Drafter
from assistant.drafting.writing.fact_lines import fact_lines
from assistant.drafting.writing.numbering import numbered
from tests.drafting.adversarial.cases import previous_of, report_of

SAMPLES = ("lanzhou-shi-2023", "qinglan-hedu-zhen-2024", "lanzhou-shenji-ju-2023")
LONGEST = 400


def lines_by_part(name: str, section: str) -> list[tuple[str, ...]]:
    figures = f"corpus/samples/{name}.yaml"
    drafter = Drafter(report_of(figures), previous=previous_of(figures))
    works = drafter.to_write(drafter.material(section)).works
    facts = [[f for f in work.facts if f.kind != "identity"] for work in works]
    return [numbered(own, LONGEST, ids=False).lines for own in facts]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("section", ["1.1", "1.2"])
def test_every_line_of_figures_said_as_it_stands_is_a_true_sentence(
    name: str, section: str
) -> None:
    figures = f"corpus/samples/{name}.yaml"
    drafter = Drafter(report_of(figures), previous=previous_of(figures))
    part = drafter.to_write(drafter.material(section))
    said = 0
    for work in part.works:
        ground = part.ground_of([work.piece])
        facts = [f for f in work.facts if f.kind not in ("identity", "work", "statement")]
        for line in fact_lines(facts, LONGEST):
            sentence = line.text.replace("：", "", 1) + "。"
            assert ground.judge(sentence).reasons == (), sentence
            said += 1
    assert said >= 4


def test_the_kinds_of_a_result_stand_in_its_own_line() -> None:
    (lines,) = [own for own in lines_by_part("lanzhou-shi-2023", "1.2") if "予以公开：531件" in own]
    assert (
        "无法提供：348件，其中本机关不掌握相关政府信息318件、没有现成信息需要另行制作21件、补正后申请内容仍不明确9件"
        in lines
    )
    assert len(lines) == 11


def test_an_only_kind_is_named_without_its_number_again() -> None:
    lines = [line for own in lines_by_part("qinglan-hedu-zhen-2024", "1.2") for line in own]
    assert "不予公开：1件，为保护第三方合法权益" in lines
    assert "行政复议：1件，结果维持" in lines


def test_last_years_figure_stands_in_the_line_of_the_difference_alone() -> None:
    lines = [line for own in lines_by_part("lanzhou-shi-2023", "1.2") for line in own]
    assert "新收申请比上年的1186件增加：156件" in lines
    assert not any(line.startswith("上年新收申请") for line in lines)


def test_no_line_says_a_name_that_only_a_table_has() -> None:
    lines = [
        line
        for name in SAMPLES
        for section in ("1.1", "1.2")
        for own in lines_by_part(name, section)
        for line in own
    ]
    for stiff in ("增减", "升降", "处理决定数量", "制发件数", "收费金额", "总计"):
        assert not any(stiff in line for line in lines), stiff


def test_every_fact_of_a_piece_is_in_exactly_one_line() -> None:
    figures = "corpus/samples/lanzhou-shi-2023.yaml"
    drafter = Drafter(report_of(figures), previous=previous_of(figures))
    for work in drafter.to_write(drafter.material("1.2")).works:
        facts = [f for f in work.facts if f.kind != "identity"]
        told = [f.id for line in fact_lines(facts, LONGEST) for f in line.facts]
        assert sorted(told) == sorted(f.id for f in facts)


def test_problems_and_measures_of_part_five_are_shown_as_what_they_are() -> None:
    (lines,) = [own for own in lines_by_part("lanzhou-jiaoyu-ju-2024", "5") if len(own) > 2]
    assert lines[0] == "存在的问题是智能咨询助手对复杂问题的回答不够准确"
    assert lines[1].startswith("改进措施是建立人工接续机制")
    figures = "corpus/samples/lanzhou-jiaoyu-ju-2024.yaml"
    drafter = Drafter(report_of(figures), previous=previous_of(figures))
    part = drafter.to_write(drafter.material("5"))
    ground = part.ground_of([work.piece for work in part.works])
    assert ground.judge("，".join(lines) + "。").reasons == ()


def test_what_did_not_change_is_said_in_one_line_that_holds() -> None:
    report = report_of("examples/yuanzhou-2022.yaml")
    drafter = Drafter(report, previous=report.model_copy(update={"year": 2021, "title": ""}))
    part = drafter.to_write(drafter.material("1.2"))
    facts = [f for f in part.works[0].facts if f.kind != "identity"]
    lines = numbered(facts, LONGEST, ids=False).lines
    assert "新收申请与上年的8件持平" in lines
    assert not any("上年新收" in line or "增减" in line for line in lines)
    ground = part.ground_of([part.works[0].piece])
    assert ground.judge("新收申请与上年的8件持平。").reasons == ()
