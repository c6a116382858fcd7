"""The one form: a record with cases, the figures that floors are set on, the digests of the cases."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from evals.floors import Floors, changed_cases, short_of
from evals.harness.record import ArmRun, Record
from evals.harness.running import commit_of_the_checkout

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one suite found. `reached` are the figures that may have a floor, `at_most` those that
    may have a ceiling; `slack` is how far from what was reached a new floor is set, by figure.
    """

    record: Record
    cases: Mapping[str, str]
    reached: Mapping[str, Decimal]
    at_most: Mapping[str, Decimal] = field(default_factory=dict)
    slack: Mapping[str, Decimal] = field(default_factory=dict)

    def faults(self, floors: Floors) -> list[str]:
        """Everything that the gate refuses, in Chinese: other cases, figures that fell short."""
        changed = changed_cases(self.cases, floors)
        return [*changed, *short_of({**self.reached, **self.at_most}, floors)]


def record_of(
    suite: str,
    arms: Iterable[ArmRun],
    labels: Mapping[str, str],
    settings: Mapping[str, str] | None = None,
) -> Record:
    """The record of a suite that drafts nothing."""
    commit, changed = commit_of_the_checkout()
    return Record(
        suite=suite,
        commit=commit,
        changed=changed,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        settings=dict(settings or {}),
        labels=dict(labels),
        arms=tuple(arms),
    )


def digest(*told: str) -> str:
    """The SHA-256 of some texts."""
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


def digests_of_files(*patterns: str) -> dict[str, str]:
    """The SHA-256 of the files of the checkout that these patterns find, by path."""
    paths = sorted(path for pattern in patterns for path in ROOT.glob(pattern))
    return {
        path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }


def share(part: int | Decimal, whole: int) -> Decimal:
    """`part` of `whole` to four places, cut off so that nearly all is not all; one of nothing."""
    return (
        (Decimal(part) / whole).quantize(Decimal("0.0001"), "ROUND_DOWN") if whole else Decimal(1)
    )
