"""A batch of pieces written by a model and held to their facts, sentence by sentence.

The answer is read as it streams; each finished sentence is judged at once. What has no ground
is cut back; if a fact that has to be said is then unsaid, the failed sentences go back once
with the reasons; what is still unsaid is composed. Nothing is said twice.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.grounding.cutting import cut_back
from assistant.drafting.grounding.ground import Judgement
from assistant.drafting.prompts import Prompt
from assistant.drafting.writer import AnswerUnusable, Writer
from assistant.drafting.writing.account import Meter
from assistant.drafting.writing.answers import AnswerReader, Written
from assistant.drafting.writing.asking import first_prompt, repair_prompt
from assistant.drafting.writing.assignments import Assignment, Batch
from assistant.drafting.writing.language import language_faults
from assistant.drafting.writing.loose_ends import without_loose_ends
from assistant.drafting.writing.own_voice import in_own_voice
from assistant.drafting.writing.parting import parted
from assistant.drafting.writing.saying import puts_in_words
from assistant.drafting.writing.unfit import stilted, unfit

_ALWAYS = frozenset({"agency", "year", "next_year", "period", "title"})
_TOLD = frozenset({"cell", "work", "statement"})
_LEANING = re.compile(r"[一二三四五六七八九十]+是|其中|其余|上述|以上|针对|对此|为此|前者|后者")
_MOST_REPAIRED = 3  # sentences of one repair round; a model that fails more will fail again


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence that stands (of which piece of the batch), or one that does not and why.

    `taken_back`: it was handed out before, and is to be removed again.
    """

    kind: Literal["sentence", "dropped"]
    text: str
    why: str = ""
    piece: int = 0
    sentence: GroundedSentence | None = None
    taken_back: bool = False


@dataclass
class _State:
    """What was written of a batch so far."""

    before: frozenset[str] = frozenset()
    kept: list[tuple[int, GroundedSentence]] = field(default_factory=list)
    failed: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    @property
    def said(self) -> set[str]:
        return {fact for _, sentence in self.kept for fact in sentence.facts}

    def unsaid(self, work: Assignment) -> set[str]:
        """The facts of a piece that our own sentences put in words and the model's have not.

        That a sentence rests on a number does not say it: 全部办结 rests on 8件. Noughts and what
        is only derived may be left out, unless they have to be said.
        """
        texts = [(s.text, s.facts) for _, s in self.kept]
        facts = {fact.id: fact for fact in work.facts}
        return {
            i
            for i in facts
            if (i in work.piece.must or (facts[i].kind in _TOLD and facts[i].value))
            and not any(i in known and puts_in_words(text, facts[i]) for text, known in texts)
        }


def write_batch(
    writer: Writer, batch: Batch, meter: Meter, said: frozenset[str] = frozenset()
) -> Iterator[Event]:
    """The sentences of a batch in the order in which they are decided.

    `said` are the facts that the part has said before.

    The caller puts them in order by `piece`. A sentence that was handed out may be taken back
    later, where the composed piece takes its place.

    Raises:
        ModelUnavailable: The server does not answer; what was handed out stands.
    """
    state = _State(said)
    prompt = first_prompt(batch)
    yield from _read(writer, batch, prompt, meter, state)
    if state.failed and any(state.unsaid(w) & set(w.piece.must) for w in batch.assignments):
        yield from _repaired(writer, batch, meter, state)
    for text, reasons in state.failed:
        meter.count(dropped=1)
        yield Event("dropped", text, "；".join(reasons))
    yield from _completed(batch, meter, state)


def _read(
    writer: Writer, batch: Batch, prompt: Prompt, meter: Meter, state: _State, repair: bool = False
) -> Iterator[Event]:
    found = 0
    for written in _sentences(writer, prompt, meter):
        found += 1
        text = without_loose_ends(in_own_voice(batch.facts.filled(written.text)))
        why = unfit(text, prompt)
        if why:
            meter.count(dropped=1)
            yield Event("dropped", text, why)
        else:
            yield from _judged(batch, replace(written, text=text), meter, state, repair)
    if not found:
        meter.notices.append(f"{batch.section_title}：模型有一次回答里没有一个完整的句子")


def _sentences(writer: Writer, prompt: Prompt, meter: Meter) -> Iterator[Written]:
    """The sentences of the answer as they are finished; asked once more if it breaks off."""
    for attempt in (1, 2):
        reader, texts = AnswerReader(), list[str]()
        with meter.asking(prompt, texts) as reply:
            try:
                with closing(writer.write(prompt, reply)) as stream:  # type: ignore[type-var]
                    for text in stream:
                        texts.append(text)
                        yield from reader.feed(text)
                yield from reader.close(reply.finish)
                return
            except AnswerUnusable as error:
                if attempt == 2 or not texts:
                    raise
                meter.notices.append(f"{error.what}，又问了一次")


def _judged(
    batch: Batch, written: Written, meter: Meter, state: _State, repair: bool
) -> Iterator[Event]:
    judgement = batch.ground.judge(written.text)
    cut = None if judgement.holds else cut_back(batch.ground, written.text)
    text, ground = cut or (written.text, judgement)
    if ground.holds:
        text, ground = parted(without_loose_ends(text), ground, batch.ground)
    faults = [*ground.reasons, stilted(written.text)]
    if ground.holds:
        own = batch.staff_words
        faults += language_faults(text, batch.section, batch.agency, batch.year, own)
        faults.append(batch.repeats(text))
    if any(faults):
        state.failed.append(
            (written.text, tuple(dict.fromkeys(filter(None, [*judgement.reasons, *faults]))))
        )
        return
    if cut is not None:
        yield Event("dropped", written.text, "；".join(judgement.reasons) + f"（保留：{text}）")
    how = "cut" if cut is not None else "repaired" if repair else "kept"
    yield from _kept(batch, replace(written, text=text), ground, meter, state, how)


def _kept(
    batch: Batch, written: Written, judgement: Judgement, meter: Meter, state: _State, how: str
) -> Iterator[Event]:
    text = written.text
    known = set(judgement.facts) - _ALWAYS
    if known and known <= state.said | state.before:
        meter.count(dropped=1)
        yield Event("dropped", text, "前面已经说过")
        return
    piece = _piece_of(batch, judgement.facts)
    items = batch.assignments[piece].piece.items
    named = _named(batch, written)
    rests_on = {*judgement.facts, *judgement.sources}
    sentence = GroundedSentence(
        text=text,
        facts=judgement.facts,
        sources=judgement.sources,
        named=tuple(i for i in named if i in rests_on),
        misnamed=tuple(i for i in named if i not in rests_on),
        origin="model",
        item=items[0] if items else "",
    )
    state.kept.append((piece, sentence))
    meter.count(**{how: 1})
    yield Event("sentence", text, piece=piece, sentence=sentence)


def _named(batch: Batch, written: Written) -> list[str]:
    """The facts and sources that the model named, by their ids in the draft, each once."""
    facts = [batch.facts.by_id[i].id for i in written.facts if i in batch.facts.by_id]
    sources = [i for i in written.sources if i in batch.articles]
    return list(dict.fromkeys([*facts, *sources]))


def _piece_of(batch: Batch, facts: Sequence[str]) -> int:
    """The piece with most of these facts, the first of those with as many."""
    shared = [len(set(work.piece.facts) & set(facts)) for work in batch.assignments]
    return shared.index(max(shared))


def _repaired(writer: Writer, batch: Batch, meter: Meter, state: _State) -> Iterator[Event]:
    """One round: the sentences that failed, with the reasons, all in one prompt."""
    failed, state.failed = state.failed[:_MOST_REPAIRED], state.failed[_MOST_REPAIRED:]
    before = len(state.kept)
    yield from _read(writer, batch, repair_prompt(batch, failed), meter, state, repair=True)
    note = "（已改写）" if len(state.kept) > before else "（改写后仍没有依据）"
    for text, reasons in failed:
        meter.count(dropped=1)
        yield Event("dropped", text, "；".join(reasons) + note)


def _completed(batch: Batch, meter: Meter, state: _State) -> Iterator[Event]:
    """Composed sentences for facts that are to be said and are not.

    Where such a sentence would say again what the model has said, the composed piece takes the
    place of the model's.
    """
    for index, work in enumerate(batch.assignments):
        own = [sentence for piece, sentence in state.kept if piece == index]
        unsaid = state.unsaid(work)
        composed = _lacking(work, unsaid, state.said) if own else list(work.piece.sentences)
        if composed is None:
            labels = "、".join(dict.fromkeys(f.label for f in work.facts if f.id in unsaid))
            for sentence in own:
                meter.count(replaced=1)
                why = f"没有写到“{labels}”，整段改用组稿句子"
                yield Event("dropped", sentence.text, why, index, taken_back=True)
            state.kept = [entry for entry in state.kept if entry[0] != index]
            composed = list(work.piece.sentences)
        for sentence in composed:
            meter.count(composed=1)
            yield Event("sentence", sentence.text, piece=index, sentence=sentence)


def _lacking(work: Assignment, unsaid: set[str], said: set[str]) -> list[GroundedSentence] | None:
    """The composed sentences on what the model left out; None if they would say its own again.

    What need not be said is added only in sentences that are wholly on what is unsaid. A link
    of a chain (二是) or a sentence that points back (其中) does not stand among others' sentences.
    A statement of the staff that the model told in part would be told again. What our own
    sentences say more than once may be said once more.
    """
    own = [(s, set(s.facts) - _ALWAYS) for s in work.piece.sentences]
    left_out = [sentence for sentence, facts in own if facts and not facts & said]
    lacking = [s for s in work.piece.sentences if unsaid & set(s.facts) or s in left_out]
    covered = {fact for sentence in lacking for fact in sentence.facts}
    told = Counter(fact for sentence in work.piece.sentences for fact in sentence.facts)
    again = {fact for fact in covered & said - unsaid - _ALWAYS if told[fact] == 1}
    again |= {f.id for f in work.facts if f.kind == "statement"} & covered & said
    leaning = any(_LEANING.match(s.text) or s.text[-1] in "；：" for s in lacking)
    if again or leaning or not unsaid <= covered:
        return None if unsaid else []
    return lacking
