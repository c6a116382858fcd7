"""The known texts that the slip finder learns from."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from assistant.report.forms import LAYOUTS
from assistant.resources import corpus_dir

PHRASES = Path(__file__).resolve().with_name("phrases.txt")
SHORTEST = 4
_RUN = re.compile(r"[一-鿿]+")


def runs_of(text: str) -> list[str]:
    """The runs of Chinese characters of a text that are long enough to learn from."""
    return [run for run in _RUN.findall(text) if len(run) >= SHORTEST]


def phrase_bank() -> list[str]:
    """Our phrases, each once, in the order of the file; lines that begin with # are headings."""
    lines = PHRASES.read_text("utf-8").splitlines()
    return list(dict.fromkeys(p for line in lines if line[:1] != "#" for p in line.split()))


def official_text() -> list[str]:
    """Runs of the official labels and of the digest of the 条例."""
    labels = [cell.label for form in LAYOUTS.values() for cell in form.cells]
    labels += [part.title for form in LAYOUTS.values() for part in form.sections]
    articles = [
        article["text"]
        for path in sorted((corpus_dir() / "regulation").glob("*.yaml"))
        for article in yaml.safe_load(path.read_text("utf-8"))["articles"]
    ]
    return list(dict.fromkeys(runs_of("\n".join(labels + articles))))


def sample_text(left_out: str = "") -> list[str]:
    """Runs of the sample reports; those whose file begins with `left_out` are left out."""
    texts: list[str] = []
    for path in sorted((corpus_dir() / "samples").glob("*.yaml")):
        if not left_out or not path.name.startswith(left_out):
            texts += _strings(yaml.safe_load(path.read_text("utf-8")))
    return list(dict.fromkeys(runs_of("\n".join(texts))))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)
