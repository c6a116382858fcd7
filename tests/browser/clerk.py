"""What a clerk does on the page, and waits for."""

import re
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page, expect

from assistant.exporting.export import export
from assistant.report.model import AnnualReport


def started(page: Page, report: AnnualReport, folder: Path) -> str:
    """A project of these figures, made on the first page; its address."""
    (file,) = export(report, ["json"], folder)
    form = page.locator("form", has=page.get_by_text("从本年数据建立"))
    form.locator("input[type=file]").set_input_files(file)
    form.locator("button").click()
    expect(page.locator(".figures")).to_be_visible()
    return page.url


def slow_scan(folder: Path) -> Path:
    """A picture of a page full of figures, which takes seconds to recognise or to refuse."""
    picture = Image.new("L", (2400, 3400), 255)
    pen = ImageDraw.Draw(picture)
    for row in range(60):
        pen.text((100, 50 + row * 54), "0123456789 " * 12, fill=0, font_size=32)
    path = folder / "扫描件.png"
    picture.save(path)
    return path


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
