"""Faithfulness: is every number of a draft known, and is it said of the right thing?

Three judges that share no code: the yardstick asks whether the figures have the value with that
unit at all; the grounding, whether its clause says it of what it is the number of; the rules,
whether it agrees with the tables, the arithmetic and last year. One of them suffices against it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.sentence import Clause, Sentence
from assistant.report.units import half_width
from assistant.rules.rule import Severity
from evals.scoring.drafted import Drafted, with_digits
from evals.scoring.numbers_told import Span, Told
from evals.scoring.one_reading import mixed_readings
from evals.scoring.scored import Scored, share, shown

_FALSE = frozenset(["number", "date", "comparison", "whole", "negation"])
_UNFOUNDED = _FALSE | {"reference", "organisation", "person", "plan"}
_OF_NUMBERS = ("NAR", "ARI", "YEA4")


@dataclass(frozen=True, slots=True)
class _Item:
    """A number or date of the draft, with the clause it stands in and why it is wrong, if it is."""

    section: str
    text: str
    clause: str
    wrong: str
    untraced: str


def faithfulness(drafted: Drafted) -> Scored:
    """`numbers`: share that is right; `traced`: share whose whole clause has a ground as well;
    `sentences`: share of the sentences in which nothing is false or unfounded.

    A draft without a number has no value for the first two.
    """
    found = _wrong_by_rules(drafted)
    items: list[_Item] = []
    good = 0
    for section, sentence, doubts in drafted.judged:
        own = list(_items(section, drafted.known.numbers.of(sentence.text), doubts, found))
        good += not any(i.wrong for i in own) and not any(d.kind in _UNFOUNDED for d in doubts)
        items += own
    right = sum(not item.wrong for item in items)
    traced = sum(not item.wrong and not item.untraced for item in items)
    return Scored(
        {
            "numbers": share(right, len(items)),
            "traced": share(traced, len(items)),
            "sentences": share(good, len(drafted.judged)),
        },
        _reasons(items),
    )


def _items(
    section: str, told: Told, doubts: tuple[Doubt, ...], found: dict[tuple[str, str], str]
) -> Iterator[_Item]:
    for span in told.spans:
        clause, written = told.clause_at(span), told.written(span)
        own = [d for d in _around(doubts, clause) if _is_about(d, span, told.spans)]
        wrong = found.get((section, with_digits(written)), "")
        if not wrong and span not in told.no_figures:
            wrong = f"数据里没有“{written}”" if written in told.unsupported else ""
            against = [d for d in own if d.kind in _FALSE and _is_against(d, span, told)]
            if told.opinion(span) != "confirmed" and against:
                wrong = wrong or against[0].reason
        untraced = next((d.reason for d in own), "")
        words = told.sentence.text[clause.start : clause.end]
        yield _Item(section, written, words, wrong, untraced)


def _is_about(doubt: Doubt, span: Span, spans: tuple[Span, ...]) -> bool:
    """Whether a doubt marks this number, or none of the numbers but the words around them."""
    marked = [s for s in spans if doubt.start < s[1] and s[0] < doubt.end]
    return not marked or span in marked


def _is_against(doubt: Doubt, span: Span, told: Told) -> bool:
    """Of the report's own year only what marks it: 2024年未收到举报 says nothing false of the year."""
    return span not in told.own_years or (doubt.start < span[1] and span[0] < doubt.end)


def _around(doubts: tuple[Doubt, ...], clause: Clause) -> Iterator[Doubt]:
    """The doubts that touch a clause."""
    return (d for d in doubts if d.start < clause.end and clause.start < d.end)


def _wrong_by_rules(drafted: Drafted) -> dict[tuple[str, str], str]:
    """What the rules say against numbers, by part and by each number that a finding marks."""
    wrong: dict[tuple[str, str], str] = {}
    for finding in drafted.findings:
        if finding.severity is Severity.ERROR and finding.code.startswith(_OF_NUMBERS):
            section = finding.where.section or ""
            text = with_digits(half_width(finding.where.text))
            for written in [s.quantity.text for s in Sentence(text).said] or [text]:
                wrong[section, written] = f"{finding.code} {finding.message}"
    for section, written in mixed_readings(drafted.narrative, drafted.rule_case.cells):
        why = "与同一句里别的申请人的件数不是同一个口径"
        wrong.setdefault((section, with_digits(half_width(written))), why)
    return wrong


def _reasons(items: list[_Item]) -> tuple[str, ...]:
    if not items:
        return ("草稿里没有数字，无从核对",)
    return tuple(
        f"{i.section} 部分“{shown(i.clause)}”：{i.wrong or i.untraced}"
        for i in items
        if i.wrong or i.untraced
    )
