"""The corpus as the rest of the program knows it: put in, list, take out, search."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Self

from assistant.report.model import AnnualReport
from assistant.retrieval.built_in import (
    Asks,
    built_in_digest,
    built_in_documents,
    shipped_vectors,
    shipped_words,
)
from assistant.retrieval.chunking import (
    Article,
    in_pieces,
    plain_title,
    regulation_passages,
    report_passages,
    split_articles,
)
from assistant.retrieval.database import Database
from assistant.retrieval.embedding import Embedder, default_embedder
from assistant.retrieval.errors import CorpusError
from assistant.retrieval.filters import Choice, Filters
from assistant.retrieval.home import Home
from assistant.retrieval.index import VectorIndex
from assistant.retrieval.manifest import Manifest
from assistant.retrieval.matrix import MatrixCache
from assistant.retrieval.passages import OWN, Document, Passage, text_sha256
from assistant.retrieval.recipe import BEST, Recipe
from assistant.retrieval.search import Hit, Searcher
from assistant.retrieval.store import Store, new_document
from assistant.retrieval.vector_cache import VectorCache
from assistant.retrieval.words import Cutter, WordIndex

_MORE = 100  # hits looked at besides, where a built-in text is replaced by the user's


class Corpus:
    """Documents in one folder, searchable by meaning and by words; safe in threads.

    Several processes may use one folder at the same time: each write is one SQLite
    transaction, and a search sees every write that ended before it. `notices` are
    sentences in Chinese for the user: what was replaced, rebuilt or left out;
    `manifest` says which file or address each added document was read from.
    """

    def __init__(self, home: Home, embedder: Embedder, notices: list[str]) -> None:
        self.notices = notices
        self._home = home
        self._cutter = Cutter(home.words)
        database = Database(home.database)
        self._store = Store(database)
        self.manifest = Manifest(database)
        self._cache = VectorCache(database, embedder)
        self._index = VectorIndex(home.index, database, self._cache, self._say)
        matrices = MatrixCache(database, embedder.id, embedder.dimension)
        words = WordIndex(database)
        self._searcher = Searcher(self._store, self._index, words, matrices, embedder)

    @classmethod
    def open(cls, home: Path, embedder: Embedder | None = None) -> Self:
        """The corpus in a folder, made with the built-in documents if it is new.

        Without an embedder the best one of this machine is taken. Embeds nothing where
        the shipped vectors are complete, and imports neither chromadb nor a model: the
        first search does.

        Raises:
            CorpusError: The folder's database cannot be used.
        """
        notices: list[str] = []
        if embedder is None:
            embedder, notice = default_embedder()
            notices.extend([notice] if notice else [])
        corpus = cls(Home(home, notices.append), embedder, notices)
        corpus._put_built_in()
        return corpus

    def add_report(self, report: AnnualReport, origin_path: str | Path = "") -> Document:
        """Put a report in, in place of a former one of the same agency and year.

        Raises:
            CorpusError: It has no narrative to search in.
        """
        passages = report_passages(report, "user")
        if not passages:
            raise CorpusError(
                "这份报告没有正文，只有表格，加入后也查不到任何内容",
                where=str(origin_path) or report.full_title,
                cure="加入写好正文的年度报告",
            )
        return self._put(passages, report.full_title, str(origin_path))

    def add_regulation(self, title: str, text: str, origin_path: str | Path = "") -> Document:
        """Put a regulation's full text in, one passage an article (“第N条 …” at a line's start).

        It takes the place of one with the same title that was added before, and goes before
        the built-in digest of that name when an article is asked for.

        Raises:
            CorpusError: It has no title, or no article was found in the text.
        """
        articles = split_articles(text)
        if not articles or not title.strip():
            raise CorpusError(
                "没有找到条文" if title.strip() else "没有写法规的名称",
                where=str(origin_path) or title,
                cure="每一条要另起一行，以“第一条”这样的编号开头，编号后空一格",
            )
        return self.add_provisions(title, articles, origin_path)

    def add_provisions(
        self, title: str, provisions: Iterable[Article], origin_path: str | Path = ""
    ) -> Document:
        """Put a regulation or notice in whose articles or sections are known already.

        It takes the place of one with the same title; of a built-in one too, which then is
        found by no search until this one is taken out.

        Raises:
            CorpusError: It has no title, or nothing in it.
        """
        passages = regulation_passages(title.strip(), in_pieces(provisions), "user")
        if not passages or not title.strip():
            raise CorpusError(
                "没有内容" if title.strip() else "没有写名称",
                where=str(origin_path) or title,
                cure="检查文件里有没有标题和正文",
            )
        return self._put(passages, title.strip(), str(origin_path))

    def add_file(self, path: Path, read: Callable[[Path], AnnualReport]) -> Document:
        """Read a report with the caller's reader and put it in; the reader's errors pass."""
        return self.add_report(read(path), path)

    def list(self) -> Sequence[Document]:
        """Every document: those added by the user first."""
        return self._store.documents()

    def remove(self, document_id: str) -> Document:
        """Take out a document that the user added, and say which it was.

        Raises:
            CorpusError: There is none of this id, or it is built in.
        """
        document = self._store.document(document_id)
        if document is None:
            raise CorpusError(
                f"资料库里没有编号为 {document_id} 的资料", cure="用 nianbao corpus list 看编号"
            )
        if document.origin == "built-in":
            raise CorpusError(
                f"《{document.title}》是内置资料，不能移除",
                where=document_id,
                cure="不想让它出现在结果里时，检索时加筛选条件",
            )
        self._store.remove(document_id)
        return document

    def search(
        self,
        query: str,
        k: int = 5,
        *,
        kind: Choice = None,
        section: Choice = None,
        year: Choice = None,
        level: Choice = None,
        agency: Choice = None,
        exclude_agency: str | None = None,
        recipe: Recipe = BEST,
    ) -> Sequence[Hit]:
        """The best `k` passages for a question, best first; a filter may be a tuple of choices.

        `recipe` weighs meaning, words, years and diversity against each other.

        Raises:
            CorpusError: The index is locked for too long, or cannot be written.
        """
        filters = Filters(kind, section, year, level, agency, exclude_agency)
        replaced = self._replaced()
        if not replaced or k < 1:
            return self._searcher.search(query, k, filters, recipe)
        hits = self._searcher.search(query, k + _MORE, filters, recipe)
        return [hit for hit in hits if hit.passage.document_id not in replaced][:k]

    def article(self, number: int, law: str = "") -> Passage | None:
        """An article by number, of the 政府信息公开条例 or of a law named in part; or None."""
        return self._searcher.article(number, law)

    def passages(self, document_id: str) -> Sequence[Passage]:
        """A document's passages in reading order; empty if there is no such document."""
        return self._store.passages_of(document_id)

    def refresh(self) -> None:
        """Embed and index what was added, now instead of at the next search."""
        self._index.refresh()

    def rebuild(self) -> None:
        """Make the index anew from the stored vectors; nothing is embedded again."""
        self._index.rebuild()

    @property
    def home(self) -> Path:
        """The folder that the corpus keeps its files in; a temporary one if the wanted was not writable."""
        return self._home.folder

    def close(self) -> None:
        """Let go of the index's files; the corpus may be used again afterwards."""
        self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _replaced(self) -> set[str]:
        """The built-in regulations whose full text the user put in under the same name."""
        regulations = [(i, plain_title(title)) for i, title in self._store.regulations()]
        own = {title for i, title in regulations if i.startswith(OWN)}
        return {i for i, title in regulations if title in own and not i.startswith(OWN)}

    def _put(self, passages: tuple[Passage, ...], title: str, source: str) -> Document:
        asks = _asks(passages)
        texts = _texts(passages, asks)
        words = {sha: self._cutter.words(text) for sha, text in texts.items()}
        document = new_document(passages, title=title, source=source)
        self._store.put(document, passages, words, self._cache.vectors_for(texts), asks)
        return document

    def _put_built_in(self) -> None:
        digest = built_in_digest()
        if self._store.built_in_digest() == digest:
            return
        documents = built_in_documents()
        ready = shipped_words()
        passages = [passage for document in documents for passage in document.passages]
        asks = _asks(passages)
        words = {
            sha: ready.get(sha) or self._cutter.words(text)
            for sha, text in _texts(passages, asks).items()
        }
        self._store.replace_built_in(
            digest,
            [
                (new_document(d.passages, title=d.title, source=d.source), d.passages)
                for d in documents
                if d.passages
            ],
            words,
            shipped_vectors(self._cache.embedder),
            asks,
        )

    def _say(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices.append(notice)


def _asks(passages: Sequence[Passage]) -> dict[str, tuple[str, ...]]:
    """The questions that passages answer, by the id of the passage."""
    if all(passage.kind == "report" for passage in passages):
        return {}
    asks = Asks()
    return {passage.id: asked for passage in passages if (asked := asks.of(passage))}


def _texts(passages: Sequence[Passage], asks: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Every text that is searched in, by its SHA-256."""
    texts = {passage.sha256: passage.search_text for passage in passages}
    return texts | {text_sha256(text): text for asked in asks.values() for text in asked}
