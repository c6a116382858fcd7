"""A web address as somebody typed or pasted it, and whether it leads into the user's own network.

What is refused and why: OWASP, Server-Side Request Forgery Prevention Cheat Sheet; the
blocks of addresses are those of the IANA special-purpose registries (RFC 6890 and later).
"""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from assistant.errors import UnusableInput

_LONGEST = 2000
_PORTS = {"http": 80, "https": 443}
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_LABELS = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
_NUMERIC_END = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$")
_OWN_NAMES = re.compile(
    r"(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home\.arpa)$"
)
_IN_PATH = "/%:@!$&'()*+,;=~"

_IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
_RESERVED_4 = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"),
        "168.63.129.16/32",  # the host of an Azure machine, public by its number only
    )
)
_UNICAST_6 = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_RESERVED_6 = tuple(
    ipaddress.IPv6Network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)


@dataclass(frozen=True, slots=True)
class Address:
    """An http(s) address: `host` in ASCII without brackets, `target` the quoted path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def is_address(text: str) -> bool:
    """Whether a word on the command line is meant as a web address and not as a file."""
    return text.strip().lower().startswith(("http://", "https://"))


def parse_address(text: str) -> Address:
    """An address taken apart, its host in the one spelling that will also be looked up.

    Chinese host names and full-width characters are understood; a user name before the
    host and other spellings of a number (decimal, octal, hexadecimal, shortened) are not,
    because they only serve to make an address look like another one.

    Raises:
        UnusableInput: It is not http(s), or not written as an address is.
    """
    shown = text.strip()[:200]
    try:
        parts = urlsplit(text.strip())
        port, host = parts.port, parts.hostname or ""
    except ValueError as error:
        raise _misspelt(shown, "写法不对") from error
    if parts.scheme not in _PORTS:
        raise UnusableInput(
            "只能读 http:// 或 https:// 开头的网址",
            where=shown,
            cure="从浏览器地址栏复制完整的网址",
        )
    if "@" in parts.netloc:
        raise _misspelt(shown, "网站名前带有“@”，可能是伪装的网址")
    if _UNSAFE.search(text.strip()) or len(text) > _LONGEST:
        raise _misspelt(shown, "含有空格、反斜杠或控制字符，或者太长")
    path = quote(parts.path or "/", safe=_IN_PATH)
    query = f"?{quote(parts.query, safe=_IN_PATH + '?')}" if parts.query else ""
    port = _PORTS[parts.scheme] if port is None else port
    return Address(parts.scheme, _host(host, shown), port, f"{path}{query}")


def redirected(address: Address, location: str) -> Address:
    """Where a redirect leads to.

    Raises:
        UnusableInput: As `parse_address`.
    """
    return parse_address(urljoin(str(address), location.strip().replace(" ", "%20")))


def refuse_own_name(address: Address) -> None:
    """Refuse a host that is inside the user's network by its name or number alone.

    Raises:
        UnusableInput: `localhost`, a name without a dot, or an address that is not public.
    """
    number = _number(address.host)
    inside = (
        not is_public(number)
        if number is not None
        else "." not in address.host or _OWN_NAMES.search(address.host)
    )
    if inside:
        raise own_network(address)


def own_network(address: Address) -> UnusableInput:
    """The refusal of an address inside the user's own network."""
    return UnusableInput(
        "这个网址指向本机或内部网络，为安全起见没有访问",
        where=str(address),
        cure="用浏览器打开，另存为网页文件再读；确需读取内网网页时，"
        "设置环境变量 NIANBAO_ALLOW_PRIVATE_ADDRESSES=1",
    )


def is_public(address: _IPAddress | str) -> bool:
    """Whether an IP address belongs to the public internet.

    IPv4 inside IPv6 (mapped, NAT64) is judged as IPv4; 6to4, Teredo, unique local, link-local,
    documentation, multicast and unassigned blocks are not public.
    """
    number = ipaddress.ip_address(address) if isinstance(address, str) else address
    if isinstance(number, ipaddress.IPv4Address):
        return not any(number in block for block in _RESERVED_4)
    if number.ipv4_mapped is not None:
        return is_public(number.ipv4_mapped)
    if number in _NAT64:
        return is_public(ipaddress.IPv4Address(int(number) & 0xFFFFFFFF))
    return number in _UNICAST_6 and not any(number in block for block in _RESERVED_6)


def _number(host: str) -> _IPAddress | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _host(written: str, shown: str) -> str:
    plain = unicodedata.normalize("NFKC", written).replace("。", ".").lower().removesuffix(".")
    if ":" in plain:
        try:
            return str(ipaddress.IPv6Address(plain.partition("%")[0]))
        except ValueError as error:
            raise _misspelt(shown, "数字地址写法不对") from error
    try:
        name = plain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise _misspelt(shown, "网站名写法不对") from error
    if not _LABELS.fullmatch(name) or len(name) > 253:
        raise _misspelt(shown, "网站名写法不对")
    if _NUMERIC_END.search(name) and _number(name) is None:
        raise _misspelt(shown, "数字地址写法不规范，可能是伪装的网址")
    return name


def _misspelt(shown: str, what: str) -> UnusableInput:
    return UnusableInput(
        f"不是能用的网址（{what}）", where=shown, cure="从浏览器地址栏复制完整的网址，不要手工改写"
    )
