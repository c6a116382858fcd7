"""Every suite in one form: data, words for the shell, and whether its floors held."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.drafting.writer import Writer
from evals.baseline import below_floors, changed_cases, read_baseline
from evals.drafting.arms import Arm
from evals.drafting.cases import Case
from evals.harness.record import Record
from evals.harness.running import Run
from evals.scoring.scorers import VALUES

_PAIR = 2
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What a suite found. `run` and what a model as judge said are there for drafting alone."""

    data: Any
    words: str
    held: bool
    run: Run | None = None
    judged: str = ""


def reading(tell: Tell) -> Result:
    from evals.reading.benchmark import in_words, run

    scores = run(tell=tell)
    return Result({name: s.as_json() for name, s in scores.items()}, in_words(scores), held=True)


def rules(tell: Tell) -> Result:
    from evals.rules.benchmark import below_floors, in_words, run

    result = run(tell=tell)
    return Result(result.as_json(), in_words(result), held=not below_floors(result))


def retrieval(tell: Tell) -> Result:
    from evals.retrieval.benchmark import below_floors, in_words, run

    result = run(tell=tell)
    return Result(result.as_json(), in_words(result), held=not below_floors(result))


def chat(tell: Tell) -> Result:
    from evals.chat.benchmark import as_json, in_words, run

    found = run(tell)
    return Result(as_json(found), in_words(found), held=True)


def scorers(tell: Tell) -> Result:
    from evals.degrading.table import as_json, in_words, measure
    from evals.drafting.cases import sample_cases

    table = measure(sample_cases(), tell=tell)
    return Result(as_json(table), in_words(table), held=not table.faults())


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
    faults: list[str] = []
    baseline = read_baseline()
    if built_in:
        faults = changed_cases(cases, baseline)
    done = run()
    if built_in and not faults:
        faults = below_floors(done.record, baseline)
    words = "\n".join([drafting_in_words(done.record), *(f"没有达到：{f}" for f in faults)])
    data = {**done.record.model_dump(mode="json"), "faults": faults}
    return Result(data, words, held=not faults, run=done)


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
