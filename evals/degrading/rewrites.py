"""Rewrites that change no meaning: a score that falls on one of them raises a false alarm."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.drafting.draft import Draft
from evals.degrading.editing import edited

_NUMBER = re.compile(r"(?<![\d.])(\d{1,2})(?=(?:件|次|场|期|条|个)(?!百分点))")
_LONG = re.compile(r"(?<![\d.])(\d{1,3})(\d{3})(?=(?:件|条|次|篇|份|人次))")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_NUMERALS = "零一二三四五六七八九"
_KEPT = ("faithfulness.numbers", "coverage.must", "citations.right", "originality.last_year")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A rewrite; `keeps` are the values that may not fall."""

    name: str
    title: str
    change: Callable[[Draft], Draft]
    keeps: tuple[str, ...] = _KEPT


def in_numerals(draft: Draft) -> Draft:
    """Counts below a hundred in Chinese numerals: 8件 as 八件."""
    return edited(draft, lambda _, s: _NUMBER.sub(lambda m: numeral(int(m[1])), s.text))


def numeral(value: int) -> str:
    """A number below a hundred as it is written in prose."""
    tens, ones = divmod(value, 10)
    if not tens:
        return _NUMERALS[ones]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")


def full_width(draft: Draft) -> Draft:
    """All digits in full width."""
    return edited(draft, lambda _, s: s.text.translate(_WIDE))


def with_separators(draft: Draft) -> Draft:
    """Thousands parted by a comma: 16892条 as 16,892条."""
    return edited(draft, lambda _, s: _LONG.sub(r"\1,\2", s.text))


def paragraph_a_sentence(draft: Draft) -> Draft:
    """Every sentence a paragraph of its own."""
    sections = []
    for section in draft.sections:
        own = tuple(
            paragraph.model_copy(update={"sentences": (sentence,)})
            for paragraph in section.paragraphs
            for sentence in paragraph.sentences
        )
        sections.append(section.model_copy(update={"paragraphs": own}))
    return draft.model_copy(update={"sections": tuple(sections)})


def without_trail(draft: Draft) -> Draft:
    """The same text with no facts named: a draft that somebody else wrote."""
    return draft.model_copy(
        update={
            "sections": tuple(
                section.model_copy(
                    update={
                        "paragraphs": tuple(
                            p.model_copy(
                                update={
                                    "sentences": tuple(
                                        s.model_copy(update={"facts": (), "sources": ()})
                                        for s in p.sentences
                                    )
                                }
                            )
                            for p in section.paragraphs
                        )
                    }
                )
                for section in draft.sections
            )
        }
    )


REWRITES = (
    Rewrite("in_numerals", "小数目写成汉字", in_numerals),
    Rewrite("full_width", "全角数字", full_width),
    Rewrite("with_separators", "千分位逗号", with_separators),
    Rewrite("paragraph_a_sentence", "一句一段", paragraph_a_sentence),
    Rewrite("without_trail", "去掉事实标注", without_trail),
)
