"""Intents: of every utterance whose meaning is known, whether the right action is chosen.

The utterances are those of the tests (`tests/chat/utterances*.yaml`); which part, sentence or value
is meant is the tests' matter, the action alone is counted here. Held-out and blind files were
written by people who had not seen the code.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from assistant.chat.intent import remembered, understand
from assistant.chat.memory import Memory
from assistant.errors import UnusableInput

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "chat"
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Intents:
    """One file of utterances: how many were understood, what was taken for what; `said` are all
    of them with what they mean.
    """

    name: str
    count: int
    right: int
    mistaken: tuple[tuple[str, str, str], ...]
    said: tuple[tuple[str, str], ...] = ()

    @property
    def accuracy(self) -> Decimal:
        """The share understood; never rounded up to one."""
        return (Decimal(self.right) / max(1, self.count)).quantize(Decimal("0.001"), "ROUND_DOWN")


def run(tell: Callable[[str], None], folder: Path = FOLDER) -> list[Intents]:
    """Every file of utterances.

    Raises:
        UnusableInput: They are not there: an installed program does not carry them.
    """
    paths = sorted(folder.glob("utterances*.yaml"))
    if not paths:
        raise UnusableInput(
            "对话语料只在源码里，安装的程序不带",
            where=str(folder),
            cure="在源码目录里运行 nianbao eval chat",
        )
    found = []
    for path in paths:
        tell(path.name)
        found.append(_intents(path.stem, yaml.safe_load(path.read_text("utf-8"))))
    return found


def _intents(name: str, utterances: list[dict[str, Any]]) -> Intents:
    mistaken = []
    for utterance in utterances:
        taken = _taken_for(utterance)
        if taken != utterance["do"]:
            mistaken.append((utterance["say"], utterance["do"], taken))
    said = tuple((utterance["say"], utterance["do"]) for utterance in utterances)
    return Intents(name, len(said), len(said) - len(mistaken), tuple(mistaken), said)


def _taken_for(utterance: dict[str, Any]) -> str:
    memory = Memory()
    for before in utterance.get("after", ()):
        memory = remembered(memory, understand(before, memory))
    action = understand(utterance["say"], memory)
    return action.revision.action if action.revision is not None else action.kind


def as_json(found: list[Intents]) -> dict[str, Any]:
    """Every file with its accuracy and what was mistaken."""
    return {
        one.name: {
            "count": one.count,
            "right": one.right,
            "accuracy": str(one.accuracy),
            "mistaken": [{"say": s, "meant": m, "taken": t} for s, m, t in one.mistaken],
        }
        for one in found
    }


def in_words(found: list[Intents]) -> str:
    """A table of the files, and what is taken for what most often."""
    lines = ["| 语料 | 句 | 理解对 | 正确率 |", "| --- | --- | --- | --- |"]
    lines += [f"| {one.name} | {one.count} | {one.right} | {one.accuracy} |" for one in found]
    pairs = Counter((m, t) for one in found for _, m, t in one.mistaken)
    lines += [f"把 {m} 当成 {t}：{count} 句" for (m, t), count in pairs.most_common(_SHOWN)]
    return "\n".join(lines)
