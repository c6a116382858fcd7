"""What the buttons do, called as Gradio calls them, with the real corpus and a scripted model."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import gradio as gr
import pytest

from assistant.chat.choosing import ListChooser
from assistant.drafting.drafter import Drafter
from assistant.drafting.prompts import Prompt
from assistant.drafting.writer import Writer
from assistant.report.model import AnnualReport
from assistant.retrieval.corpus import Corpus
from assistant.workspace.door import Door
from assistant.workspace.people import People
from assistant.workspace.project import Project
from assistant.workspace.values import LOCAL
from assistant.workspace.workspace import Workspace
from tests.drafting.scripted_writer import ScriptedWriter
from tests.ui.conftest import Visit, request_from
from ui.data.edits import Edits
from ui.data.saving import save_edits
from ui.desk import Desk
from ui.events import BLANK, BROKEN, BUSY, LONGEST_MESSAGE
from ui.office import COOKIE, Office, opened_once

Open = Callable[..., Visit]
PASSWORD = "一把很长的钥匙 2026"


def test_the_fifth_part_is_drafted_into_the_document_and_the_talk(visit: Open) -> None:
    tab = visit().says("draft section 五")
    assert "群众对依申请公开的知晓度不高" in tab.document
    assert 'data-newest="5"' in tab.document
    assert "【五、存在的主要问题及改进情况】" in tab.last_words
    assert tab.shown[tab.screen.message] == ""


def test_the_talk_grows_while_the_draft_is_written(visit: Open) -> None:
    tab = visit()
    lengths = []
    for update in tab.events.send("全部起草", tab.project, tab.desk, tab.request):
        if tab.screen.chat in update:
            lengths.append(len(str(update[tab.screen.chat])))
    assert len(set(lengths)) > 2
    assert lengths == sorted(lengths)


def test_a_button_leaves_what_is_being_typed_alone(visit: Open) -> None:
    tab = visit()
    tab.does(*tab.events.request("校验表格")(tab.project, tab.desk, tab.request))
    assert "表格校验通过" in tab.last_words
    assert tab.screen.message not in tab.shown


@pytest.mark.parametrize("message", ["", "  \n ", "　"])
def test_a_blank_message_gets_a_hint_and_nothing_else(message: str, visit: Open) -> None:
    tab = visit()
    tab.shown = {}
    tab.says(message)
    assert BLANK in tab.status
    assert list(tab.shown) == [tab.screen.status]


def test_an_enormous_message_is_refused_and_stays_in_the_box(visit: Open) -> None:
    tab = visit().says("字" * (LONGEST_MESSAGE + 1))
    assert f"{LONGEST_MESSAGE + 1} 字" in tab.status
    assert tab.screen.message not in tab.shown
    assert len(tab.own.messages) == 1


def test_a_second_request_waits_until_the_first_is_done(visit: Open) -> None:
    tab = visit()
    first = tab.events.send("全部起草", tab.project, tab.desk, tab.request)
    next(first)
    second = tab.events.send("校验表格", tab.project, tab.desk, tab.request)
    assert BUSY in str(list(second)[-1][tab.screen.status])
    first.close()  # the tab was closed in the middle
    assert "表格校验通过" in tab.says("校验表格").last_words


def test_a_model_writes_sentences_that_are_marked_as_its_own(
    visit: Open, yuanzhou: AnnualReport
) -> None:
    (section,) = Drafter(yuanzhou).draft(("5",)).sections
    writer = ScriptedWriter(section.text)
    tab = visit(writer).says("起草第五部分")
    assert writer.asked
    assert 'class="sentence model"' in tab.document
    assert "写法：scripted" in tab.last_words
    assert "模型 scripted" in str(tab.shown[tab.screen.headline])


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
    stop.append(tab.own.stop)
    tab.says("起草第五部分")
    assert "已停止" in tab.last_words
    assert tab.own.draft is None
    assert isinstance(tab.shown[tab.screen.stop], gr.Button)
    assert "表格校验通过" in tab.says("校验表格").last_words


def test_markup_in_a_message_is_shown_and_not_run(visit: Open) -> None:
    tab = visit().says("<img src=http://elsewhere.example/x onerror=pwned()> 怎么说")
    assert "<img" not in str(tab.shown[tab.screen.chat])
    assert "&lt;img" in str(tab.shown[tab.screen.chat])


def test_a_new_tab_finds_conversation_draft_and_its_versions_again(visit: Open) -> None:
    visit().says("起草依申请公开").says("1.2第一句删掉")
    again = visit()
    assert [m.text for m in again.own.messages if m.role == "user"] == [
        "起草依申请公开",
        "1.2第一句删掉",
    ]
    assert len(again.own.history.versions) == 2
    assert "现在是第 1 版" in again.says("撤销").last_words


def test_what_was_written_when_the_browser_went_away_is_there_afterwards(visit: Open) -> None:
    tab = visit(ScriptedWriter("空话。"))
    writing = tab.events.send("全部起草", tab.project, tab.desk, tab.request)
    for update in writing:
        if "已写 <b>3</b>" in str(update.get(tab.screen.document, "")):
            break
    writing.close()
    again = visit()
    assert again.own.draft is not None
    assert len(again.own.draft.sections) == 3
    assert again.own.messages[-1].text.startswith("\n【前言】") or "前言" in again.last_words


def test_a_colleague_who_redrafts_meanwhile_is_not_overwritten_and_it_is_said(visit: Open) -> None:
    mine, theirs = visit(), visit()
    writing = mine.events.send("起草第五部分", mine.project, mine.desk, mine.request)
    next(writing)
    theirs.says("起草依申请公开")
    mine.does(*writing)
    assert "没有存进项目" in mine.last_words
    assert "本机用户" in mine.last_words
    assert [s.id for s in visit().own.draft.sections] == ["1.2"]  # type: ignore[union-attr]
    mine.says("起草第五部分")
    assert [s.id for s in visit().own.draft.sections] == ["1.2", "5"]  # type: ignore[union-attr]


def test_figures_typed_meanwhile_are_those_of_the_next_draft(visit: Open, project: Project) -> None:
    tab = visit()
    save_edits(project, Edits(base=1, cells={"t2.normative_documents.issued": "5"}))
    draft = tab.says("起草主动公开").own.draft
    assert draft is not None
    assert draft.facts["t2.normative_documents.issued"].value == "5"


def test_a_project_that_is_not_there_is_said_to_be_absent(visit: Open) -> None:
    tab = visit(project_id="anothers")
    assert "没有这个项目" in str(tab.shown[tab.screen.headline])
    assert "没有这个项目" in tab.says("全部起草").status
    assert tab.desk is None


def test_nobody_from_another_machine_gets_in_while_there_are_no_accounts(visit: Open) -> None:
    tab = visit()
    far = request_from("192.0.2.7")
    assert "只能在本机使用" in str(list(tab.events.send("校验", tab.project, tab.desk, far))[-1])


def test_another_agencys_project_is_absent_for_every_event(
    visit: Open, workspace: Workspace
) -> None:
    tab = visit()
    people = People(workspace)
    people.add("李强", PASSWORD, "drafter", ["某县民政局"])
    token = Door(workspace).sign_in("李强", PASSWORD, "127.0.0.1").token
    tab.request = request_from(query=f"project={tab.project}", cookie=f"{COOKIE}={token}")
    held = tab.desk  # a desk that was opened before is of no use to somebody else
    assert "没有这个项目" in str(tab.events.open(tab.request)[tab.screen.headline])
    assert "没有这个项目" in tab.says("全部起草").status
    for event in (tab.events.show_check, tab.events.show_draft, tab.events.show_comparison):
        assert "没有这个项目" in str(event(tab.project, held, tab.request)[tab.screen.headline])
    exported = list(tab.events.show_exports(tab.project, held, tab.request))[-1]
    assert tab.screen.downloads["docx"] not in exported


def test_a_word_file_that_is_asked_for_stands_in_the_conversation(visit: Open) -> None:
    tab = visit().says("起草依申请公开").says("导出Word")
    assert "Word 文件写好了" in tab.last_words
    (file,) = tab.own.messages[-1].files
    assert file.name == "原州区人民政府办公室2022年政府信息公开工作年度报告.docx"
    shown = tab.shown[tab.screen.chat]
    assert shown[-1]["content"] == {"path": str(file)}  # type: ignore[index]
    assert "这里不能写文件" not in str(shown)
    assert [one.suffix for one in tab.says("导出excel和网页").own.messages[-1].files] == [
        ".html",
        ".xlsx",
    ]


def test_the_model_of_the_page_is_asked_for_actions_as_the_settings_say(
    office: Office, project: Project
) -> None:
    asked: list[Writer] = []

    def chooser(writer: Writer) -> ListChooser:
        asked.append(writer)
        return ListChooser(ScriptedWriter('{"action": "draft", "section": "5"}'))

    desk = Desk(
        replace(office, writer=ScriptedWriter("空话。"), chooser=chooser), LOCAL, project.id
    )
    desk.say("帮我把第五块收拾利索")
    list(desk.answer("帮我把第五块收拾利索"))
    assert "按“起草5”来做" in desk.messages[-1].text
    assert len(asked) == 1
    desk.close()


def test_an_error_of_ours_is_owned_and_frees_the_button(visit: Open) -> None:
    tab = visit()
    assert BROKEN in str(tab.events.broken()[tab.screen.status])


def test_a_corpus_is_opened_once_for_all() -> None:
    opened: list[Path] = []
    gate = threading.Barrier(4)

    def corpus(home: Path) -> Corpus:
        opened.append(home)
        return SimpleNamespace()  # type: ignore[return-value]

    shared = opened_once(corpus)

    def ask() -> None:
        gate.wait()
        shared(Path("甲"))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened == [Path("甲")]
