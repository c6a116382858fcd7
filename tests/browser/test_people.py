"""Signing in, agencies kept apart by URL, and a model that is stopped: in Debian's chromium."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.exporting.export import export
from assistant.reading.open_file import read_report
from assistant.resources import examples_dir
from assistant.settings import Settings
from assistant.workspace.people import People
from assistant.workspace.workspace import open_workspace
from tests.browser.conftest import Desktop, Server, free_port, shot
from tests.drafting.odd_servers import odd_server

pytestmark = pytest.mark.browser

AGENCY, OTHER = "某市财政局", "某市民政局"
_LEVEL_AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
PASSWORD = "一把很长的钥匙 2026"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with two clerks of two agencies, and a model that never comes to an end."""
    home = tmp_path_factory.mktemp("office")
    workspace = open_workspace(Settings(home=home), lambda: datetime.now(UTC))
    People(workspace).add("王芳", PASSWORD, "drafter", [AGENCY])
    People(workspace).add("李强", PASSWORD, "drafter", [OTHER])
    People(workspace).add("周正", PASSWORD, "administrator", [AGENCY])
    workspace.close()
    with odd_server("trickle") as url:
        settings = {"OPENAI_BASE_URL": url, "OPENAI_MODEL": "odd"}
        running = Server(home, free_port(), settings)
        running.start()
        yield running
        running.end()


def signed_in(desktop: Desktop, name: str, there: str = "") -> Page:
    page = desktop.page(there)
    page.get_by_label("姓名").fill(name)
    page.get_by_label("口令").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    return page


def test_a_clerk_signs_in_stops_a_slow_model_and_no_other_agency_sees_it(
    desktop: Callable[..., Desktop], office: Server, tmp_path: Path
) -> None:
    figures = read_report(examples_dir() / "yuanzhou-2022.yaml")
    (file,) = export(figures.model_copy(update={"agency": AGENCY, "title": ""}), ["json"], tmp_path)
    stranger = desktop(office).page()
    expect(stranger.get_by_text("请先登录")).to_be_visible()
    shot(stranger, "8-sign-in")
    wang = signed_in(desktop(office), "王芳")
    form = wang.locator("form", has=wang.get_by_text("从本年数据建立"))
    form.locator("input[type=file]").set_input_files(file)
    form.locator("button").click()
    expect(wang.locator(".figures")).to_be_visible()
    where = wang.url.removeprefix(office.address)
    wang.get_by_role("tab", name="起草").click()
    status = wang.locator(".status")
    wang.get_by_role("button", name="起草第五部分").click()
    expect(status).to_contain_text("正在办")
    wang.get_by_role("button", name="停止").click()
    expect(wang.locator("#chat .message-content").last).to_contain_text("已停止")
    wang.get_by_role("button", name="起草依申请公开").click()
    expect(status).to_contain_text("正在办")
    wang.reload()  # while the model is in the middle of a sentence
    expect(wang.locator("#chat")).to_contain_text("起草依申请公开")
    li = signed_in(desktop(office), "李强", where)
    expect(li.locator("#headline")).to_contain_text("没有这个项目")
    li.goto(office.address)
    expect(li.get_by_text("新建年报")).to_be_visible()
    expect(li.get_by_text(AGENCY)).to_have_count(0)


def test_an_administrator_makes_an_account_on_the_page_and_finds_it_in_the_log(
    desktop: Callable[..., Desktop], office: Server
) -> None:
    page = signed_in(desktop(office), "周正")
    page.get_by_role("link", name="帐号").click()
    page.get_by_label("姓名（名字不能重用").fill("赵新")
    page.get_by_role("button", name="建立").click()
    expect(page.get_by_role("status")).to_contain_text("已建立帐号：赵新")
    secret = page.locator(".told code").inner_text()
    shot(page, "9-accounts")
    new = desktop(office).page()
    new.get_by_label("姓名").fill("赵新")
    new.get_by_label("口令").fill(secret)
    new.get_by_role("button", name="登录").click()
    expect(new.get_by_text("新建年报")).to_be_visible()
    expect(new.get_by_role("link", name="帐号")).to_have_count(0)
    page.get_by_role("link", name="操作记录").click()
    page.get_by_label("做了什么").select_option("建立帐号")
    page.get_by_label("谁").fill("周正")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("赵新 起草")
    shot(page, "9-log")
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载 csv").click()
    assert "赵新 起草" in Path(taken.value.path()).read_text("utf-8-sig")
    faults = [
        (fault["id"], [node["target"] for node in fault["nodes"]])
        for fault in Axe().run(page, options=_LEVEL_AA).response["violations"]
    ]
    assert faults == []
