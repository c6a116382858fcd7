"""What has no ground in a sentence, where it stands, and what can be done about it."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "number", "date", "reference", "organisation", "person", "claim", "whole", "negation",
    "comparison", "matter", "plan", "language", "form", "empty",
]  # fmt: skip

_CURES: dict[Kind, str] = {
    "number": "请按表格或台账核对这个数和它的口径；确有依据的，先补进数据文件",
    "date": "请核对日期；确有依据的，先补进工作事实",
    "reference": "请核对文件名称、文号和条款；确有依据的，先补进工作事实或资料库",
    "organisation": "请核对单位名称；确有依据的，先补进工作事实",
    "person": "年度报告不写个人姓名，请删去或改成单位",
    "claim": "请删去这个说法，或者补一条能证明它的工作事实",
    "whole": "请改成具体的数，或者核对是不是全部如此",
    "negation": "请核对是有还是没有，并与表格写得一致",
    "comparison": "请给出上年报告再比较，或者删去比较的话",
    "matter": "请删去这句话，或者补一条相应的工作事实",
    "plan": "请写清楚是已经做的还是打算做的",
    "language": "请用中文写这一句",
    "form": "请改写成完整的陈述句",
    "empty": "请写出具体情况，或者删去这句话",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch of a sentence that nothing supports: where, of what kind, and why in words."""

    start: int
    end: int
    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A doubt about a sentence that a person wrote: shown with what to do, never acted on.

    `start`, `end` are characters of the text that was looked at.
    """

    start: int
    end: int
    kind: Kind
    reason: str
    cure: str

    @classmethod
    def of(cls, doubt: Doubt, offset: int = 0) -> "Flag":
        """The flag of a doubt in a sentence that begins at `offset` of its text."""
        return cls(
            doubt.start + offset, doubt.end + offset, doubt.kind, doubt.reason, _CURES[doubt.kind]
        )


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a sentence stands: the facts and sources it rests on, or the reasons against it.

    `turns` are the places where a clause begins that rests on another statement than the last.
    """

    facts: tuple[str, ...]
    sources: tuple[str, ...]
    reasons: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()
    turns: tuple[int, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.reasons
