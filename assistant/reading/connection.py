"""Connections that only go where they may: a name is looked up once, and what was checked is dialled.

A name that is checked and then looked up again by the library may have changed its answer
in between (DNS rebinding). Here the library is given a backend that looks up, checks
and connects in one step; the name itself still goes into the Host header and into TLS.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from ssl import SSLContext
from typing import Any

import httpcore

from assistant.errors import UnusableInput
from assistant.reading.address import Address, is_public, own_network

_CONNECT_SECONDS = 10.0


class UnknownHost(UnusableInput):
    """The resolver of this machine does not know the name."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment after which nothing is waited for."""

    seconds: float
    started: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        """Seconds that are left.

        Raises:
            httpcore.ReadTimeout: None are.
        """
        left = self.seconds - (time.monotonic() - self.started)
        if left <= 0:
            raise httpcore.ReadTimeout(f"{self.seconds:g} s are over")
        return left


def look_up(host: str, port: int) -> list[str]:
    """The IP addresses of a host, as the system's resolver gives them.

    Raises:
        OSError: There are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))


def dial(ip: str, port: int, timeout: float) -> httpcore.NetworkStream:
    """A connection to an IP address."""
    return httpcore.SyncBackend().connect_tcp(ip, port, timeout=timeout)


@dataclass(frozen=True, slots=True)
class Network:
    """How names are looked up and addresses dialled."""

    look_up: Callable[[str, int], list[str]] = look_up
    dial: Callable[[str, int, float], httpcore.NetworkStream] = dial

    def addresses(self, host: str, port: int, deadline: Deadline) -> list[str]:
        """The IP addresses of a host, within the time that is left.

        Raises:
            OSError: There are none.
            httpcore.ReadTimeout: The resolver, which cannot be interrupted, took too long.
        """
        answers: list[list[str] | OSError] = []

        def ask() -> None:
            try:
                answers.append(self.look_up(host, port))
            except (OSError, UnicodeError) as error:
                answers.append(error if isinstance(error, OSError) else OSError(str(error)))

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(deadline.left())
        if not answers:
            raise httpcore.ReadTimeout("the resolver did not answer")
        if isinstance(answers[0], OSError):
            raise answers[0]
        return answers[0]


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to the host of one address, and only if all its IP addresses may be reached.

    Raises:
        UnusableInput: The host is not known, or is inside the user's own network.
    """

    def __init__(
        self, address: Address, deadline: Deadline, network: Network, *, allow_private: bool
    ) -> None:
        self._address = address
        self._deadline = deadline
        self._network = network
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address that answers."""
        failed: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for ip in self.checked(host, port):
            try:
                seconds = min(_CONNECT_SECONDS, self._deadline.left())
                return TimedStream(self._network.dial(ip, port, seconds), self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError("no address")

    def checked(self, host: str, port: int) -> list[str]:
        """The IP addresses of a host that may be dialled: all of them, or none."""
        try:
            found = self._network.addresses(host, port, self._deadline)
        except OSError as error:
            raise UnknownHost(
                f"找不到网站 {host}",
                where=str(self._address),
                cure="检查网址是否写对、本机是否联网；上网要经代理时设置 NIANBAO_PROXY",
            ) from error
        if not self._allow_private and not all(is_public(ip) for ip in found):
            raise own_network(self._address)
        return found


class ProxyBackend(httpcore.NetworkBackend):
    """Connects to the proxy that the user named, wherever it stands."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the proxy."""
        seconds = min(_CONNECT_SECONDS, self._deadline.left())
        return TimedStream(dial(host, port, seconds), self._deadline)


class TimedStream(httpcore.NetworkStream):
    """A connection on which every wait ends with the deadline, however the bytes trickle."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left())
        return TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
