"""Which fact a person means by “热线的数字” or “培训那条”."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.drafting.revising.basis import Basis, shown_fact
from assistant.errors import UnusableInput
from assistant.report.ledger import Fact

_FILLERS = re.compile(
    r"的?(?:数字|数据|数目|数量|条数|场次|次数|情况|内容|事情|事)$|那(?:一)?[条个句]$|这(?:一)?[条个句]$|的$"
)
_NUMBER = re.compile(r"数字|数据|数目|数量|条数|场次|次数|比例|占比|率|figure|number", re.I)
_ENOUGH = 0.6  # of the pairs of characters of what was said
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well a fact fits: pairs in common, then what is preferred among equals."""

    fact: Fact
    share: float
    here: bool
    counted: bool

    @property
    def rank(self) -> tuple[float, bool, bool]:
        return self.share, self.here, self.counted


def fact_called(words: str, basis: Basis, section: str) -> Fact:
    """The one fact that the words mean; one of the part itself before one of another.

    Raises:
        UnusableInput: No fact is called so, or several are.
    """
    said = words.strip(" 。，“”\"'")
    if said in basis.ledger:
        return basis.ledger[said]
    bare = _bare(said)
    numeric = bool(_NUMBER.search(said))
    fits = [f for f in _fits(bare, basis, section, numeric) if f.share >= _ENOUGH]
    if not fits:
        raise UnusableInput(
            f"填报的事实里没有找到“{said}”",
            cure="先把它写进数据文件的工作事实（facts）再起草；没有依据的数字不能写",
        )
    best = max(fit.rank for fit in fits)
    top = [fit.fact for fit in fits if fit.rank == best]
    plainest = top[0] if len(top) == 1 else _plainest(top, bare)
    if plainest is None:
        shown = "；".join(f"{f.id} {shown_fact(f)[:30]}" for f in top[:_SHOWN])
        raise UnusableInput(
            f"“{said}”可能是 {len(top)} 条事实：{shown}", cure="说得再具体些，或者直接说事实的编号"
        )
    return plainest


def _plainest(facts: list[Fact], bare: str) -> Fact | None:
    """Among cells of the tables the one that is called just so: 新收申请 is 本年新收申请."""
    exact = [fact for fact in facts if fact.label.removeprefix("本年") == bare]
    return exact[0] if len(exact) == 1 else None


def _fits(bare: str, basis: Basis, section: str, numeric: bool) -> list[_Fit]:
    pairs = _pairs(bare)
    if not pairs:
        return []
    found = []
    for fact in basis.ledger.values():
        if fact.kind == "identity" or (fact.kind == "work") or fact.id.startswith("last."):
            continue
        text = _PLAIN.sub("", f"{fact.value if isinstance(fact.value, str) else fact.label}")
        share = sum(pair in text for pair in pairs) / len(pairs)
        counted = numeric and (not isinstance(fact.value, str) or _has_values(fact, basis))
        found.append(_Fit(fact, share, fact.section == section, counted))
    return found


_PLAIN = re.compile(r"[\s，。；：、“”《》（）·]")


def _has_values(fact: Fact, basis: Basis) -> bool:
    return any(other.startswith(f"{fact.id}.") for other in basis.ledger)


def _bare(said: str) -> str:
    """The telling words: fillers cut off, English words put into Chinese."""
    text = said.lower()
    for english, chinese in sorted(_translations().items(), key=lambda p: (-len(p[0]), p[0])):
        text = re.sub(rf"\b{english}\b", chinese, text)
    while (cut := _FILLERS.sub("", text)) and cut != text:
        text = cut
    return _PLAIN.sub("", text)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or ({text} if text else set())


@cache
def _translations() -> dict[str, str]:
    path = Path(__file__).with_name("fact_words.toml")
    return dict(tomllib.loads(path.read_text("utf-8"))["english"])
