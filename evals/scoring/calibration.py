"""How the threshold of the alignment was chosen, and how well it tells: `python -m evals.scoring.calibration`.

Pairs are made without a look at words: a work fact of a sample report (a clerk's note) and the
sentence of the narrative that has at least two of its numbers with their units (or its only one)
say the same; the note and a sentence of its part that shares no number with it do not. The threshold
with the best F1 on the tuning agencies is looked at on the held-out ones.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from assistant.reading.figures import read_figures
from assistant.report.ledger import render_statement
from assistant.report.model import AnnualReport, WorkFact
from assistant.report.quantities import find_quantities
from assistant.resources import corpus_dir
from evals.drafting.cases import Split, split_of
from evals.scoring.alignment import SAME, Aligner, key_points
from evals.scoring.threads import one_thread

THRESHOLDS = tuple(Decimal(n) / 100 for n in range(30, 91, 2))
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """A note and a sentence, and whether the sentence says what the note says."""

    split: Split
    note: str
    sentence: str
    same: bool


@dataclass(frozen=True, slots=True)
class Told:
    """How a threshold tells the pairs of one half."""

    threshold: Decimal
    precision: Decimal
    recall: Decimal

    @property
    def f1(self) -> Decimal:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else Decimal(0)


def pairs() -> list[Pair]:
    """The pairs of all sample reports."""
    found = []
    for path in sorted((corpus_dir() / "samples").glob("*.yaml")):
        report = read_figures(path)
        for fact in report.facts:
            found += list(_pairs_of(report, fact))
    return found


def _pairs_of(report: AnnualReport, fact: WorkFact) -> Iterator[Pair]:
    numbers = {q.text for q in find_quantities(render_statement(fact))}
    for sentence in key_points(report.text_of(fact.section)):
        shared = len(numbers & {q.text for q in find_quantities(sentence)})
        if not shared or shared >= min(_ENOUGH, len(numbers)):
            note = render_statement(fact)
            yield Pair(split_of(report.agency), note, sentence, bool(shared))


def told_by(threshold: Decimal, cosines: list[tuple[Pair, Decimal]], split: Split) -> Told:
    """Precision and recall of “the same” at a threshold on the pairs of one half."""
    own = [(pair.same, cosine >= threshold) for pair, cosine in cosines if pair.split == split]
    hits = sum(same and said for same, said in own)
    said, same = sum(s for _, s in own), sum(s for s, _ in own)
    return Told(
        threshold, Decimal(hits) / said if said else Decimal(1), Decimal(hits) / max(1, same)
    )


def measured(aligner: Aligner) -> list[tuple[Pair, Decimal]]:
    """The cosine of every pair."""
    return [(p, aligner.nearest([p.note], [p.sentence])[0][0]) for p in pairs()]


def best(cosines: list[tuple[Pair, Decimal]]) -> Told:
    """The threshold with the best F1 on the tuning agencies; of equals the lowest."""
    told = [told_by(threshold, cosines, "tuning") for threshold in THRESHOLDS]
    return max(told, key=lambda one: (one.f1, -one.threshold))


def main() -> None:
    """Print the table, the best threshold and the one in use."""
    one_thread()
    cosines = measured(Aligner())
    same = sum(pair.same for pair, _ in cosines)
    lines = [f"{len(cosines)} pairs, {same} of them the same", "| threshold | half | precision | recall | F1 |", "| --- | --- | --- | --- | --- |"]  # fmt: skip
    for threshold in THRESHOLDS:
        for split in get_args(Split):
            one = told_by(threshold, cosines, split)
            lines.append(
                f"| {threshold} | {split} | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} |"
            )
    lines.append(f"best on tuning: {best(cosines).threshold}; in use: {SAME}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
