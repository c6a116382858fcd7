"""Candidates for 五 that the figures support, offered where the staff gave none of their own.

They are shown beside the draft, marked 建议，须确认, and never enter its text by themselves.
"""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from assistant.drafting.composing.pieces import realise
from assistant.drafting.draft import Proposal
from assistant.drafting.planning.plan import plan_of
from assistant.drafting.planning.topics import says_something_on
from assistant.report.ledger import Ledger, render_statement
from assistant.report.model import AnnualReport

_MOST = 3


class _Without(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    section: str
    item: str


class _Candidate(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    at_least: dict[str, Decimal] = Field(default_factory=dict)
    without: _Without | None = None
    problem: str
    improvement: str
    why: str


def proposals(report: AnnualReport, ledger: Ledger) -> tuple[Proposal, ...]:
    """Up to three problems with their improvements, each with the facts it rests on.

    Nothing where the staff gave both; only what they did not give where they gave one.
    """
    wanted = [
        kind
        for kind, given in (("problem", report.problems), ("improvement", report.improvements))
        if not given
    ]
    if not wanted:
        return ()
    fitting = [c for c in _candidates() if _supported(c, report, ledger)][:_MOST]
    return tuple(_proposal(candidate, kind, ledger) for candidate in fitting for kind in wanted)


@cache
def _candidates() -> tuple[_Candidate, ...]:
    text = Path(__file__).with_suffix(".toml").read_text("utf-8")
    data = tomllib.loads(text, parse_float=Decimal)
    return tuple(_Candidate.model_validate(entry) for entry in data["proposal"])


def _supported(candidate: _Candidate, report: AnnualReport, ledger: Ledger) -> bool:
    for fact_id, least in candidate.at_least.items():
        number = ledger.number(fact_id)
        if number is None or number < least:
            return False
    if candidate.without is None:
        return True
    item = plan_of(candidate.without.section).item(candidate.without.item)
    texts = [render_statement(work) for work in report.facts]
    return item is not None and not says_something_on(item, texts)


def _proposal(candidate: _Candidate, kind: str, ledger: Ledger) -> Proposal:
    text = candidate.problem if kind == "problem" else candidate.improvement
    said, why = realise(text, ledger), realise(candidate.why, ledger)
    return Proposal(
        section="5",
        kind="problem" if kind == "problem" else "improvement",
        text=said.text if said else text,
        why=why.text if why else candidate.why,
        facts=tuple(candidate.at_least),
    )
