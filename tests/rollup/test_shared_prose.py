"""Sentences that several units share, set phrases and numbers of their own aside."""

import json
from pathlib import Path

import openpyxl

from assistant.exporting.export import RENDERERS
from assistant.report.model import AnnualReport, SectionText
from assistant.rollup.as_json import rollup_as_json
from assistant.rollup.folder import folder_of
from assistant.rollup.looking import Look, look_at
from assistant.rollup.page import to_page
from assistant.rollup.papers import write_papers
from assistant.rollup.rollup import RollUp, rolled_up
from assistant.rollup.shared_prose import sentences_of
from tests.rollup.handed_in import figures

COPIED = "我局组织业务骨干逐村走访群众，收集群众最关心的惠农补贴问题并编成问答手册发放到户。"
OWN = "{}自己开发了一套办件提醒的小程序，每件申请到期前五天向承办人发送短信催办通知。"


def told(agency: str, *sentences: str) -> AnnualReport:
    title = "五、政府信息公开工作存在的主要问题及改进情况"
    return figures(agency).model_copy(
        update={"sections": {"5": SectionText(title=title, paragraphs=sentences)}}
    )


def rolled(folder: Path, *reports: AnnualReport) -> RollUp:
    folder.mkdir(parents=True, exist_ok=True)
    for report in reports:
        (folder / f"{report.agency}.json").write_bytes(RENDERERS["json"](report))
    return rolled_up(look_at(folder_of(folder).files, Look(processes=1)))


def test_a_sentence_that_units_share_is_told_with_all_who_have_it(tmp_path: Path) -> None:
    result = rolled(
        tmp_path / "units",
        told("青坪县教育局", COPIED, OWN.format("去年我局")),
        told("青坪县民政局", COPIED),
        told("青坪县审计局", OWN.format("今年初")),
    )
    assert [(one.text, one.units) for one in result.shared] == [
        (COPIED, ("青坪县教育局", "青坪县民政局"))
    ]
    assert COPIED in to_page(result)
    (one,) = json.loads(json.dumps(rollup_as_json(result)))["shared_sentences"]
    assert one["units"] == ["青坪县教育局", "青坪县民政局"]
    paths = write_papers(result, tmp_path / "out").paths
    book = openpyxl.load_workbook(next(path for path in paths if path.suffix == ".xlsx"))
    rows = list(book["内容雷同"].iter_rows(min_row=4, values_only=True))
    assert rows == [(1, "第五部分", COPIED, 2, "青坪县教育局、青坪县民政局")]
    named = {row[1] for row in book["各单位"].iter_rows(min_row=4, values_only=True)}
    assert named == {"青坪县教育局", "青坪县民政局", "青坪县审计局"}


def test_names_of_the_unit_are_left_aside_and_numbers_are_not() -> None:
    words = "{}全年举办惠农补贴政策宣讲会{}场，把政策要点逐条讲给种粮大户和合作社负责人听。"
    one = sentences_of(told("青坪县教育局", words.format("青坪县教育局", 12)))
    same = sentences_of(told("青坪县民政局", words.format("青坪县民政局", 12)))
    other = sentences_of(told("青坪县民政局", words.format("青坪县民政局", 31)))
    assert [said.digest for said in one] == [said.digest for said in same]
    assert [said.digest for said in one] != [said.digest for said in other]


def test_short_sentences_and_set_phrases_are_nobodys_own_words() -> None:
    set_phrases = (
        "以习近平新时代中国特色社会主义思想为指导，依照《中华人民共和国政府信息公开条例》编制。"
    )
    assert sentences_of(told("青坪县教育局", "台账不全，人手不足。", set_phrases)) == ()
