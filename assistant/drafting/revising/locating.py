"""Where the words are that a wish means; what is not there is said, never guessed."""

from collections import Counter
from typing import NamedTuple, TypeVar

from assistant.drafting.draft import DraftSection
from assistant.drafting.revising.revision import UNIT_WORDS, Target, ordinal_words
from assistant.drafting.revising.wording import taken_apart
from assistant.errors import UnusableInput

T = TypeVar("T")


class Spot(NamedTuple):
    """A sentence of a part: its paragraph and its place in it, from 0."""

    paragraph: int
    sentence: int


def spots_of(section: DraftSection) -> list[Spot]:
    """The places of all sentences in reading order."""
    return [
        Spot(p, s) for p, par in enumerate(section.paragraphs) for s in range(len(par.sentences))
    ]


def locate(section: DraftSection, target: Target) -> tuple[Spot, ...]:
    """The sentences that a target means, in reading order, each once.

    Raises:
        UnusableInput: They are not there, or it could be several.
    """
    spots = spots_of(section)
    if not spots:
        raise UnusableInput(f"“{section.title}”还没有正文", cure="先起草这一部分")
    if target.paragraph:
        chosen = _nth(list(range(len(section.paragraphs))), target.paragraph, "paragraph", section)
        spots = [spot for spot in spots if spot.paragraph == chosen]
    if target.unit == "section" or not target.numbers:
        return tuple(spots)
    if target.unit == "paragraph":
        paragraphs = list(range(len(section.paragraphs)))
        wanted = {_nth(paragraphs, n, "paragraph", section) for n in target.numbers}
        return tuple(spot for spot in spots if spot.paragraph in wanted)
    if target.unit == "item" and (items := _items(section, spots)):
        found = [_item(section, items, number) for number in target.numbers]
    else:
        found = [_nth(spots, number, "sentence", section) for number in target.numbers]
    return tuple(sorted(set(found)))


def _nth(things: list[T], number: int, unit: str, section: DraftSection) -> T:
    at = number - 1 if number > 0 else len(things) + number
    if number == 0 or not 0 <= at < len(things):
        word = UNIT_WORDS["paragraph" if unit == "paragraph" else "sentence"]
        raise UnusableInput(
            f"“{section.title}”没有{ordinal_words(number)}{word}，这里只有 {len(things)} {word}",
            cure=f"说第几{word}时从 1 数到 {len(things)}；可以先说“看看{_spoken(section.id)}”",
        )
    return things[at]


def _items(section: DraftSection, spots: list[Spot]) -> list[tuple[int, Spot]]:
    """The sentences that have a number in a chain, with that number."""
    worded = [(taken_apart(text_at(section, spot)), spot) for spot in spots]
    return [(sentence.number, spot) for sentence, spot in worded if sentence.number]


def _item(section: DraftSection, items: list[tuple[int, Spot]], number: int) -> Spot:
    if number < 0:
        return _nth([spot for _, spot in items], number, "item", section)
    fitting = [spot for value, spot in items if value == number]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        most = max(value for value, _ in items)
        raise UnusableInput(
            f"“{section.title}”没有第{number}条，只写到第{most}条", cure="换一个序号再说一次"
        )
    shown = "；".join(
        f"第{spot.paragraph + 1}段“{text_at(section, spot)[:16]}…”" for spot in fitting
    )
    raise UnusableInput(
        f"“{section.title}”里第{number}条有 {len(fitting)} 处：{shown}",
        cure=f"说明是哪一段，如“第{fitting[0].paragraph + 1}段第{number}条”",
    )


def text_at(section: DraftSection, spot: Spot) -> str:
    """The words of a sentence."""
    return section.paragraphs[spot.paragraph].sentences[spot.sentence].text


def neighbours(spots: tuple[Spot, ...]) -> bool:
    """Whether sentences of one paragraph follow one another without a gap."""
    alone = len(Counter(spot.paragraph for spot in spots)) == 1
    return alone and spots[-1].sentence - spots[0].sentence == len(spots) - 1


def _spoken(section_id: str) -> str:
    return "前言" if section_id == "preface" else section_id
