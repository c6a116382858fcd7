"""Articles of the 政府信息公开条例 that a narrative cites, and what the 条例 has.

条例: 国务院令第711号, 56 articles, in force since 2019-05-15; a report of 2019 or later is
judged by it. Sources: the text of the 条例 (its articles, paragraphs and items were counted).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.report.numerals import chinese_number
from assistant.rules.case import Case
from assistant.rules.narrative import Narrative, once_kept
from assistant.rules.rule import NotAssessed, Rule

ARTICLES = 56
IN_FORCE_SINCE = 2019
REGULATION = "《中华人民共和国政府信息公开条例》"

# article: (paragraphs, items); all others have one paragraph and no items
_PARTS = {
    3: (4, 0), 4: (2, 5), 6: (2, 0), 10: (3, 0), 11: (2, 0), 12: (3, 0), 13: (2, 0), 16: (2, 0),
    17: (3, 0), 20: (1, 15), 25: (3, 0), 29: (2, 3), 31: (1, 3), 33: (3, 0), 36: (1, 7),
    39: (2, 0), 42: (2, 0), 44: (2, 0), 47: (2, 0), 49: (2, 0), 50: (2, 5), 53: (1, 3), 55: (2, 0),
}  # fmt: skip

_NUMBER = r"(?:[零〇一二三四五六七八九十百]{1,6}|\d{1,4})"
_ONE = re.compile(
    rf"第\s?(?P<article>{_NUMBER})\s?条(?!例)(?:第\s?(?P<paragraph>{_NUMBER})\s?款)?"
    rf"(?:第?\s?[（(](?P<item>{_NUMBER})[）)]\s?项?|第\s?(?P<item2>{_NUMBER})\s?项)?"
)
_FIRST = re.compile(
    r"[》”]?(?:[（(][^（）()\n]{0,40}[）)])?[》”]?(?:中的|中|的|有关|关于)?(?:规定的?)?[“\s]?(?=第)"
)
_BETWEEN = re.compile(r"[、,，和及与或至到以\-—]{1,3}(?=第)")
_THIS = re.compile(
    r"(?<![省市县区州])政府信息公开$|[《本据照按合守行实循新“，。；、\n(（]$|^$|(?<=根据)$"
)
_OTHER_SHORT = re.compile(
    r"《(?!中华人民共和国政府信息公开条例|政府信息公开条例)[^《》\n]{2,40}条例》[（(]"
    r"(?:以下|下)简?称?[：:为“《]{0,3}条例"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """An article of the 条例 as cited: `whole[start:end]`; paragraph (款) and item (项) or None."""

    start: int
    end: int
    article: int
    paragraph: int | None
    item: int | None


@once_kept
def cited(narrative: Narrative) -> tuple[tuple[Citation, ...], ...]:
    """The citations of the 条例, in reading order; those of one list (第A条、第B条) together.

    Other laws' articles are left out: the name of the 条例 must stand right before.
    """
    hits = narrative.words["law.regulation"]
    if not hits or _OTHER_SHORT.search(narrative.whole):
        return ()
    found = (_chain(narrative.plain, hit.start, hit.end) for hit in hits)
    return tuple(chain for chain in found if chain)


def _chain(text: str, start: int, end: int) -> tuple[Citation, ...]:
    lead = _FIRST.match(text, end)
    if not lead or not _THIS.search(text[max(0, start - 12) : start]):
        return ()
    at, found = lead.end(), []
    while match := _ONE.match(text, at):
        number = _value(match["article"])
        if number is None:
            break
        item = match["item"] or match["item2"]
        found.append(
            Citation(match.start(), match.end(), number, _value(match["paragraph"]), _value(item))
        )
        joint = _BETWEEN.match(text, match.end())
        at = joint.end() if joint else len(text)
    return tuple(found)


def _value(written: str | None) -> int | None:
    if not written:
        return None
    return int(written) if written.isdecimal() else chinese_number(written)


def paragraphs_of(article: int) -> int:
    """How many paragraphs (款) an article of the 条例 has."""
    return _PARTS.get(article, (1, 0))[0]


def items_of(article: int) -> int:
    """How many items (项) an article of the 条例 has."""
    return _PARTS.get(article, (1, 0))[1]


def before_the_regulation(
    rule: Rule, case: Case, first_year: int = IN_FORCE_SINCE
) -> Iterator[NotAssessed]:
    """Says that a report is too old to be judged by the 条例 in force; nothing if it is not."""
    if case.report.year < first_year:
        yield NotAssessed(rule.code, "2019年5月15日前适用修订前的条例，本条规则不适用")


def article_name(number: int) -> str:
    """An article as the law writes it: 第三十三条."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if number < 10:
        return f"第{digits[number]}条"
    return f"第{digits[tens] if tens > 1 else ''}十{digits[ones] if ones else ''}条"
