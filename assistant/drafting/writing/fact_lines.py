"""Facts as a model reads them: each a line that may be said as it stands.

A small model copies what it is shown. So a figure stands under the name that a clerk would give it,
the kinds of a result stand in its own line, and last year's figure in that of the difference.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.drafting.writing.fitting import shortened
from assistant.report.ledger import Fact

_DIFF, _LAST = "diff.", "last."
_CHANGES = ("diff.", "growth.", "points.")
_WAYS = (("增减", "增加", "减少"), ("升降", "提高", "下降"), ("增长", "增长", "下降"))
_WAY = re.compile(r"(?:增减|升降|增长)$")
_PART_OF = re.compile(r"^([^（）]{2,12})（(?:属于)?([^（）]+)）$")
_CASES = re.compile(r"^t4\.(\w+)\.(\w+)$")
_VERBS = ("结果维持", "结果纠正", "尚未审结")
_MISC = "其他情形"


@dataclass(frozen=True, slots=True)
class FactLine:
    """One line and the facts that it tells, the one under whose name it stands first."""

    text: str
    facts: tuple[Fact, ...]


def fact_lines(facts: Sequence[Fact], longest: int) -> list[FactLine]:
    """The lines of these facts in order; a statement is shown up to `longest` characters."""
    parts = _parts(facts)
    shown = {fact.id: fact for fact in facts}
    told = {part.id for own in parts.values() for part in own}
    told |= {f"{_LAST}{i}" for i in _names()["beside"] if _DIFF + i in shown}
    lines = []
    for fact in facts:
        if fact.id in told:
            continue
        last = shown.get(fact.id.replace(_DIFF, _LAST, 1)) if fact.id.startswith(_DIFF) else None
        own = parts.get(fact.id, ())
        text = _in_words(fact, last, longest) + _divided(fact, own)
        lines.append(FactLine(text, (fact, *own, *([last] if last and last.id in told else ()))))
    return lines


def is_nought(fact: Fact) -> bool:
    """Whether there was none of something."""
    return not isinstance(fact.value, str) and not fact.value


def _parts(facts: Sequence[Fact]) -> dict[str, tuple[Fact, ...]]:
    """The facts that divide another of these, by the id of that."""
    found: dict[str, tuple[Fact, ...]] = {}
    for whole in facts:
        case = _CASES.match(whole.id)
        if case and case[2] == "total":
            ids = {f"t4.{case[1]}.{outcome}" for outcome in _names()["outcomes"]}
        elif whole.id.startswith("sum.t3.") and _divides_by_kind(whole):
            ids = set(whole.operands)
        else:
            continue
        own = tuple(f for f in facts if f.id in ids and f.value)
        if whole.value and own:
            found[whole.id] = own
    return found


def _divides_by_kind(whole: Fact) -> bool:
    kind = whole.id.split(".")[2]
    return all(i.startswith(f"t3.{kind}_") for i in whole.operands)


def _divided(whole: Fact, parts: Sequence[Fact]) -> str:
    if not parts:
        return ""
    if len(parts) == 1 and parts[0].value == whole.value:
        only = _part_name(parts[0])
        return f"，{only}" if only in _VERBS else f"，为{only}"
    return "，其中" + "、".join(f"{_part_name(part)}{part.written}" for part in parts)


def _part_name(fact: Fact) -> str:
    case, inner = _CASES.match(fact.id), _PART_OF.match(fact.label)
    if case:
        return _names()["outcomes"][case[2]]
    name = inner[2] if inner else fact.label
    return _MISC if name == "其他" else name


def _in_words(fact: Fact, last: Fact | None, longest: int) -> str:
    if isinstance(fact.value, str):
        role = next((r for start, r in _names()["roles"].items() if fact.id.startswith(start)), "")
        return role + shortened(fact.value, longest)
    if fact.id.startswith(_CHANGES):
        return _change(fact, last) if fact.value else _same(fact, last)
    label = _names()["names"].get(fact.id, fact.label)
    inner = _PART_OF.match(label)
    whole, part = inner.groups() if inner else label.partition("·")[::2]
    if is_nought(fact):
        nothing = f"没有{whole.removesuffix('总计')}{f'中的{part}' if part else ''}"
        return _names()["nothing"].get(fact.id, nothing)
    return f"{whole}{f'中，{part}' if part else ''}：{fact.written}"


def _same(fact: Fact, last: Fact | None) -> str:
    """What did not change: 新收申请与上年的8件持平."""
    name = _names()["beside"].get(fact.id.removeprefix(_DIFF)) if last else None
    label = name.format(last=last.written) if name and last else fact.label
    for words in ("比上年", "较上年"):
        label = label.replace(words, "与上年")
    return f"{_WAY.sub('', label)}持平"


def _change(fact: Fact, last: Fact | None) -> str:
    """Which way it went in a word, for a model takes 增减 as it stands."""
    up = not fact.written.startswith("-")
    beside = _names()["beside"].get(fact.id.removeprefix(_DIFF)) if last else None
    label = beside.format(last=last.written) if beside and last else _names()["names"].get(fact.id)
    label = label or fact.label
    for both, more, less in _WAYS:
        label = label.replace(both, more if up else less)
    return f"{label}：{fact.written.removeprefix('-')}"


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    """The words of `fact_names.toml`, by table."""
    return tomllib.loads(Path(__file__).with_name("fact_names.toml").read_text("utf-8"))
