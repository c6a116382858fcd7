"""How long a person waits for a command, from cold: `make bench`.

Each command runs in a process of its own, as from a shell; the median of five runs is
shown beside the same machine's `python -c pass`, so that figures of two machines compare.
The first, unmeasured run of each fills the file cache and builds the corpus index.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from assistant.resources import examples_dir

RUNS = 5
_BIN = Path(sys.executable).parent


def median_seconds(command: Sequence[str], environment: dict[str, str]) -> float:
    """The median wall time of `RUNS` runs, after one that is not counted.

    Raises:
        subprocess.CalledProcessError: The command failed, so its time means nothing.
    """
    times = []
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603
        times.append(time.perf_counter() - started)
    return statistics.median(times[1:])


def commands(out: Path) -> dict[str, list[str]]:
    """What is measured, by the name that is shown."""
    nianbao, example = str(_BIN / "nianbao"), str(examples_dir() / "yuanzhou-2022.yaml")
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "nianbao --help": [nianbao, "--help"],
        "nianbao check": [nianbao, "check", example],
        "nianbao draft --engine offline": [
            *(nianbao, "draft", example, "--engine", "offline", "--out", str(out)),
        ],
    }


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("OPENAI_")
        } | {"NIANBAO_HOME": str(Path(folder, "home"))}
        times = {
            name: median_seconds(command, environment)
            for name, command in commands(Path(folder, "out")).items()
        }
    base = times["python -c pass"]
    print(f"median of {RUNS}, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print(f"{'command':<32}{'seconds':>9}{'x python':>10}")
    for name, seconds in times.items():
        print(f"{name:<32}{seconds:>9.2f}{seconds / base:>10.1f}")


if __name__ == "__main__":
    main()
