"""LAW401: the name of the 条例 is wrong."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_TITLE = re.compile(
    r"[《〈<](?P<name>[^《》〈〉<>\n]{0,14}(?:公开|信息)[^《》〈〉<>\n]{0,8}(?:条例|法))"
    r"(?:[（(][^（）()\n]{0,16}[）)])?[》〉>]"
)
_BARE = re.compile(
    r"(?:中华人民共和国|国务院|国家)(?:政府信息公开法|政务信息公开条例|政务公开条例|信息公开条例|信息公开法"
    r"|政府公开信息条例|政府信息公开工作条例|政府信息条例|政务公开法)"
)
# 《…政府信息公开条列》: as long as the name, and without the word 条例 that others are found by.
_CLOSE_TITLE = re.compile(
    r"《(?:中华人民共和国)?(?P<name>(?:(?!条例)[^《》〈〉\n]){7,9})(?:[（(][^（）()\n]{0,16}[）)])?》"
)
_NATION = "中华人民共和国"
_RIGHT = "政府信息公开条例"
_SHORT = "信息公开条例"
_MEANT = re.compile(r"(?:国家|国务院)?(?:政府|政务)?(?:信息公开|公开信息|公开)(?:工作)?(?:条例|法)")
_LETTERS = frozenset("政府信息公开条例")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    yield from _misspelt(rule, case)
    whole = case.narrative.whole
    for hit in (*case.narrative.words["law.regulation"], *case.narrative.words["law.act"]):
        start, end = max(0, hit.start - 26), hit.end + 20
        if whole.startswith(_RIGHT, hit.end - len(_RIGHT)):
            continue
        for match in _TITLE.finditer(whole, start, end):
            name = match["name"]
            if match.end("name") == hit.end and _is_meant(name):
                severity = Severity.NOTE if name == _SHORT else Severity.ERROR
                yield _finding(rule, case, match.span("name"), name, severity)
        for match in _BARE.finditer(whole, start, hit.end):
            if whole[match.start() - 1 : match.start()] not in ("《", "〈", "<"):
                yield _finding(rule, case, match.span(), match[0], Severity.ERROR)


def _misspelt(rule: Rule, case: Case) -> Iterator[Finding]:
    for match in _CLOSE_TITLE.finditer(case.narrative.whole):
        if _one_letter_off(match["name"]):
            yield _finding(rule, case, match.span("name"), match["name"], Severity.ERROR)


def _finding(
    rule: Rule, case: Case, span: tuple[int, int], name: str, severity: Severity
) -> Finding:
    return rule.at(
        case,
        span,
        f"“{name}”不是条例的名称，应为“{_NATION}{_RIGHT}”",
        expected=f"{_NATION}{_RIGHT}",
        severity=severity,
    )


def _one_letter_off(name: str) -> bool:
    """Whether one letter of the name is wrong, lost or too many."""
    start = next(
        (i for i, (a, b) in enumerate(zip(name, _RIGHT, strict=False)) if a != b), len(name)
    )
    ends = ((start + 1, start + 1), (start, start + 1), (start + 1, start))
    return any(name[mine:] == _RIGHT[theirs:] for mine, theirs in ends)


def _is_meant(name: str) -> bool:
    """Whether a title that is not the name of the 条例 was meant to be it."""
    rest = name.removeprefix(_NATION)
    if _MEANT.fullmatch(rest):
        return True
    strange = sum(letter not in _LETTERS for letter in rest)
    return rest != name and "公" in rest and strange <= 1 and abs(len(rest) - len(_RIGHT)) <= 2


RULE = Rule(
    code="LAW401",
    name="regulation-misnamed",
    severity=Severity.ERROR,
    summary="《中华人民共和国政府信息公开条例》的名称写错（漏字、写成“法”、写成“政务公开条例”等）。",
    basis="《中华人民共和国政府信息公开条例》（国务院令第711号）",
    cure="写全称《中华人民共和国政府信息公开条例》，以后可以简称《条例》。",
    check=_check,
    needs=("narrative",),
)
