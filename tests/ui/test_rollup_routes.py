"""The roll-up over HTTP: taking in, running, downloading, and who may do which."""

import io
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import httpx
import pytest
from fastapi.testclient import TestClient

from assistant.exporting.export import RENDERERS
from assistant.reading.open_file import read_report
from assistant.report.model import AnnualReport
from assistant.retrieval.corpus import Corpus
from assistant.settings import Settings
from assistant.workspace.people import People
from assistant.workspace.workspace import open_workspace
from tests.rollup.handed_in import YEAR, figures
from tests.ui.conftest import NOW
from ui.office import Office
from ui.page import build_page
from ui.rollup.running import Run, Runs
from ui.rollup.taking_in import MOST_FILES
from ui.server import keep_files_in, web_application

HERE = ("127.0.0.1", 5000)
HOST = "http://127.0.0.1:7860"
PASSWORD = "一把很长的钥匙 2026"
COUNTY, TOWN = "青坪县人民政府", "云溪镇人民政府"
PEOPLE = {
    "王芳": ("drafter", COUNTY),
    "赵敏": ("reviewer", COUNTY),
    "李强": ("administrator", TOWN),
}
Part = tuple[str, tuple[str, bytes, str]]


@pytest.fixture(scope="module")
def office(
    corpus: Callable[[Path], Corpus], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("rollup-page")
    workspace = open_workspace(Settings(home=folder / "home"), lambda: NOW)
    for name, (role, agency) in PEOPLE.items():
        People(workspace).add(name, PASSWORD, role, [agency])  # type: ignore[arg-type]
    yield Office(workspace, corpus, None, folder)
    workspace.close()


@pytest.fixture(scope="module")
def clients(office: Office) -> Iterator[dict[str, TestClient]]:
    """A browser for each person who has signed in, and one of nobody."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", "")
        keep_files_in(office.folder / "passing")
        application = web_application(build_page(office), office)
    found = {}
    for name in (*PEOPLE, ""):
        client = TestClient(application, client=HERE, base_url=HOST, follow_redirects=True)
        if name:
            client.post("/sign-in", data={"name": name, "password": PASSWORD})
        found[name] = client
    yield found
    application.state.runs.close()


@pytest.fixture(scope="module")
def wang(clients: dict[str, TestClient]) -> TestClient:
    return clients["王芳"]


def begun(client: TestClient, year: int) -> str:
    answer = client.post("/rollup", data={"agency": COUNTY, "year": year})
    assert answer.status_code == 200, answer.text
    return answer.url.path


def as_json(report: AnnualReport) -> bytes:
    return RENDERERS["json"](report)


def file(name: str, content: bytes) -> Part:
    return "files", (name, content, "application/octet-stream")


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def rolled(client: TestClient, where: str) -> httpx.Response:
    client.post(f"{where}/run")
    deadline = time.monotonic() + 60
    while client.get(f"{where}/progress").json()["under_way"]:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return client.get(where)


UNITS = {
    "教育局.json": as_json(figures("青坪县教育局", new=31, t2__licensing=5)),
    "民政局/年报.json": as_json(figures("青坪县民政局", new=7, t3__new__total=8)),
    "审计局.json": as_json(figures("青坪县审计局", 2023, new=4)),
    "坏.docx": b"PK\x03\x04 damaged",
}


@pytest.fixture(scope="module")
def where(wang: TestClient) -> str:
    """A collection that was rolled up once."""
    place = begun(wang, YEAR)
    named = "青坪县教育局\n青坪县民政局\n青坪县审计局\n青坪县林业局\n".encode()
    wang.post(f"{place}/files/units", files=[file("各单位.zip", zipped(UNITS))])
    wang.post(f"{place}/files/list", files=[file("名单.txt", named)])
    parent = as_json(figures(COUNTY, new=40, t2__licensing=5))
    wang.post(f"{place}/files/parent", files=[file("本级.json", parent)])
    assert "1 个没有变" not in rolled(wang, place).text
    return place


def test_the_result_names_every_fault_and_stands_the_sums_beside_the_parents_own(
    wang: TestClient, where: str
) -> None:
    page = wang.get(where).text
    for words in ("青坪县林业局", "没有收到", "报的是 2023 年的报告", "坏.docx", "不能相加"):
        assert words in page
    assert '本级</th><th scope="col">相差' in page
    assert page.count('<tr class="differs">') > 0
    assert "<svg" in page or "没有中文字体" in page


def test_the_papers_can_be_had_and_the_workbook_reads_back(
    wang: TestClient, where: str, tmp_path: Path
) -> None:
    page = wang.get(where).text
    (name,) = {part.split('"')[0] for part in page.split("/papers/")[1:] if ".xlsx" in part}
    answer = wang.get(f"{where}/papers/{name}")
    assert "attachment" in answer.headers["content-disposition"]
    (tmp_path / "汇总.xlsx").write_bytes(answer.content)
    assert read_report(tmp_path / "汇总.xlsx").agency == COUNTY
    letters = zipfile.ZipFile(io.BytesIO(wang.get(f"{where}/letters.zip").content))
    assert any("民政局" in name for name in letters.namelist())
    assert wang.get(f"{where}/letters.zip").content == wang.get(f"{where}/letters.zip").content


def test_a_second_run_reads_only_what_has_changed(wang: TestClient) -> None:
    place = begun(wang, 2019)
    three = [file(f"{n}.json", as_json(figures(f"青坪县{n}局", 2019, new=n))) for n in (3, 4, 5)]
    wang.post(f"{place}/files/units", files=three)
    assert "3 个文件，其中 0 个没有变" in rolled(wang, place).text
    changed = file("4.json", as_json(figures("青坪县4局", 2019, new=9)))
    told = wang.post(f"{place}/files/units", files=[changed]).text
    assert "1 个换掉了原来同名的：4.json" in told
    assert "请重新汇总" in told
    assert "3 个文件，其中 2 个没有变" in rolled(wang, place).text


def test_files_can_be_taken_out_again(wang: TestClient) -> None:
    place = begun(wang, 2018)
    wang.post(f"{place}/files/units", files=[file("a.json", b"{}"), file("b.json", b"{}")])
    page = wang.post(f"{place}/remove/units", data={"names": ["a.json", "../../list.json"]}).text
    assert "移走了 1 个文件" in page
    assert "各单位年报（1 个）" in page


def test_a_collection_with_nothing_to_add_up_says_so_and_stays(wang: TestClient) -> None:
    place = begun(wang, 2017)
    wang.post(f"{place}/files/units", files=[file("a.json", b"{}")])
    page = rolled(wang, place).text
    assert "没有汇总成：没有一份可以汇总的报告" in page
    assert "怎么办" in page


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.zip", b"", "打不开"),
        ("断.zip", zipped({"a.json": b"x" * 9000}, zipfile.ZIP_STORED)[:900], "打不开"),
        ("很多.zip", zipped({f"{n}.json": b"{}" for n in range(MOST_FILES + 1)}), "最多 500 个"),
        ("膨胀.zip", zipped({"a.json": bytes(51 * 1024**2)}), "太大"),
        ("", b"", "没有选文件"),
    ],
)
def test_a_zip_that_is_broken_crowded_or_swollen_is_refused_whole(
    wang: TestClient, name: str, content: bytes, words: str
) -> None:
    place = begun(wang, 2016)
    answer = wang.post(
        f"{place}/files/units",
        files=[file("好.json", b"{}"), file(name, content)] if name else [file(name, content)],
    )
    assert answer.status_code == 422
    assert words in answer.text
    assert "收到 0 个" in wang.get(place).text


def test_a_zip_leads_to_no_other_folder_and_its_names_are_read_in_both_codes(
    wang: TestClient, office: Office
) -> None:
    place = begun(wang, 2015)
    gbk = zipped({"XXXXXX.json": b"{}"}).replace(b"XXXXXX", "教育局".encode("gb18030"))
    sly = zipped({"../../../../sly.json": b"{}", "/abs/b.json": b"{}", "__MACOSX/c.json": b"{}"})
    page = wang.post(
        f"{place}/files/units", files=[file("gbk.zip", gbk), file("sly.zip", sly)]
    ).text
    assert "教育局.json" in page
    assert "abs/b.json" in page
    assert not list(office.folder.rglob("sly.json"))
    assert "没有收" in page


def test_a_list_or_figures_that_cannot_be_read_are_refused_when_they_are_handed_in(
    wang: TestClient,
) -> None:
    place = begun(wang, 2014)
    for kind, name in (("list", "名单.pdf"), ("list", "空.txt"), ("parent", "本级.xlsx")):
        answer = wang.post(f"{place}/files/{kind}", files=[file(name, b" ")])
        assert answer.status_code == 422
        assert "怎么办" in answer.text
        assert str(Path.home().anchor + "tmp") not in answer.text
    assert "没有名单" in wang.get(place).text


def test_nobody_of_another_agency_finds_a_collection_by_its_address(
    clients: dict[str, TestClient], where: str
) -> None:
    li = clients["李强"]
    assert COUNTY not in li.get("/rollup").text
    for path in ("", "/progress", "/letters.zip", "/papers/催报名单.docx"):
        assert li.get(f"{where}{path}").status_code == 404
    for path in ("/run", "/stop"):
        assert li.post(f"{where}{path}").status_code == 404
    assert li.post(f"{where}/files/units", files=[file("a.json", b"{}")]).status_code == 404
    assert li.post("/rollup", data={"agency": COUNTY, "year": 2024}).status_code == 422


def test_who_has_not_signed_in_is_sent_to_sign_in_before_anything_is_read(
    clients: dict[str, TestClient], where: str
) -> None:
    nobody = clients[""]
    page = nobody.get(where, headers={"accept": "text/html"})
    assert page.url.path == "/sign-in"
    assert where in page.text
    assert nobody.post(f"{where}/files/units", content=b"x" * 10).status_code == 401


def test_a_reviewer_sees_the_result_and_changes_nothing(
    clients: dict[str, TestClient], where: str
) -> None:
    zhao = clients["赵敏"]
    page = zhao.get(where)
    assert "青坪县林业局" in page.text
    assert "上传" not in page.text
    assert zhao.post(f"{where}/run").status_code == 403


def test_an_upload_of_another_site_or_beyond_the_limit_is_not_taken(
    wang: TestClient, where: str
) -> None:
    foreign = {"origin": "http://evil.example"}
    assert wang.post(f"{where}/run", headers=foreign).status_code == 403
    form = {"content-type": "multipart/form-data; boundary=x"}
    huge = form | {"content-length": str(300 * 1024**2)}
    assert wang.post(f"{where}/files/units", content=b"", headers=huge).status_code == 413


def test_a_collection_lies_in_a_folder_of_its_agency_that_only_its_owner_reads(
    office: Office, where: str
) -> None:
    (folder,) = (office.workspace.settings.home / "agencies").glob(f"*/rollups/{YEAR}")
    assert folder.stat().st_mode & 0o077 == 0
    assert COUNTY not in str(folder)


def test_a_run_that_is_asked_to_stop_ends_at_its_next_file() -> None:
    runs, reading = Runs(), Event()

    def work(run: Run) -> None:
        for done in range(10_000):
            run.tell(done, 10_000, "甲局.docx")
            reading.set()
            run.stop.wait(0.01)

    assert runs.start("2024-a", work)
    assert reading.wait(30)
    runs.stop("2024-a")
    runs.close()
    going = runs.going("2024-a")
    assert (going.state, going.under_way) == ("stopped", False)
    assert "已停止" in going.words
    assert going.done < 10_000
