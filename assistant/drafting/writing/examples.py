"""What drafting takes from the corpus: articles to rest on, passages to learn the tone from."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from assistant.drafting.draft import DraftSource
from assistant.drafting.planning.plan import PartPlan
from assistant.errors import AssistantError
from assistant.report.agency import agency_kind
from assistant.report.model import AnnualReport
from assistant.report.quantities import find_quantities
from assistant.retrieval.corpus import Corpus
from assistant.retrieval.passages import Passage
from assistant.retrieval.recipe import BEST, Recipe

_EXAMPLES = 2
_YEARS_BACK = 6
_RECENT = replace(BEST, per_year=0.005, diversity=0.3)
_LAST = replace(BEST, per_year=1.0)  # the newest report decides, whatever it says
_EXAMPLE_LENGTH = 160


@dataclass
class Library:
    """Collects the sources of one draft, each passage once, under ids s1, s2, …"""

    corpus: Corpus | None
    report: AnnualReport
    sources: dict[str, DraftSource] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)
    _ids: dict[str, str] = field(default_factory=dict)

    def articles(self, plan: PartPlan) -> list[str]:
        """Source ids of the articles of the 条例 on which a part rests."""
        found: list[Passage] = []
        with self._noted():
            if self.corpus is not None:
                articles = [self.corpus.article(number) for number in plan.articles]
                found = [article for article in articles if article is not None]
        return [self._enter(passage) for passage in found]

    def examples(self, plan: PartPlan) -> list[str]:
        """Source ids of passages to learn the tone of a part from, `_EXAMPLES` at most.

        The agency's own last report before this year comes first, for its house style, and
        is marked `own`; then the same part of other agencies of the same level and kind, or
        of any where the corpus has too few. Recent years go before older ones, and no two
        say the same.
        """
        found: list[Passage] = []
        with self._noted():
            if self.corpus is not None and plan.query:
                found = self._similar(self.corpus, plan)
        return [self._enter(passage) for passage in found]

    def _similar(self, corpus: Corpus, plan: PartPlan) -> list[Passage]:
        place = {"kind": "report", "section": plan.section}
        before = tuple(range(self.report.year - _YEARS_BACK, self.report.year))
        own = self._found(
            corpus, plan.query, _LAST, **place, agency=self.report.agency, year=before
        )
        others = {**place, "exclude_agency": self.report.agency}
        level = agency_kind(self.report.agency).value
        by_query = [
            [
                *self._found(corpus, query, _RECENT, **others, level=level),
                *self._found(corpus, query, _RECENT, **others),
            ]
            for query in item_queries(plan)
        ]
        in_turn = (passage for some in zip_longest(*by_query) for passage in some if passage)
        by_text = {passage.text: passage for passage in (*own[:1], *in_turn)}
        return list(by_text.values())[:_EXAMPLES]

    @staticmethod
    def _found(corpus: Corpus, query: str, recipe: Recipe, **filters: Any) -> list[Passage]:
        return [hit.passage for hit in corpus.search(query, _EXAMPLES, recipe=recipe, **filters)]

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """A corpus that cannot be used costs the sources, not the draft; that is said once."""
        try:
            yield
        except AssistantError as error:
            self.corpus = None
            self.notices.append(f"资料库用不了，本次起草没有引用资料：{error.what}")

    def _enter(self, passage: Passage) -> str:
        if passage.id not in self._ids:
            self._ids[passage.id] = f"s{len(self._ids) + 1}"
            self.sources[self._ids[passage.id]] = DraftSource(
                kind=passage.kind,
                title=passage.title,
                locator=passage.locator,
                text=passage.text,
                own=passage.agency == self.report.agency,
            )
        return self._ids[passage.id]


def item_queries(plan: PartPlan) -> tuple[str, ...]:
    """What a part is searched by: all of it, and the items that have words of their own."""
    items = " ".join(dict.fromkeys(item.query for item in plan.items if item.query))
    return (plan.query, items) if items and items != plan.query else (plan.query,)


def without_figures(text: str) -> str:
    """A short example of tone: numbers masked, so that no model can carry them over."""
    short = text[:_EXAMPLE_LENGTH]
    short = short[: max(short.rfind("。"), short.rfind("；")) + 1] or short
    pieces, at = [], 0
    for quantity in find_quantities(short):
        pieces.append(short[at : quantity.start] + f"若干{quantity.unit}")
        at = quantity.end
    masked = "".join(pieces) + short[at:]
    return re.sub(r"(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?|《[^》]*》", "某", masked)
