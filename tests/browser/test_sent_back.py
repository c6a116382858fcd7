"""Handing in and sending back with comments, and a long import that is called off, in Debian's chromium."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant.report.model import AnnualReport
from tests.browser.clerk import rested, slow_scan, started, tab, written
from tests.browser.conftest import Desktop, shot

pytestmark = pytest.mark.browser

Fresh = Callable[..., Desktop]


def test_comments_on_two_sentences_go_back_in_one_press_and_a_long_import_is_called_off(
    desktop: Fresh, figures: AnnualReport, tmp_path: Path
) -> None:
    page = desktop().page()
    started(page, figures.model_copy(update={"agency": "某市文旅局", "title": ""}), tmp_path)
    page.get_by_test_id("导入上年年报-upload-button").set_input_files(slow_scan(tmp_path))
    page.get_by_role("button", name="取消导入").click()
    expect(page.locator("#import-note")).to_contain_text("已取消，没有导入")
    tab(page, "起草")
    page.get_by_role("button", name="起草第五部分").click()
    written(page, 1)
    rested(page)
    tab(page, "导出")
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator(".stage")).to_have_text("待审核")
    tab(page, "起草")
    for nth, words in ((0, "写具体些"), (1, "换个说法")):
        page.locator(".paper .sentence").nth(nth).focus()
        page.locator("[data-write-remark]").nth(nth).fill(words)
    page.reload()  # what was written is kept until it is sent
    expect(page.locator(".sentence.commented")).to_have_count(2)
    shot(page, "10-comments")
    tab(page, "导出")
    page.get_by_role("button", name="退回修改（2 条意见）").click()
    expect(page.locator(".stage")).to_have_text("已退回，意见 2／2 条未改")
    tab(page, "起草")
    expect(page.locator(".remark")).to_have_count(2)
    shot(page, "11-sent-back")
    page.locator(".remark").first.get_by_role("button", name="已改好").click()
    expect(page.locator(".remark")).to_have_count(1)
    page.reload()
    expect(page.locator(".stage")).to_have_text("已退回，意见 1／2 条未改")
