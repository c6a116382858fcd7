"""Drafting: the floors are on the means of offline drafts over the built-in cases."""

from collections.abc import Sequence
from decimal import Decimal

from evals.drafting.cases import Case
from evals.harness.record import Record
from evals.outcomes.outcome import Outcome

_ARM = "offline"
# Another processor may round a cosine otherwise; of likeness and length a little is chance.
_SLACK = dict.fromkeys(
    ("content.stated", "content.supported", "likeness.rouge_l", "likeness.chrf", "form.length", "register.sentence_length"),
    Decimal("0.02"),
)  # fmt: skip


def outcome(record: Record, cases: Sequence[Case]) -> Outcome:
    """What offline drafting reached; without that arm nothing was reached."""
    arm = record.arm(_ARM)
    means = arm.means() if arm else {}
    return Outcome(
        record,
        {case.name: case.digest for case in cases},
        {name: mean for name, mean in means.items() if mean is not None},
        slack=_SLACK,
    )
