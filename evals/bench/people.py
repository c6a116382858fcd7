"""How the page bears many people at once.

    python -m evals.bench.people [--people 30] [--seconds 60] [--pause 2]

Starts `nianbao serve` with an account for each person, three to an agency, who then do what
browsers do, over HTTP: read the figures, type into a cell (each into cells of their own, in a
project that three share), open the check, draft a part or the whole report offline, look at the
document. Between two acts a person pauses, two seconds on average. Prints what one act takes of
the processor, the server's and that of the processes beside it, when nobody else is there; then
for all together the median, the 95th percentile and the slowest of each act, errors and
conflicts, how busy the machine was, and what server and processes took of a core. Exit code 1 if
an edit or a check is above what is promised, or anything failed.
"""

import argparse
import itertools
import os
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

import httpx

from assistant.resources import examples_dir
from assistant.settings import Settings
from assistant.workspace.people import People
from assistant.workspace.workspace import open_workspace
from evals.bench.browser import Browser, Failed, Server, served

PROMISED = {"edit": 0.3, "check": 0.8}
SHARE = 3  # people to an agency
PASSWORD = "三十个人在一起用"  # noqa: S105 (of accounts that live as long as the bench)
_SAMPLE = "yuanzhou-2022.yaml"
_WARM, _ALONE = 3, 20
_ROWS = ("granted", "partially_granted", "denied_other_law", "unavailable_not_held")
_COLUMNS = (
    "natural_person",
    "business",
    "research",
    "social_welfare",
    "legal_service",
    "other_org",
)
_ACTS = {"read": 6, "edit": 10, "check": 4, "document": 3, "draft part": 2, "draft whole": 1}


@dataclass
class Tally:
    """What was measured, from all threads."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    conflicts: int = 0
    lock: Lock = field(default_factory=Lock)

    @contextmanager
    def timed(self, act: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        except (httpx.HTTPError, Failed) as error:
            with self.lock:
                self.errors.append(f"{act}: {type(error).__name__} {error}"[:300])
        else:
            with self.lock:
                self.times[act].append(time.perf_counter() - start)


def work(browser: Browser, number: int, until: float, pause: float, tally: Tally) -> None:
    """One person's day: acts by their shares, pauses between them."""
    chance = random.Random(number)
    shares = list(itertools.accumulate(_ACTS.values()))
    base = browser.figures()
    cells = [f"t3.{row}.{column}" for row in _ROWS for column in _COLUMNS][number % SHARE :: SHARE]
    time.sleep(chance.uniform(0, pause))
    while time.monotonic() < until:
        act = chance.choices([*_ACTS], cum_weights=shares)[0]
        with tally.timed(act):
            if act == "edit":
                saved = browser.edit(base, chance.choice(cells), chance.randrange(100))
                base = saved or browser.figures()
                with tally.lock:
                    tally.conflicts += saved is None
            elif act == "read":
                base = browser.figures()
            else:
                _EVENTS[act](browser)
        time.sleep(chance.uniform(0.5, 1.5) * pause)


_EVENTS: dict[str, Callable[[Browser], None]] = {
    "check": lambda browser: browser.event("show_check"),
    "document": lambda browser: browser.event("show_draft"),
    "draft part": lambda browser: browser.event("send", "起草第五部分"),
    "draft whole": lambda browser: browser.event("send", "全部起草"),
}


def hire(home: Path, people: int) -> list[tuple[str, str]]:
    """An account for each: name and agency."""
    workspace = open_workspace(Settings(home=home), lambda: datetime.now(UTC))
    hired = []
    for number in range(people):
        name, agency = f"经办{number:02}", f"青{number // SHARE:02}县人民政府"
        People(workspace).add(name, PASSWORD, "drafter", [agency])
        hired.append((name, agency))
    workspace.close()
    return hired


def begin(address: str, hired: list[tuple[str, str]], folder: Path) -> list[Browser]:
    """Everybody signed in, with the project of their agency open."""
    sample = (examples_dir() / _SAMPLE).read_text("utf-8")
    name = next(line.split(":", 1)[1].strip() for line in sample.splitlines() if "agency:" in line)
    with ThreadPoolExecutor(8) as pool:
        browsers = list(pool.map(lambda one: Browser(address, one[0], PASSWORD), hired))
    for index in range(0, len(hired), SHARE):
        figures = folder / f"{index}.yaml"
        figures.write_text(sample.replace(name, hired[index][1]), "utf-8")
        project = browsers[index].start(figures)
        for browser in browsers[index : index + SHARE]:
            browser.open(project)
            browser.event("send", "起草第五部分")  # the first one of an agency makes its corpus
    return browsers


def alone(server: Server, browser: Browser) -> None:
    """Print what each act takes of the processor when nobody else is there, once all is warm."""
    print("processor time for one act of one person: server, processes beside it")
    base = browser.figures()
    for act in _ACTS:
        for number in range(_WARM + _ALONE):
            if number == _WARM:
                before, beside = server.processor_seconds(), server.processor_seconds_beside()
            if act == "edit":
                base = browser.edit(base, "t3.granted.business", 1000 + number) or base
            elif act == "read":
                browser.figures()
            else:
                _EVENTS[act](browser)
        own = (server.processor_seconds() - before) / _ALONE * 1000
        others = (server.processor_seconds_beside() - beside) / _ALONE * 1000
        print(f"  {act:<12} {own:>6.0f}ms {others:>6.0f}ms")


def told(tally: Tally) -> bool:
    """Print what was measured; whether it is as promised."""
    print(f"{'act':<12} {'times':>6} {'median':>8} {'p95':>8} {'slowest':>8} {'promised':>9}")
    kept = not tally.errors
    for act in _ACTS:
        times = sorted(tally.times[act])
        if not times:
            continue
        p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
        promised = PROMISED.get(act)
        kept = kept and (promised is None or p95 < promised)
        print(
            f"{act:<12} {len(times):>6} {statistics.median(times) * 1000:>6.0f}ms"
            f" {p95 * 1000:>6.0f}ms {times[-1] * 1000:>6.0f}ms"
            + (f" {promised * 1000:>7.0f}ms" if promised else "")
        )
    print(f"errors {len(tally.errors)}, conflicts {tally.conflicts}")
    for error in tally.errors[:10]:
        print(f"  {error}")
    return kept


def _reference() -> float:
    start = time.perf_counter()
    sum(i * i for i in range(100_000))
    return time.perf_counter() - start


def together(
    server: Server, browsers: list[Browser], seconds: float, pause: float, tally: Tally
) -> str:
    """Let all work at once; what the machine and the server had to do, in words."""
    quiet = min(_reference() for _ in range(20))
    load = os.getloadavg()[0]
    used = server.processor_seconds(), server.processor_seconds_beside()
    began = time.monotonic()
    with ThreadPoolExecutor(len(browsers)) as pool:
        days = [
            pool.submit(work, browser, number, began + seconds, pause, tally)
            for number, browser in enumerate(browsers)
        ]
    for day in days:
        day.result()
    took = time.monotonic() - began
    own = (server.processor_seconds() - used[0]) / took
    beside = (server.processor_seconds_beside() - used[1]) / took
    return (
        f"load before {load:.1f}, after {os.getloadavg()[0]:.1f}; reference loop"
        f" {quiet * 1000:.1f} ms; the server took {own:.0%} of a core, the processes beside it"
        f" {beside:.0%}"
    )


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=2)
    wanted = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="nianbao-people-") as place:
        home = Path(place) / "home"
        hired = hire(home, wanted.people)
        with served(home) as server:
            browsers = begin(server.address, hired, Path(place))
            alone(server, browsers[0])
            taken = together(server, browsers, wanted.seconds, wanted.pause, tally)
    print(f"{wanted.people} people, {wanted.seconds:.0f} s, pause {wanted.pause:.1f} s; {taken}")
    return 0 if told(tally) else 1


if __name__ == "__main__":
    sys.exit(main())
