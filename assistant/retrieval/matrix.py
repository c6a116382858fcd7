"""The corpus's vectors and facets in memory: exact search under any filter.

Chroma answers an open question over 100,000 passages in 8 ms, but takes 90 to 860 ms under
a metadata filter (measured: `python -m evals.bench.retrieval`). Exact search over the
rows that a filter admits takes 1 to 20 ms, so filtered questions are answered here.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import ne
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.database import Database, generation
from assistant.retrieval.embedding import Vectors
from assistant.retrieval.filters import Filters

_FACETS = ("kind", "section", "year", "level", "agency", "document")
# What filters pick together stands together: a section, in it a level, in it a year. Vectors are
# read by themselves in the order of their keys: a join takes three times as long.
_ENTRIES = """
    SELECT sha256, passage_id, seq, kind, coalesce(section, '') AS place, year, level, agency,
        document_id
    FROM entries ORDER BY kind, place, level, coalesce(year, 0), agency, seq, id
"""
_COLUMNS = 9
_TIE = 1e-6  # cosines that differ by less are ordered by id
_WORTH_SLICING = 16  # rows a slice, below which one gathering copy is quicker
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One state of the corpus: a row a vector, `owners` says which passage a row stands for.

    A passage has one row for its text and one for each question that it answers.
    """

    generation: int
    passages: tuple[str, ...]
    rows_of: dict[str, int]
    seqs: NDArray[np.int64]
    by_seq: NDArray[np.int64]
    codes: dict[str, tuple[dict[Any, int], NDArray[np.int32]]]
    owners: NDArray[np.int64]
    vectors: Vectors

    def admitted(self, filters: Filters) -> Mask:
        """Which passages meet the filters, in the order of `passages`."""
        mask = np.ones(len(self.passages), dtype=bool)
        for name, values in filters.choices():
            numbers, column = self.codes[name]
            mask &= np.isin(column, [numbers[value] for value in values if value in numbers])
        if filters.exclude_agency is not None:
            numbers, column = self.codes["agency"]
            mask &= column != numbers.get(filters.exclude_agency, -1)
        return mask

    def nearest(self, vector: Vectors, limit: int, mask: Mask) -> list[tuple[str, float]]:
        """The likest admitted passages with their cosine, ties by id."""
        rows = np.flatnonzero(mask[self.owners])
        if not len(rows):
            return []
        owners = self.owners[rows]
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        best = np.maximum.reduceat(self._cosines(vector, rows), starts)
        some = min(len(best), limit)
        edge = np.partition(best, -some)[-some] - _TIE
        near = [
            (self.passages[owners[starts[at]]], float(best[at]))
            for at in np.flatnonzero(best >= edge)
        ]
        return sorted(near, key=lambda pair: (-round(pair[1], 6), pair[0]))[:limit]

    def cosines(
        self, vector: Vectors, passages: Iterable[str], *, asks: bool = True, less: float = 0.0
    ) -> dict[str, float]:
        """The cosine of each of these passages to a vector, by its likest row.

        Without `asks` by the row of its text. `less` is taken off the questions' rows: the best
        of twenty is likelier by chance than the one row of a report's passage.
        """
        found: dict[str, float] = {}
        for passage in passages:
            if (number := self.rows_of.get(passage)) is not None:
                first, end = np.searchsorted(self.owners, [number, number + 1])
                likeness = _dots(self.vectors[first : end if asks else first + 1], vector)
                likeness[1:] -= less
                found[passage] = float(likeness.max())
        return found

    def places_of(self, seqs: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where passages stand in `passages`, by their number in the store; -1 for none."""
        order = self.by_seq
        at = np.searchsorted(self.seqs, seqs, sorter=order).clip(max=max(0, len(order) - 1))
        if not len(order):
            return np.full(len(seqs), -1)
        places = order[at]
        return np.where(self.seqs[places] == seqs, places, -1)

    def text_vectors(self, passages: Sequence[str]) -> Vectors:
        """The vectors of the texts of these passages, one row each."""
        starts = np.searchsorted(self.owners, [self.rows_of[i] for i in passages])
        found: Vectors = self.vectors[starts]
        return found

    def _cosines(self, vector: Vectors, rows: NDArray[np.int64]) -> Vectors:
        """The cosines of some rows: by slices where they stand together, which saves a copy."""
        breaks = np.flatnonzero(np.diff(rows) != 1) + 1
        if len(rows) < _WORTH_SLICING * (len(breaks) + 1):
            return _dots(self.vectors[rows], vector)
        found = np.empty(len(rows), dtype=np.float32)
        edges = [0, *breaks.tolist(), len(rows)]
        for first, end in pairwise(edges):
            found[first:end] = _dots(self.vectors[rows[first] : rows[end - 1] + 1], vector)
        return found


def _dots(rows: Vectors, vector: Vectors) -> Vectors:
    """Each row times the vector; a row's value does not depend on its neighbours.

    Not `@`: BLAS wakes its threads for every slice (54 slices of a year: 38 ms against 2).
    """
    found: Vectors = np.einsum("ij,j->i", rows, vector)
    return found


class MatrixCache:
    """The matrix of one embedder for the corpus as it stands now."""

    def __init__(self, database: Database, embedder: str, dimension: int) -> None:
        self._database = database
        self._embedder = embedder
        self._dimension = dimension
        self._guard = threading.Lock()
        self._held: Matrix | None = None

    def now(self) -> Matrix:
        """The corpus as it is; read anew only after a write."""
        with self._guard, self._database.reading() as db:
            if self._held is None or self._held.generation != generation(db):
                vectors = dict(
                    db.execute(
                        "SELECT sha256, vector FROM vectors WHERE embedder = ?", [self._embedder]
                    )
                )
                rows = [row for row in db.execute(_ENTRIES) if row[0] in vectors]
                self._held = _matrix(generation(db), rows, vectors, self._dimension)
            return self._held


def _matrix(
    state: int, rows: Sequence[tuple[Any, ...]], vectors: Mapping[str, bytes], dimension: int
) -> Matrix:
    ids = [row[1] for row in rows]
    begins = np.fromiter(map(ne, ids, [None, *ids]), bool, len(ids))
    firsts = [rows[at] for at in np.flatnonzero(begins).tolist()]
    _, passages, seqs, *facets = zip(*firsts, strict=True) if firsts else ((),) * _COLUMNS
    numbers = np.array(seqs, dtype=np.int64)
    data = b"".join([vectors[row[0]] for row in rows])
    return Matrix(
        state,
        tuple(passages),
        {passage: number for number, passage in enumerate(passages)},
        numbers,
        np.argsort(numbers, kind="stable"),
        {name: _coded(column) for name, column in zip(_FACETS, facets, strict=True)},
        np.cumsum(begins) - 1,
        np.frombuffer(data, "<f4").reshape(len(rows), dimension),
    )


def _coded(values: Sequence[Any]) -> tuple[dict[Any, int], NDArray[np.int32]]:
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return numbers, np.fromiter(map(numbers.__getitem__, values), np.int32, len(values))
