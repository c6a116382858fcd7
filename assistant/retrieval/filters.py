"""Which passages a search may return, in the words of the index and of SQLite."""

from dataclasses import dataclass

from assistant.retrieval.passages import Passage

One = str | int
Choice = One | tuple[One, ...] | None
_FIELDS = ("kind", "section", "year", "level", "agency")


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that a passage must meet; None means any, a tuple means one of these."""

    kind: Choice = None
    section: Choice = None
    year: Choice = None
    level: Choice = None
    agency: Choice = None
    exclude_agency: str | None = None
    documents: tuple[str, ...] = ()

    def admits(self, passage: Passage) -> bool:
        """Whether a passage meets every condition."""
        held = {name: getattr(passage, name) for name in _FIELDS}
        held["document"] = passage.document_id
        return passage.agency != self.exclude_agency and all(
            held[name] in values for name, values in self.choices()
        )

    def where(self) -> dict[str, object] | None:
        """As Chroma's metadata filter; None if there is no condition."""
        terms: list[dict[str, object]] = [
            {name: {"$in": list(values)}} for name, values in self.choices()
        ]
        if self.exclude_agency is not None:
            terms.append({"agency": {"$ne": self.exclude_agency}})
        if len(terms) > 1:
            return {"$and": terms}
        return terms[0] if terms else None

    def sql(self) -> tuple[str, list[One]]:
        """As an SQL condition on `passages` with its parameters; “1” if there is none."""
        terms: list[str] = []
        values: list[One] = []
        for name, chosen in self.choices():
            column = "document_id" if name == "document" else name
            terms.append(f"{column} IN ({', '.join('?' * len(chosen))})")
            values.extend(chosen)
        if self.exclude_agency is not None:
            terms.append("agency <> ?")
            values.append(self.exclude_agency)
        return " AND ".join(terms) or "1", values

    def choices(self) -> list[tuple[str, tuple[One, ...]]]:
        """Each field that is narrowed, with the values that it may have."""
        found: list[tuple[str, tuple[One, ...]]] = []
        for name in _FIELDS:
            value: Choice = getattr(self, name)
            if value is not None:
                found.append((name, value if isinstance(value, tuple) else (value,)))
        if self.documents:
            found.append(("document", self.documents))
        return found
