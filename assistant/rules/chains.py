"""Chains of numbered steps in running text (一是 二是 三是; 第一，第二，) and where they break.

A step continues the latest chain of its kind that waits for its number, so that chains may
restart in every paragraph, run over paragraphs, and stand one inside another. What no chain
waits for is a break. Chains end with their section.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from assistant.rules.chain_steps import SOME_HANZI, WORD_STYLES, Step, all_word_steps, written_as
from assistant.rules.narrative import Narrative, once_kept
from assistant.rules.outline import chinese, number_at_start

BreakKind = Literal["first", "gap", "repeated", "without_shi", "alone"]
_CONTINUED = re.compile(
    r"另[一外有]|其次|第二|其二|再[就是则者]|[。；;，,]二|此外|同时|还[有要需]|(?:[。；;，,])(?:二|三)"
)
_OTHER_FIRST = re.compile(
    r"首先|第一[，,、：:是个]|其一|一方面|一则|一来|(?:^|[。；：:;，,、\n\s*（(“])"
    r"(?:一[、，,要个抓靠对]|[（(][一1][）)]|①|1[.．、])"
)
_OPEN_CHAINS = 8
_TABLE_SECTIONS = frozenset("234")


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain breaks: at this step, after that one; `missing` is the number left out."""

    kind: BreakKind
    step: Step
    before: Step | None
    missing: int
    section: str

    def span(self, narrative: Narrative) -> tuple[int, int]:
        """The words among which the missing step belongs, up to the step that shows it."""
        whole, step = narrative.whole, self.step
        if self.kind == "gap" and self.before is not None:
            return self.before.start, step.end
        if self.kind == "alone":
            stop = whole.find("\n", step.end)
            return step.start, len(whole) if stop < 0 else stop
        if self.kind == "first":
            first = (narrative.span_of(self.section) or (0, 0))[0]
            start = whole.rfind("\n", first, max(first, step.start - 1)) + 1
            return max(start, first, self.before.end if self.before else 0), step.end
        return step.start, step.end


@dataclass
class _Chain:
    last: Step
    length: int = 1


@dataclass
class _Section:
    """The open chains of one section, innermost last."""

    id: str
    open: dict[str, list[_Chain]] = field(default_factory=dict)


@once_kept
def breaks_of_words(narrative: Narrative) -> tuple[Break, ...]:
    """Every break of the chains made of words (一是, 第一，, 其一，)."""
    return tuple(_breaks(narrative, sorted(all_word_steps(narrative), key=lambda s: s.start)))


def _breaks(narrative: Narrative, steps: list[Step]) -> Iterator[Break]:
    section = _Section("")
    for step in steps:
        name = narrative.section_at(step.start)
        if name != section.id:
            yield from _left_alone(narrative, section)
            section = _Section(name)
        if step.style == "chain without":
            yield from _without_shi(section, step)
        else:
            yield from _taken(narrative, section, step)
    yield from _left_alone(narrative, section)


def _without_shi(section: _Section, step: Step) -> Iterator[Break]:
    chain = _waiting(section.open.get("chain", []), step.value)
    if chain is not None:
        yield Break("without_shi", step, chain.last, step.value, section.id)
        chain.last, chain.length = step, chain.length + 1


def _waiting(chains: list[_Chain], value: int) -> _Chain | None:
    """The innermost chain that waits for this number; those inside it are closed."""
    for index in range(len(chains) - 1, -1, -1):
        if chains[index].last.value == value - 1:
            del chains[index + 1 :]
            return chains[index]
    return None


def _taken(narrative: Narrative, section: _Section, step: Step) -> Iterator[Break]:
    chains = section.open.setdefault(step.style, [])
    chain = None if step.value == 1 else _waiting(chains, step.value)
    if chain is None:
        if step.value > 1:
            yield from _broken(narrative, section, step, chains)
        chains.append(_Chain(step, min(step.value, 2)))
        del chains[:-_OPEN_CHAINS]
    else:
        chain.last, chain.length = step, chain.length + 1


def _broken(
    narrative: Narrative, section: _Section, step: Step, chains: list[_Chain]
) -> Iterator[Break]:
    last = chains[-1].last if chains else None
    whole = narrative.whole
    apart = last is None or _apart(whole, last, step)
    if last is None or (last.value >= step.value and (apart or step.value == 2 < last.value)):
        if not _begun_otherwise(narrative, section, step, last):
            yield Break("first", step, last, 1, section.id)
        return
    chains.pop()
    if last.value >= step.value:
        yield Break("repeated", step, last, step.value, section.id)
    elif not _continued_otherwise(whole, last, step):
        found = _bare_number(whole, last, step)
        kind: BreakKind = "without_shi" if found else "gap"
        yield Break(kind, found or step, last, last.value + 1, section.id)


def _apart(whole: str, last: Step, step: Step) -> bool:
    """Whether a step belongs to a new enumeration rather than to that of the last one."""
    if step.style in WORD_STYLES:
        return "\n" in whole[last.end : step.start]
    return last.value > step.value


def _begun_otherwise(
    narrative: Narrative, section: _Section, step: Step, last: Step | None
) -> bool:
    """Whether the steps before this one are marked in another way (首先, 一要, 第一).

    They stand in its paragraph, or in the one before where it begins its own.
    """
    whole = narrative.whole
    first = (narrative.span_of(section.id) or (0, 0))[0]
    start = whole.rfind("\n", first, step.start) + 1
    if not whole[start : step.start].strip("* 　"):
        start = whole.rfind("\n", first, max(first, start - 1)) + 1
    start = max(first, start, last.end if last else 0, step.start - 1500)
    return bool(_OTHER_FIRST.search(whole, start, step.start))


def _continued_otherwise(whole: str, last: Step, step: Step) -> bool:
    """Whether what lies between two steps is marked in another way (其次, 二要, 第二)."""
    between = whole[last.end : min(step.start, last.end + 1500)]
    number = chinese(last.value + 1)
    marks = (f"{number}要", f"{number}、", f"（{number}）", f"第{number}", f"其{number}")
    return any(mark in between for mark in (*marks, f"{number}，", f"{number}则", "其次", "再次"))


def _bare_number(whole: str, last: Step, step: Step) -> Step | None:
    """The number of the missing step standing at a clause's start without its “是”."""
    number = chinese(last.value + 1)
    pattern = re.compile(rf"(?<=[。；;：:，,\n*\s]){number}(?=[一-鿿]{{2}})")
    match = pattern.search(whole, last.end, min(step.start, last.end + 3000))
    if match is None:
        return None
    end = SOME_HANZI.match(whole, match.end())
    return Step(match.start(), end.end() if end else match.end(), last.value + 1, "chain without")


def _left_alone(narrative: Narrative, section: _Section) -> Iterator[Break]:
    """A chain that has its first step and no other, where nothing else goes on with it."""
    whole = narrative.whole
    for chain in section.open.get("chain", []):
        step = chain.last
        if chain.length > 1 or step.value > 1:
            continue
        end = whole.find("\n", step.end)
        rest = whole[step.end : len(whole) if end < 0 else end]
        if not _CONTINUED.search(rest):
            yield Break("alone", step, None, 2, section.id)


@once_kept
def breaks_of_lines(
    narrative: Narrative, styled: tuple[tuple[str, str, int], ...]
) -> tuple[Break, ...]:
    """Every break of the numbers that paragraphs begin with: （一） 1. ① and so on.

    `styled` gives for each part of section 一 the style and the value of its title's number:
    lines inside it that have the same style are numbered on from it. The tables' own rows
    (sections 二 to 四) and the lines of section 一 that carry on its parts are left out.
    """
    titles = {key: (style, value) for key, style, value in styled}
    part_styles = {style for style, _ in titles.values()}
    found: list[Break] = []
    known: dict[tuple[str, str, int], bool] = {}
    section = _Section("")
    for start, end in narrative.paragraphs:
        number = number_at_start(narrative.whole[start : min(end, start + 12)])
        if number is None:
            continue
        name = narrative.section_at(start)
        if name in _TABLE_SECTIONS or (name == "1" and number.style in part_styles):
            continue
        if name != section.id:
            section = _Section(name, _begun(titles.get(name)))
        step = Step(start, start + number.end, number.value, number.style)
        found += (b for b in _taken(narrative, section, step) if not _inline(narrative, b, known))
    return tuple(found)


def _begun(title: tuple[str, int] | None) -> dict[str, list[_Chain]]:
    if title is None:
        return {}
    style, value = title
    return {style: [_Chain(Step(0, 0, value, style))]}


def _inline(narrative: Narrative, found: Break, known: dict[tuple[str, str, int], bool]) -> bool:
    """Whether the missing number stands somewhere else in the section, not at a line's start.

    A lone 七、 is a heading out of place rather than a step; it is not told here.
    """
    if found.kind == "repeated":
        return False
    if found.kind == "first" and found.step.style == "cn":
        return True
    key = (found.section, found.step.style, found.missing)
    if key not in known:
        text = narrative.text_of(found.section)
        known[key] = any(written in text for written in written_as(key[1], key[2]))
    return known[key]
