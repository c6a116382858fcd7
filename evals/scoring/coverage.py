"""Coverage: how much of what a report has to say does the draft say?"""

import re
from decimal import Decimal
from functools import lru_cache

from assistant.report.ledger import Fact
from evals.drafting.yardstick import is_said
from evals.scoring.drafted import Drafted
from evals.scoring.scored import Scored, share, shown


def coverage(drafted: Drafted) -> Scored:
    """`must`: the weight of the must-say facts that stand in their part, of all their weight;
    `work`: the share of the work facts whose words and every number stand in their part.

    A number counts as said with its own unit, a zero also as a negation. What is said in another
    part than its own is not found where a reader looks for it, and not counted.
    """
    ledger, texts = drafted.known.ledger, drafted.texts
    reasons, said, whole = [], Decimal(0), 0
    for must in drafted.known.must:
        whole += must.weight
        if stands_in(ledger[must.fact], texts.get(must.section, "")):
            said += must.weight
        else:
            fact = ledger[must.fact]
            value = fact.value if isinstance(fact.value, str) else f"{fact.label} {fact.written}"
            reasons.append(f"{must.section} 部分没有写（权重 {must.weight}）：{shown(str(value))}")
    work = [f for f in ledger.values() if f.kind == "statement" and f.id.startswith("work.") and f.section in drafted.known.parts]  # fmt: skip
    untold = [f for f in work if not _is_told(drafted, f.id)]
    reasons += [f"{f.section} 部分没有写全工作事实：{shown(str(f.value))}" for f in untold]
    return Scored(
        {"must": share(said, whole), "work": share(len(work) - len(untold), len(work))},
        tuple(dict.fromkeys(reasons)),
    )


def _is_told(drafted: Drafted, fact_id: str) -> bool:
    ledger = drafted.known.ledger
    text = drafted.texts.get(ledger[fact_id].section, "")
    values = [f for f in ledger.values() if f.kind == "work" and f.id.startswith(f"{fact_id}.")]
    return all(stands_in(fact, text) for fact in (ledger[fact_id], *values))


def stands_in(fact: Fact, text: str) -> bool:
    """Whether a text says a fact: as the yardstick finds it, or as it is written (第2位, 2024年)."""
    return is_said(fact, text) or _as_written(fact.written).search(text) is not None


@lru_cache(maxsize=8192)  # more facts than the patterns that `re` keeps
def _as_written(written: str) -> re.Pattern[str]:
    return re.compile(f"(?<![\\d.]){re.escape(written)}")
