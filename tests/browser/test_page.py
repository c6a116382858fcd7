"""The journey of a clerk through the page, in Debian's chromium."""

import json
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

AGENCY = "原州区人民政府办公室"


def load_example(tab: Page) -> None:
    tab.get_by_role("button", name="载入示例").click()
    expect(tab.locator("#headline")).to_contain_text(AGENCY)


def say(tab: Page, message: str) -> None:
    tab.get_by_role("textbox").fill(message)
    tab.get_by_role("textbox").press("Enter")
    expect(tab.get_by_role("textbox")).to_have_value("")


def test_a_draft_of_section_five_by_button_and_by_words(tab: Page) -> None:
    load_example(tab)
    expect(tab.locator("#document")).to_contain_text("三、收到和处理政府信息公开申请情况")
    tab.get_by_role("button", name="起草第五部分").click()
    expect(tab.locator(".paper .sentence").first).to_be_in_viewport()
    expect(tab.locator(".paper")).to_contain_text("群众对依申请公开的知晓度不高")
    expect(tab.locator(".progress .written")).to_have_text("已写 1／9 部分")
    say(tab, "draft section 五")
    expect(tab.get_by_text("draft section 五", exact=True)).to_be_visible()
    expect(tab.get_by_text("写法：离线组稿")).to_have_count(2)


def test_a_sentence_shows_its_facts_by_keyboard_and_escape_puts_them_away(tab: Page) -> None:
    load_example(tab)
    tab.get_by_role("button", name="起草依申请公开").click()
    sentence = tab.locator(".sentence", has_text="予以公开2件、部分公开4件、无法提供2件")
    sentence.focus()
    trail = sentence.locator(".trail")
    expect(trail).to_be_visible()
    expect(trail).to_be_in_viewport(ratio=1)
    expect(trail).to_contain_text("部分公开")
    tab.keyboard.press("Escape")
    expect(trail).to_be_hidden()


def test_the_tables_are_checked_and_an_article_is_quoted(tab: Page) -> None:
    load_example(tab)
    tab.get_by_role("button", name="校验表格").click()
    answer = tab.locator("#chat .message-content").last
    expect(answer).to_contain_text("表格校验通过")
    say(tab, "第49条怎么说")
    expect(answer).to_contain_text("第四十九条：")
    expect(answer).to_contain_text("1月31日前")


def test_the_word_file_that_is_downloaded_opens(tab: Page, tmp_path: Path) -> None:
    load_example(tab)
    word = tab.get_by_role("button", name="导出 Word")
    expect(word).to_be_disabled()
    tab.get_by_role("button", name="全部起草").click()
    expect(tab.locator(".progress .written")).to_have_text("已写 9／9 部分")
    expect(word).to_be_enabled()
    with tab.expect_download() as download:
        word.click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name == f"{AGENCY}2022年政府信息公开工作年度报告.docx"
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    assert "予以公开2件、部分公开4件、无法提供2件" in words
    with tab.expect_download() as download:
        tab.get_by_role("button", name="导出 JSON").click()
    assert len(json.loads(Path(download.value.path()).read_text("utf-8"))["sections"]) == 9


def test_a_bad_upload_says_why_and_the_old_report_stays(tab: Page, tmp_path: Path) -> None:
    load_example(tab)
    bad = tmp_path / "坏数据.yaml"
    bad.write_text("agency: 某局\nyear: 20222\n", "utf-8")
    tab.locator("input[type=file]").set_input_files(bad)
    answer = tab.locator("#chat .message-content").last
    expect(answer).to_contain_text("没有载入。坏数据.yaml")
    expect(answer).to_contain_text("写四位年份")
    expect(tab.locator("#headline")).to_contain_text(AGENCY)
    large = tmp_path / "大.yaml"
    with large.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    tab.locator("input[type=file]").set_input_files(large)
    expect(tab.locator(".status")).to_contain_text("文件有 21 MB，没有载入")


def test_markup_in_figures_and_messages_is_only_text(tab: Page, tmp_path: Path) -> None:
    hostile = "甲局<img src=http://elsewhere.example/a onerror=pwned=1>${pwned=1}{{x}}"
    figures = json.loads(_example_as_json(tmp_path))
    figures |= {"agency": hostile, "title": "", "problems": [f"问题{hostile}"]}
    file = tmp_path / "敌意.json"
    file.write_text(json.dumps(figures, ensure_ascii=False), "utf-8")
    tab.locator("input[type=file]").set_input_files(file)
    expect(tab.locator("#headline")).to_contain_text(hostile)
    tab.get_by_role("button", name="全部起草").click()
    expect(tab.locator(".progress .written")).to_have_text("已写 9／9 部分")
    say(tab, hostile)
    expect(tab.locator("#chat .message-content", has_text="资料")).to_have_count(1)
    assert tab.locator("#document img, #chat img, #headline img, #document script").count() == 0
    assert tab.evaluate("window.pwned") is None


def _example_as_json(folder: Path) -> str:
    from assistant.exporting.export import export
    from assistant.reading.open_file import read_report
    from assistant.resources import examples_dir

    report = read_report(examples_dir() / "yuanzhou-2022.yaml")
    return export(report, ["json"], folder, "例")[0].read_text("utf-8")
