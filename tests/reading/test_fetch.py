"""What `nianbao read URL` fetches and what it refuses: size, time, redirects, encodings, kinds."""

import hashlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from assistant.errors import UnusableInput
from assistant.reading.address import parse_address
from assistant.reading.connection import Network
from assistant.reading.fetch import FetchLimits, fetch
from tests.reading.fetching import HERE, refused
from tests.reading.odd_sites import PAGE, Site, odd_site


@pytest.fixture
def site() -> Iterator[tuple[str, Site]]:
    with odd_site() as running:
        yield running


@pytest.fixture
def url(site: tuple[str, Site]) -> str:
    return site[0]


def test_a_page_is_fetched_with_its_kind_and_digest(site: tuple[str, Site]) -> None:
    url, server = site
    found = fetch(f"{url}/page?a=1#part", HERE)
    assert found.content == PAGE.encode()
    assert (found.suffix, found.content_type, found.charset) == (".html", "text/html", "utf-8")
    assert found.final_url == f"{url}/page?a=1"
    assert found.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()
    assert server.asked[0][0] == "/page?a=1"


def test_nothing_of_the_user_is_sent_along(site: tuple[str, Site]) -> None:
    url, server = site
    fetch(f"{url}/to/1/page", HERE)
    fetch(f"{url}/page", HERE)
    for _, headers in server.asked:
        assert {name.lower() for name in headers} == {
            *("host", "user-agent", "accept", "accept-language", "accept-encoding", "connection"),
        }


def test_chinese_paths_names_and_file_names_are_understood(site: tuple[str, Site]) -> None:
    url, server = site
    server.pages["/%E5%B9%B4%E6%8A%A5.md"] = ("text/plain; charset=utf-8", "# 年报".encode())
    found = fetch(f"{url}/年报.md?名=值", HERE)
    with found.as_file() as path:
        assert path.name == "年报.md"
    assert parse_address("https://中国政府网.政务/").host.startswith("xn--")


@pytest.mark.parametrize("page", ["gbk", "gbk-undeclared", "latin", "wrong-charset"])
def test_a_page_reaches_the_readers_in_its_own_encoding(url: str, page: str) -> None:
    found = fetch(f"{url}/{page}", HERE)
    with found.as_file() as path:
        data = path.read_bytes()
    declared = page in ("gbk", "wrong-charset")
    assert data.decode("utf-8-sig" if declared else "gbk") == PAGE
    assert not path.exists()


def test_a_readers_complaint_names_the_address(url: str) -> None:
    found = fetch(f"{url}/page", HERE)
    with pytest.raises(UnusableInput) as caught, found.as_file() as path:
        raise UnusableInput("读不懂", where=f"{path} 第 3 行", cure="换一个")
    assert str(caught.value) == f"{url}/page 第 3 行：读不懂\n  怎么办：换一个"


@pytest.mark.parametrize("page", ["gzip", "deflate"])
def test_compressed_pages_are_unpacked(url: str, page: str) -> None:
    assert fetch(f"{url}/{page}", HERE).content == PAGE.encode()


def test_a_document_is_known_by_its_bytes(url: str) -> None:
    assert fetch(f"{url}/docx", HERE).suffix == ".docx"


def test_five_redirects_are_followed_and_a_sixth_is_not(url: str) -> None:
    assert fetch(f"{url}/to/5/page", HERE).final_url == f"{url}/page"
    assert "5 次" in refused(f"{url}/to/6/page")
    assert "5 次" in refused(f"{url}/loop")


REFUSED = {
    "missing": "没有这一页（404）",
    "forbidden": "拒绝了请求（412）",
    "picture": "不是文档（image/png）",
    "hidden-picture": "不是文档",
    "program": "不是文档",
    "archive": "不是文档",
    "empty": "是空的",
    "huge": "超过上限 1 MB",
    "huge-declared": "超过上限 1 MB",
    "bomb": "超过上限 1 MB",
    "cut-gzip": "压缩内容是坏的",
    "brotli": "压缩方式（br）",
    "cut-off": "连接中断",
    "rubbish": "连接中断",
    "to/ftp://127.0.0.1/x": "只能读 http",
    "to/file:///etc/passwd": "只能读 http",
}


@pytest.mark.parametrize("page", REFUSED)
def test_what_is_no_document_is_refused_with_its_cure(url: str, page: str) -> None:
    assert REFUSED[page] in refused(f"{url}/{page}")


@pytest.mark.parametrize("page", ["slow-body", "slow-head", "silent"])
def test_a_trickling_server_is_left_after_the_time_is_over(url: str, page: str) -> None:
    started = time.monotonic()
    assert "0.6 秒" in refused(f"{url}/{page}", FetchLimits(allow_private=True, seconds=0.6))
    assert time.monotonic() - started < 2


def test_a_resolver_that_hangs_is_left_too() -> None:
    done = threading.Event()
    network = Network(lambda host, port: [str(done.wait(20))])
    assert "0.3 秒" in refused("http://slow.example/", FetchLimits(seconds=0.3), network)
    done.set()


def test_nobody_listening_is_said() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert "连不上" in refused(f"http://127.0.0.1:{free.getsockname()[1]}/")
