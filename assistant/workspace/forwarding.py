"""What a request tells of its sender, and which proxies are believed about it.

The address must be that of the connection itself: a web server that puts the word of
`X-Forwarded-For` in its place (uvicorn's `proxy_headers`) takes away what is to be checked.
"""

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant.errors import UnusableInput

_FORWARDED = frozenset({"forwarded", "x-forwarded-for", "x-real-ip"})


@dataclass(frozen=True, slots=True)
class Visit:
    """What a request says about its sender: the address of the connection, headers, cookie."""

    address: str
    headers: Sequence[tuple[str, str]] = ()
    token: str = ""


def is_trusted(address: str, trusted: str) -> bool:
    """Whether the connection comes from one of these proxies (addresses, networks, commas)."""
    sent = _address(address)
    given = [one.strip() for one in trusted.split(",") if one.strip()]
    return sent is not None and any(sent in _network(one) for one in given)


def sender(visit: Visit, trusted: str) -> str:
    """Where a request came from: the last hop of `X-Forwarded-For` that is no trusted proxy.

    Hops further left are what the sender says, so nobody can choose whom to be counted as.
    """
    if not is_trusted(visit.address, trusted):
        return visit.address
    hops = [hop.strip() for value in _values(visit, "x-forwarded-for") for hop in value.split(",")]
    return next((hop for hop in reversed(hops) if not is_trusted(hop, trusted)), visit.address)


def came_encrypted(visit: Visit, scheme: str, trusted: str) -> bool:
    """Whether the browser spoke https, with us or with a trusted proxy."""
    told = _values(visit, "x-forwarded-proto") if is_trusted(visit.address, trusted) else []
    return scheme == "https" or told == ["https"]


def visit_of(address: str, headers: Mapping[str, str], token: str = "") -> Visit:
    """A visit from headers that are a mapping."""
    return Visit(address, tuple(headers.items()), token)


def is_of_this_machine(visit: Visit) -> bool:
    """Whether the person sits at this machine and meant it.

    Behind a proxy on the same machine everybody in the world seems to sit here; and a page of
    another site whose name was turned to 127.0.0.1 (DNS rebinding) still asks for that name.
    """
    forwarded = any(name.lower() in _FORWARDED for name, _ in visit.headers)
    asked_for = [urlsplit(f"//{host}").hostname or "" for host in _values(visit, "host")]
    return is_loopback(visit.address) and not forwarded and all(map(is_loopback, asked_for))


def is_loopback(host: str) -> bool:
    """Whether only this machine can be meant."""
    if host == "localhost":
        return True
    address = _address(host)
    return address is not None and address.is_loopback


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise UnusableInput(
            f"“{text}”不是地址",
            where="NIANBAO_TRUSTED_PROXIES",
            cure="写成 10.0.0.5 或 10.0.0.0/24，几个用逗号隔开",
        ) from error


def decoded(value: str) -> str:
    """A Chinese name in a header: proxies send its UTF-8 bytes, which servers read as Latin-1."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return value


def _values(visit: Visit, header: str) -> list[str]:
    return [value.strip() for name, value in visit.headers if name.lower() == header]
