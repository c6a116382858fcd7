"""How long a person waits for a command, from cold: `make bench`.

Each command runs in a process of its own, as from a shell; the median of five runs is
shown beside the same machine's `python -c pass`, so that figures of two machines compare.
A first run of each is not counted: it fills the file cache. The first draft of a person
makes the corpus in their home, so it is measured once more with a new home each time.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import count, repeat
from pathlib import Path

from assistant.resources import examples_dir

RUNS = 5
_BIN = Path(sys.executable).parent


def median_seconds(command: Sequence[str], homes: Iterator[Path]) -> float:
    """The median wall time of `RUNS` runs, after one that is not counted, each in the next home.

    Raises:
        subprocess.CalledProcessError: The command failed, so its time means nothing.
    """
    ours = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "NIANBAO_"))}
    times = []
    for _ in range(RUNS + 1):
        environment = ours | {"NIANBAO_HOME": str(next(homes))}
        started = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603
        times.append(time.perf_counter() - started)
    return statistics.median(times[1:])


def measured(folder: Path) -> dict[str, float]:
    """Seconds by the name that is shown; everything written goes to `folder`."""
    nianbao, example = str(_BIN / "nianbao"), str(examples_dir() / "yuanzhou-2022.yaml")
    draft = [nianbao, "draft", example, "--engine", "offline", "--out", str(folder / "out")]
    used = repeat(folder / "home")
    new = (folder / f"home-{number}" for number in count())
    return {
        "python -c pass": median_seconds([sys.executable, "-c", "pass"], used),
        "nianbao --help": median_seconds([nianbao, "--help"], used),
        "nianbao check": median_seconds([nianbao, "check", example], used),
        "nianbao draft --engine offline": median_seconds(draft, used),
        "the same, the first time": median_seconds(draft, new),
    }


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        times = measured(Path(folder))
    base = times["python -c pass"]
    print(f"median of {RUNS}, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print(f"{'command':<32}{'seconds':>9}{'x python':>10}")
    for name, seconds in times.items():
        print(f"{name:<32}{seconds:>9.2f}{seconds / base:>10.1f}")


if __name__ == "__main__":
    main()
