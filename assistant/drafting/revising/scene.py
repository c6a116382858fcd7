"""The part of a draft that a wish is about, and what an action makes of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.drafting.draft import Draft, DraftSection, GroundedSentence, Paragraph
from assistant.drafting.grounding.ground import Ground, Judgement
from assistant.drafting.revising.basis import Basis
from assistant.drafting.revising.keeping import judged_facts, still_said
from assistant.drafting.revising.locating import Spot, spots_of
from assistant.drafting.revising.revision import Revision
from assistant.drafting.revising.version import Refused
from assistant.drafting.revising.wording import taken_apart

Rows = list[list[GroundedSentence]]


@dataclass(frozen=True, slots=True)
class Scene:
    """What an action looks at: the draft, one part of it, the sentences meant, the basis."""

    draft: Draft
    section: DraftSection
    spots: tuple[Spot, ...]
    revision: Revision
    basis: Basis

    def at(self, spot: Spot) -> GroundedSentence:
        """The sentence at a place."""
        return self.section.paragraphs[spot.paragraph].sentences[spot.sentence]

    @property
    def chosen(self) -> list[GroundedSentence]:
        """The sentences that are meant."""
        return [self.at(spot) for spot in self.spots]

    @property
    def whole(self) -> bool:
        """Whether all sentences of the part are meant."""
        return len(self.spots) == len(spots_of(self.section))

    def rows(self) -> Rows:
        """The part's sentences by paragraph, to be worked on."""
        return [list(paragraph.sentences) for paragraph in self.section.paragraphs]

    def with_sentences(self, changed: Mapping[Spot, Sequence[GroundedSentence]]) -> Rows:
        """The rows with these sentences in the place of others; none takes one out."""
        return [
            [kept for s, old in enumerate(p.sentences) for kept in changed.get(Spot(i, s), (old,))]
            for i, p in enumerate(self.section.paragraphs)
        ]

    def ground(self, sentences: Iterable[GroundedSentence], more: Iterable[str] = ()) -> Ground:
        """The ground of the facts of these sentences and of some more facts."""
        old = list(sentences)
        facts = [*(fact for sentence in old for fact in sentence.facts), *more]
        stated = [str(f.value) for i in more if (f := self.basis.ledger.get(i))]
        said = "\n".join([*(s.text for s in old), *stated])
        cited = {i for s in old for i in s.sources}
        sources = {i: s for i, s in self.draft.sources.items() if i in cited}
        return self.basis.ground(facts, said, sources)

    def said(self, besides: Iterable[Spot] = ()) -> set[str]:
        """The facts that the part says, some places left out."""
        left_out = set(besides)
        spots = (spot for spot in spots_of(self.section) if spot not in left_out)
        return {fact for spot in spots for fact in self.at(spot).facts}


@dataclass(frozen=True, slots=True)
class Edit:
    """What an action makes of a part; `why` stands beside each change.

    `rows` of None mean that nothing was done, which `refused` or `notes` explain.
    """

    rows: Rows | None
    why: str = ""
    refused: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()


def refusal(text: str, why: str, *notes: str) -> Edit:
    """Nothing is done, and why."""
    return Edit(None, refused=(Refused(text=text, why=why),), notes=notes)


def reworded(
    scene: Scene, old: Sequence[GroundedSentence], text: str, judgement: Judgement
) -> GroundedSentence:
    """New words for old sentences: with the facts of theirs that are still said."""
    facts = [
        fact
        for s in old
        for fact in still_said(s.facts, s.text, text, judgement, scene.basis.ledger)
    ]
    sources = [i for s in old for i in s.sources if i in judgement.sources or s.text[:-1] in text]
    origin = next((s.origin for s in old if s.origin != "composed"), "composed")
    return GroundedSentence(
        text=text,
        facts=tuple(dict.fromkeys([*facts, *judged_facts(judgement)])),
        sources=tuple(dict.fromkeys([*sources, *judgement.sources])),
        origin=origin,
        item=old[0].item,
    )


def is_persons(sentences: Iterable[GroundedSentence]) -> bool:
    """Whether a person wrote one of them: what is made of it is theirs, and flagged only."""
    return any(sentence.origin == "person" for sentence in sentences)


def joined(paragraphs: Iterable[Paragraph]) -> str:
    """The text of paragraphs as a section joins them."""
    return "\n".join(paragraph.text for paragraph in paragraphs)


def plain_sentence(sentence: GroundedSentence) -> GroundedSentence:
    """A composed sentence out of its chain: no number, closed with “。”."""
    words = taken_apart(sentence.text)
    end = words.end if words.leads else "。"
    return sentence.model_copy(update={"text": f"{words.body}{end}"})
