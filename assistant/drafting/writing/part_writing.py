"""One part of a report, written by a model as far as it can and composed where it cannot."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.drafting.composing.pieces import Piece
from assistant.drafting.draft import Dropped, GroundedSentence
from assistant.drafting.grounding.ground import Ground
from assistant.drafting.writer import AnswerUnusable, Writer
from assistant.drafting.writing.account import Meter
from assistant.drafting.writing.assignments import Assignment, Batch, in_batches, longest_fact
from assistant.drafting.writing.batch_writing import Event, write_batch
from assistant.drafting.writing.broken_chains import without_broken_chains
from assistant.drafting.writing.fitting import tokens_of
from assistant.drafting.writing.manner import MANNERS, Manner
from assistant.drafting.writing.numbering import numbered
from assistant.drafting.writing.returned import Told, returned_pieces
from assistant.errors import ModelUnavailable

_MOST_UNUSABLE = 3  # answers in a row without use; then the model is given up


@dataclass(frozen=True)
class Part:
    """A part to be written: its pieces in order, and what is shown beside.

    The sentences of the pieces are composed and hold; `ground_of` makes the ground of some;
    `repeats` says whose words a sentence repeats, if anybody's. `style` is last year's text of the part,
    `examples` are passages of others: quoted as data, their figures masked; `references` are
    the ids of their sources. `faults_of` says what our rules find in the part when it reads so.
    """

    section: str
    title: str
    agency: str
    year: int
    works: tuple[Assignment, ...]
    ground_of: Callable[[Sequence[Piece]], Ground]
    repeats: Callable[[str], str] = lambda _: ""
    examples: tuple[str, ...] = ()
    style: str = ""
    references: tuple[str, ...] = ()
    faults_of: Callable[[Told], Mapping[str, str]] = lambda _: {}


@dataclass
class PartWriting:
    """A part being written. After `events` has run out the rest can be read.

    `sentences` are those of each piece in order; `given_up` says in words why the model was
    left for good, empty if it was not; `unusable` counts answers in a row without use, also
    those of the part before.
    """

    part: Part
    writer: Writer | None
    manner: Manner | None = None
    meter: Meter = field(default_factory=Meter)
    sentences: list[list[GroundedSentence]] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    given_up: str = ""
    unusable: int = 0

    @property
    def notices(self) -> list[str]:
        """What the person should know: what was shortened, asked again, or given up."""
        ended = [f"{self.part.title}：{self.given_up}，改用离线组稿"] if self.given_up else []
        return [*dict.fromkeys(self.meter.notices), *ended]

    def events(self) -> Iterator[Event]:
        """What happens, as it happens; the model's failures are composed over, and noted."""
        self.sentences = [[] for _ in self.part.works]
        for first, works in self._batches():
            try:
                yield from self._written(first, works)
                self.unusable = 0
            except AnswerUnusable as error:
                self.unusable += 1
                self._note(f"{error.what}，这一段改用离线组稿")
                self.given_up = error.what if self.unusable >= _MOST_UNUSABLE else ""
            except ModelUnavailable as error:
                self.given_up = error.what
            yield from self._composed(first, works)
            self._put_in_order(first, works)
        composed = [work.piece.sentences for work in self.part.works]
        self.sentences = without_broken_chains(self.sentences, composed)
        yield from self._without_returned(composed)

    def _without_returned(self, composed: Told) -> Iterator[Event]:
        """The composed sentences of pieces that our own rules would return the part for."""
        blamed = returned_pieces(self.sentences, composed, self.part.faults_of)
        for place, why in blamed.items():
            own = [s for s in self.sentences[place] if s.origin == "model"]
            self.meter.count(replaced=len(own))
            for sentence in own:
                reason = f"{why}，整段改用组稿句子"
                self._apply(place, Event("dropped", sentence.text, reason, taken_back=True))
                yield Event("dropped", sentence.text, reason, piece=place, taken_back=True)
            self.sentences[place] = []
            yield from self._composed(place, self.part.works[place : place + 1])

    def _batches(self) -> Iterator[tuple[int, tuple[Assignment, ...]]]:
        """The pieces to write at once, with the place of the first."""
        works = self.part.works
        batches: list[tuple[Assignment, ...]] = [(work,) for work in works]
        if self.writer is not None:
            shown = sum(map(tokens_of, (*self.part.examples, self.part.style)))
            batches = in_batches(works, self.writer.sizing, shown)
        first = 0
        for batch in batches:
            yield first, batch
            first += len(batch)

    def _written(self, first: int, works: tuple[Assignment, ...]) -> Iterator[Event]:
        if self.writer is None or self.given_up:
            return
        batch = self._batch(works, self.writer)
        if not batch.facts.by_id:
            return
        said = frozenset(f for own in self.sentences for s in own for f in s.facts)
        for event in write_batch(self.writer, batch, self.meter, said):
            self._apply(first, event)
            yield event

    def _put_in_order(self, first: int, works: Sequence[Assignment]) -> None:
        """Composed sentences that came last go before what the plan says after them."""
        for index, work in enumerate(works):
            own = self.sentences[first + index]
            if all(sentence.origin == "composed" for sentence in own):
                continue  # in order as it is, also the lead of a chain, which tells no fact
            facts = [fact.id for fact in work.facts if fact.kind != "identity"]
            ordered: list[GroundedSentence] = []
            for sentence in own:
                at = len(ordered)
                if sentence.origin == "composed":
                    later = (
                        n
                        for n, s in enumerate(ordered)
                        if _place(s, facts) > _place(sentence, facts)
                    )
                    at = next(later, at)
                ordered.insert(at, sentence)
            own[:] = ordered

    def _apply(self, first: int, event: Event) -> None:
        own = self.sentences[first + event.piece]
        if event.sentence is not None:
            own.append(event.sentence)
            return
        if event.taken_back:
            own[:] = [s for s in own if s.text != event.text]
        self.dropped.append(Dropped(section=self.part.section, text=event.text, why=event.why))

    def _composed(self, first: int, works: Sequence[Assignment]) -> Iterator[Event]:
        """The composed sentences of pieces for which the model has written nothing."""
        for index, work in enumerate(works):
            if self.sentences[first + index]:
                continue
            for sentence in work.piece.sentences:
                event = Event("sentence", sentence.text, piece=index, sentence=sentence)
                self._apply(first, event)
                self.meter.count(composed=1)
                yield event

    def _note(self, what: str) -> None:
        self.meter.notices.append(f"{self.part.title}：{what}")

    def _batch(self, works: tuple[Assignment, ...], writer: Writer) -> Batch:
        part, sizing = self.part, writer.sizing
        manner = self.manner or MANNERS[sizing.size]
        told = {fact.id: fact for work in works for fact in work.facts}
        facts = [fact for fact in told.values() if fact.kind != "identity"]  # in the prompt's head
        shown = numbered(facts, longest_fact(sizing), ids=manner.numbered)
        for fact_id in shown.shortened:
            whole = next(str(fact.value) for fact in facts if fact.id == fact_id)
            self._note(
                f"工作事实“{whole[:20]}…”有 {len(whole)} 字，只给模型看了开头 {longest_fact(sizing)} 字以内"
                "的整句；要写全，请在数据文件里把它分成几条"
            )
        return Batch(
            part.section,
            part.title,
            part.agency,
            part.year,
            works,
            part.ground_of([work.piece for work in works]),
            shown,
            sizing,
            manner,
            part.examples,
            part.style,
            part.repeats,
        )


def _place(sentence: GroundedSentence, facts: Sequence[str]) -> int:
    """Where in the plan of its piece a sentence belongs: at the first of its facts."""
    return min((facts.index(f) for f in sentence.facts if f in facts), default=len(facts))
