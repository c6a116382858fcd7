"""Runs the drafting suite: one inspect task for each way of drafting, one record of all."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant.drafting.planning.plan import SECTION_IDS
from assistant.errors import ModelUnavailable, UnusableInput
from evals.drafting.arms import LABELS, Arm, Made, Resuming
from evals.drafting.cases import Case
from evals.harness.record import ArmRun, Record, ScoredCase
from evals.scoring.alignment import Aligner
from evals.scoring.scorers import scorers

if TYPE_CHECKING:
    from inspect_ai.log import EvalLog, EvalSample

_NEEDED = ("inspect_ai", "rouge_chinese", "sacrebleu")
_COUNTED = ("assistant", "evals", "prompts", "corpus")
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Run:
    """A record, the cases and the drafts that it is of, these by arm and case."""

    record: Record
    cases: tuple[Case, ...]
    drafts: dict[tuple[str, str], Made]


def run(
    cases: Sequence[Case],
    arms: Sequence[Arm],
    *,
    out: Path | None = None,
    settings: dict[str, str] | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Run:
    """Every case drafted and scored in every way; logs and drafts of a model are kept in `out`.

    Raises:
        UnusableInput: The extra `eval` is not installed.
        ModelUnavailable: The model died; the same call goes on from there.
    """
    refuse_without_the_extra()
    drafts: dict[tuple[str, str], Made] = {}
    runs = []
    aligner = Aligner()
    with TemporaryDirectory() as scratch:
        folder = out or Path(scratch)
        for arm in arms:
            arm = _kept_in(folder, arm, settings or {})
            tell(f"{LABELS[arm.name]}：{len(cases)} 个案例")
            log = _log(cases, arm, aligner, folder / "logs")
            made, arm_run = _read(log, arm, {case.name: case for case in cases})
            drafts |= {(arm.name, name): one for name, one in made.items()}
            runs.append(arm_run)
    notices = tuple(f"{case.name}：{notice}" for case in cases for notice in case.notices)
    commit, changed = commit_of_the_checkout()
    record = Record(
        suite="drafting",
        commit=commit,
        changed=changed,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        settings=settings or {},
        parts=arms[0].sections if arms else SECTION_IDS,
        arms=tuple(runs),
        notices=notices,
    )
    return Run(record, tuple(cases), drafts)


def refuse_without_the_extra() -> None:
    """Say how to install what the suite needs, where it is not there.

    Raises:
        UnusableInput: A library of the extra `eval` is missing.
    """
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise UnusableInput(
            f"起草评测要用的库没有安装：{'、'.join(missing)}",
            cure="运行 pip install 'nianbao[eval]'（在源码里是 uv sync --extra eval），再试一次",
        )


def _kept_in(folder: Path, arm: Arm, settings: dict[str, str]) -> Arm:
    """A model's drafts are kept; the offline ones are made anew, they cost nothing."""
    if arm.engine in ("offline", "person"):
        return arm
    return Resuming(arm, folder / "drafts", tuple(sorted(settings.items())))


def _log(cases: Sequence[Case], arm: Arm, aligner: Aligner, logs: Path) -> "EvalLog":
    from evals.harness.task import drafting_task, run_task

    log = run_task(drafting_task(cases, arm, scorers(aligner)), logs)
    if log.status != "success":
        raise _failure(log, arm, list(cases))
    return log


def _failure(log: "EvalLog", arm: Arm, cases: list[Case]) -> Exception:
    """Why a run did not come to its end: our own errors as they are, anything else as a bug."""
    trace = log.error.traceback if log.error else ""
    what = log.error.message if log.error else f"状态是 {log.status}"
    if "ModelUnavailable" not in what and "AnswerUnusable" not in what:
        return RuntimeError(f"inspect-ai: {log.status}: {what}\n{trace}")
    done = arm.kept(cases) if isinstance(arm, Resuming) else 0
    return ModelUnavailable(
        f"模型在评测中途停了（{_told(what)}）",
        where=LABELS[arm.name],
        cure=f"检查模型服务，再运行同一条命令（--out 不变）；已起草的 {done} 份（共 {len(cases)} 份）不会重来",
    )


def _told(message: str) -> str:
    inner = message.partition("(")[2].rpartition(")")[0]
    return inner.strip("'\"").partition("\\n")[0] or message


def _read(log: "EvalLog", arm: Arm, cases: dict[str, Case]) -> tuple[dict[str, Made], ArmRun]:
    samples = log.samples or []
    made = {str(s.id): Made.model_validate(s.store["made"]) for s in samples}
    prompts: dict[str, str] = {}
    for one in made.values():
        prompts |= one.draft.prompts
    return made, ArmRun(
        arm=arm.name,
        label=LABELS[arm.name],
        engine=arm.engine,
        prompts=dict(sorted(prompts.items())),
        requests=sum(one.requests for one in made.values()),
        tokens_in=sum(one.tokens_in for one in made.values()),
        tokens_out=sum(one.tokens_out for one in made.values()),
        seconds=sum((one.seconds for one in made.values()), Decimal(0)),
        cases=tuple(_scored(sample, cases[str(sample.id)]) for sample in samples),
    )


def _scored(sample: "EvalSample", case: Case) -> ScoredCase:
    values: dict[str, Decimal | None] = {}
    reasons: dict[str, tuple[str, ...]] = {}
    for name, score in (sample.scores or {}).items():
        told = score.metadata or {}
        for key, value in told["exact"].items():
            values[f"{name}.{key}"] = None if value is None else Decimal(value)
        reasons[name] = tuple(told["reasons"])
    return ScoredCase(
        case=case.name,
        digest=case.digest,
        agency=case.figures.agency,
        year=case.figures.year,
        split=case.split,
        values=values,
        reasons=reasons,
    )


def commit_of_the_checkout() -> tuple[str, bool]:
    """The commit of the checkout and whether files differ from it; empty where it is none."""
    git = shutil.which("git")
    if git is None or not (_ROOT / ".git").exists():
        return "", False

    def said(*arguments: str) -> str:
        ran = subprocess.run(  # noqa: S603
            [git, *arguments], cwd=_ROOT, capture_output=True, text=True, check=False
        )
        return ran.stdout.strip() if ran.returncode == 0 else ""

    return said("rev-parse", "HEAD"), bool(said("status", "--porcelain", "--", *_COUNTED))
