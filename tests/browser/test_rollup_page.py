"""A county's office rolls up twelve units in Debian's chromium: files in, progress, result, papers out."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from assistant.exporting.export import RENDERERS
from assistant.reading.open_file import read_report
from evals.rollup import faulty_files as spoil
from evals.rollup.county import FORMATS, PARENT, YEAR, added_up, as_file, reports_of
from evals.rollup.county import unit_names as names_of
from tests.browser.conftest import Desktop, shot

pytestmark = pytest.mark.browser

_LEVEL_AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve units, two of which hand in nothing good, one nothing, one in a locked file."""
    folder = tmp_path_factory.mktemp("county")
    names = names_of(12)
    clean = reports_of(names, 7)
    files = [as_file(n, clean[n], FORMATS[i % len(FORMATS)]) for i, n in enumerate(names[4:])]
    files.append(as_file(names[0], spoil.total_off_by_one(clean[names[0]]), "html"))
    old = clean[names[1]].model_copy(update={"year": YEAR - 1, "title": ""})
    files.append(as_file(names[1], old, "docx"))
    files.append(spoil.locked(names[2], clean[names[2]]))
    packed = folder / "各单位年报.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in files:
            archive.writestr(file.name, file.content)
    (folder / "名单.txt").write_text("\n".join(names), "utf-8")
    counted = [clean[name] for name in (names[0], *names[4:])]
    parent = clean[names[0]].model_copy(
        update={"agency": PARENT, "title": "", "sections": {}, "preface": ()}
    )
    cells = added_up(counted)
    cells["t2.penalties"] = (cells["t2.penalties"] or 0) - (
        clean[names[5]].cell("t2.penalties") or 0
    )
    (folder / "本级.json").write_bytes(RENDERERS["json"](parent.with_cells(cells)))
    return folder


def faults(page: Page, step: str) -> list[str]:
    found = Axe().run(page, options=_LEVEL_AA).response["violations"]
    return [f"{step}: {one['id']} {one['nodes'][0]['html'][:160]}" for one in found]


def hand_in(page: Page, kind: str, path: Path) -> None:
    form = page.locator(f'form[data-kind="{kind}"]')
    form.locator("input[type=file]").set_input_files(path)
    form.get_by_role("button", name="上传").click()
    expect(page.locator(".told").first).to_contain_text("收下")


def test_a_county_hands_in_rolls_up_reads_the_result_and_takes_the_papers_away(
    desktop: Callable[..., Desktop], county: Path, tmp_path: Path
) -> None:
    page = desktop().page()
    page.set_default_timeout(120_000)  # papers are printed beside it; how fast is not tested here
    page.get_by_role("link", name="汇总下级单位的年报").click()
    page.get_by_label("本级机关全称").fill(PARENT)
    page.get_by_label("年度").fill(str(YEAR))
    violations = faults(page, "列表")
    page.get_by_role("button", name="建立").click()
    for kind, name in (("units", "各单位年报.zip"), ("list", "名单.txt"), ("parent", "本级.json")):
        hand_in(page, kind, county / name)
    shot(page, "rollup-1-handed-in")
    violations += faults(page, "收文件")
    page.get_by_role("button", name="开始汇总").click()
    # Progress and stopping are tested in tests/ui: eleven files are read before a hand is there,
    # and the page goes on to its result by itself.
    result = page.locator(".result")
    expect(result).to_contain_text("不能相加", timeout=120_000)
    for words in ("未报", f"报的是 {YEAR - 1} 年的报告", "密码", "TAB301"):
        expect(result).to_contain_text(words)
    penalties = result.locator("tr.differs", has_text="处罚").first
    expect(penalties).to_be_visible()
    expect(result).to_contain_text(f"{names_of(12)[5]}这一格的数")
    expect(result.locator("figure svg").first).to_be_attached()
    violations += faults(page, "结果")
    shot(page, "rollup-3-result")
    page.emulate_media(color_scheme="dark")
    violations += faults(page, "结果（深色）")
    shot(page, "rollup-4-dark")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 820, "height": 1180})
    assert page.evaluate("document.documentElement.scrollWidth") <= 821
    shot(page, "rollup-5-tablet")
    page.set_viewport_size({"width": 1366, "height": 768})
    assert violations == []
    with page.expect_download() as workbook:
        page.get_by_role("link", name=re.compile(r"\.xlsx$")).click()
    workbook.value.save_as(tmp_path / "汇总.xlsx")
    assert read_report(tmp_path / "汇总.xlsx").agency == PARENT
    with page.expect_download() as letters:
        page.get_by_role("link", name="整改通知").click()
    letters.value.save_as(tmp_path / "整改通知.zip")
    with zipfile.ZipFile(tmp_path / "整改通知.zip") as archive:
        assert any(names_of(12)[0] in name for name in archive.namelist())
    corrected = reports_of(names_of(12), 7)[names_of(12)[0]]
    again = tmp_path / f"{names_of(12)[0]}.html"
    again.write_bytes(RENDERERS["html"](corrected))
    hand_in(page, "units", again)
    expect(page.locator(".stale")).to_contain_text("重新汇总")
    page.get_by_role("button", name="重新汇总").click()
    expect(page.locator(".run")).to_contain_text(
        re.compile("11 个文件，其中 (9|10) 个没有变"), timeout=120_000
    )
    expect(page.locator(".result")).not_to_contain_text("TAB301")
