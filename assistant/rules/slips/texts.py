"""The known texts that the slip finder learns from."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from assistant.report.forms import LAYOUTS
from assistant.resources import corpus_dir

PHRASES = Path(__file__).resolve().with_name("phrases.txt")
SHORTEST = 4
_WINDOW, _AGENCIES = 6, 3
_PLACE = re.compile(r"[一-鿿]{2}(?=[市县区镇乡]|街道)")
_RUN = re.compile(r"[一-鿿]+")


def runs_of(text: str) -> list[str]:
    """The runs of Chinese characters of a text that are long enough to learn from."""
    return [run for run in _RUN.findall(text) if len(run) >= SHORTEST]


def phrase_bank() -> list[str]:
    """Our phrases, each once, in the order of the file; lines that begin with # are headings."""
    lines = PHRASES.read_text("utf-8").splitlines()
    return list(dict.fromkeys(p for line in lines if line[:1] != "#" for p in line.split()))


def official_labels() -> list[str]:
    """Runs of the labels and titles of the official form."""
    labels = [cell.label for form in LAYOUTS.values() for cell in form.cells]
    labels += [part.title for form in LAYOUTS.values() for part in form.sections]
    return list(dict.fromkeys(runs_of("\n".join(labels))))


def article_text() -> list[str]:
    """Runs of the digest of the 条例: right words, but not those of the law itself.

    Where the law says 已制作 and the digest 已经制作, neither is a slip of the other.
    """
    articles = [
        article["text"]
        for path in sorted((corpus_dir() / "regulation").glob("*.yaml"))
        for article in yaml.safe_load(path.read_text("utf-8"))["articles"]
    ]
    return list(dict.fromkeys(runs_of("\n".join(articles))))


def sample_text(left_out: str = "") -> list[str]:
    """Runs of the sample reports; those whose file begins with `left_out` are left out."""
    texts: list[str] = []
    for path in sorted((corpus_dir() / "samples").glob("*.yaml")):
        if not left_out or not path.name.startswith(left_out):
            texts += _strings(yaml.safe_load(path.read_text("utf-8")))
    return list(dict.fromkeys(runs_of("\n".join(texts))))


def shared_text(left_out: str = "") -> list[str]:
    """What several agencies of the samples write in the same words: set phrases, hardly chance.

    Names of places are no set phrases: runs are cut where one stands.
    """
    by_agency: dict[str, set[str]] = {}
    names: set[str] = set()
    for path in sorted((corpus_dir() / "samples").glob("*.yaml")):
        if left_out and path.name.startswith(left_out):
            continue
        data = yaml.safe_load(path.read_text("utf-8"))
        names.update(_PLACE.findall(data["agency"]))
        windows = by_agency.setdefault(data["agency"], set())
        windows.update(w for run in runs_of("\n".join(_strings(data))) for w in _windows(run))
    counts = Counter(window for windows in by_agency.values() for window in windows)
    shared = {window for window, count in counts.items() if count >= _AGENCIES}
    cut = re.compile("|".join(sorted(names)))
    runs = (piece for run in sample_text(left_out) for piece in cut.split(run))
    return list(dict.fromkeys(piece for run in runs for piece in _pieces(run, shared)))


def _windows(run: str) -> Iterator[str]:
    return (run[i : i + _WINDOW] for i in range(len(run) - _WINDOW + 1))


def _pieces(run: str, shared: set[str]) -> Iterator[str]:
    """The longest stretches of a run of which every window is shared."""
    start = None
    for i, window in enumerate([*_windows(run), ""]):
        if window in shared:
            start = i if start is None else start
        elif start is not None:
            yield run[start : i + _WINDOW - 1]
            start = None


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)
