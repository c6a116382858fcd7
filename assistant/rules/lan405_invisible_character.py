"""Characters that nobody sees: zero width, direction marks, control and private-use characters."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import Span, gathered

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffd\ue000-\uf8ff]"
)
_NAMES = {
    0x00AD: "软连字符",
    0x200B: "零宽空格",
    0x200C: "零宽不连字",
    0x200D: "零宽连字",
    0x200E: "从左到右标记",
    0x200F: "从右到左标记",
    0xFEFF: "字节序标记",
    0xFFFD: "乱码替代符",
}
_KINDS = 5


def _name(code: int) -> str:
    if code in _NAMES:
        return _NAMES[code]
    if 0xE000 <= code <= 0xF8FF:
        return "自造字区字符"
    return "书写方向控制符" if 0x202A <= code <= 0x206F else "控制字符"


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    if not _INVISIBLE.search(whole):
        return
    spans: dict[int, list[Span]] = {}
    for match in _INVISIBLE.finditer(whole):
        spans.setdefault(ord(match[0]), []).append(match.span())
    for code, places in list(spans.items())[:_KINDS]:
        start, end = places[0]
        before = _INVISIBLE.sub("", whole[max(0, start - 8) : start]).split("\n")[-1]
        yield from gathered(
            rule,
            case,
            [(start, end), *places[1:]],
            f"“{before}”后面有看不见的字符 U+{code:04X}（{_name(code)}）",
            expected="没有这个字符",
        )


RULE = Rule(
    code="LAN405",
    name="invisible-character",
    severity=Severity.WARNING,
    summary="正文里有看不见的字符（零宽、书写方向、控制字符、乱码），会妨碍检索和读屏。",
    basis="条例第二十四条：统一平台上公开的信息应具备检索、查阅、下载等功能",
    cure="把这几个字删掉重打一遍，或用“清除格式”粘贴。",
    check=_check,
    needs=("narrative",),
)
