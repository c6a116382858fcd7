"""That fetching never strays into one's own network, by whatever name, redirect, answer or proxy."""

import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpcore
import pytest

from assistant.errors import UnusableInput
from assistant.reading.address import is_address, is_public
from assistant.reading.connection import Network
from assistant.reading.fetch import FetchLimits, fetch
from tests.reading.fetching import HERE, PUBLIC, Elsewhere, refused
from tests.reading.odd_sites import PAGE, Site, odd_site


@pytest.fixture
def site() -> Iterator[tuple[str, Site]]:
    with odd_site() as running:
        yield running


@pytest.fixture
def url(site: tuple[str, Site]) -> str:
    return site[0]


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.0.0.1/", "http://localhost/", "http://LOCALHOST./", "http://a.localhost/"),
        *("http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.1.1/", "http://0.0.0.0/"),
        *("http://169.254.169.254/latest/", "http://100.64.0.1/", "http://100.100.100.200/"),
        *("http://224.0.0.1/", "http://255.255.255.255/", "http://240.0.0.1/"),
        *("http://[::1]/", "http://[::]/", "http://[fe80::1]/", "http://[fd00::1]/"),
        *("http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/"),
        *("http://[::127.0.0.1]/", "http://[64:ff9b:1::1]/", "http://[ff02::1]/"),
        *(
            "http://intranet/",
            "http://oa.local/",
            "http://１２７.０.０.１/",
            "http://127。0。0。1/",
        ),
    ],
)
def test_ones_own_network_is_refused_by_name_and_number(address: str) -> None:
    assert "内部网络" in refused(address, FetchLimits())


@pytest.mark.parametrize(
    "address",
    [
        *("http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/"),
        *("http://0x7f.0.0.1/", "http://127.0.0.01/", "http://1.2.3.4.5/", "http://256.1.1.1/"),
        *("http://gov.example@127.0.0.1/", "http://u:p@gov.example/", "http://@127.0.0.1/"),
        *("http://gov.example\\@127.0.0.1/", "http:///etc/passwd", "http://", "http://a b/"),
        *("http://a:99999/", "http://a:x/", "http://[::1", "http://a..b/", "http://a\t.b/"),
        *("http://-_-\u0000/", "http://例\u2100/", "http://" + "a" * 64 + ".cn/"),
    ],
)
def test_a_disguised_address_is_refused_even_where_private_ones_are_allowed(address: str) -> None:
    assert "不是能用的网址" in refused(address, HERE)


@pytest.mark.parametrize("address", ["ftp://a.example/x", "file:///etc/passwd", "", "年报.html"])
def test_only_http_and_https_are_read(address: str) -> None:
    with pytest.raises(UnusableInput, match="http"):
        fetch(address, HERE)
    assert not is_address(address)


def test_public_addresses_are_public() -> None:
    assert is_public("114.114.114.114")
    assert is_public("2400:3200::1")
    assert is_public("64:ff9b::7272:7272")
    assert is_address(" HTTPS://www.gov.cn ")


def test_a_name_that_leads_inside_is_refused_before_anything_is_dialled(url: str) -> None:
    for answer in ("10.0.0.7", f"{PUBLIC} 127.0.0.1", "::1"):
        there = Elsewhere(url, answer)
        assert "内部网络" in refused("http://report.example/page", FetchLimits(), there.network)
        assert there.dialled == []


def test_a_name_is_looked_up_once_and_the_checked_address_is_dialled(
    site: tuple[str, Site],
) -> None:
    """DNS rebinding: the second answer would be loopback, and nobody asks for it."""
    url, server = site
    there = Elsewhere(url, PUBLIC, "127.0.0.1")
    found = fetch("http://report.example:8080/page", FetchLimits(), there.network)
    assert found.content == PAGE.encode()
    assert (there.looked_up, there.dialled) == (["report.example"], [PUBLIC])
    assert server.asked[0][1]["Host"] == "report.example:8080"


def test_each_hop_of_a_redirect_is_looked_up_and_checked(url: str) -> None:
    inward = f"http://report.example/to/http://127.0.0.1:{url.rpartition(':')[2]}/page"
    there = Elsewhere(url, PUBLIC)
    assert "内部网络" in refused(inward, FetchLimits(), there.network)
    assert there.dialled == [PUBLIC]
    there = Elsewhere(url, PUBLIC, "192.168.0.9")
    assert "内部网络" in refused("http://a.example/to/1/page", FetchLimits(), there.network)
    assert there.dialled == [PUBLIC]


def test_the_next_address_is_tried_when_the_first_does_not_answer(url: str) -> None:
    there = Elsewhere(url, f"2400:3200::1 {PUBLIC}")
    tried: list[str] = []

    def dial_second(ip: str, port: int, timeout: float) -> httpcore.NetworkStream:
        tried.append(ip)
        if ":" in ip:
            raise httpcore.ConnectError("no route")
        return there.network.dial(ip, port, timeout)

    network = Network(there.network.look_up, dial_second)
    assert fetch("http://report.example/page", FetchLimits(), network).suffix == ".html"
    assert tried == ["2400:3200::1", PUBLIC]


def test_an_unknown_name_is_said(url: str) -> None:
    there = Elsewhere(url)
    assert "找不到网站 no.example" in refused("http://no.example/", HERE, there.network)


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ssl.SSLContext]:
    """A server's TLS for a name, with a certificate that this test's client trusts."""

    def make(name: str) -> ssl.SSLContext:
        openssl = shutil.which("openssl") or pytest.skip("openssl is not installed")
        key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
        subprocess.run(
            [
                *(openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
                *("-keyout", key, "-out", cert, "-subj", f"/CN={name}"),
                *("-addext", f"subjectAltName=DNS:{name}"),
            ],
            check=True,
            capture_output=True,
        )
        monkeypatch.setenv("SSL_CERT_FILE", str(cert))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        return context

    return make


def test_tls_is_spoken_with_the_name_and_not_with_the_number(
    certificate: Callable[[str], ssl.SSLContext],
) -> None:
    tls = certificate("report.example")
    asked_for: list[str | None] = []
    tls.sni_callback = lambda _socket, name, _context: asked_for.append(name)
    with odd_site(tls) as (url, _):
        there = Elsewhere(url, PUBLIC, PUBLIC)
        found = fetch("https://report.example/page", FetchLimits(), there.network)
        assert found.suffix == ".html"
        assert asked_for == ["report.example"]
        assert "安全证书" in refused("https://other.example/page", FetchLimits(), there.network)


def test_a_proxy_is_used_only_when_the_settings_name_one(
    site: tuple[str, Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, server = site
    server.pages["http://outside.example/page"] = ("text/html", PAGE.encode())
    unknown = Elsewhere(proxy)
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, proxy)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    address = "http://outside.example/page"
    assert "找不到网站" in refused(address, FetchLimits(), unknown.network)
    for setting in (proxy, "environment"):
        found = fetch(address, FetchLimits(proxy=setting), unknown.network)
        assert found.content == PAGE.encode()
    assert [path for path, _ in server.asked] == [address, address]
    monkeypatch.setenv("no_proxy", "outside.example")
    assert "找不到网站" in refused(address, FetchLimits(proxy="environment"), unknown.network)


def test_a_proxy_is_no_way_into_ones_own_network(site: tuple[str, Site]) -> None:
    proxy, server = site
    inside = Elsewhere(proxy, "10.0.0.1")
    limits = FetchLimits(proxy=proxy)
    assert "内部网络" in refused("http://oa.example/", limits, inside.network)
    assert "内部网络" in refused("http://127.0.0.1/", limits, inside.network)
    assert "http:// 代理" in refused("http://a.example/", FetchLimits(proxy="socks5://x:1"))
    assert server.asked == []
