"""The server takes an address or says why not, keeps others out, and saves what is typed."""

import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.errors import UnusableInput
from assistant.exporting.export import export
from assistant.report.model import AnnualReport
from assistant.retrieval.corpus import Corpus
from assistant.settings import Settings
from assistant.workspace.people import People
from assistant.workspace.values import LOCAL
from assistant.workspace.workspace import open_workspace
from tests.ui.conftest import NOW
from ui.office import Office
from ui.page import build_page
from ui.server import keep_files_in, listen, web_application

HERE = ("127.0.0.1", 5000)
HOST = "http://127.0.0.1:7860"
HTML = {"accept": "text/html"}
PASSWORD = "一把很长的钥匙 2026"


@pytest.fixture(scope="module")
def served(
    corpus: Callable[[Path], Corpus], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("page")
    workspace = open_workspace(Settings(home=folder / "home"), lambda: NOW)
    yield Office(workspace, corpus, None, folder)
    workspace.close()


@pytest.fixture(scope="module")
def client(served: Office) -> TestClient:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", "")
        keep_files_in(served.folder / "passing")
        return TestClient(web_application(build_page(served), served), client=HERE, base_url=HOST)


@pytest.fixture(scope="module")
def project(client: TestClient) -> str:
    """The sample's project, opened as the button does it."""
    answer = client.post("/projects", data={"how": "sample"}, follow_redirects=False)
    return answer.headers["location"].partition("project=")[2]


def test_a_port_in_use_is_named_with_another_one_to_try() -> None:
    with (
        listen("127.0.0.1", 0) as taken,
        pytest.raises(UnusableInput, match="已被占用") as refused,
        listen("127.0.0.1", taken.getsockname()[1]),
    ):
        pass
    assert "--port" in refused.value.cure


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(UnusableInput, match="不是本机"), listen("192.0.2.1", 7860):
        pass


def test_a_port_is_free_again_afterwards() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
    with listen("127.0.0.1", port) as again:
        assert again.type is socket.SOCK_STREAM


def test_every_answer_forbids_other_hosts(client: TestClient) -> None:
    for path in ("/", "/plain.css", "/project/", "/project/theme.css", "/nowhere"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "http" not in policy


def test_the_page_asks_for_no_font_from_elsewhere(client: TestClient) -> None:
    assert not re.search(r"url\(['\"]?https?:", client.get("/project/theme.css").text)
    assert "fonts.googleapis" not in client.get("/project/").text


def test_there_is_no_interface_for_other_programs(client: TestClient) -> None:
    assert client.get("/openapi.json").status_code == 404
    assert client.get("/docs").status_code == 404
    assert client.get("/project/gradio_api/info").json()["named_endpoints"] == {}


@pytest.mark.parametrize("path", ["/etc/passwd", str(Path("pyproject.toml").resolve())])
def test_no_file_of_the_machine_is_served(path: str, client: TestClient) -> None:
    assert client.get(f"/project/gradio_api/file={path}").status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"origin": "http://elsewhere.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
)
def test_what_another_site_makes_a_browser_send_is_refused(
    headers: dict[str, str], client: TestClient, project: str
) -> None:
    where = f"/projects/{project}/figures"
    answer = client.post(where, json={"base": 1, "fill": "totals"}, headers=headers)
    assert answer.status_code == 403
    assert client.post("/projects", data={"how": "sample"}, headers=headers).status_code == 403


def test_a_body_that_is_too_large_is_refused_before_it_is_read(
    client: TestClient, project: str
) -> None:
    where = f"/projects/{project}/figures"
    assert client.post(where, content=b"0" * (2 * 1024 * 1024 + 1)).status_code == 413
    chunks = (b"0" for _ in range(3))
    assert client.post(where, content=chunks).status_code == 411


def test_the_sample_is_opened_again_and_not_made_twice(client: TestClient, project: str) -> None:
    again = client.post("/projects", data={"how": "sample"}, follow_redirects=False)
    assert again.headers["location"].endswith(project)
    assert client.get("/").text.count("/project/?project=") == 1


def test_a_project_begins_with_what_last_years_report_settles(
    client: TestClient, yuanzhou: AnnualReport, tmp_path: Path
) -> None:
    last = yuanzhou.model_copy(update={"agency": "某县民政局", "title": ""})
    (file,) = export(last.with_cells({"t3.carried_out.total": 4}), ["docx"], tmp_path)
    with file.open("rb") as content:
        answer = client.post(
            "/projects",
            data={"how": "last"},
            files={"file": ("上年.docx", content)},
            follow_redirects=False,
        )
    where = answer.headers["location"].partition("project=")[2]
    shown = client.get(f"/projects/{where}/figures").json()
    assert shown["values"]["t3.carried_in.total"] == "4"
    assert shown["values"]["t3.new.total"] == ""


def test_a_bad_file_or_name_is_refused_in_words_and_makes_no_project(
    client: TestClient, served: Office
) -> None:
    before = len(served.workspace.as_person(LOCAL).projects())
    bad = client.post("/projects", data={"how": "figures"}, files={"file": ("<b>坏.yaml", b"a: [")})
    assert bad.status_code == 422
    assert "&lt;b&gt;坏" in bad.text or "坏.yaml" in bad.text
    assert "<b>坏" not in bad.text
    assert str(served.folder) not in bad.text
    assert "怎么办" in client.post("/projects", data={"how": "blank", "agency": "甲"}).text
    assert "没有选文件" in client.post("/projects", data={"how": "last"}).text
    assert len(served.workspace.as_person(LOCAL).projects()) == before


def test_a_cell_is_saved_with_its_sums_beside_it(client: TestClient, project: str) -> None:
    where = f"/projects/{project}/figures"
    base = client.get(where).json()["version"]
    answer = client.post(where, json={"base": base, "cells": {"t3.new.business": " １ "}}).json()
    assert answer["version"] == base + 1
    assert answer["values"] == {"t3.new.business": "1"}
    assert answer["marks"]["sums"]["t3.new.total"] == "9"
    assert (
        "t3.new.business" in answer["marks"]["wrong"] or "t3.new.total" in answer["marks"]["wrong"]
    )
    back = client.post(f"{where}/undo", json={"base": base + 1}).json()
    assert back["values"]["t3.new.business"] == "0"


def test_every_save_is_a_version_with_who_and_why_and_can_be_had_again(
    client: TestClient, project: str
) -> None:
    where = f"/projects/{project}/figures"
    base = client.get(where).json()["version"]
    client.post(where, json={"base": base, "cells": {"t2.licensing": "77"}})
    newest, before, *_ = client.get(f"{where}/versions").json()
    assert (newest["who"], newest["version"]) == ("本机用户", base + 1)
    assert newest["why"] == "填表：行政许可本年处理决定数量 77"
    again = client.post(f"{where}/versions/{before['version']}", json={"base": base + 1}).json()
    assert again["version"] == base + 2
    assert again["values"]["t2.licensing"] == "0"
    assert client.post(f"{where}/versions/9999", json={"base": base + 2}).status_code == 404


def test_two_people_who_fill_other_cells_both_find_theirs_and_the_same_cell_is_a_conflict(
    client: TestClient, project: str
) -> None:
    where = f"/projects/{project}/figures"
    base = client.get(where).json()["version"]
    first = client.post(where, json={"base": base, "cells": {"t2.licensing": "3"}}).json()
    second = client.post(where, json={"base": base, "cells": {"t2.penalties": "4"}}).json()
    assert second["values"]["t2.licensing"] == "3"
    assert second["merged"] == 1
    clash = client.post(where, json={"base": base, "cells": {"t2.licensing": "5"}})
    assert clash.status_code == 409
    assert "也改了本年数据" in clash.json()["what"]
    assert client.get(where).json()["values"]["t2.licensing"] == "3"
    assert first["version"] == base + 1


def test_where_there_are_accounts_nothing_is_shown_without_signing_in(
    corpus: Callable[[Path], Corpus], tmp_path: Path, yuanzhou: AnnualReport
) -> None:
    workspace = open_workspace(Settings(home=tmp_path / "home"), lambda: NOW)
    people = People(workspace)
    people.add("王芳", PASSWORD, "drafter", ["原州区人民政府办公室"])
    people.add("李强", PASSWORD, "drafter", ["某县民政局"])
    office = Office(workspace, corpus, None, tmp_path)
    application = web_application(build_page(office), office)
    stranger = TestClient(application, client=HERE, base_url=HOST)
    asked = stranger.get("/project/?project=x", headers=HTML, follow_redirects=False)
    assert asked.headers["location"] == "/sign-in?next=/project/%3Fproject%3Dx"
    assert stranger.get("/projects/x/heads").status_code == 401
    assert stranger.post("/project/gradio_api/queue/join", json={}).status_code == 401
    assert "姓名或口令不对" in _signed_in(application, "王芳", "错的口令").text
    wang = TestClient(application, client=HERE, base_url=HOST)
    into = {"name": "王芳", "password": PASSWORD, "next": "//elsewhere.example"}
    entered = wang.post("/sign-in", data=into, follow_redirects=False)
    assert entered.headers["location"] == "/"
    assert "HttpOnly" in entered.headers["set-cookie"]
    assert "SameSite=lax" in entered.headers["set-cookie"]
    (file,) = export(yuanzhou, ["json"], tmp_path)
    upload = {"file": ("数据.json", file.read_bytes())}
    made = wang.post("/projects", data={"how": "figures"}, files=upload, follow_redirects=False)
    project = made.headers["location"].partition("project=")[2]
    assert wang.get(f"/projects/{project}/heads").json() == {"figures": 1}
    li = TestClient(application, client=HERE, base_url=HOST)
    li.post("/sign-in", data={"name": "李强", "password": PASSWORD})
    assert "原州区" not in li.get("/").text
    assert li.get(f"/projects/{project}/heads").status_code == 404
    assert li.post(f"/projects/{project}/figures", json={"base": 1}).status_code == 404
    wang.post("/sign-out")
    assert wang.get(f"/projects/{project}/heads").status_code == 401
    workspace.close()


def _signed_in(application: object, name: str, password: str) -> object:
    visitor = TestClient(application, client=HERE, base_url=HOST)  # type: ignore[arg-type]
    return visitor.post("/sign-in", data={"name": name, "password": password})
