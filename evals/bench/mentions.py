"""How long the mentions of a report take to read: `python -m evals.bench.mentions`.

Milliseconds per 4,000 characters of the sample reports (they hold about 150 numbers there), the
best of many runs on one core, with the time of `find_quantities` alone and of a fixed piece of
work that says how fast the machine is just now; then how the time grows up to 2,000,000 characters.
"""

import time
from collections.abc import Callable
from functools import partial

from assistant.reading.figures import read_figures
from assistant.report.quantities import find_quantities
from assistant.resources import corpus_dir
from assistant.rules.mentions.reading import read_mentions
from assistant.rules.narrative import Narrative

RUNS = 30
_LENGTHS = (20_000, 200_000, 2_000_000)


def best_seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The shortest CPU time of a few runs."""
    times = []
    for _ in range(runs):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def narratives() -> list[Narrative]:
    """The narratives of the sample reports, with what others have worked out before."""
    found = [
        Narrative.of(read_figures(path)) for path in sorted(corpus_dir().glob("samples/*.yaml"))
    ]
    for narrative in found:
        _ = narrative.plain, narrative.sentences
    return found


def main() -> None:
    """Print the table."""
    texts = narratives()
    per_page = 4000 / sum(len(t.whole) for t in texts) * 1000
    whole = best_seconds(lambda: [read_mentions(t) for t in texts]) * per_page
    numbers = best_seconds(lambda: [find_quantities(t.whole) for t in texts]) * per_page
    steady = best_seconds(lambda: sum(range(1_000_000))) * 1000
    print(f"read_mentions    {whole:6.2f} ms / 4,000 characters")
    print(f"find_quantities  {numbers:6.2f} ms / 4,000 characters")
    print(f"(sum of a million integers: {steady:.1f} ms)")
    once = "\n".join(t.whole for t in texts)
    for length in _LENGTHS:
        text = (once * (length // len(once) + 1))[:length]
        narrative = Narrative(text, ("1.2",), ((0, length),), 2023)
        _ = narrative.plain, narrative.sentences
        seconds = best_seconds(partial(read_mentions, narrative), 1)
        print(f"{length:9,} characters: {seconds * 1e6 / length:.2f} ms / 1,000 characters")


if __name__ == "__main__":
    main()
