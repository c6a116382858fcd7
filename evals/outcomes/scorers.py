"""The scorers themselves: a case is one value under one degradation or one harmless rewrite."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from evals.degrading.all_degradations import DEGRADATIONS
from evals.degrading.degradations import Degradation
from evals.degrading.table import SEED, Alarm, Line, Table
from evals.drafting.cases import Case
from evals.harness.record import ArmRun, ScoredCase
from evals.outcomes.outcome import Outcome, digest, record_of, share
from evals.scoring.scorers import VALUES

LABELS = {
    "scorers.falls": "随程度依次下降",
    "scorers.drop": "改到最坏时降去的份额",
    "scorers.quiet": "意思不变时不下降",
}


def outcome(table: Table, cases: Sequence[Case]) -> Outcome:
    """What the ruler measures, line by line."""
    arm = ArmRun(arm="scorers", label="评分器自检", engine="offline", cases=tuple(_cases(table)))
    reached = {
        "degradations": Decimal(len({line.degradation for line in table.lines})),
        "fewest_sizes": Decimal(min((len(line.sizes) for line in table.lines), default=0)),
        "lines": Decimal(len(table.lines)),
        "lines.falling": share(sum(line.falls for line in table.lines), len(table.lines)),
        "one_wrong_number.told": share(table.told, table.pairs),
        "rewrites": Decimal(len(table.alarms)),
    }
    alarms = Decimal(sum(alarm.false for alarm in table.alarms))
    return Outcome(
        record_of("scorers", [arm], LABELS, {"seed": str(SEED), "pairs": str(table.pairs)}),
        {**{case.name: case.digest for case in cases}, **_digests(DEGRADATIONS)},
        reached,
        at_most={"false_alarms": alarms},
    )


def _digests(degradations: Sequence[Degradation]) -> dict[str, str]:
    """By degradation, its sizes and the values that it is meant for."""
    return {one.name: digest(one.title, str(one.sizes), str(one.falls)) for one in degradations}


def _cases(table: Table) -> Iterator[ScoredCase]:
    for line in table.lines:
        yield _of_line(line)
    for alarm in table.alarms:
        yield _of_alarm(alarm)


def _of_line(line: Line) -> ScoredCase:
    first, last = line.means[0], line.means[-1]
    arrow = " → ".join(map(str, line.means))
    return ScoredCase(
        case=f"{line.degradation}/{line.value}",
        digest=digest(line.degradation, line.value, str(line.sizes)),
        title=f"{line.title}：{VALUES[line.value]}",
        groups=(f"改坏 {line.title}", f"指标 {VALUES[line.value]}"),
        values={
            "scorers.falls": Decimal(line.falls),
            "scorers.drop": share((first - last) / first, 1) if first else None,
            "scorers.quiet": None,
        },
        reasons={"scorers": (f"程度 {'、'.join(map(str, (0, *line.sizes)))}：{arrow}",)},
    )


def _of_alarm(alarm: Alarm) -> ScoredCase:
    told = (f"改写前 {alarm.before}，改写后 {alarm.after}",)
    return ScoredCase(
        case=f"{alarm.rewrite}/{alarm.value}",
        digest=digest(alarm.rewrite, alarm.value),
        title=f"{alarm.title}：{VALUES[alarm.value]}",
        groups=(f"改写 {alarm.title}", f"指标 {VALUES[alarm.value]}"),
        values={
            "scorers.falls": None,
            "scorers.drop": None,
            "scorers.quiet": Decimal(not alarm.false),
        },
        reasons={"scorers": told},
    )
