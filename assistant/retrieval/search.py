"""Search: meaning and words together, in everyday or official language; names decide."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assistant.retrieval.embedding import Embedder, Vectors
from assistant.retrieval.filters import Filters
from assistant.retrieval.index import IndexUntrusted, VectorIndex
from assistant.retrieval.matrix import Mask, Matrix, MatrixCache
from assistant.retrieval.naming import Named, covers, named_in, regulations_named
from assistant.retrieval.passages import Passage
from assistant.retrieval.recipe import BEST, Recipe, asks_for_examples
from assistant.retrieval.rewriting import rewritten
from assistant.retrieval.store import Store
from assistant.retrieval.words import WordIndex

_POOL = 50
_QUERIES_KEPT = 256  # drafting asks the same query under several filters
_LONGEST_QUERY = 500
_NAME_BONUS = 1.0  # above any sum of likeness and words
_BROAD = 0.3  # the share of the corpus from which Chroma is asked for more and its answer sifted
_SIFTED = 1000
_ROWS = (
    12  # rows asked for a place: a passage may have 26, and the graph differs from build to build
)


@dataclass(frozen=True, slots=True)
class Why:
    """How a hit came about: its rank by vector and by words (from 1; None: not found so).

    `similarity` is the cosine to the query (None if not asked), `coverage` the share of its
    words that the passage has; `named` is how many outright names of the query it matches
    (an article, a title, a document number, an agency, a year of that agency). `read_as` is
    the query in official words, empty if it was searched as it stands.
    """

    dense_rank: int | None = None
    word_rank: int | None = None
    similarity: float | None = None
    named: int = 0
    coverage: float = 0.0
    read_as: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query; a higher score is better, comparable within a search."""

    passage: Passage
    score: float
    why: Why


@dataclass(frozen=True, slots=True)
class _Question:
    """A query as it is searched: its words, its vector, what it names, who may answer."""

    said: str
    read_as: str
    vector: Vectors
    named: Named
    matrix: Matrix
    admitted: Mask
    filtered: bool

    @property
    def text(self) -> str:
        return self.read_as or self.said


class Searcher:
    """Answers queries from the store, the vector index and the word index."""

    def __init__(
        self,
        store: Store,
        index: VectorIndex,
        words: WordIndex,
        matrices: MatrixCache,
        embedder: Embedder,
    ) -> None:
        self._store = store
        self._index = index
        self._words = words
        self._matrices = matrices
        self._vector_of = lru_cache(maxsize=_QUERIES_KEPT)(embedder.embed_query)

    def search(self, query: str, k: int, filters: Filters, recipe: Recipe = BEST) -> list[Hit]:
        """The best `k` passages that meet the filters, best first, ties by id.

        A query that only asks for articles (“第49条怎么说”) is answered by their numbers,
        without any model. At most 500 characters of a query are looked at.
        """
        query = " ".join(query.split())[:_LONGEST_QUERY]
        if not query or k < 1:
            return []
        named = self._named(query) if recipe.names else Named()
        articles = self._articles(named, filters)
        if articles and named.only_articles:
            return articles[:k]
        ranked = self._ranked(self._question(query, named, filters, recipe), k, recipe)
        taken = {hit.passage.id for hit in articles}
        return (articles + [hit for hit in ranked if hit.passage.id not in taken])[:k]

    def article(self, number: int, law: str = "") -> Passage | None:
        """Article `number` of a law, by default of the 政府信息公开条例; None if not there."""
        for document in regulations_named(law, self._store.regulations()):
            for passage_id, locator in self._store.locators(document):
                if covers(locator, number):
                    return self._store.passages([passage_id]).get(passage_id)
        return None

    def _named(self, query: str) -> Named:
        titles = [title for _, title in self._store.regulations()]
        return named_in(query, self._store.agencies(), titles)

    def _articles(self, named: Named, filters: Filters) -> list[Hit]:
        found: dict[str, Hit] = {}
        for wanted in named.articles:
            passage = self.article(wanted.number, wanted.law or "".join(named.titles[:1]))
            if passage is not None and filters.admits(passage):
                found[passage.id] = Hit(passage, 2 * _NAME_BONUS + 1, Why(named=1))
        return list(found.values())

    def _question(self, query: str, named: Named, filters: Filters, recipe: Recipe) -> _Question:
        read_as = rewritten(query, recipe.without) if recipe.rewriting else ""
        vector = self._vector_of(read_as or query)
        self._index.embed()
        matrix = self._matrices.now()
        admitted = matrix.admitted(filters)
        return _Question(query, read_as, vector, named, matrix, admitted, not admitted.all())

    def _ranked(self, asked: _Question, k: int, recipe: Recipe) -> list[Hit]:
        pool = max(_POOL, 4 * k)
        dense = self._alike(asked, pool) if recipe.meaning else []
        worded = self._worded(asked, pool) if recipe.words else []
        candidates = sorted({*dense, *worded})
        passages = self._store.passages(candidates)
        cosines = asked.matrix.cosines(
            asked.vector, candidates, asks=recipe.asks, less=recipe.asks_less
        )
        coverage = self._words.coverage(asked.text, candidates)
        by_words = sorted((i for i in worded if coverage.get(i)), key=lambda i: (-coverage[i], i))
        ranks = _ranks(dense), _ranks(by_words)
        weigh = _weigher(asked, recipe, passages.values())
        hits = []
        for i, passage in passages.items():
            similarity = cosines.get(i)
            why = Why(
                ranks[0].get(i),
                ranks[1].get(i),
                similarity,
                _names_met(passage, asked.named),
                coverage.get(i, 0.0),
                asked.read_as,
            )
            hits.append(Hit(passage, weigh(passage, why), why))
        hits.sort(key=lambda hit: (-round(hit.score, 6), hit.passage.id))
        return _diverse(hits, k, recipe.diversity, asked.matrix) if recipe.diversity else hits[:k]

    def _alike(self, asked: _Question, pool: int) -> list[str]:
        """The likest passages overall, among what is named, and among the regulations."""
        matrix, vector = asked.matrix, asked.vector
        found = dict(self._nearest(asked, pool))
        for narrower in self._narrower(asked.named):
            mask = asked.admitted & matrix.admitted(narrower)
            found.update(matrix.nearest(vector, pool // 2, mask))
        return sorted(found, key=lambda i: (-round(found[i], 6), i))

    def _nearest(self, asked: _Question, pool: int) -> list[tuple[str, float]]:
        share = float(asked.admitted.mean()) if len(asked.admitted) else 0.0
        if share < _BROAD:
            return asked.matrix.nearest(asked.vector, pool, asked.admitted)
        wanted = _ROWS * pool
        limit = min(_SIFTED, int(wanted / share) if asked.filtered else wanted)
        try:
            entries = self._index.nearest(asked.vector, limit)
        except IndexUntrusted:
            return asked.matrix.nearest(asked.vector, pool, asked.admitted)
        found: dict[str, float] = {}
        for entry, cosine in entries:
            passage = entry.partition("#")[0]
            number = asked.matrix.rows_of.get(passage)
            if number is not None and asked.admitted[number]:
                found[passage] = max(found.get(passage, -1.0), cosine)
        if len(found) < min(pool, int(asked.admitted.sum())):
            return asked.matrix.nearest(asked.vector, pool, asked.admitted)
        return sorted(found.items(), key=lambda pair: (-round(pair[1], 6), pair[0]))[:pool]

    def _narrower(self, named: Named) -> Iterable[Filters]:
        yield Filters(kind="regulation")  # few, and easily lost among thousands of reports
        if named.agencies:
            yield Filters(agency=named.agencies)
        titled = [i for i, title in self._store.regulations() if _titled(title, named)]
        if titled:
            yield Filters(documents=tuple(titled))

    def _worded(self, asked: _Question, pool: int) -> list[str]:
        """The admitted passages with the weightiest words of the query."""
        matrix = asked.matrix
        seqs, weights = self._words.sharing(asked.text)
        places = matrix.places_of(seqs)
        known = places >= 0
        places, weights = places[known], weights[known]
        kept = asked.admitted[places]
        places, weights = places[kept], weights[kept]
        order = np.lexsort((matrix.seqs[places], -weights.astype(np.float32)))[:pool]
        return [matrix.passages[place] for place in places[order]]


def _weigher(
    asked: _Question, recipe: Recipe, passages: Iterable[Passage]
) -> Callable[[Passage, Why], float]:
    newest = max((p.year for p in passages if p.year), default=0)
    example = recipe.example if asks_for_examples(asked.said) else 0.0

    def weigh(passage: Passage, why: Why) -> float:
        score = recipe.meaning * (why.similarity or 0.0) + recipe.words * why.coverage
        if recipe.names:
            score += _NAME_BONUS * why.named
        if passage.kind == "report":
            score += example - recipe.per_year * (newest - (passage.year or newest))
        return score

    return weigh


def _diverse(hits: Sequence[Hit], k: int, weight: float, matrix: Matrix) -> list[Hit]:
    """The best `k` one after the other, each marked down for its likeness to those before."""
    known = [hit for hit in hits if hit.passage.id in matrix.rows_of]
    vectors = matrix.text_vectors([hit.passage.id for hit in known])
    closest = np.zeros(len(known))
    left = list(range(len(known)))
    chosen: list[Hit] = []
    while left and len(chosen) < k:
        best = max(
            left, key=lambda at: (round(known[at].score - weight * float(closest[at]), 6), -at)
        )
        left.remove(best)
        chosen.append(replace(known[best], score=known[best].score - weight * float(closest[best])))
        closest = np.maximum(closest, np.einsum("ij,j->i", vectors, vectors[best]))
    return chosen


def _ranks(ids: Sequence[str]) -> dict[str, int]:
    return {i: rank for rank, i in enumerate(ids, start=1)}


def _titled(title: str, named: Named) -> bool:
    return any(name in title for name in (*named.titles, *named.numbers))


def _names_met(passage: Passage, named: Named) -> int:
    """How many names of the query a passage meets; a year or section counts beside its agency only."""
    titled = sum(name in passage.title or f"《{name}" in passage.text for name in named.titles)
    titled += sum(name in passage.title or name in passage.text for name in named.numbers)
    if passage.agency not in named.agencies:
        return titled
    return titled + 1 + (passage.year in named.years) + (passage.section in named.sections)
