"""How the page looks and reads: accessible by day and by night, on a tablet, on paper."""

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.exporting.export import export
from assistant.report.model import AnnualReport
from tests.browser.clerk import started, tab, written
from tests.browser.conftest import Desktop, shot

pytestmark = pytest.mark.browser

Fresh = Callable[..., Desktop]


def test_every_step_passes_the_accessibility_check_by_day_and_by_night(
    desktop: Fresh, figures: AnnualReport, tmp_path: Path
) -> None:
    page = desktop().page()
    faults = _faults(page, "首页", _LEVEL_AA)
    wrong = figures.model_copy(update={"agency": "某市审计局", "title": ""})
    wrong = wrong.model_copy(update={"preface": (NOW,)})
    started(page, wrong.with_cells({"t3.new.total": 9}), tmp_path)
    last = wrong.model_copy(update={"year": 2021, "preface": (LAST,)})
    (file,) = export(last.with_cells({"t2.penalties": 300}), ["json"], tmp_path, "上年")
    page.get_by_test_id("导入上年年报-upload-button").set_input_files(file)
    expect(page.locator("#import-note")).to_contain_text("已导入2021年年报")
    for step in ("数据", "校验", "起草", "对比", "导出"):
        tab(page, step)
        if step == "对比":
            expect(page.locator("table.texts ins").first).to_have_text("三审三校和")
        if step == "导出":
            expect(page.get_by_role("button", name="Word 文件")).to_be_enabled()
        page.wait_for_timeout(400)  # colours that fade in are not yet what they will be
        faults += _faults(page, step, _LEVEL_AA)
        shot(page, f"light-{step}")
        if step == "对比":
            page.locator("table.texts").first.scroll_into_view_if_needed()
            shot(page, "light-对比-文字")
        page.evaluate("document.body.classList.add('dark')")
        page.wait_for_timeout(400)
        faults += _faults(page, f"{step}（深色）", _COLOURS)
        shot(page, f"dark-{step}")
        page.evaluate("document.body.classList.remove('dark')")
    assert faults == []


LAST = (
    "本机关全年收到申请6件，同比增长20%。举办业务培训2场，120人次参加。严格落实保密审查制度。"
    "编发工作简报100期。持续加强队伍建设。"
)
NOW = (
    "本机关全年收到申请9件，同比增长50%。严格落实三审三校和保密审查制度。举办公众开放日活动1次。"
    "持续加强队伍建设。举办专题业务培训4场，240人次参加。"
)
_LEVEL_AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
_COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast"]},
    "resultTypes": ["violations"],
}


def _faults(page: Page, step: str, options: dict[str, object]) -> list[str]:
    result = Axe().run(page, options=options)
    return [
        f"{step}: {fault['id']} {node['html'][:160]} {node.get('failureSummary', '')[:240]}"
        for fault in result.response["violations"]
        for node in fault["nodes"][:2]
    ]


def test_printing_gives_the_document_alone_and_a_tablet_shows_everything(
    desktop: Fresh, figures: AnnualReport, tmp_path: Path
) -> None:
    page = desktop(viewport={"width": 820, "height": 1180}).page()
    started(page, figures.model_copy(update={"agency": "某市农业局", "title": ""}), tmp_path)
    for step in ("数据", "校验", "起草", "对比", "导出"):
        tab(page, step)
        assert page.evaluate("document.documentElement.scrollWidth") <= 821
        shot(page, f"tablet-{step}")
    tab(page, "起草")
    page.get_by_role("button", name="起草第五部分").click()
    written(page, 1)
    page.emulate_media(media="print")
    for gone in ("#headline", "#chat", "#requests", ".progress", ".list"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".paper h1")).to_be_visible()
    paper = pypdfium2.PdfDocument(page.pdf())
    words = "".join(sheet.get_textpage().get_text_range() for sheet in paper)
    printed = re.sub(r"\s", "", words)
    last = page.locator(".paper .sentence").last.evaluate("one => one.firstChild.textContent")
    assert last in printed
    assert "四、结转下年度继续办理" in printed  # the tables stand open
    assert "写法：" not in printed
