"""Runs rules over a report and gathers what they say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from assistant.errors import UnusableInput
from assistant.rules.case import Case
from assistant.rules.rule import Finding, Need, NotAssessed, Rule, Severity

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Outcome:
    """All findings, gravest first, and what could not be decided."""

    findings: tuple[Finding, ...]
    not_assessed: tuple[NotAssessed, ...]

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)


def check(case: Case, rules: Iterable[Rule]) -> Outcome:
    """What these rules find in a report; same report, same findings in the same order."""
    findings: list[Finding] = []
    undecided: dict[tuple[str, str], NotAssessed] = {}
    lacks = {need: why for need in get_args(Need) if (why := _lacking(need, case))}
    ignored, met = bool(case.profile.ignore), lacks.keys().isdisjoint
    for rule in rules:
        if (ignored or not met(rule.needs)) and (why := _unused(rule, case, lacks)):
            undecided[rule.code, why] = NotAssessed(rule.code, why)
            continue
        for result in rule.check(rule, case):
            if isinstance(result, Finding):
                findings.append(_as_demanded(result, case))
            else:
                undecided[result.code, result.why] = result
    findings.sort(key=lambda f: _ORDER[f.severity])
    return Outcome(tuple(findings), tuple(undecided.values()))


def _unused(rule: Rule, case: Case, lacks: Mapping[Need, str]) -> str:
    """Why a rule is not run on this case; empty where it is."""
    if rule.code in case.profile.ignore:
        return f"按“{case.profile.name or '地方要求'}”不查（--profile）"
    return next((lacks[need] for need in rule.needs if need in lacks), "")


def _as_demanded(finding: Finding, case: Case) -> Finding:
    severity = case.profile.severity.get(finding.code) if case.profile.severity else None
    return replace(finding, severity=Severity(severity)) if severity else finding


def _lacking(need: Need, case: Case) -> str:
    """Why a rule with this need cannot be decided; empty where it can."""
    if need == "narrative":
        return "" if case.narrative.whole else "没有正文（数据文件只有表格）"
    if need == "previous":
        if case.unfit_previous:
            return case.unfit_previous
        return "" if case.previous else "没有给出上年报告（--previous）"
    if need == "figures":
        return "" if case.figures else "没有给出数据文件（--figures）"
    return "" if case.others else "没有给出其他单位的报告（--against）"


def selected(
    rules: Sequence[Rule], select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[Rule, ...]:
    """The rules whose code starts with one of `select` (all if empty) and with none of `ignore`.

    Raises:
        UnusableInput: A code or prefix fits no rule, which is more likely a slip than a wish.
    """
    for prefix in (*select, *ignore):
        if not any(rule.code.startswith(prefix.upper()) for rule in rules):
            raise UnusableInput(
                f"没有编号以“{prefix}”开头的规则", cure="用 nianbao rules 查看全部规则编号"
            )
    wanted = tuple(prefix.upper() for prefix in select) or ("",)
    unwanted = tuple(prefix.upper() for prefix in ignore)
    return tuple(r for r in rules if r.code.startswith(wanted) and not r.code.startswith(unwanted))


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """A finding in the form of the contract."""
    where = finding.where
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "where": {
            "section": where.section,
            "start": where.start,
            "end": where.end,
            "text": where.text,
            "cells": list(where.cells),
        },
        "found": finding.found,
        "expected": finding.expected,
        "basis": finding.basis,
        "cure": finding.cure,
        "fingerprint": finding.fingerprint,
    }


def outcome_as_json(outcome: Outcome, case: Case) -> dict[str, Any]:
    """What `nianbao check --format json` prints."""
    return {
        "report": {"agency": case.report.agency, "year": case.report.year},
        "findings": [finding_as_json(finding) for finding in outcome.findings],
        "counts": {severity.value: outcome.count(severity) for severity in Severity},
        "not_assessed": [{"code": n.code, "why": n.why} for n in outcome.not_assessed],
    }
