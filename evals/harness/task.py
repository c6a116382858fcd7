"""The drafting task of inspect-ai: our solver calls `assistant/` and no model of inspect's own."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from inspect_ai import Task
from inspect_ai import eval as inspect_eval
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.log import EvalLog
from inspect_ai.model import ModelOutput
from inspect_ai.scorer import Score, Target, mean, stderr
from inspect_ai.scorer import Scorer as InspectScorer
from inspect_ai.scorer import scorer as as_scorer
from inspect_ai.solver import Generate, Solver, TaskState
from inspect_ai.solver import solver as as_solver

from evals.drafting.arms import Arm, Made
from evals.drafting.cases import Case
from evals.scoring.drafted import Drafted, Known
from evals.scoring.scorers import Scorer

_MADE = "made"
_NOT_SCORED = float("nan")  # inspect's own sign for a value that counts in no mean


def drafting_task(cases: Sequence[Case], arm: Arm, scorers: Mapping[str, Scorer]) -> Task:
    """One way of drafting over these cases."""
    drafts = _Drafts({case.name: Known(case, arm.sections) for case in cases})
    samples = [
        Sample(
            id=case.name,
            input=f"{case.figures.agency}{case.figures.year}年",
            target="\n".join(t for _, t in case.reference.texts() if t) if case.reference else "",
            metadata={"digest": case.digest, "split": case.split},
        )
        for case in cases
    ]
    return Task(
        name=f"drafting_{arm.name}",
        dataset=MemoryDataset(samples, name="drafting"),
        solver=_solver(arm, drafts),
        scorer=[_scorer(name, scorer, drafts) for name, scorer in scorers.items()],
    )


def run_task(task: Task, logs: Path) -> EvalLog:
    """The log of a task; whether it came to its end, its `status` says and nothing else does."""
    return inspect_eval(
        task,
        model="none/none",
        display="none",
        log_dir=str(logs),
        log_realtime=False,
        score_display=False,
        max_samples=1,
        fail_on_error=True,
    )[0]


class _Drafts:
    """The cases of a run, and each draft once however many scorers look at it."""

    def __init__(self, known: Mapping[str, Known]) -> None:
        self.known = known
        self._drafted: dict[str, Drafted] = {}

    def enter(self, name: str, made: Made) -> None:
        self._drafted = {name: Drafted(self.known[name], made.draft)}

    def of(self, name: str, made: dict[str, Any]) -> Drafted:
        if name not in self._drafted:
            self.enter(name, Made.model_validate(made))
        return self._drafted[name]


@as_solver
def _solver(arm: Arm, drafts: _Drafts) -> Solver:
    async def solve(state: TaskState, generate: Generate) -> TaskState:
        name = str(state.sample_id)
        made = arm.make(drafts.known[name].case)
        drafts.enter(name, made)
        text = "\n\n".join(section.text for section in made.draft.sections)
        state.output = ModelOutput.from_content(made.draft.engine, text)
        state.store.set(_MADE, made.model_dump(mode="json"))
        return state

    return solve


def _scorer(name: str, score: Scorer, drafts: _Drafts) -> InspectScorer:
    @as_scorer(metrics={"*": [mean(), stderr()]}, name=name)
    def scorer() -> InspectScorer:
        async def scored(state: TaskState, target: Target) -> Score:
            found = score(drafts.of(str(state.sample_id), state.store.get(_MADE)))
            values = {k: _NOT_SCORED if v is None else float(v) for k, v in found.values.items()}
            exact = {k: None if v is None else str(v) for k, v in found.values.items()}
            return Score(
                value=values,
                explanation="\n".join(found.reasons),
                metadata={"exact": exact, "reasons": list(found.reasons)},
            )

        return scored

    return scorer()
