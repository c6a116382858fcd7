"""What the tests of fetching share: limits, a refusal with its parts, a network that is all loopback."""

import httpcore
import pytest

from assistant.errors import UnusableInput
from assistant.reading.connection import Network, dial
from assistant.reading.fetch import FetchLimits, fetch

HERE = FetchLimits(allow_private=True, seconds=10, max_bytes=1024 * 1024)
PUBLIC = "93.184.216.34"  # written down, never dialled


def refused(url: str, limits: FetchLimits = HERE, network: Network | None = None) -> str:
    with pytest.raises(UnusableInput) as caught:
        fetch(url, limits, network)
    assert caught.value.where
    assert caught.value.cure
    return caught.value.what


class Elsewhere:
    """A network in which every public address is really a site on loopback."""

    def __init__(self, url: str, *answers: str) -> None:
        self.port = int(url.rpartition(":")[2])
        self.answers = list(answers)
        self.looked_up: list[str] = []
        self.dialled: list[str] = []
        self.network = Network(self._look_up, self._dial)

    def _look_up(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        if not self.answers:
            raise OSError("unknown")
        return self.answers.pop(0).split()

    def _dial(self, ip: str, port: int, timeout: float) -> httpcore.NetworkStream:
        self.dialled.append(ip)
        return dial("127.0.0.1", self.port, timeout)
