"""Which words of a part a message means: 第二句, 前两句, 最后一段, 第一段第三条, sentence 2."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.chat.parts_named import number_of
from assistant.drafting.revising.revision import Target, Unit
from assistant.report.quantities import chinese_number

_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_UNIT = "(?P<unit>段落?|句话?|条|点|项)"
_EN_UNIT = r"(?P<unit>sentences?|paragraphs?|items?|points?)"
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "last": -1, "final": -1,
}  # fmt: skip
_UNITS: dict[str, Unit] = {
    "段": "paragraph",
    "句": "sentence",
    "条": "item",
    "点": "item",
    "项": "item",
}
_EN_UNITS: dict[str, Unit] = {"s": "sentence", "p": "paragraph", "i": "item"}
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("range", re.compile(rf"第\s*(?P<a>{_N})\s*(?:句|段|条)?\s*(?:到|至|-|—|~)\s*第?\s*(?P<b>{_N})\s*{_UNIT}")),
    ("from_end", re.compile(rf"倒数第?\s*(?P<a>{_N})\s*{_UNIT}")),
    ("list", re.compile(rf"第\s*(?P<a>{_N})\s*[、和与跟,，]\s*第?(?P<b>{_N})\s*{_UNIT}")),
    ("nth", re.compile(rf"第\s*(?P<a>{_N})\s*{_UNIT}")),
    ("last", re.compile(rf"(?:最后|最?末尾?|末了|结尾|收尾|尾巴)的?(?:那|这)?一?{_UNIT}")),
    ("first", re.compile(rf"(?:首|开头第?|打头)(?:那|这)?一?{_UNIT}")),
    ("front", re.compile(rf"[前头]\s*(?P<a>{_N})\s*{_UNIT}")),
    ("back", re.compile(rf"[后末]\s*(?P<a>{_N})\s*{_UNIT}")),
    ("pair", re.compile(rf"(?P<a>[一二三四五六七八九])(?P<b>[一二三四五六七八九])两{_UNIT}")),
    ("both", re.compile(rf"(?<![成为写说加讲来添补])(?:这|那)?两{_UNIT}")),
    ("step", re.compile(rf"(?P<a>{_N})是(?:那|这)(?:一)?(?P<unit>条|句|点)")),
    ("opening", re.compile(r"开头(?=[改写要那])(?P<unit>)")),
    ("ending", re.compile(r"结尾(?=[改写要那])(?P<unit>)")),
    ("en_list", re.compile(rf"{_EN_UNIT}\s+(?P<a>\d+)(?:\s*(?:,|and|&|with)\s*(?P<b>\d+))?", re.I)),
    ("en_front", re.compile(rf"first\s+(?P<a>two|three|four|\d)\s+{_EN_UNIT}", re.I)),
    ("en_back", re.compile(rf"last\s+(?P<a>two|three|four|\d)\s+{_EN_UNIT}", re.I)),
    ("en_pair", re.compile(rf"(?P<a>{'|'.join(_ORDINALS)})\s+and\s+(?:the\s+)?(?P<b>{'|'.join(_ORDINALS)})\s+{_EN_UNIT}", re.I)),
    ("en_nth", re.compile(rf"(?P<a>{'|'.join(_ORDINALS)})\s+{_EN_UNIT}", re.I)),
)  # fmt: skip
_FEW = {"two": 2, "three": 3, "four": 4, "两": 2}


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a part as a message names them, and where in the message."""

    unit: Unit
    numbers: tuple[int, ...]
    start: int
    end: int
    paragraph: int = 0

    def target(self, section: str) -> Target:
        """The same as a target in a part."""
        return Target(
            section=section, unit=self.unit, numbers=self.numbers, paragraph=self.paragraph
        )


def words_named(said: str) -> list[Mention]:
    """Every mention in order; a paragraph right before a sentence says where it is counted."""
    found: list[Mention] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(said):
            if all(match.end() <= m.start or m.end <= match.start() for m in found):
                found.append(_mention(name, match))
    found.sort(key=lambda m: m.start)
    return _within(found, said)


def _mention(name: str, match: re.Match[str]) -> Mention:
    groups = match.groupdict()
    a, b = _value(groups.get("a")), _value(groups.get("b"))
    return Mention(_unit(groups["unit"] or ""), _numbers(name, a, b), match.start(), match.end())


def _numbers(name: str, a: int, b: int) -> tuple[int, ...]:
    match name:
        case "range":
            return tuple(range(a, b + 1)) if a <= b <= a + 50 else (a, b)
        case "from_end":
            return (-a,)
        case "front" | "en_front":
            return tuple(range(1, a + 1))
        case "back" | "en_back":
            return tuple(range(-a, 0))
        case "last" | "ending":
            return (-1,)
        case "first" | "opening":
            return (1,)
        case "both":
            return (1, 2)
    return tuple(dict.fromkeys(n for n in (a, b) if n))


def _value(numeral: str | None) -> int:
    if not numeral:
        return 0
    few = _FEW.get(numeral.lower()) or _ORDINALS.get(numeral.lower())
    return few or chinese_number(numeral) or number_of(numeral)


def _unit(word: str) -> Unit:
    if not word:
        return "sentence"
    if word[0].isascii():
        return _EN_UNITS.get(word[0].lower(), "item") if not word.startswith("po") else "item"
    return _UNITS[word[0]]


def _within(found: Sequence[Mention], said: str) -> list[Mention]:
    joined: list[Mention] = []
    for mention in found:
        last = joined[-1] if joined else None
        between = said[last.end : mention.start] if last else ""
        inside = last is not None and last.unit == "paragraph" and mention.unit != "paragraph"
        if (
            inside
            and last is not None
            and len(last.numbers) == 1
            and between in ("", "的", "里", "里的", "，")
        ):
            joined[-1] = replace(mention, paragraph=last.numbers[0], start=last.start)
        else:
            joined.append(mention)
    return joined


def together(mentions: Sequence[Mention]) -> Mention | None:
    """All mentions as one: 第二句和第三句; those of another unit than the first are left out."""
    if not mentions:
        return None
    first = mentions[0]
    alike = [m for m in mentions if m.unit == first.unit]
    numbers = tuple(dict.fromkeys(n for m in alike for n in m.numbers))
    return replace(first, numbers=numbers, end=alike[-1].end)
