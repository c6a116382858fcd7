"""Rules: a case is a kind of planted fault (recall), a rule (precision), or the clean reports."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from assistant.rules.all_rules import RULES
from evals.harness.record import ArmRun, ScoredCase
from evals.outcomes.outcome import Outcome, digest, record_of, share
from evals.outcomes.words import in_chinese
from evals.rules.benchmark import FAULTS, Result, planted
from evals.rules.clean_reports import clean_reports, variants
from evals.rules.law_faults import LAW_FAULTS
from evals.rules.number_faults import NUMBER_FAULTS
from evals.rules.planting import Fault
from evals.rules.structure_faults import STRUCTURE_FAULTS
from evals.rules.table_faults import TABLE_FAULTS
from evals.rules.wording_faults import WORDING_FAULTS
from evals.rules.year_faults import YEAR_FAULTS

LABELS = {
    "rules.recall": "发现植入的故障",
    "rules.precision": "指到改动处",
    "rules.quiet": "干净报告不误报",
}
SEED, OF_EACH, CLEAN = 2021, 20, 500
_SETTINGS = {"seed": str(SEED), "of_each": str(OF_EACH), "clean": str(CLEAN)}
_GROUPS: Mapping[str, Sequence[Fault]] = {
    "表格": TABLE_FAULTS,
    "数字": NUMBER_FAULTS,
    "跨年": YEAR_FAULTS,
    "结构": STRUCTURE_FAULTS,
    "用语": WORDING_FAULTS,
    "法规": LAW_FAULTS,
}
_UNTOUCHED = "clean-reports"


def outcome(result: Result, told: Iterable[str] = ()) -> Outcome:
    """What the rules found; `told` is what the benchmark said of misses and false alarms."""
    runs = max(result.untouched_runs, 1)
    errors, warnings = result.untouched_errors.total(), result.untouched_warnings.total()
    kinds = result.kinds.values()
    reached = {
        "planted.kinds": Decimal(len(kinds)),
        "planted.of_each": Decimal(min((k.planted for k in kinds), default=0)),
        "planted.recall": result.recall,
        "planted.recall_of_each_kind": min((k.recall for k in kinds), default=Decimal(0)),
        "planted.precision": result.precision,
        "untouched.runs": Decimal(result.untouched_runs),
        "untouched.reports_for_one_warning": Decimal(runs // max(1, warnings)),
    }
    arm = ArmRun(arm="rules", label="校验规则", engine="rules", cases=tuple(_cases(result, told)))
    return Outcome(
        record_of("rules", [arm], LABELS, _SETTINGS),
        digests(),
        reached,
        at_most={"untouched.errors_in_1000": Decimal(errors * 1000) / runs},
        slack={"planted.recall": Decimal("0.005"), "planted.precision": Decimal("0.005")},
    )


def digests() -> dict[str, str]:
    """What is planted, kind by kind, and the clean reports: as data, so that comments may change.

    Of the clean reports those made of samples alone: the others are our own composer's, which may
    get better without being other cases; their tables come from the same seed.
    """
    samples = clean_reports()
    found = {
        fault.name: digest(
            *(p.report.model_dump_json() for _, p in planted(fault, samples, OF_EACH, SEED))
        )
        for fault in FAULTS
    }
    clean = (one.report.model_dump_json() for one in variants(CLEAN, SEED))
    return {**found, _UNTOUCHED: digest(*clean)}


def _cases(result: Result, told: Iterable[str]) -> Iterator[ScoredCase]:
    lines = list(told)
    groups = {fault.name: group for group, faults in _GROUPS.items() for fault in faults}
    for name, kind in result.kinds.items():
        missed = tuple(line for line in lines if line.startswith((f"没有发现 {name}：", f"指到别处 {name}：")))  # fmt: skip
        group = f"故障 {groups[name]}" if name in groups else "故障"
        yield _case(name, {"rules.recall": kind.recall}, (group,), missed)
    for code in sorted({*result.on_the_spot, *result.elsewhere}):
        right = result.on_the_spot[code]
        value = share(right, right + result.elsewhere[code])
        strays = tuple(line for line in lines if line.startswith("指到别处") and f" {code} " in line)  # fmt: skip
        family = f"规则 {code[:3]} {in_chinese('rule_families', code[:3])}"
        yield _case(code, {"rules.precision": value}, (family,), strays)
    alarms = result.untouched_errors.total() + result.untouched_warnings.total()
    quiet = max(Decimal(0), share(result.untouched_runs - alarms, result.untouched_runs))
    alarmed = tuple(line for line in lines if line.startswith("误报"))
    yield _case(_UNTOUCHED, {"rules.quiet": quiet}, ("干净报告",), alarmed)


def _case(
    name: str, values: dict[str, Decimal], groups: tuple[str, ...], told: tuple[str, ...]
) -> ScoredCase:
    summaries = {rule.code: rule.summary for rule in RULES}
    every = {label: values.get(label) for label in LABELS}
    return ScoredCase(
        case=name, digest=digest(name), title=f"{name} {summaries.get(name, '')}".strip(), groups=groups, values=every,
        reasons={"rules": told} if told else {},
    )  # fmt: skip
