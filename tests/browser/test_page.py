"""The journey of a clerk through the page, in Debian's chromium, on real figures."""

import re
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from assistant.exporting.export import export
from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from assistant.resources import examples_dir
from tests.browser.conftest import Desktop, Server, shot

pytestmark = pytest.mark.browser

Fresh = Callable[..., Desktop]
AGENCY = "原州区人民政府办公室"
MOST_CLICKS = 12


@pytest.fixture(scope="session")
def figures() -> AnnualReport:
    return read_report(examples_dir() / "yuanzhou-2022.yaml")


def started(page: Page, report: AnnualReport, folder: Path) -> str:
    """A project of these figures, made on the first page; its address."""
    (file,) = export(report, ["json"], folder)
    form = page.locator("form", has=page.get_by_text("从本年数据建立"))
    form.locator("input[type=file]").set_input_files(file)
    form.locator("button").click()
    expect(page.locator(".figures")).to_be_visible()
    return page.url


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def say(page: Page, message: str) -> None:
    rested(page)
    box = page.get_by_role("textbox", name="要做什么")
    box.fill(message)
    box.press("Enter")
    expect(box).to_have_value("")


def rested(page: Page) -> None:
    """Nothing is under way: the line above the requests is empty."""
    expect(page.locator(".status")).to_have_text("")


def cell(page: Page, address: str) -> Locator:
    return page.locator(f'[data-cell="{address}"]')


def saved(page: Page) -> None:
    expect(page.locator(".saved")).to_have_text(re.compile("^已保存 "))


def written(page: Page, parts: int) -> None:
    expect(page.locator(".progress .written")).to_have_text(f"已写 {parts}／9 部分")


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


def test_every_step_passes_the_accessibility_check_by_day_and_by_night(
    desktop: Fresh, figures: AnnualReport, tmp_path: Path
) -> None:
    page = desktop().page()
    faults = _faults(page, "首页", _LEVEL_AA)
    wrong = figures.model_copy(update={"agency": "某市审计局", "title": ""})
    started(page, wrong.with_cells({"t3.new.total": 9}), tmp_path)
    for step in ("数据", "校验", "起草", "对比", "导出"):
        tab(page, step)
        if step == "导出":
            expect(page.get_by_role("button", name="Word 文件")).to_be_enabled()
        page.wait_for_timeout(400)  # colours that fade in are not yet what they will be
        faults += _faults(page, step, _LEVEL_AA)
        shot(page, f"light-{step}")
        page.evaluate("document.body.classList.add('dark')")
        page.wait_for_timeout(400)
        faults += _faults(page, f"{step}（深色）", _COLOURS)
        shot(page, f"dark-{step}")
        page.evaluate("document.body.classList.remove('dark')")
    assert faults == []


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
