"""Intents: a case is an utterance."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from evals.chat.benchmark import Intents
from evals.harness.record import ArmRun, ScoredCase
from evals.outcomes.outcome import Outcome, digest, digests_of_files, record_of
from evals.outcomes.words import in_chinese

LABELS = {"chat.right": "选对动作"}


def outcome(found: Sequence[Intents]) -> Outcome:
    """What was understood, utterance by utterance."""
    arm = ArmRun(arm="chat", label="对话意图", engine="intents", cases=tuple(_cases(found)))
    return Outcome(
        record_of("chat", [arm], LABELS),
        digests_of_files("tests/chat/utterances*.yaml"),
        {f"{one.name}.accuracy": one.accuracy for one in found},
    )


def _cases(found: Sequence[Intents]) -> Iterator[ScoredCase]:
    for one in found:
        taken = {say: (meant, took) for say, meant, took in one.mistaken}
        for at, (say, meant) in enumerate(one.said):
            wrong = taken.get(say)
            yield ScoredCase(
                case=f"{one.name} {at}：{say}",
                digest=digest(say, meant),
                title=say,
                groups=(f"语料 {_set(one.name)}", f"动作 {_action(meant)}"),
                values={"chat.right": Decimal(wrong is None)},
                reasons={"chat": (f"当成了“{_action(wrong[1])}”，应是“{_action(wrong[0])}”",)}
                if wrong
                else {},
            )


def _action(name: str) -> str:
    return in_chinese("actions", name)


def _set(name: str) -> str:
    return in_chinese("utterances", name)
