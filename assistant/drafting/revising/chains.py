"""Numbering chains kept whole: 一是、二是、三是 in order, “；” between them, “。” at the end."""

from collections.abc import Iterable

from assistant.drafting.draft import DraftSection, GroundedSentence, Paragraph
from assistant.drafting.revising.wording import Worded, numbered, taken_apart

_ALONE, _NEW = 1, -1


def mended(
    before: DraftSection, paragraphs: Iterable[Iterable[GroundedSentence]]
) -> tuple[Paragraph, ...]:
    """Paragraphs whose chains were disturbed, numbered and closed anew; empty ones are gone.

    Sentences that stood in one chain before go on in one chain; a new sentence goes with
    the one before it. A step that is left alone loses its number, an announcement after
    which nothing is left is taken out, and so its “：” never closes a paragraph.
    """
    chains = _chains_of(before)
    found = []
    for sentences in paragraphs:
        kept = _without_empty_leads(list(sentences))
        if kept:
            found.append(Paragraph(sentences=tuple(_closed(kept, chains))))
    return tuple(found)


def _chains_of(section: DraftSection) -> dict[str, int]:
    """Which chain each sentence stands in, by what it says; a chain begins anew with 1."""
    chains: dict[str, int] = {}
    chain = 0
    for paragraph in section.paragraphs:
        last = 0
        for sentence in paragraph.sentences:
            worded = taken_apart(sentence.text)
            if worded.number:
                chain += worded.number <= last or not last
                chains[worded.body] = chain
                last = worded.number
    return chains


def _without_empty_leads(sentences: list[GroundedSentence]) -> list[GroundedSentence]:
    kept: list[GroundedSentence] = []
    for sentence in reversed(sentences):
        if kept or not taken_apart(sentence.text).leads:
            kept.append(sentence)
    return kept[::-1]


def _closed(sentences: list[GroundedSentence], chains: dict[str, int]) -> list[GroundedSentence]:
    worded = [taken_apart(sentence.text) for sentence in sentences]
    tags = _tags(worded, chains)
    counts = {tag: tags.count(tag) for tag in tags if tag}
    numbers: dict[int, int] = {}
    found = []
    for at, (sentence, words, tag) in enumerate(zip(sentences, worded, tags, strict=True)):
        numbers[tag] = numbers.get(tag, 0) + 1
        alone = not tag or counts[tag] == _ALONE
        lead = "" if alone else numbered(words.style, numbers[tag])
        goes_on = not alone and at + 1 < len(tags) and tags[at + 1] == tag
        text = f"{lead}{words.body}{_mark(words, goes_on, at + 1 == len(tags))}"
        found.append(
            sentence if text == sentence.text else sentence.model_copy(update={"text": text})
        )
    return found


def _tags(worded: list[Worded], chains: dict[str, int]) -> list[int]:
    """The chain of each sentence; 0 for those without a number.

    A newcomer (a new sentence, or a lone one from elsewhere) goes with the step beside it.
    """
    tags = [chains.get(w.body, _NEW) if w.number else 0 for w in worded]
    leads = [at for at, words in enumerate(worded) if words.leads]
    for at, tag in enumerate(tags):
        first = max((lead for lead in leads if lead < at), default=-1) + 1
        stop = min((lead for lead in leads if lead > at), default=len(tags))
        if tag == _NEW:
            tags[at] = _nearest(tags, at, first, stop) or tag
        elif tag and tags.count(tag) == _ALONE:
            tags[at] = _nearest(tags, at, max(first, at - 1), min(stop, at + 2)) or tag
    return tags


def _nearest(tags: list[int], at: int, first: int, stop: int) -> int:
    """The chain of the step that stands nearest, within one announcement; 0 where there is none."""
    steps = [i for i in range(first, stop) if i != at and tags[i] > 0]
    return tags[min(steps, key=lambda i: (abs(i - at), i))] if steps else 0


def _mark(words: Worded, goes_on: bool, at_end: bool) -> str:
    """“；” before the next step, “。” after the last; an announcement keeps its colon."""
    if words.leads and not at_end:
        return words.end
    if goes_on:
        return "；"
    return words.end if words.end and words.end[0] in "。！？" else "。"
