"""What is asked of a draft: an action, on which words of it, with what."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

RevisionAction = Literal[
    "shorten",
    "expand",
    "formal",
    "merge",
    "split",
    "move",
    "swap",
    "drop",
    "add",
    "restate",
    "replace",
    "answer",
    "restore",
    "instruct",
]
Unit = Literal["section", "paragraph", "sentence", "item"]
Placing = Literal["", "first", "last", "before", "after"]
ACTION_NAMES: dict[RevisionAction, str] = {
    "shorten": "缩短",
    "expand": "扩写",
    "formal": "改得更正式",
    "merge": "合并",
    "split": "拆分",
    "move": "移动",
    "swap": "对调",
    "drop": "删去",
    "add": "补写事实",
    "restate": "写进一条事实",
    "replace": "换成本人写的句子",
    "answer": "按校验意见改",
    "restore": "恢复组稿的句子",
    "instruct": "按要求改写",
}
UNIT_WORDS: dict[Unit, str] = {"section": "部分", "paragraph": "段", "sentence": "句", "item": "条"}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Target(_Frozen):
    """Words of a draft: a part of the report, or paragraphs, sentences or items of a chain in it.

    `numbers` count from 1 as people do, from the end below zero; none of them with a unit
    of its own means all. `paragraph` is the one in which sentences and items are counted;
    0 counts them through the whole part.
    """

    section: str
    unit: Unit = "section"
    numbers: tuple[int, ...] = ()
    paragraph: int = 0

    @property
    def words(self) -> str:
        """How people call it: 第2句, 第1段第2句, 最后一句."""
        if self.unit == "section" or not self.numbers:
            return "这一部分"
        inside = f"{ordinal_words(self.paragraph)}段" if self.paragraph else ""
        named = "、".join(ordinal_words(number) for number in self.numbers)
        return f"{inside}{named}{UNIT_WORDS[self.unit]}"


def ordinal_words(number: int) -> str:
    """第3, 最后一, 倒数第2."""
    if number > 0:
        return f"第{number}"
    return "最后一" if number == -1 else f"倒数第{-number}"


class Revision(_Frozen):
    """One wish.

    Args:
        action: What is to be done.
        target: With which words of the draft.
        other: What they change places with, or are moved beside.
        place: Where to they are moved.
        facts: Ids of facts to be said.
        words: How a fact is called, a person's own sentence, the code of a rule, or a free wish.
        finding: The fingerprint of the finding that is answered.
        length: Characters that a shortened text may have; 0 leaves it open.
        by_model: Whether a model may word it; it is never asked for what is certain without one.
    """

    action: RevisionAction
    target: Target
    other: Target | None = None
    place: Placing = ""
    facts: tuple[str, ...] = ()
    words: str = ""
    finding: str = ""
    length: int = 0
    by_model: bool = True
