"""A sentence of the draft with all that is shown when it is chosen: facts, sources, versions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.draft import Draft, DraftFact, DraftSource, GroundedSentence
from assistant.drafting.revising.history import DraftHistory
from assistant.drafting.revising.version import Version
from assistant.exporting.outline import shown
from assistant.report.model import AnnualReport
from ui.remarks import Remark

ORIGINS = {"composed": "组稿", "model": "模型", "person": "人工"}
_HINT_LENGTH = 160
_MOST_EARLIER = 8


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact in the words of a reader."""

    label: str
    value: str
    source: str
    formula: str


@dataclass(frozen=True, slots=True)
class EarlierView:
    """How a sentence became what it is: in which version, who asked for what, what stood before."""

    number: int
    who: str
    when: str
    asked: str
    before: str


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence with its trail; `stale` says which figures were changed since it was written.

    `remarks` are a reviewer's comments on it that are still to be answered.
    """

    id: str
    text: str
    origin: str
    origin_name: str
    hint: str
    facts: tuple[FactView, ...]
    sources: tuple[tuple[str, DraftSource], ...]
    earlier: tuple[EarlierView, ...]
    stale: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()


class Trails:
    """Knows a draft, the figures as they stand now, and the versions that led to the draft."""

    def __init__(
        self,
        figures: AnnualReport,
        draft: Draft,
        history: DraftHistory,
        remarks: Sequence[Remark] = (),
    ) -> None:
        self._figures = figures
        self._remarks = remarks
        self._draft = draft
        self._lineage = tuple(_lineage(history))

    def sentence(self, section: str, number: str, sentence: GroundedSentence) -> SentenceView:
        """The view of one sentence; `number` makes its id."""
        draft = self._draft
        facts = tuple(_fact(draft.facts[i], draft) for i in sentence.facts if i in draft.facts)
        sources = tuple((i, draft.sources[i]) for i in sentence.sources if i in draft.sources)
        origin = ORIGINS[sentence.origin]
        rests_on = [f"{fact.label} {fact.value}（{fact.source}）" for fact in facts]
        rests_on += [f"{source.title}{source.locator}" for _, source in sources]
        hint = f"{origin}｜依据：{'；'.join(rests_on) or '固定表述，不含数字'}"
        return SentenceView(
            id=f"trail-{number}",
            text=sentence.text,
            origin=sentence.origin,
            origin_name=origin,
            hint=hint if len(hint) <= _HINT_LENGTH else f"{hint[:_HINT_LENGTH]}……",
            facts=facts,
            sources=sources,
            earlier=tuple(self._earlier(section, sentence.text)),
            stale=tuple(dict.fromkeys(self._stale(sentence.facts))),
            remarks=tuple(one for one in self._remarks if one.is_on(section, sentence.text)),
        )

    def _earlier(self, section: str, text: str) -> Iterator[EarlierView]:
        """From the newest version back: each change that gave the sentence the words it had."""
        found = 0
        for version in self._lineage:
            change = next(
                (c for c in version.changes if c.section == section and c.after == text), None
            )
            if change is None or found == _MOST_EARLIER:
                continue
            found += 1
            yield EarlierView(
                version.number, version.by, version.at[:16], version.asked, change.before
            )
            if not change.before:
                return
            text = change.before

    def _stale(self, facts: tuple[str, ...]) -> Iterator[str]:
        for fact_id in facts:
            fact = self._draft.facts.get(fact_id)
            if fact is None:
                continue
            yield from self._stale(fact.operands)
            if self._figures.holds(fact_id):
                now = shown(self._figures.cell(fact_id))
                if now != fact.value:
                    yield f"{fact.label} 写的时候是 {fact.value}{fact.unit}，现在是 {now or '空白'}"


def _lineage(history: DraftHistory) -> Iterator[Version]:
    number = history.current
    while number:
        version = history.version(number)
        yield version
        number = version.parent


def _fact(fact: DraftFact, draft: Draft) -> FactView:
    operands = [draft.facts[i] for i in fact.operands if i in draft.facts]
    used = "，".join(f"{o.label} {o.value}{o.unit}" for o in operands)
    formula = f"{fact.formula}（{used}）" if fact.formula and used else fact.formula
    return FactView(fact.label, f"{fact.value}{fact.unit}", fact.source, formula)
