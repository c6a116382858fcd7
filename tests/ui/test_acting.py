"""Files taken in, findings acted on, the review and the files to take away, on a real workspace."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import docx
import gradio as gr

from assistant.exporting.export import export
from assistant.report.model import AnnualReport
from assistant.workspace.project import Project
from assistant.workspace.values import Comment
from tests.ui.conftest import Visit
from ui.data.edits import Edits
from ui.data.saving import save_edits

Open = Callable[..., Visit]


def pressed(kind: str, fingerprint: str, reason: str = "") -> gr.EventData:
    """What the list of findings sends when a button in it is pressed."""
    return gr.EventData(None, {"kind": kind, "fingerprint": fingerprint, "reason": reason})


def test_last_years_report_is_taken_in_and_the_uploaded_copy_deleted(
    visit: Open, yuanzhou: AnnualReport, tmp_path: Path
) -> None:
    last = yuanzhou.model_copy(update={"year": 2021, "title": "", "facts": ()})
    (upload,) = export(last.with_cells({"t3.new.total": 5}), ["json"], tmp_path, "上年")
    tab = visit()
    tab.does(*tab.events.take_previous(str(upload), tab.project, tab.desk, tab.request))
    assert "已导入2021年年报" in str(tab.shown[tab.screen.import_note])
    assert not upload.exists()
    assert "2021 年" in str(tab.at(tab.events.show_comparison).shown[tab.screen.comparison])


def test_a_file_that_is_not_last_years_says_so_and_nothing_is_changed(
    visit: Open, yuanzhou: AnnualReport, tmp_path: Path
) -> None:
    folder = tmp_path / "隐私路径"
    folder.mkdir()
    (upload,) = export(yuanzhou, ["json"], folder, "同年")
    bad = folder / "坏.yaml"
    bad.write_text("agency: 某局\nyear: 20222\n", "utf-8")
    tab = visit()
    for path, said in ((upload, "要导入的是"), (bad, "写四位年份")):
        tab.does(*tab.events.take_previous(str(path), tab.project, tab.desk, tab.request))
        note = str(tab.shown[tab.screen.import_note])
        assert "没有导入" in note
        assert said in note
        assert "隐私路径" not in note
    assert tab.own.previous is None


def test_an_import_says_how_long_it_takes_and_called_off_leaves_the_project_as_it_was(
    visit: Open, project: Project, tmp_path: Path
) -> None:
    endless = tmp_path / "扫描件.yaml"
    os.mkfifo(endless)  # a reader waits for whoever writes to it
    tab = visit()
    before = project.heads()
    steps = tab.events.take_figures(str(endless), tab.project, tab.desk, tab.request)
    tab.does(next(steps), next(steps))
    assert "扫描件.yaml，已 1 秒" in str(tab.shown[tab.screen.import_note])
    assert tab.shown[tab.screen.call_off].visible  # type: ignore[attr-defined]
    tab.does(tab.events.stop(tab.desk))
    tab.does(*steps)
    assert "已取消，没有导入 扫描件.yaml" in str(tab.shown[tab.screen.import_note])
    assert not tab.shown[tab.screen.call_off].visible  # type: ignore[attr-defined]
    assert project.heads() == before
    assert "表格校验通过" in tab.says("校验表格").last_words


def test_a_pdf_is_printed_while_the_seconds_are_told_or_called_off(
    visit: Open, needs: Callable[[str], str]
) -> None:
    needs("soffice")
    tab = visit()
    steps = tab.events.print(tab.project, tab.desk, tab.request)
    tab.does(next(steps), next(steps))
    assert "已 1 秒" in str(tab.shown[tab.screen.print_note])
    tab.own.stop()
    tab.does(*steps)
    assert "没有生成 PDF" in str(tab.shown[tab.screen.print_note])
    assert list(tab.own.folder.iterdir()) == []
    tab.does(*tab.events.print(tab.project, tab.desk, tab.request))
    assert "已印好" in str(tab.shown[tab.screen.print_note])
    assert tab.shown[tab.screen.pdf].visible  # type: ignore[attr-defined]
    (file,) = tab.own.folder.iterdir()
    assert file.read_bytes().startswith(b"%PDF")


def test_a_finding_is_accepted_with_a_reason_and_comes_back_when_that_is_withdrawn(
    visit: Open, project: Project
) -> None:
    save_edits(project, Edits(base=1, cells={"t3.new.total": "9"}))
    tab = visit()
    tab.at(tab.events.show_check)
    listed = str(tab.shown[tab.screen.findings])
    fingerprint = listed.split('data-fingerprint="')[1][:12]

    def press(kind: str, reason: str = "") -> str:
        event = pressed(kind, fingerprint, reason)
        tab.does(*tab.events.act(tab.project, tab.desk, event, tab.request))
        return str(tab.shown[tab.screen.findings])

    assert "没有写理由" in press("accept", " ")
    assert "理由：已核对台账" in press("accept", "已核对台账")
    assert fingerprint in visit().own.decisions
    assert "已撤回确认" in press("withdraw")
    assert not visit().own.decisions


def test_a_certain_cure_changes_the_cell_and_can_be_undone(visit: Open, project: Project) -> None:
    save_edits(project, Edits(base=1, cells={"t3.new.total": "9"}))
    tab = visit()
    tab.at(tab.events.show_check)
    fingerprint = str(tab.shown[tab.screen.findings]).split('data-fingerprint="')[1][:12]
    event = pressed("fix", fingerprint)
    tab.does(*tab.events.act(tab.project, tab.desk, event, tab.request))
    assert "没有发现问题" in str(tab.shown[tab.screen.findings])
    assert tab.own.figures.cell("t3.new.total") == 8  # type: ignore[union-attr]
    project.undo("figures", 3)
    assert visit().own.figures.cell("t3.new.total") == 9  # type: ignore[union-attr]


def stepping(tab: Visit, kind: str, remark: str = "", why: str = "", *comments: Comment) -> str:
    """A press in the review's panel, as its script sends it; what the panel says then."""
    words = json.dumps([asdict(one) for one in comments])
    fields = {"kind": kind, "why": why, "comments": words, "remark": remark}
    event = gr.EventData(None, fields)
    tab.does(tab.events.review(tab.project, tab.desk, event, tab.request))
    return str(tab.shown[tab.screen.review])


def test_comments_on_several_sentences_go_back_at_once_and_are_marked_done_one_by_one(
    visit: Open,
) -> None:
    tab = visit()
    assert "还没有草稿" in stepping(tab, "submit")
    tab.says("起草第五部分")
    assert "已提交审核" in stepping(tab, "submit")
    assert "现在不能改" in str(tab.shown[tab.screen.figures])
    assert "data-write-remark" in tab.document
    assert "待审核" in str(tab.shown[tab.screen.headline])
    assert "退回要写明意见" in stepping(tab, "send_back", "", "", Comment("5", " "))
    first, second = (s.text for s in tab.own.draft.sections[0].paragraphs[0].sentences[:2])  # type: ignore[union-attr]
    comments = (
        Comment("5", "写具体", first),
        Comment("5", "换个说法", second),
        Comment("6", "补充"),
    )
    assert stepping(tab, "send_back", "", "", *comments).count("○ 未改") == 3
    assert "已退回，意见 3／3 条未改" in str(tab.shown[tab.screen.headline])
    again = visit()  # who drafts opens the page
    assert again.document.count('class="remark"') == 3
    assert 'data-remarks="1"' in again.document
    assert "第 1 条意见已改好" in stepping(again, "done", "1.0")
    assert "意见 2／3 条未改" in str(again.shown[again.screen.headline])
    assert again.document.count('class="remark"') == 2
    assert "重新打开" in stepping(visit(), "done", "1.2")
    assert "意见 2／3" in (
        stepping(again, "undone", "1.0") and str(again.shown[again.screen.headline])
    )
    assert "没有这条意见" in stepping(again, "done", "7.7")
    stepping(again, "submit")
    assert "已通过" in stepping(again, "approve")
    assert "已通过" in str(again.shown[again.screen.headline])
    assert "现在不能修改" in again.says("起草依申请公开").last_words


def test_a_comment_on_a_sentence_that_was_rewritten_stands_at_its_part(visit: Open) -> None:
    tab = visit().says("起草第五部分")
    stepping(tab, "submit")
    first = tab.own.draft.sections[0].paragraphs[0].sentences[0].text  # type: ignore[union-attr]
    stepping(tab, "send_back", "", "", Comment("5", "这句不要", first))
    assert 'data-remarks="1"' in tab.document
    tab.says("5第一句删掉")
    assert 'data-remarks="1"' not in tab.document
    assert f"<q>{first}</q>这句不要" in tab.document


def test_comments_that_no_page_sends_are_refused(visit: Open) -> None:
    tab = visit().says("起草第五部分")
    stepping(tab, "submit")
    for comments, said in (
        ("{", "没有读懂"),
        (json.dumps([{"section": "5", "text": "字" * 2001}]), "太长"),
    ):
        event = gr.EventData(
            None, {"kind": "send_back", "why": "", "comments": comments, "remark": ""}
        )
        tab.does(tab.events.review(tab.project, tab.desk, event, tab.request))
        assert said in str(tab.shown[tab.screen.review])


def test_the_report_can_be_taken_away_in_five_formats(visit: Open) -> None:
    tab = visit().says("起草依申请公开")
    tab.does(*tab.events.show_exports(tab.project, tab.desk, tab.request))
    assert all(tab.shown[button].interactive for button in tab.screen.downloads.values())  # type: ignore[attr-defined]
    files = tab.own.export()
    assert list(files) == list(tab.screen.downloads)
    words = "\n".join(p.text for p in docx.Document(str(files["docx"])).paragraphs)
    assert "予以公开2件、部分公开4件、无法提供2件" in words
    assert json.loads(files["json"].read_text("utf-8"))["sections"][0]["id"] == "1.2"
    tab.own.close()
    assert not any(path.exists() for path in files.values())
