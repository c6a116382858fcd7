"""A roll-up as the JSON document that other programs read."""

from decimal import Decimal
from typing import Any

from assistant.report.model import Value
from assistant.rollup.comparing import Difference
from assistant.rollup.rollup import RollUp
from assistant.rollup.unit import Unit
from assistant.rules.engine import finding_as_json
from assistant.rules.rule import Severity


def rollup_as_json(result: RollUp) -> dict[str, Any]:
    """What `nianbao rollup --format json` prints; numbers as in an annual report."""
    return {
        "parent": {
            "agency": result.parent,
            "year": result.year,
            "year_is_from": result.year_is_from,
        },
        "counts": {
            "units": len(result.units),
            "counted": len(result.counted),
            "whole": result.is_whole,
        },
        "units": [_unit(unit) for unit in result.units],
        "sums": {
            one.address: {
                "value": _number(one.value),
                "known": _number(one.known),
                "filled": one.filled,
                "blank": list(one.blank),
                "largest": _number(one.largest),
                "question": one.question,
            }
            for one in result.sums
        },
        "differences": [_difference(one) for one in result.comparison.differences],
        "explained": list(result.comparison.explained),
        "shared_sentences": [
            {"section": one.section, "text": one.text, "units": list(one.units)}
            for one in result.shared
        ],
        "parent_blank": list(result.comparison.parent_blank),
        "left_out": [
            {"file": one.name, "why": one.why, "cure": one.cure} for one in result.left_out
        ],
        "hidden": result.hidden,
    }


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "name": unit.name,
        "listed": unit.listed,
        "standing": unit.standing.value,
        "files": list(unit.files),
        "file": unit.submission.name if unit.submission else None,
        "counts": {severity.value: unit.count(severity) for severity in Severity},
        "faults": [
            {
                "kind": fault.kind.value,
                "severity": fault.severity.value,
                "message": fault.message,
                "cure": fault.cure,
                "basis": fault.kind.basis,
                "files": list(fault.files),
                "cells": list(fault.cells),
            }
            for fault in unit.faults
        ],
        "findings": [finding_as_json(finding) for finding in unit.findings],
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "cell": one.address,
        "parent": _number(one.parent),
        "sum": _number(one.total),
        "gap": _number(one.gap),
        "causes": list(one.causes),
        "follows": one.follows,
    }


def _number(value: Value) -> int | str | None:
    return format(value, "f") if isinstance(value, Decimal) else value
