"""The server takes an address or says why not, and tells browsers to stay on this host."""

import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.errors import UnusableInput
from assistant.retrieval.corpus import Corpus
from ui.page import build_page
from ui.server import keep_files_in, listen, web_application


@pytest.fixture(scope="module")
def client(corpus: Callable[[], Corpus], tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder = tmp_path_factory.mktemp("page")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", "")
        keep_files_in(folder / "passing")
        return TestClient(web_application(build_page(None, corpus, None, folder)))


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
    for path in ("/", "/theme.css", "/nowhere"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "http" not in policy


def test_the_page_asks_for_no_font_from_elsewhere(client: TestClient) -> None:
    assert not re.search(r"url\(['\"]?https?:", client.get("/theme.css").text)
    assert "fonts.googleapis" not in client.get("/").text


def test_there_is_no_interface_for_other_programs(client: TestClient) -> None:
    assert client.get("/openapi.json").status_code == 404
    assert client.get("/gradio_api/info").json()["named_endpoints"] == {}


@pytest.mark.parametrize("path", ["/etc/passwd", str(Path("pyproject.toml").resolve())])
def test_no_file_of_the_machine_is_served(path: str, client: TestClient) -> None:
    assert client.get(f"/gradio_api/file={path}").status_code == 403
