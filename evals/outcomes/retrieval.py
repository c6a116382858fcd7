"""Search: a case is a query, an arm a recipe; the shipped recipe comes first."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from evals.harness.record import ArmRun, Record, ScoredCase
from evals.outcomes.outcome import Outcome, digest, digests_of_files, record_of
from evals.outcomes.words import in_chinese
from evals.retrieval.benchmark import SHIPPED, Result, Score
from evals.retrieval.judged import (
    KINDS,
    PARTS,
    Query,
    queries,
    queries_beside,
    queries_of_session5,
)

LABELS = {
    "retrieval.first": "R@1",
    "retrieval.recall": "R@5",
    "retrieval.mrr": "MRR",
    "retrieval.ndcg": "nDCG@10",
}
_ALL = "all"
_FIGURES = ("recall", "mrr", "ndcg")
# Another processor may round a cosine otherwise, and one query of fifty is a fiftieth.
_SLACK = Decimal("0.03")


def outcome(result: Result) -> Outcome:
    """What search found, query by query, with every recipe that was asked."""
    names = list(dict.fromkeys(recipe for recipe, _, _ in result.scores))
    names.sort(key=lambda name: name != SHIPPED)
    reached = dict(_reached(result))
    return Outcome(
        record(result, names),
        digests_of_files("evals/retrieval/*queries.yaml"),
        reached,
        slack=dict.fromkeys(reached, _SLACK),
    )


def record(result: Result, names: list[str]) -> Record:
    """The record of these recipes."""
    arms = [
        ArmRun(arm=name, label=name, engine="search", cases=tuple(_cases(result, name)))
        for name in names
    ]
    return record_of("retrieval", arms, LABELS)


def _reached(result: Result) -> Iterator[tuple[str, Decimal]]:
    for part in PARTS:
        score = result.scores.get((SHIPPED, _ALL, part))
        if score is not None:
            values = (score.within(5), score.mrr, score.ndcg)
            yield from (
                (f"{part}.{_ALL}_{figure}", value)
                for figure, value in zip(_FIGURES, values, strict=True)
            )


def _cases(result: Result, recipe: str) -> Iterator[ScoredCase]:
    for query, rank in _ranks(result.scores, recipe):
        one = Score((rank,))
        values = (one.within(1), one.within(5), one.mrr, one.ndcg)
        told = f"对的排在第 {rank}" if rank else "前十没有找到对的"
        right = str(query.right)
        yield ScoredCase(
            case=f"{query.part}：{query.text}",
            digest=digest(query.text, right, str(sorted(query.filters.items()))),
            title=query.text,
            groups=(
                f"题组 {in_chinese('query_sets', query.part)}",
                f"问法 {in_chinese('query_kinds', query.kind)}",
                f"该找 {_place(query)}",
            ),
            values=dict(zip(LABELS, values, strict=True)),
            reasons={} if rank == 1 else {"retrieval": (told,)},
        )


def _ranks(
    scores: Mapping[tuple[str, str, str], Score], recipe: str
) -> Iterator[tuple[Query, int]]:
    """Each query with its rank: a score keeps them in the order in which they were asked."""
    asked = (*queries(), *queries_beside(), *queries_of_session5())
    for kind in KINDS:
        for part in (*PARTS, "session5"):
            own = [query for query in asked if (query.part, query.kind) == (part, kind)]
            score = scores.get((recipe, kind, part))
            if score is not None:
                yield from zip(own, score.ranks, strict=True)


def _place(query: Query) -> str:
    first = query.right[0]
    if first.section == "preface":
        return "前言"
    return f"{first.section} 部分" if first.section else ("条例" if first.article else "其他法规")
