"""Queries with the passages that are right for them: two halves, and three sets beside."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from assistant.retrieval.naming import MAIN_REGULATION, article_number
from assistant.retrieval.passages import Passage

Part = Literal["tuning", "held-out", "earlier", "fresh", "blind", "session5"]
PARTS: tuple[Part, ...] = ("tuning", "held-out", "earlier", "fresh", "blind")
KINDS = ("paraphrase", "question", "keyword", "plan")
_HERE = Path(__file__).parent
# What people ask with and what carries no subject of its own; two passages on anything share it.
_FUNCTION_WORDS = frozenset(
    [
        "一个",
        "一些",
        "一样",
        "不能",
        "不是",
        "不用",
        "之前",
        "之后",
        "以后",
        "以前",
        "以内",
        "之内",
        "其他",
        "其它",
        "别的",
        "有关",
        "关于",
        "可以",
        "必须",
        "应当",
        "需要",
        "怎么",
        "怎样",
        "什么",
        "多少",
        "哪些",
        "哪个",
        "哪里",
        "没有",
        "有没有",
        "能不能",
        "要不要",
        "是不是",
        "我们",
        "他们",
        "自己",
        "这个",
        "那个",
        "这些",
        "如何",
        "或者",
        "以及",
        "还是",
        "以上",
        "以下",
    ]
)
_HAN_WORD = re.compile(r"[㐀-鿿]{2,}|[0-9a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Which passages are right: an article, a provision of a law, or places of reports."""

    article: int | None = None
    law: str = ""
    locator: str = ""
    section: str = ""
    says: str = ""
    agency: str = ""
    year: int | None = None

    def admits(self, passage: Passage) -> bool:
        """Whether a passage is a right answer."""
        if self.section:
            return (
                passage.section == self.section
                and self.agency in passage.agency
                and self.year in (None, passage.year)
                and re.search(self.says, passage.text) is not None
            )
        if passage.kind != "regulation":
            return False
        if self.article is not None:
            number = article_number(passage.locator.removeprefix("第").removesuffix("条"))
            return passage.title.endswith(MAIN_REGULATION) and number == self.article
        return self.law in passage.title and passage.locator == self.locator


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody asks, under which filters, and what is right; `kind` is one of `KINDS`."""

    text: str
    kind: str
    right: tuple[Judgement, ...]
    filters: dict[str, Any] = field(default_factory=dict)
    beside: Part | None = None

    @property
    def part(self) -> Part:
        """Tuning or held out, by the digest of the words: nobody chooses it; or a set beside."""
        half: Part = "tuning" if hashlib.sha256(self.text.encode()).digest()[0] % 2 else "held-out"
        return self.beside or half

    def admits(self, passage: Passage) -> bool:
        """Whether a passage is among the right ones."""
        return any(judgement.admits(passage) for judgement in self.right)


def queries() -> tuple[Query, ...]:
    """The queries of `queries.yaml`, in the order of the file."""
    return _read("queries.yaml", None)


def queries_beside() -> tuple[Query, ...]:
    """Those of an earlier author, those written when nothing was tuned any more, and a judge's."""
    return (
        *_read("earlier_queries.yaml", "earlier"),
        *_read("fresh_queries.yaml", "fresh"),
        *_read("blind_queries.yaml", "blind"),
    )


def queries_of_session5() -> tuple[Query, ...]:
    """Sixty more, written before anything was searched for them; no floor rests on them."""
    return _read("session5_queries.yaml", "session5")


def _read(name: str, beside: Part | None) -> tuple[Query, ...]:
    data = yaml.safe_load((_HERE / name).read_text("utf-8"))
    return tuple(
        Query(
            entry["query"],
            kind,
            tuple(Judgement(**right) for right in entry["right"]),
            entry.get("filters", {}),
            beside,
        )
        for kind in KINDS
        for entry in data.get(kind, ())
    )


def content_words(text: str) -> frozenset[str]:
    """The words of two and more characters in a text, and those inside them, without function words."""
    found = _cutter().cut_for_search(text.lower())
    return frozenset(w for w in found if _HAN_WORD.fullmatch(w)) - _FUNCTION_WORDS


def shared_words(query: Query, passages: Iterable[Passage]) -> dict[str, Sequence[str]]:
    """By passage id, the content words that a query has in common with a passage right for it."""
    words = content_words(query.text)
    return {
        passage.id: sorted(both)
        for passage in passages
        if query.admits(passage) and (both := words & content_words(passage.search_text))
    }


@cache
def _cutter() -> Any:
    import jieba

    return jieba.Tokenizer()
