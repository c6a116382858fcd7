"""Numbers of a report that count nothing which a figures file could hold.

The days on which every report's year begins and ends, the terms that the regulation sets, and how
many points, kinds or ways a sentence itself goes on to tell, written as a numeral (三个方面、两项改进).
They are no false numbers where the data are silent; where a note says another number, they are.
Whatever the notes say, the four quarters of a year are four, a term that is called 法定 is the law's,
and 二次供水 counts nothing.
"""

import re

from assistant.report.dates import find_dates
from assistant.report.quantities import find_quantities
from evals.scoring.second_opinion import Opinion

_PERIOD = ((1, 1), (12, 31))
_OF_TALK = frozenset(
    ["个", "项", "类", "种", "处", "方面", "点", "年", "步", "大", "级", "版", "轮", "个方面"]
)
_MOST = 10
_DIGIT = re.compile(r"[\d０-９]")
# Working days of articles 30 (correction), 32 (third parties), 33 (answer) of the regulation.
_TERMS = frozenset([7, 15, 20])
_WORDS = (
    "最后一公里",
    "两张皮",
    "四个季度",
    "二次供水",
    "二次装修",
    "二次加工",
    "二次污染",
    "二次利用",
    "二次开发",
)
_ONE = re.compile(r"一[件名份次条家项起]")
_IS = re.compile(r"是|系|为|因")
_OF_SEVERAL = re.compile(r"[快慢早晚多少大小高低]的$")
_OF_LAW = re.compile(r"法定|期限|时限|条例")


def is_no_figure(written: str, clause: str, year: int | None, opinion: Opinion | None) -> bool:
    """Whether a number or date, as it stands in its clause, is none that the data have to hold."""
    if _is_a_word(written, clause) or ("法定" in clause and _is_term(written, clause)):
        return True
    if opinion in ("contradicted", "another"):
        return False
    silent = _is_period(written, year) or _is_talk(written) or _is_term(written, clause)
    return silent or _is_pronoun(written, clause)


def _is_period(written: str, year: int | None) -> bool:
    return any((d.month, d.day) in _PERIOD and d.year in (None, year) for d in find_dates(written))


def _is_talk(written: str) -> bool:
    return not _DIGIT.search(written) and any(
        q.unit in _OF_TALK and q.value <= _MOST for q in find_quantities(written)
    )


def _is_a_word(written: str, clause: str) -> bool:
    return any(written in word and word in clause for word in _WORDS)


def _is_pronoun(written: str, clause: str) -> bool:
    """一件是…，一件是…; 最快的一件: which of those told before, and no count."""
    at = clause.find(written)
    before, after = clause[max(0, at - 2) : at], clause[at + len(written) :]
    return bool(
        _ONE.fullmatch(written) and (_OF_SEVERAL.match(before) if before else _IS.match(after))
    )


def _is_term(written: str, clause: str) -> bool:
    return bool(_OF_LAW.search(clause)) and any(
        q.unit.endswith("工作日") and q.value in _TERMS for q in find_quantities(written)
    )
