"""How long a first and a later `open` and `search` take, each in a fresh process.

    python tests/retrieval/opening_times.py [ROUNDS]

Prints seconds of wall time with the interpreter's start, best and worst of ROUNDS (5):
first open and search with the built-in corpus (limit 2.5), later ones (limit 2.0), and
a later question for an article by number.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCRIPT = (
    "import sys; from pathlib import Path; from assistant.retrieval.corpus import Corpus\n"
    "with Corpus.open(Path(sys.argv[1])) as corpus: assert corpus.search(sys.argv[2], 5)\n"
)
QUESTION, ARTICLE = "部门什么时候要交年报", "第四十九条"


def seconds(home: str, query: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", SCRIPT, home, query], check=True)
    return time.perf_counter() - start


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    times: dict[str, list[float]] = {"first": [], "later": [], "article": []}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            home = str(Path(folder) / "corpus")
            times["first"].append(seconds(home, QUESTION))
            times["later"].append(seconds(home, QUESTION))
            times["article"].append(seconds(home, ARTICLE))
    for name, taken in times.items():
        print(f"{name}: {min(taken):.2f} to {max(taken):.2f} s")


if __name__ == "__main__":
    main()
