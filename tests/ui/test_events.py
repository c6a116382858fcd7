"""What the buttons do, called as Gradio calls them, with the real corpus and a scripted model."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import docx
import gradio as gr
import pytest

from assistant.drafting.drafter import Drafter
from assistant.drafting.prompts import Prompt
from assistant.report.model import AnnualReport
from tests.drafting.scripted_writer import ScriptedWriter
from tests.ui.conftest import Visit
from ui.events import BLANK, BROKEN, BUSY, LONGEST_MESSAGE

Open = Callable[..., Visit]


def test_the_fifth_part_is_drafted_into_the_document_and_the_talk(visit: Open) -> None:
    tab = visit().says("draft section 五")
    assert "群众对依申请公开的知晓度不高" in tab.document
    assert 'data-newest="5"' in tab.document
    assert "【五、存在的主要问题及改进情况】" in tab.last_words
    assert tab.shown[tab.screen.message] == ""


def test_the_talk_grows_while_the_draft_is_written(visit: Open) -> None:
    tab = visit()
    lengths = []
    for update in tab.events.send("全部起草", tab.desk):
        if tab.screen.chat in update:
            lengths.append(len(str(update[tab.screen.chat])))
    assert len(set(lengths)) > 20
    assert lengths == sorted(lengths)


def test_a_button_leaves_what_is_being_typed_alone(visit: Open) -> None:
    tab = visit()
    tab.does(*tab.events.request("校验表格", tab.desk))
    assert "表格校验通过" in tab.last_words
    assert tab.screen.message not in tab.shown


@pytest.mark.parametrize("message", ["", "  \n ", "　"])
def test_a_blank_message_gets_a_hint_and_nothing_else(message: str, visit: Open) -> None:
    tab = visit().says(message)
    assert BLANK in tab.status
    assert list(tab.shown) == [tab.screen.status]


def test_an_enormous_message_is_refused_and_stays_in_the_box(visit: Open) -> None:
    tab = visit().says("字" * (LONGEST_MESSAGE + 1))
    assert f"{LONGEST_MESSAGE + 1} 字" in tab.status
    assert tab.screen.message not in tab.shown
    assert len(tab.desk.messages) == 1


def test_a_second_request_waits_until_the_first_is_done(visit: Open) -> None:
    tab = visit()
    first = tab.events.send("全部起草", tab.desk)
    next(first)
    assert BUSY in str(list(tab.events.send("校验表格", tab.desk))[-1][tab.screen.status])
    assert BUSY in str(tab.events.load_example(tab.desk)[tab.screen.status])
    first.close()  # the tab was closed in the middle
    assert "表格校验通过" in tab.says("校验表格").last_words


def test_two_people_do_not_see_each_other(visit: Open, yuanzhou: AnnualReport) -> None:
    tab = visit()
    other = Visit(tab.events, tab.screen, tab.events.open()[tab.screen.desk])  # type: ignore[arg-type]
    tab.says("起草第五部分")
    other.says("起草依申请公开")
    assert [s.id for s in tab.desk.draft.sections] == ["5"]  # type: ignore[union-attr]
    assert [s.id for s in other.desk.draft.sections] == ["1.2"]  # type: ignore[union-attr]


def test_a_model_writes_sentences_that_are_marked_as_its_own(
    visit: Open, yuanzhou: AnnualReport
) -> None:
    (section,) = Drafter(yuanzhou).draft(("5",)).sections
    writer = ScriptedWriter(section.text)
    tab = visit(writer).says("起草第五部分")
    assert writer.asked
    assert 'class="sentence model"' in tab.document
    assert "写法：scripted" in tab.last_words
    assert "模型 scripted" in str(tab.events.open()[tab.screen.headline])


def test_what_a_model_invents_is_listed_with_the_reason_and_not_in_the_document(
    visit: Open,
) -> None:
    tab = visit(ScriptedWriter("全年培训1289人次。")).says("起草第五部分")
    paper, _, lists = tab.document.partition("</article>")
    assert "1289" not in paper
    assert "全年培训1289人次" in lists
    assert "原因：" in lists


def test_stop_ends_a_model_between_two_words_and_keeps_the_draft(visit: Open) -> None:
    stop: list[Callable[[], None]] = []

    def script(prompt: Prompt) -> str:
        stop[0]()
        return "一句很长的话，" * 50

    tab = visit(ScriptedWriter(script))
    stop.append(tab.desk.stop)
    tab.says("起草第五部分")
    assert "已停止" in tab.last_words
    assert tab.desk.draft is None
    assert isinstance(tab.shown[tab.screen.stop], gr.Button)
    assert "表格校验通过" in tab.says("校验表格").last_words


def test_a_bad_upload_says_why_keeps_the_report_and_is_deleted(
    visit: Open, tmp_path: Path, yuanzhou: AnnualReport
) -> None:
    upload = tmp_path / "隐私路径" / "坏.yaml"
    upload.parent.mkdir()
    upload.write_text("agency: 某局\nyear: 20222\n", "utf-8")
    tab = visit()
    tab.does(tab.events.load_upload(str(upload), tab.desk))
    assert "没有载入。坏.yaml：" in tab.last_words
    assert "写四位年份" in tab.last_words
    assert "隐私路径" not in tab.last_words
    assert "原来的数据没有变" in tab.last_words
    assert tab.desk.figures is yuanzhou
    assert not upload.exists()


def test_a_good_upload_takes_the_place_of_the_old_report(
    visit: Open, tmp_path: Path, yuanzhou: AnnualReport
) -> None:
    upload = tmp_path / "新.json"
    upload.write_text(
        yuanzhou.model_copy(update={"agency": "某县民政局", "title": ""}).model_dump_json(), "utf-8"
    )
    tab = visit().says("起草第五部分")
    tab.does(tab.events.load_upload(str(upload), tab.desk))
    assert "某县民政局" in str(tab.shown[tab.screen.headline])
    assert "已写 <b>0</b>" in tab.document
    assert not tab.shown[tab.screen.downloads["docx"]].interactive  # type: ignore[attr-defined]


def test_markup_in_a_message_is_shown_and_not_run(visit: Open) -> None:
    tab = visit().says("<img src=http://elsewhere.example/x onerror=pwned()> 怎么说")
    assert "<img" not in str(tab.shown[tab.screen.chat])
    assert "&lt;img" in str(tab.shown[tab.screen.chat])


def test_the_draft_can_be_taken_away_in_four_formats(visit: Open) -> None:
    tab = visit().says("起草依申请公开")
    assert all(tab.shown[button].interactive for button in tab.screen.downloads.values())  # type: ignore[attr-defined]
    files = tab.desk.export()
    assert list(files) == list(tab.screen.downloads)
    words = "\n".join(p.text for p in docx.Document(str(files["docx"])).paragraphs)
    assert "予以公开2件、部分公开4件、无法提供2件" in words
    assert json.loads(files["json"].read_text("utf-8"))["sections"][0]["id"] == "1.2"
    tab.desk.close()
    assert not any(path.exists() for path in files.values())


def test_without_figures_the_conversation_says_what_is_needed(visit: Open) -> None:
    tab = visit(figures=None).says("起草第五部分")
    assert "请先载入数据文件" in tab.last_words
    assert "第四十九条" in tab.says("第49条怎么说").last_words


def test_an_error_of_ours_is_owned_and_frees_the_button(visit: Open) -> None:
    tab = visit()
    assert BROKEN in str(tab.events.broken()[tab.screen.status])


def test_the_corpus_is_opened_once_for_all() -> None:
    from ui.desk import opened_once

    opened: list[int] = []
    gate = threading.Barrier(4)

    def corpus() -> object:
        opened.append(1)
        return object()

    shared = opened_once(corpus)  # type: ignore[arg-type]

    def ask() -> None:
        gate.wait()
        shared()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened == [1]
