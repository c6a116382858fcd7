"""What a check found, seen together with the decisions that people took on it."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.errors import UnusableInput
from assistant.review.decisions import Decision, Decisions
from assistant.review.visible import one_line
from assistant.rules.case import Case
from assistant.rules.engine import Outcome, outcome_as_json
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The open findings and the accepted ones, gravest first, and decisions without a finding.

    `gone` are decisions whose finding no longer occurs; `unchecked` those whose rule was not
    used or could not be decided this time, so that nothing can be said of them.
    """

    case: Case
    outcome: Outcome
    open: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Decision], ...]
    gone: tuple[Decision, ...]
    unchecked: tuple[Decision, ...]

    @property
    def not_assessed(self) -> tuple[NotAssessed, ...]:
        """The rules, or parts of them, that could not be decided."""
        return self.outcome.not_assessed

    def count(self, severity: Severity) -> int:
        """How many open findings have this severity."""
        return sum(finding.severity is severity for finding in self.open)


def reviewed(case: Case, outcome: Outcome, decisions: Decisions, used: Iterable[Rule]) -> Reviewed:
    """The outcome of a check with the rules `used`, parted by the decisions."""
    found = {finding.fingerprint for finding in outcome.findings}
    sure = {rule.code for rule in used} - {item.code for item in outcome.not_assessed}
    lost = [decision for decision in decisions.values() if decision.fingerprint not in found]
    lost.sort(key=lambda decision: (decision.code, decision.fingerprint))
    return Reviewed(
        case=case,
        outcome=outcome,
        open=tuple(f for f in outcome.findings if f.fingerprint not in decisions),
        accepted=tuple(
            (finding, decisions[finding.fingerprint])
            for finding in outcome.findings
            if finding.fingerprint in decisions
        ),
        gone=tuple(d for d in lost if d.code in sure),
        unchecked=tuple(d for d in lost if d.code not in sure),
    )


def accepted(
    decisions: Decisions, fingerprints: Sequence[str], findings: Sequence[Finding], **words: str
) -> Decisions:
    """The decisions with these findings accepted; `words` are reason, by and at.

    Raises:
        UnusableInput: No finding has one of the fingerprints; the nearest ones are named.
    """
    by_fingerprint = {finding.fingerprint: finding for finding in findings}
    taken = dict(decisions)
    for fingerprint in fingerprints:
        finding = by_fingerprint.get(fingerprint)
        if finding is None:
            near = {key: f"{f.code} {f.message}" for key, f in by_fingerprint.items()}
            raise _unknown(fingerprint, "这次校验没有编号为", near)
        taken[fingerprint] = Decision(
            fingerprint=fingerprint,
            code=finding.code,
            message=one_line(finding.message, 500),
            **{name: one_line(text, 500) for name, text in words.items()},
        )
    return taken


def withdrawn(decisions: Decisions, fingerprints: Sequence[str]) -> Decisions:
    """The decisions without these.

    Raises:
        UnusableInput: There is no decision with one of the fingerprints.
    """
    for fingerprint in fingerprints:
        if fingerprint not in decisions:
            near = {key: f"{d.code} {d.message}" for key, d in decisions.items()}
            raise _unknown(fingerprint, "决定文件里没有编号为", near)
    return {key: kept for key, kept in decisions.items() if key not in fingerprints}


def _unknown(fingerprint: str, what: str, known: dict[str, str]) -> UnusableInput:
    close = difflib.get_close_matches(fingerprint, known, n=_NEAREST, cutoff=0.0)
    lines = [f"\n    {key} {one_line(known[key], 60)}" for key in close]
    near = f"最接近的是：{''.join(lines)}" if lines else "现在一条也没有"
    return UnusableInput(
        f"{what} {one_line(fingerprint, 40)} 的结果，什么也没有改",
        cure=f"编号是每条结果末尾“编号：”后的 12 位；{near}",
    )


def reviewed_as_json(result: Reviewed) -> dict[str, Any]:
    """What `nianbao check --format json` prints: the findings' `counts` are of the open ones."""
    by_fingerprint = {finding.fingerprint: decision for finding, decision in result.accepted}
    whole = outcome_as_json(result.outcome, result.case)
    for finding in whole["findings"]:
        decision = by_fingerprint.get(finding["fingerprint"])
        if decision:
            finding["decision"] = _decided(decision)
    whole["counts"] = {severity.value: result.count(severity) for severity in Severity}
    whole["accepted"] = len(result.accepted)
    whole["decisions_gone"] = [_whole(decision) for decision in result.gone]
    whole["decisions_unchecked"] = [_whole(decision) for decision in result.unchecked]
    return whole


def _decided(decision: Decision) -> dict[str, str]:
    return {"reason": decision.reason, "by": decision.by, "at": decision.at}


def _whole(decision: Decision) -> dict[str, str]:
    return {
        "fingerprint": decision.fingerprint,
        "code": decision.code,
        "message": decision.message,
        **_decided(decision),
    }
