"""Two drafts of a case before a model, in both orders: one wins only if it wins both times.

What cannot be read as a verdict stays unscored. Agreement with the deterministic scores is
reported, so that one sees how far the judge is to be believed; its verdicts enter no score.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any, Literal

from assistant.drafting.draft import Draft
from assistant.drafting.prompts import quoted, render
from assistant.drafting.writer import AnswerUnusable, Writer
from assistant.report.ledger import build_ledger
from evals.drafting.cases import Case
from evals.harness.record import ArmRun
from evals.harness.running import Run

Choice = Literal["first", "second", "tie", "unscored"]
_VERDICT = re.compile(r"^\s*\**结论[：:]\s*\**(甲|乙|平)\**\s*。?\s*$", re.MULTILINE)
_MOST_FACTS = 60


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which of two ways of drafting a case is better in the model's opinion, and why."""

    case: str
    first: str
    second: str
    choice: Choice
    why: str
    prompt_sha256: str = ""


def judge_run(run: Run, writer: Writer) -> list[Verdict]:
    """Every case in every pair of ways that the run has."""
    return [
        _judged(case, (one.arm, other.arm), run, writer)
        for one, other in combinations(run.record.arms, 2)
        for case in run.cases
    ]


def _judged(case: Case, arms: tuple[str, str], run: Run, writer: Writer) -> Verdict:
    drafts = [run.drafts[arm, case.name].draft for arm in arms]
    try:
        forth = _asked(case, drafts[0], drafts[1], writer)
        back = _asked(case, drafts[1], drafts[0], writer)
    except AnswerUnusable as error:
        return Verdict(case.name, *arms, "unscored", error.what)
    choice, why = _of_both(forth[0], back[0])
    return Verdict(case.name, *arms, choice, why or forth[1], forth[2])


def _asked(case: Case, first: Draft, second: Draft, writer: Writer) -> tuple[str, str, str]:
    """The verdict in one order (empty if it cannot be read), the whole answer, the prompt's digest."""
    prompt = render(
        "judge_pair",
        {
            "agency": case.figures.agency,
            "year": case.figures.year,
            "facts": quoted(_facts(case), "事实"),
            "first": quoted(_text(first), "甲"),
            "second": quoted(_text(second), "乙"),
        },
    )
    answer = "".join(writer.write(prompt))
    found = _VERDICT.findall(answer)
    return (found[-1] if found else ""), answer.strip(), prompt.sha256


def _of_both(forth: str, back: str) -> tuple[Choice, str]:
    """What two verdicts in opposite orders come to."""
    if not forth or not back:
        return "unscored", "回答里没有可读的结论"
    turned = {"甲": "乙", "乙": "甲", "平": "平"}[back]
    if forth != turned:
        return "tie", "换了次序结论就变，按平计"
    choices: dict[str, Choice] = {"甲": "first", "乙": "second", "平": "tie"}
    return choices[forth], ""


def _facts(case: Case) -> str:
    ledger = build_ledger(case.figures, case.previous)
    told = [f for f in ledger.values() if f.kind in ("cell", "statement") and f.value and not f.id.startswith("last.")]  # fmt: skip
    lines = [str(f.value) if f.kind == "statement" else f"{f.label}：{f.written}" for f in told]
    more = [f"（另有 {len(lines) - _MOST_FACTS} 条没有列出）"] if len(lines) > _MOST_FACTS else []
    return "\n".join(lines[:_MOST_FACTS] + more)


def _text(draft: Draft) -> str:
    return "\n".join(section.text for section in draft.sections)


def agreement(verdicts: Sequence[Verdict], arms: Sequence[ArmRun]) -> tuple[int, int]:
    """How many of the decided verdicts go to the draft with the higher mean score, and of how many."""
    means = {(arm.arm, c.case): _mean(c.values) for arm in arms for c in arm.cases}
    decided = [v for v in verdicts if v.choice in ("first", "second")]
    gaps = [(v, means[v.first, v.case] - means[v.second, v.case]) for v in decided]
    agreed = sum(gap > 0 if v.choice == "first" else gap < 0 for v, gap in gaps)
    return agreed, len(decided)


def _mean(values: dict[str, Decimal | None]) -> Decimal:
    known = [value for value in values.values() if value is not None]
    return sum(known, Decimal(0)) / max(1, len(known))


def as_json(verdicts: Sequence[Verdict], arms: Sequence[ArmRun]) -> dict[str, Any]:
    """The verdicts and their agreement with the scores."""
    agreed, decided = agreement(verdicts, arms)
    told = [
        {"case": v.case, "first": v.first, "second": v.second, "choice": v.choice, "why": v.why, "prompt": v.prompt_sha256}
        for v in verdicts
    ]  # fmt: skip
    return {"verdicts": told, "agreed": agreed, "decided": decided}


def in_words(verdicts: Sequence[Verdict], arms: Sequence[ArmRun]) -> str:
    """A table of how often each way won, and the agreement."""
    lines = ["| 模型评判 | 前者好 | 后者好 | 平 | 未评 |", "| --- | --- | --- | --- | --- |"]
    for pair in dict.fromkeys((v.first, v.second) for v in verdicts):
        own = [v.choice for v in verdicts if (v.first, v.second) == pair]
        counts = [own.count(c) for c in ("first", "second", "tie", "unscored")]
        lines.append(f"| {pair[0]} 与 {pair[1]} | {' | '.join(map(str, counts))} |")
    agreed, decided = agreement(verdicts, arms)
    lines.append(f"分出高下的 {decided} 次里，{agreed} 次与各项分数的均值一致；评判不计入任何分数")
    return "\n".join(lines)
