"""Every suite in one form: data, words for the shell, and whether its floors held."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from assistant.drafting.writer import Writer
from evals.drafting.arms import Arm
from evals.drafting.cases import Case
from evals.floors import changed_cases, read_floors, short_of
from evals.harness.record import Record
from evals.harness.running import Run
from evals.outcomes.outcome import Outcome
from evals.scoring.scorers import VALUES

_PAIR = 2
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What a suite found, with its record. `run` and what a model as judge said are there for
    drafting alone.
    """

    data: Any
    words: str
    held: bool
    record: Record
    run: Run | None = None
    judged: str = ""

    def taking(self, seconds: float) -> "Result":
        """The same with the time that it took on a clock, which its record then tells."""
        record = self.record.model_copy(update={"took": Decimal(f"{seconds:.1f}")})
        if self.run is None:
            return replace(self, record=record)
        data = {**self.data, "took": str(record.took)}
        return replace(self, record=record, data=data, run=replace(self.run, record=record))


def _result(data: Any, words: str, outcome: Outcome) -> Result:
    """A result that held if nothing is short of the suite's floors and no case is another."""
    faults = outcome.faults(read_floors(outcome.record.suite))
    told = "\n".join([words, *(f"没有达到：{fault}" for fault in faults)])
    return Result(data, told, held=not faults, record=outcome.record)


def reading(tell: Tell) -> Result:
    from evals.outcomes.reading import outcome
    from evals.reading.benchmark import in_words, run

    scores = run(tell=tell)
    data = {name: score.as_json() for name, score in scores.items()}
    return _result(data, in_words(scores), outcome(scores))


def rules(tell: Tell) -> Result:
    from evals.outcomes.rules import outcome
    from evals.rules.benchmark import in_words, run

    told: list[str] = []

    def hear(what: str) -> None:
        told.append(what)
        tell(what)

    result = run(tell=hear)
    return _result(result.as_json(), in_words(result), outcome(result, told))


def retrieval(tell: Tell) -> Result:
    from evals.outcomes.retrieval import outcome
    from evals.retrieval.benchmark import in_words, run

    result = run(tell=tell)
    return _result(result.as_json(), in_words(result), outcome(result))


def chat(tell: Tell) -> Result:
    from evals.chat.benchmark import as_json, in_words, run
    from evals.outcomes.chat import outcome

    found = run(tell)
    return _result(as_json(found), in_words(found), outcome(found))


def scorers(tell: Tell) -> Result:
    from evals.degrading.table import as_json, in_words, measure
    from evals.drafting.cases import sample_cases
    from evals.outcomes.scorers import outcome

    cases = sample_cases()
    table = measure(cases, tell=tell)
    return _result(as_json(table), in_words(table), outcome(table, cases))


PLAIN_SUITES: Mapping[str, Callable[[Tell], Result]] = {
    "reading": reading,
    "rules": rules,
    "retrieval": retrieval,
    "chat": chat,
    "scorers": scorers,
}
TITLES = {
    "reading": "读文件",
    "rules": "校验规则",
    "retrieval": "检索",
    "chat": "对话意图",
    "scorers": "评分器自检",
    "drafting": "起草",
}


def drafting(
    cases: Sequence[Case], arms: Sequence[Arm], run: Callable[[], Run], *, built_in: bool
) -> Result:
    """A run of the drafting suite; floors are asked for where all built-in cases ran offline."""
    from evals.outcomes.drafting import outcome

    done = run()
    faults: list[str] = []
    if built_in:
        found, floors = outcome(done.record, cases), read_floors("drafting")
        faults = changed_cases(found.cases, floors)
        faults = faults or (short_of(found.reached, floors) if found.reached else [])
    words = "\n".join([drafting_in_words(done.record), *(f"没有达到：{f}" for f in faults)])
    data = {**done.record.model_dump(mode="json"), "faults": faults}
    return Result(data, words, held=not faults, record=done.record, run=done)


def judged(result: Result, writer: Writer) -> Result:
    """The same scores with a model's opinion beside them."""
    from evals.judging.pairwise import as_json, in_words, judge_run

    if result.run is None or len(result.run.record.arms) < _PAIR:
        return replace(result, judged="只有一种写法，没有可评判的对照")
    arms = result.run.record.arms
    verdicts = judge_run(result.run, writer)
    data = {**result.data, "judge": as_json(verdicts, arms)}
    return replace(result, data=data, judged=in_words(verdicts, arms))


def drafting_in_words(record: Record) -> str:
    """A table with a column for each way of drafting, and what was left out."""
    halves = {a.arm: (a.means(), a.means("held-out")) for a in record.arms}
    head = [f"{arm.label}（{len(arm.cases)} 个案例）| 其中留出 " for arm in record.arms]
    lines = [f"| 指标 | {'| '.join(head)}|", "| --- " * (1 + 2 * len(head)) + "|"]
    for name, label in VALUES.items():
        cells = [str(half.get(name) if half.get(name) is not None else "未评") for arm in halves for half in halves[arm]]  # fmt: skip
        lines.append(f"| {label} | {' | '.join(cells)} |")
    lines += [
        f"{arm.label}：引擎 {arm.engine}，请求 {arm.requests}，词元 {arm.tokens_in}/{arm.tokens_out}，模型用时 {arm.seconds} 秒"
        for arm in record.arms
        if arm.requests
    ]
    return "\n".join(
        [*lines, record.scored_parts, *(f"注意：{notice}" for notice in record.notices)]
    )
