"""Every offline suite over all its built-in cases, as the gate runs it: no words, no page."""

from collections.abc import Callable, Mapping

from evals.outcomes import chat, drafting, reading, retrieval, rules, scorers
from evals.outcomes.outcome import Outcome


def _drafting() -> Outcome:
    from evals.drafting.arms import OfflineArm
    from evals.drafting.cases import sample_cases
    from evals.harness.running import run

    cases = sample_cases()
    return drafting.outcome(run(cases, [OfflineArm()]).record, cases)


def _retrieval() -> Outcome:
    from assistant.retrieval.recipe import BEST
    from evals.retrieval.benchmark import SHIPPED, run

    return retrieval.outcome(run({SHIPPED: BEST}))


def _rules() -> Outcome:
    from evals.rules.benchmark import run

    return rules.outcome(run())


def _reading() -> Outcome:
    from evals.reading.benchmark import run
    from evals.reading.variants import variants

    # Without LibreOffice's files: no floor is set on them, and each takes seconds.
    return reading.outcome(run(variants(None)))


def _chat() -> Outcome:
    from evals.chat.benchmark import run

    return chat.outcome(run(lambda _: None))


def _scorers() -> Outcome:
    from evals.degrading.table import measure
    from evals.drafting.cases import sample_cases

    cases = sample_cases()
    return scorers.outcome(measure(cases), cases)


MEASURED: Mapping[str, Callable[[], Outcome]] = {
    "drafting": _drafting,
    "retrieval": _retrieval,
    "rules": _rules,
    "reading": _reading,
    "chat": _chat,
    "scorers": _scorers,
}
