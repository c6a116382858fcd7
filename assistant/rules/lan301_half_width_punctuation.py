"""Half-width punctuation amid Chinese (rule 101 of the domain notes)."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import Span, around, gathered

_HAN = "一-鿿"
_MARK = re.compile(
    r"[,;:!?()](?:"
    rf"(?<=[{_HAN}”》）)][,;:!?])(?=[ ]?[{_HAN}“《（])|(?<=[{_HAN}”》][,;])(?=[ ]?\d)"
    rf"|(?<=[\d%][,;])(?=[{_HAN}“《（])|(?<=\()(?=[^()\n]{{0,3}}[{_HAN}])|(?<=[{_HAN}]\)))"
)
_NAMES = {",": "逗号", ";": "分号", ":": "冒号", "!": "叹号", "?": "问号", "(": "括号", ")": "括号"}
_FULL = str.maketrans(",;:!?()", "，；：！？（）")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    by_kind: dict[str, list[Span]] = {}
    for match in _MARK.finditer(whole):
        by_kind.setdefault(_NAMES[match[0]], []).append(match.span())
    for kind, spans in by_kind.items():
        at = spans[0][0]
        shown = around(whole, at, at + 1, 6, 6)
        mark = whole[at].translate(_FULL)
        yield from gathered(
            rule,
            case,
            [(max(0, at - 2), min(len(whole), at + 2)), *spans[1:]],
            f"中文里用了半角{kind}：“{shown}”",
            expected=f"全角“{mark}”",
        )


RULE = Rule(
    code="LAN301",
    name="half-width-punctuation",
    severity=Severity.NOTE,
    summary="汉字之间用了半角的逗号、分号、冒号、括号等，与全角标点混用。",
    basis="国家标准《标点符号用法》（GB/T 15834）",
    cure="改成全角标点；数字里的小数点和千分位、网址、时刻除外。",
    check=_check,
    needs=("narrative",),
)
