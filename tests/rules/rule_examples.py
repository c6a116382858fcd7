"""Where the examples of the rules stand; how they are written, `assistant/review/examples.py` says."""

from pathlib import Path

from assistant.review.examples import Example, base, changes, load, made, samples

__all__ = [
    "FILES", "HERE", "ROOT", "SAMPLES", "Example", "base", "changes", "load", "made",
]  # fmt: skip

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SAMPLES = list(samples())
FILES = sorted(HERE.glob("[A-Z]*[0-9]/*.yaml"))
