"""Full-width digits, or a space inside a number (rule 37 of the domain notes)."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import gathered

_WIDE = re.compile(r"[０-９][０-９．％]{0,20}")
_SPACED = re.compile(r"(?<![\d.])\d{1,3}(?:[ 　]\d{3}){1,3}(?=[ ]?[条件次篇期份个人万元项场户])")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    plain = case.narrative.plain
    wide = [m.span() for m in _WIDE.finditer(whole)] if plain != whole else []
    if wide:
        words = plain[slice(*wide[0])]
        yield from gathered(
            rule, case, wide, f"数字“{whole[slice(*wide[0])]}”用了全角字符", expected=words
        )
    spaces = " " in whole or "　" in whole
    spaced = [match.span() for match in _SPACED.finditer(whole)] if spaces else []
    if spaced:
        words = whole[slice(*spaced[0])]
        right = re.sub(r"\s", "", words)
        yield from gathered(
            rule, case, spaced, f"数字“{words}”中间有空格，会被读成两个数", expected=right
        )


RULE = Rule(
    code="LAN407",
    name="number-spaced-or-full-width",
    severity=Severity.NOTE,
    summary="数字用了全角字符，或者中间有空格，检索和汇总时会读错。",
    basis="国家标准《出版物上数字用法》（GB/T 15835）；以主管部门口径为准",
    cure="改用半角数字，中间不空格。",
    check=_check,
    needs=("narrative",),
)
