"""Clear wishes are understood without a model: which action, on which parts."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from assistant.chat.memory import Memory
from assistant.chat.parts_named import number_of, parts_named
from assistant.chat.wishes import section_named, wish_of
from assistant.chat.words_named import Mention, together, words_named
from assistant.drafting.planning.plan import SECTION_IDS
from assistant.drafting.revising.revision import Revision, Target
from assistant.report.quantities import chinese_number
from assistant.report.units import half_width

ActionKind = Literal[
    "draft",
    "check",
    "ask",
    "help",
    "revise",
    "undo",
    "redo",
    "changes",
    "version",
    "compare",
    "show",
]


@dataclass(frozen=True, slots=True)
class Action:
    """What to do: draft these parts, check, answer, help; revise, go back and forth, show."""

    kind: ActionKind
    sections: tuple[str, ...] = ()
    question: str = ""
    revision: Revision | None = None
    versions: tuple[int, ...] = ()
    target: Target | None = None


_DRAFT = re.compile(
    r"起草|草拟|拟写|撰写|重写|重拟|生成|写(?:一下|出|个|一写)?|draft|write|compose|redraft|\bredo\s+(?:section|part)",
    re.I,
)
_CHECK = re.compile(
    r"校验|核对|检查|查错|查查错|勾稽|对不对|有没有错|有什么(?:问题|错)|平不平|check|validate|verify|any (?:mistakes|errors)",
    re.I,
)
_HELP = re.compile(
    r"^(?:帮助|怎么用|(?:你|您)?(?:能|会|可以)(?:做|干)(?:什么|啥|些什么)|会什么|有哪些命令|help|what can you do|\?|？)[。！!？?]*$",
    re.I,
)
_QUESTION = re.compile(
    r"[？?]\s*$|怎么说|怎么规定|什么|哪些|哪个|多少|几天|呢$|吗$|什么时候|多少天|几个工作日|如何|为什么|能不能|可以吗|要不要"
)
_ARTICLE = re.compile(
    r"第\s*[零〇一二三四五六七八九十百\d]+\s*条(?!和|与|跟|、)|article\s*\d+|条例", re.I
)
_OF_THE_LAW = re.compile(
    r"条例|article|第\s*(?:\d{2,}|[二三四五]?十[一二三四五六七八九]?)\s*条|怎么说|怎么规定|规定|内容",
    re.I,
)
_N = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
_VERSION = rf"(?:第\s*{_N}\s*(?:个)?(?:版本?|稿)|versions?\s*(\d+))"
_COMPARE = re.compile(
    rf"{_VERSION}.{{0,6}}?(?:和|跟|与|同|and|with|to|、)\s*(?:第?\s*{_N}\s*(?:个)?(?:版本?|稿)|(?:versions?\s*)?(\d+))",
    re.I,
)
_GO_BACK = re.compile(
    rf"(?:回到|恢复(?:到|成)?|退回(?:到)?|用回?|还原(?:到|成)?|go back to|back to|restore|revert to)\s*{_VERSION}",
    re.I,
)
_UNDO = re.compile(
    r"^\W*(?:请|帮我)?(?:撤销|撤回|undo|revert)(?:一下|吧|上一步|刚才的?(?:修改|改动)?|掉|it|that|the last change)?\W*$|恢复上一[版个稿步]|退回(?:去|上一步|来)"
    r"|还是原来的?(?:那个)?好|改回去|返回上一步|undo (?:it|that|the last)", re.I,
)  # fmt: skip
_REDO = re.compile(
    r"^\W*(?:重做|redo|恢复撤销|取消撤销|撤销(?:刚才的?)?撤销|重新做一遍)(?:一下|吧)?\W*$", re.I
)
_CHANGES = re.compile(
    r"改了(?:什么|啥|哪些|哪里|些什么)|有(?:什么|哪些)(?:变化|改动|修改)|修改记录|改动(?:记录|对比)|what(?:'s| has| was|\s)*\s*changed|\bdiff\b|show (?:me )?(?:the )?changes",
    re.I,
)
_SHOW = re.compile(
    r"看看|看一下|念(?:一下|一遍)?|显示|给我看|现在(?:是什么样|什么样|写成什么样)|\bshow(?: me)?\b|\bread\b",
    re.I,
)
_WHAT_IS = re.compile(r"(?:是|写(?:的|了)是?)(?:什么|啥)[？?]?$|\bwhat is\b", re.I)
_ELLIPSIS = re.compile(
    r"^(?:那|那么|还有)?(?P<what>.*?)(?:呢|也是|也一样|也这样|同样|照改|\btoo|\bas well|\blikewise)[？?。！!]*$",
    re.I,
)
_AGAIN = re.compile(
    r"^(?:再来(?:一次|一遍)?|继续|接着(?:来|改)?|again|once more|more|再一次)[。！!]*$", re.I
)
_NEXT = re.compile(r"下一?(?:句|段|条)|\bnext\b", re.I)
_BEFORE = re.compile(r"上一?(?:句|段|条)|前一(?:句|段|条)|\bprevious\b", re.I)


def understand(text: str, memory: Memory | None = None) -> Action:
    """The action that a message clearly asks for; what is unclear is taken for a question.

    “起草第五部分”, “draft section 五”, “校验表格”, “第49条怎么说”, “第二句删掉”, “再短点”,
    “撤销”. What is left out is taken from `memory`.
    """
    said = text.strip()
    plain = mended(said)
    known = memory or Memory()
    if not said or _HELP.search(plain):
        return Action("help")
    return _of_history(plain, known) or _of_draft(said, plain, known)


def mended(said: str) -> str:
    """The message with known slips of the input method mended; every character keeps its place."""
    text = half_width(said)
    slips = _slips()
    return re.sub("|".join(map(re.escape, slips)), lambda m: slips[m[0]], text)


@cache
def _slips() -> dict[str, str]:
    path = Path(__file__).with_name("slips.toml")
    return {str(k): str(v) for k, v in tomllib.loads(path.read_text("utf-8"))["slips"].items()}


def _of_history(plain: str, memory: Memory) -> Action | None:
    """Going back and forth, and looking at what was changed."""
    compared = _COMPARE.search(plain)
    if compared:
        return Action("compare", versions=_numbers(compared))
    back = _GO_BACK.search(plain)
    if back:
        return Action("version", versions=_numbers(back))
    if _REDO.search(plain):
        return Action("redo")
    if _CHANGES.search(plain):
        return Action("changes")
    return Action("undo") if _UNDO.search(plain) else None


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(chinese_number(n) or number_of(n) for n in match.groups() if n)


def _of_draft(said: str, plain: str, memory: Memory) -> Action:
    if _is_of_the_law(plain):
        return Action("ask", question=said)
    leaning = _leaning(said, plain, memory)
    if leaning is not None:
        return leaning
    revision = wish_of(said, plain, memory)
    if revision is not None:
        return Action("revise", revision=revision)
    if _DRAFT.search(plain) and not _QUESTION.search(plain):
        return Action("draft", _sections(plain))
    shown = _shown(plain, memory)
    if shown is not None:
        return shown
    if _CHECK.search(plain):
        return Action("check")
    sections = parts_named(plain)
    if sections and len(said) <= 8 and not _QUESTION.search(plain):
        return Action("draft", sections)
    return Action("ask", question=said)


def _is_of_the_law(plain: str) -> bool:
    """Whether an article is meant: 第49条怎么说, but not 第3条去掉."""
    if _DRAFT.search(plain) or not _ARTICLE.search(plain):
        return False
    return _OF_THE_LAW.search(plain) is not None


def _leaning(said: str, plain: str, memory: Memory) -> Action | None:
    """A message that only says where, or how often, and leans on the last wish for the rest."""
    if _AGAIN.search(plain) and memory.revision is not None:
        return Action("revise", revision=memory.revision)
    match = _ELLIPSIS.search(plain)
    if match is None:
        return None
    mention = together(words_named(match["what"])) or _stepped(plain, memory)
    section = parts_named(match["what"])
    if memory.revision is not None and (mention or section):
        target = _other_target(mention, section[0] if section else memory.section)
        return Action("revise", revision=memory.revision.model_copy(update={"target": target}))
    if memory.drafted and section:
        return Action("draft", section)
    if mention and memory.section:
        return Action("show", target=mention.target(memory.section))
    return None


def _other_target(mention: Mention | None, section: str) -> Target:
    return mention.target(section) if mention else Target(section=section)


def _stepped(plain: str, memory: Memory) -> Mention | None:
    """下一句 and 上一条, counted from the words spoken of last."""
    step = 1 if _NEXT.search(plain) else -1 if _BEFORE.search(plain) else 0
    target = memory.target
    if not step or target is None or len(target.numbers) != 1 or target.unit == "section":
        return None
    return Mention(target.unit, (target.numbers[0] + step,), 0, 0, target.paragraph)


def _shown(plain: str, memory: Memory) -> Action | None:
    mention = together(words_named(plain))
    if not _SHOW.search(plain) and not (_WHAT_IS.search(plain) and mention):
        return None
    section = section_named(plain, memory)
    if mention is None and not section and not re.search(r"现在|稿|now", plain):
        return None
    target = mention.target(section) if mention else Target(section=section)
    return Action("show", target=target)


def _sections(plain: str) -> tuple[str, ...]:
    """The parts to draft; all of them if none is named."""
    named = parts_named(plain)
    return SECTION_IDS if named is None else named


def remembered(memory: Memory, action: Action) -> Memory:
    """What is to be remembered once an action was taken up."""
    if action.kind == "draft" and action.sections:
        return memory.of_section(action.sections[-1])
    if action.revision is not None:
        return memory.of_revision(action.revision)
    if action.kind == "show" and action.target is not None:
        return replace(memory.of_target(action.target), revision=memory.revision)
    if action.kind in ("ask", "check"):
        return replace(memory, drafted=False)
    return memory
