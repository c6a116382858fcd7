"""What drafting takes from the corpus: articles to rest on, passages to learn the tone from."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from assistant.drafting.draft import DraftSource
from assistant.drafting.planning.plan import PartPlan
from assistant.errors import AssistantError
from assistant.report.agency import agency_kind
from assistant.report.model import AnnualReport
from assistant.report.quantities import find_quantities
from assistant.retrieval.corpus import Corpus
from assistant.retrieval.passages import Passage

_EXAMPLES = 2
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
        """Source ids of the same part in other agencies' reports, the same kind first."""
        hits: Sequence[Passage] = ()
        with self._noted():
            if self.corpus is not None and plan.query:
                hits = self._similar(self.corpus, plan)
        return [self._enter(passage) for passage in hits]

    def _similar(self, corpus: Corpus, plan: PartPlan) -> list[Passage]:
        common = {"kind": "report", "section": plan.section, "exclude_agency": self.report.agency}
        level = agency_kind(self.report.agency).value
        hits = list(corpus.search(plan.query, _EXAMPLES, level=level, **common))
        if len(hits) < _EXAMPLES:
            hits += corpus.search(plan.query, _EXAMPLES, **common)
        return list({hit.passage.id: hit.passage for hit in hits}.values())[:_EXAMPLES]

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
                kind=passage.kind, title=passage.title, locator=passage.locator, text=passage.text
            )
        return self._ids[passage.id]


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
