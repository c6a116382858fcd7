"""The journey of a clerk through the page, in Debian's chromium, on real figures."""

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, expect

from assistant.exporting.export import export
from assistant.report.model import AnnualReport
from tests.browser.clerk import cell, rested, saved, say, started, tab, written
from tests.browser.conftest import Desktop, Server, shot

pytestmark = pytest.mark.browser

Fresh = Callable[..., Desktop]
MOST_CLICKS = 12


def test_from_an_empty_workspace_to_a_word_file_in_twelve_clicks_typing_only_numbers(
    desktop: Fresh, figures: AnnualReport, tmp_path: Path
) -> None:
    last = figures.model_copy(update={"agency": "某县民政局", "year": 2021, "title": ""})
    last = last.with_cells({"t2.normative_documents.in_force": 43, "t3.new.total": 6})
    (file,) = export(last, ["docx"], tmp_path)
    clicks = 0

    def click(target: Locator) -> None:
        nonlocal clicks
        clicks += 1
        target.click()

    page = desktop().page()
    shot(page, "1-start")
    form = page.locator("form", has=page.get_by_text("从上年年报建立"))
    clicks += 1  # the file is picked
    form.locator("input[type=file]").set_input_files(file)
    click(form.locator("button"))
    expect(cell(page, "t3.carried_in.total")).to_have_value("0")
    for address, value in figures.cells().items():
        typed = value and not address.startswith("t3.carried_in")
        if typed and not address.endswith(".total") and "result_total" not in address:
            cell(page, address).focus()
            page.keyboard.type(str(value))
    saved(page)
    shot(page, "2-typed")
    for table in ("table2", "table3", "table4"):
        click(page.locator(f"#form-{table} [data-fill='zeros:{table}']"))
        expect(page.locator(f'[data-state="{table}"]')).to_have_text("已填满")
    expect(page.locator(".cell.wrong")).to_have_count(0)
    click(page.get_by_role("tab", name="起草"))
    click(page.get_by_role("button", name="全部起草"))
    written(page, 9)
    click(page.get_by_role("tab", name="导出"))
    word = page.get_by_role("button", name="Word 文件")
    expect(word).to_be_enabled()
    with page.expect_download() as download:
        click(word)
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name == "某县民政局2022年政府信息公开工作年度报告.docx"
    assert len(docx.Document(str(path)).tables) == 3
    assert clicks <= MOST_CLICKS


def test_what_does_not_agree_is_shown_at_once_and_every_way_out_of_it_works(
    desktop: Fresh, figures: AnnualReport, tmp_path: Path
) -> None:
    page = desktop(permissions=["clipboard-read", "clipboard-write"]).page()
    started(page, figures.model_copy(update={"agency": "某市水务局", "title": ""}), tmp_path)
    total = cell(page, "t3.new.total")
    total.fill("9")
    expect(total).to_have_class(re.compile("wrong"))
    expect(page.locator('[data-sum="t3.new.total"]')).to_have_text("＝8")
    expect(page.locator('[data-balance="total"]')).to_have_text("差 +1")
    cell(page, "t3.carried_out.total").scroll_into_view_if_needed()
    expect(page.locator(".told .error").first).to_be_in_viewport()  # it stays beside the table
    shot(page, "3-imbalance")
    cell(page, "t3.new.business").fill("几件")
    expect(page.locator(".told")).to_contain_text("不是数字，没有保存")
    cell(page, "t3.new.business").fill("0")
    saved(page)
    tab(page, "校验")
    first = page.locator("#findings li[data-fingerprint]").first
    first.locator("[data-goto]").click()
    expect(total).to_be_focused()
    tab(page, "校验")
    first.get_by_text("确认无误").click()
    first.get_by_label("理由").fill("台账如此")
    first.get_by_role("button", name="确认", exact=True).click()
    expect(page.locator("#check-accepted")).to_contain_text("台账如此")
    expect(page.locator("#check-note .message").first).to_be_in_viewport()
    shot(page, "4-check")
    page.locator("#check-accepted").get_by_role("button", name="撤回确认").click()
    expect(page.locator("#findings .done")).to_have_text("已撤回确认。")
    page.locator("#findings [data-act=fix]").first.click()
    expect(page.locator(".tally .error b")).to_have_text("0")
    tab(page, "数据")
    expect(total).to_have_value("8")
    page.get_by_role("button", name="撤销", exact=True).first.click()
    expect(total).to_have_value("9")
    page.get_by_role("button", name="重做").click()
    expect(total).to_have_value("8")
    page.get_by_text("修改记录").click()
    page.locator(".versions li", has_text="第 1 版").get_by_role("button", name="恢复").click()
    expect(page.locator(".saved")).to_contain_text("已恢复成第 1 版")
    page.evaluate("navigator.clipboard.writeText('5\\t1\\n6\\t2')")
    cell(page, "t3.granted.natural_person").focus()
    page.keyboard.press("Control+V")
    for address, value in (("granted.natural_person", 5), ("partially_granted.business", 2)):
        expect(cell(page, f"t3.{address}")).to_have_value(str(value))
    page.keyboard.press("ArrowDown")
    expect(cell(page, "t3.partially_granted.natural_person")).to_be_focused()
    saved(page)
    page.get_by_role("button", name="加一件").click()
    card = page.locator(".card").last
    card.get_by_label("做了什么").fill("举办水情教育活动3场，参加1200人次")
    card.get_by_label("来源").fill("活动登记")
    saved(page)
    page.reload()
    expect(page.locator(".card").last.get_by_label("来源")).to_have_value("活动登记")
    expect(cell(page, "t3.granted.natural_person")).to_have_value("5")


def test_a_sentence_shows_what_it_rests_on_and_the_talk_answers(
    desktop: Fresh, figures: AnnualReport, tmp_path: Path
) -> None:
    page = desktop().page()
    started(page, figures.model_copy(update={"agency": "某市民政局", "title": ""}), tmp_path)
    tab(page, "起草")
    page.get_by_role("button", name="起草依申请公开").click()
    sentence = page.locator(".sentence", has_text="予以公开2件、部分公开4件、无法提供2件")
    sentence.focus()
    trail = sentence.locator(".trail")
    expect(trail).to_be_in_viewport(ratio=1)
    expect(trail).to_contain_text("部分公开")
    shot(page, "5-sentence")
    page.keyboard.press("Escape")
    expect(trail).to_be_hidden()
    say(page, "第49条怎么说")
    answer = page.locator("#chat .message-content").last
    expect(answer).to_contain_text("第四十九条：")
    say(page, "1.2第一句删掉")
    expect(answer).to_contain_text("1.2")
    page.get_by_role("button", name="撤销", exact=True).last.click()
    expect(answer).to_contain_text("现在是第 1 版")
    tab(page, "数据")
    page.get_by_role("button", name="加一件").click()
    typed = page.locator(".card").last.get_by_label("做了什么")
    typed.fill("半")  # too short to be sent: it stands in this browser only
    tab(page, "起草")
    say(page, "收到申请改成9件")
    expect(answer).to_contain_text("8 → 9")
    say(page, "好的")
    expect(cell(page, "t3.new.total")).to_have_value("9")
    tab(page, "数据")
    beside = page.locator("td", has=cell(page, "t3.new.total"))
    expect(beside.locator(".was")).to_have_text("改，原 8")
    expect(page.locator(".saved")).to_contain_text("8 → 9")
    expect(typed).to_have_value("半")
    shot(page, "9-changed-in-talk")
    tab(page, "起草")
    say(page, "导出Word")
    with page.expect_download() as download:
        page.locator("#chat a[download]").click()
    assert download.value.suggested_filename == "某市民政局2022年政府信息公开工作年度报告.docx"
    shot(page, "12-file-in-talk")
    hostile = "甲局<img src=http://elsewhere.example/a onerror=pwned=1>${pwned=1}{{x}}"
    say(page, hostile)
    expect(answer).to_contain_text("资料")
    assert page.locator("#document img, #chat img, #headline img").count() == 0
    assert page.evaluate("window.pwned") is None


def test_a_reload_in_the_middle_of_writing_and_the_back_button_lose_nothing(
    desktop: Fresh, figures: AnnualReport, tmp_path: Path
) -> None:
    page = desktop().page()
    where = started(
        page, figures.model_copy(update={"agency": "某市教育局", "title": ""}), tmp_path
    )
    cell(page, "t2.licensing").fill("7")
    page.reload()  # before the pause after which a save begins
    expect(cell(page, "t2.licensing")).to_have_value("7")
    saved(page)
    tab(page, "起草")
    page.get_by_role("button", name="全部起草").click()
    page.locator(".paper .sentence").first.wait_for()
    page.reload()
    tab(page, "起草")
    expect(page.locator(".paper .sentence").first).to_be_attached()
    expect(page.get_by_text("全部起草", exact=True).first).to_be_visible()
    page.goto(page.url.partition("project/")[0])
    page.go_back()
    assert page.url == where
    expect(cell(page, "t2.licensing")).to_have_value("7")


def test_two_browsers_in_one_project_merge_other_cells_and_are_asked_about_the_same_one(
    desktop: Fresh, figures: AnnualReport, tmp_path: Path
) -> None:
    one = desktop().page()
    where = started(one, figures.model_copy(update={"agency": "某市司法局", "title": ""}), tmp_path)
    other = desktop().page(
        where.partition("/project/")[1].lstrip("/") + where.partition("/project/")[2]
    )
    expect(other.locator(".figures")).to_be_visible()
    cell(one, "t2.licensing").fill("3")
    saved(one)
    cell(other, "t2.penalties").fill("4")
    saved(other)
    expect(cell(other, "t2.licensing")).to_have_value("3")
    cell(one, "t2.coercion").fill("5")
    saved(one)
    cell(other, "t2.coercion").fill("6")
    conflict = other.locator(".conflict")
    expect(conflict).to_contain_text("也改了本年数据")
    shot(other, "6-conflict")
    conflict.get_by_role("button", name="仍用我填的").click()
    saved(other)
    expect(cell(one, "t2.coercion")).to_have_value("6")  # taken in by itself


def test_a_killed_server_loses_nothing_and_the_open_page_goes_on(
    desktop: Fresh, figures: AnnualReport, tmp_path: Path, server: Server
) -> None:
    page = desktop().page()
    started(page, figures.model_copy(update={"agency": "某市交通局", "title": ""}), tmp_path)
    tab(page, "起草")
    page.get_by_role("button", name="起草第五部分").click()
    written(page, 1)
    rested(page)
    tab(page, "数据")
    cell(page, "t2.licensing").fill("11")
    saved(page)
    server.kill()
    cell(page, "t2.penalties").fill("12")
    expect(page.locator(".saved")).to_contain_text("正在重试")
    server.start()
    saved(page)
    tab(page, "起草")
    say(page, "校验表格")
    expect(page.locator("#chat .message-content").last).to_contain_text("校验")
    page.reload()
    expect(cell(page, "t2.licensing")).to_have_value("11")
    expect(cell(page, "t2.penalties")).to_have_value("12")
    tab(page, "起草")
    written(page, 1)


def test_a_large_file_is_read_and_a_larger_one_refused_in_words(
    desktop: Fresh, figures: AnnualReport, tmp_path: Path
) -> None:
    page = desktop().page()
    report = figures.model_copy(update={"agency": "某市卫健委", "title": ""})
    started(page, report, tmp_path)
    last = report.model_copy(update={"year": 2021})
    (file,) = export(last, ["html"], tmp_path, "上年")
    padding = f"<!--{'.' * (10 * 1024 * 1024)}-->"
    file.write_text(file.read_text("utf-8").replace("</body>", f"{padding}</body>"), "utf-8")
    page.get_by_test_id("导入上年年报-upload-button").set_input_files(file)
    expect(page.locator("#import-note")).to_contain_text("已导入2021年年报")
    tab(page, "对比")
    expect(page.locator("table.years")).to_contain_text("本年新收申请")
    shot(page, "7-years")
    tab(page, "数据")
    large = tmp_path / "大.yaml"
    with large.open("wb") as empty:
        empty.truncate(21 * 1024 * 1024)
    page.get_by_test_id("导入上年年报-upload-button").set_input_files(large)
    expect(page.locator(".conflict")).to_contain_text("文件有 21 MB，没有导入")
