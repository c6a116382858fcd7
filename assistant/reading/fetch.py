"""A web address to the bytes that stand there, within limits, and never into one's own network.

Asked for by `nianbao read URL` and `nianbao corpus add URL`. No cookies, no credentials, no
scripts: what a server needs those for is opened in a browser and saved to a file.

Proxies: the environment's are not used by themselves, because behind a proxy the name is
looked up by the proxy and cannot be pinned here. A network that is left through one says
so with `NIANBAO_PROXY` (an http:// address, or `environment` for HTTP_PROXY, HTTPS_PROXY
and NO_PROXY); the addresses are then checked by name and number, and the proxy decides.
"""

import codecs
import hashlib
import re
import ssl
import tempfile
import urllib.request
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from urllib.parse import unquote, urlsplit

import httpcore

from assistant.errors import UnusableInput
from assistant.reading.address import Address, parse_address, redirected, refuse_own_name
from assistant.reading.connection import (
    CheckedBackend,
    Deadline,
    Network,
    ProxyBackend,
    UnknownHost,
)
from assistant.reading.content_coding import CODINGS, Unpacking
from assistant.reading.document_kind import TEXTS, is_no_document, suffix_of

_SAVE = "用浏览器打开这个网址，另存为网页或下载文件，再读那个文件"
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS: dict[bytes | str, bytes | str] = {
    "User-Agent": "Mozilla/5.0 (compatible; nianbao)",
    "Accept": "text/html,application/xhtml+xml,application/pdf,application/msword,*/*;q=0.5",
    "Accept-Language": "zh-CN,zh;q=0.9",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
# A declared iso-8859-1 is not believed: it is what servers say of everything.
_CHARSETS = {
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
}
_NAME = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much is fetched, how long all of it may take, and where it may come from.

    `seconds` counts from the first look-up to the last byte, redirects included; `max_bytes`
    holds before and after decompression. `proxy` is empty (none), an http:// address, or
    `environment`.
    """

    max_bytes: int = 20 * 1024 * 1024
    seconds: float = 60.0
    redirects: int = 5
    allow_private: bool = False
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address: the bytes as sent, and what is known about them.

    `suffix` is that of the kind of document; `charset` what the Content-Type names, a hint;
    `sha256` the digest of `content` in hex.
    """

    url: str
    final_url: str
    content: bytes = field(repr=False)
    content_type: str
    charset: str
    suffix: str

    @property
    def sha256(self) -> str:
        """The digest of the bytes as sent, in hex."""
        return hashlib.sha256(self.content).hexdigest()

    @contextmanager
    def as_file(self) -> Iterator[Path]:
        """The document as a temporary file for the usual readers.

        A text whose sender names its encoding is written as UTF-8 with a mark, so that
        no reader has to guess. A reader's complaint names the address and not the file.
        """
        name = _NAME.sub("", unquote(urlsplit(self.final_url).path.rpartition("/")[2]))
        stem = Path(name).stem[:_LONGEST_NAME] or "网页"
        with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
            path = Path(folder) / f"{stem}{self.suffix}"
            path.write_bytes(self._marked())
            try:
                yield path
            except UnusableInput as error:
                what, where = (t.replace(str(path), self.url) for t in (error.what, error.where))
                raise UnusableInput(what, where=where, cure=error.cure) from error

    def _marked(self) -> bytes:
        if self.suffix not in TEXTS or self.charset not in _CHARSETS:
            return self.content
        for charset in ("utf-8", _CHARSETS[self.charset]):
            with suppress(UnicodeDecodeError):
                text = self.content.decode(charset)
                return codecs.BOM_UTF8 + text.removeprefix("\ufeff").encode()
        return self.content


def fetch(url: str, limits: FetchLimits | None = None, network: Network | None = None) -> Fetched:
    """The document at an http(s) address; redirects are followed by hand, each hop checked.

    Raises:
        UnusableInput: Not http(s), inside the user's own network, unknown, unreachable, too
            large, too slow, redirected too often, a status of 400 or more, or no document.
    """
    within = limits or FetchLimits()
    deadline = Deadline(within.seconds)
    address = parse_address(url)
    for _ in range(within.redirects + 1):
        answer = _answer(url, address, within, deadline, network or Network())
        if isinstance(answer, Fetched):
            return answer
        address = answer
    raise UnusableInput(f"网址转来转去超过 {within.redirects} 次，没有读到", where=url, cure=_SAVE)


def _answer(
    url: str, address: Address, limits: FetchLimits, deadline: Deadline, network: Network
) -> Fetched | Address:
    if not limits.allow_private:
        refuse_own_name(address)
    headers = {**_HEADERS, "Host": address.authority}
    target = httpcore.URL(
        scheme=address.scheme.encode(),
        host=address.host.encode(),
        port=urlsplit(str(address)).port,
        target=address.target.encode(),
    )
    with (
        _said_in_chinese(address, limits),
        _pool(address, limits, deadline, network) as pool,
        pool.stream("GET", target, headers=headers) as response,
    ):
        said = Message()
        for name, value in response.headers:
            said[name.decode("latin-1")] = _decoded(value)
        if response.status in _REDIRECTS and said["Location"]:
            return redirected(address, said["Location"])
        _refuse_by_head(response.status, said, address, limits)
        content = _body(response, said, address, limits)
    return _document(url, address, said, content)


def _pool(
    address: Address, limits: FetchLimits, deadline: Deadline, network: Network
) -> httpcore.ConnectionPool:
    direct = CheckedBackend(address, deadline, network, allow_private=limits.allow_private)
    proxy = _proxy(address, limits.proxy)
    if proxy is None:
        return httpcore.ConnectionPool(network_backend=direct)
    with suppress(UnknownHost):  # behind a proxy, names outside may be unknown here
        direct.checked(address.host, address.port)
    at = urlsplit(proxy)
    user = (unquote(at.username), unquote(at.password or "")) if at.username else None
    return httpcore.HTTPProxy(
        httpcore.URL(
            scheme=at.scheme.encode(),
            host=(at.hostname or "").encode(),
            port=at.port or 80,
            target=b"/",
        ),
        proxy_auth=user,
        network_backend=ProxyBackend(deadline),
    )


def _proxy(address: Address, setting: str) -> str | None:
    chosen = setting.strip()
    if chosen == "environment":
        if urllib.request.proxy_bypass(address.host):
            return None
        chosen = urllib.request.getproxies().get(address.scheme, "")
    if chosen and urlsplit(chosen).scheme != "http":
        raise UnusableInput(
            "只支持 http:// 代理", where="NIANBAO_PROXY", cure="写成 http://代理地址:端口"
        )
    return chosen or None


@contextmanager
def _said_in_chinese(address: Address, limits: FetchLimits) -> Iterator[None]:
    """What can go wrong on the way, as something that a person can act on."""
    try:
        yield
    except httpcore.TimeoutException as error:
        what = f"{limits.seconds:g} 秒内没有读完（网站太慢或没有回应）"
        raise UnusableInput(what, where=str(address), cure=f"过一会儿再试；或{_SAVE}") from error
    except httpcore.ConnectError as error:
        insecure = any(isinstance(cause, ssl.SSLError) for cause in error.args)
        what = "网站的安全证书有问题，没有读" if insecure else "连不上这个网站"
        cure = _SAVE if insecure else f"检查网址和网络，上网要经代理时设置 NIANBAO_PROXY；或{_SAVE}"
        raise UnusableInput(what, where=str(address), cure=cure) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as error:
        what = "连接中断，或网站的回应不合规范"
        raise UnusableInput(what, where=str(address), cure=f"再试一次；或{_SAVE}") from error
    except zlib.error as error:
        what = "网站传来的压缩内容是坏的"
        raise UnusableInput(what, where=str(address), cure=f"再试一次；或{_SAVE}") from error


def _refuse_by_head(status: int, said: Message, address: Address, limits: FetchLimits) -> None:
    if status in (404, 410):
        cure = "链接可能已经失效，到网站上重新找到这一页"
        raise UnusableInput(f"网站上没有这一页（{status}）", where=str(address), cure=cure)
    if status != 200:
        what = f"网站拒绝了请求（{status}）" if status >= 400 else f"网站没有给出内容（{status}）"
        raise UnusableInput(what, where=str(address), cure=_SAVE)
    if is_no_document(_media_type(said)):
        raise _no_document(address, _media_type(said))
    length = said["Content-Length"] or ""
    if length.isdecimal() and int(length[:18]) > limits.max_bytes:
        raise _too_large(address, limits)


def _body(
    response: httpcore.Response, said: Message, address: Address, limits: FetchLimits
) -> bytes:
    coding = (said["Content-Encoding"] or "identity").strip().lower()
    if coding not in CODINGS:
        raise UnusableInput(
            f"网站用了不认识的压缩方式（{coding[:20]}）", where=str(address), cure=_SAVE
        )
    pieces: list[bytes] = []
    size = sent = 0
    unpacking = Unpacking(coding)
    for chunk in response.iter_stream():
        sent += len(chunk)
        for piece in unpacking.unpack(chunk, limits.max_bytes + 1):
            size += len(piece)
            pieces.append(piece)
            if max(size, sent) > limits.max_bytes:
                raise _too_large(address, limits)
    if unpacking.is_cut_short:
        raise zlib.error("cut short")
    return b"".join(pieces)


def _document(url: str, address: Address, said: Message, content: bytes) -> Fetched:
    if not content.strip():
        raise UnusableInput("网页是空的", where=str(address), cure=_SAVE)
    name = said.get_filename() or unquote(address.target.partition("?")[0].rpartition("/")[2])
    suffix = suffix_of(content, _media_type(said), name)
    if suffix is None:
        raise _no_document(address, _media_type(said))
    charset = str(said.get_param("charset") or "").strip("\"' ").lower()
    return Fetched(url, str(address), content, _media_type(said), charset, suffix)


def _media_type(said: Message) -> str:
    return (said["Content-Type"] or "").partition(";")[0].strip().lower()


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("gb18030", "replace")


def _too_large(address: Address, limits: FetchLimits) -> UnusableInput:
    megabytes = f"{limits.max_bytes / 1024 / 1024:g}"
    return UnusableInput(
        f"内容超过上限 {megabytes} MB，没有读", where=str(address), cure="请确认网址指向年报本身"
    )


def _no_document(address: Address, kind: str) -> UnusableInput:
    return UnusableInput(
        f"这个网址上不是文档（{kind[:60] or '未说明类型'}）",
        where=str(address),
        cure="给出年报网页的网址，或附件 docx、pdf 等文件的下载网址",
    )
