"""Shares: what a percentage, 三成 or 一半 is of, and out of what."""

from collections.abc import Mapping

from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.sayable import Said
from assistant.drafting.grounding.sentence import Clause
from assistant.drafting.grounding.table_facts import HANDLED, NEW, TableFacts
from assistant.drafting.grounding.table_words import TableWords
from assistant.drafting.grounding.topics import applicants_in, results_in
from assistant.drafting.grounding.wholes import all_settled

_RATES = ("办结率", "答复率", "办理率")
_RESULT_TOTAL = "t3.result_total.total"


def share_of(
    said: Said,
    clause: Clause,
    words: TableWords,
    facts: TableFacts,
    counted: Mapping[int, str],
    used: list[str],
) -> Doubt | None:
    """Notes the facts that a share rests on, or returns the doubt that it rests on none."""
    text = words.sentence.plain[clause.start : clause.end]
    if any(rate in text for rate in _RATES):
        return _rate(said, facts, used)
    parts = _parts(said, clause, words, counted)
    shares = [s for s in facts.derived("share", parts) if _out_of(text, s, facts)]
    named = len(parts) == 1 or (len(shares) == len(parts) and "各" in text)
    numbers = [number for share in shares if (number := facts.value(share)) is not None]
    if shares and named and all(said.is_true_of(number) for number in numbers):
        used += shares
        return None
    start, end = said.quantity.start, said.quantity.end
    if not shares:
        return Doubt(start, end, "number", f"“{text}”：没有这个比重，或者没有说明是什么占什么")
    written = "、".join(facts.written(share) for share in shares)
    label = facts.label(shares[0])
    reason = f"“{said.quantity.text}”与“{label}”对不上（应为{written}）"
    return Doubt(start, end, "number", reason)


def _rate(said: Said, facts: TableFacts, used: list[str]) -> Doubt | None:
    settled = all_settled(facts)
    if settled and said.quantity.value == 100 and not said.hedge:
        used += settled
        return None
    return Doubt(
        said.quantity.start, said.quantity.end, "whole", f"“{said.quantity.text}”：并非全部办结"
    )


def _parts(said: Said, clause: Clause, words: TableWords, counted: Mapping[int, str]) -> list[str]:
    """What a share is of: what its clause counts or names, else what was counted last."""
    before = [at for at in counted if at < said.quantity.start]
    inside = [at for at in before if at >= clause.start]
    text = words.sentence.plain[clause.start : clause.end]
    pronoun = words.sentence.plain[clause.start : clause.start + 2]
    if pronoun in ("前者", "后者") and len(before) > 1:
        return [counted[sorted(before)[-2 if pronoun == "前者" else -1]]]
    if inside:
        return [counted[max(inside)]]
    stretch = _until_next(said, clause, words)
    named = results_in(words, stretch) or applicants_in(words, stretch)
    if {"t3.granted.total", "t3.partially_granted.total"} == set(named) and "各" not in text:
        return ["sum.t3.open.total"]
    if named:
        return named
    return [counted[max(before)]] if before and not _names_a_whole(clause, words) else []


def _until_next(said: Said, clause: Clause, words: TableWords) -> Clause:
    """The stretch of a clause around one share, up to the shares beside it."""
    others = [s.quantity for s in words.sentence.within(clause) if s is not said]
    start = max([o.end for o in others if o.end <= said.quantity.start], default=clause.start)
    end = min([o.start for o in others if o.start >= said.quantity.end], default=clause.end)
    lead = words.sentence.plain[clause.start : said.quantity.start]
    end = (
        said.quantity.end
        if results_or_names(words, Clause(start, said.quantity.start, "")) and lead
        else end
    )
    return Clause(start, end, clause.lead)


def results_or_names(words: TableWords, clause: Clause) -> bool:
    """Whether a clause names results or applicants."""
    return bool(results_in(words, clause) or applicants_in(words, clause))


def _names_a_whole(clause: Clause, words: TableWords) -> bool:
    """Whether the clause begins with something of its own, so that 占 is not of the last count."""
    text = words.sentence.plain[clause.start : clause.end]
    return not text.lstrip("约各均").startswith(("占", "比重", "比例", "超", "近", "达"))


def _out_of(text: str, share: str, facts: TableFacts) -> bool:
    """Whether a share is out of what the clause says that it is out of."""
    whole = facts.whole_of(share)
    for words, meant in _WHOLES:
        if any(word in text for word in words):
            return whole == meant
    return True


_WHOLES = (
    (("收办",), HANDLED),
    (("新收",), NEW),
    (("审结",), "sum.t4.reconsideration.decided"),
    (("办结", "办理结果", "答复"), _RESULT_TOTAL),
)
