"""Brackets, title marks and quotation marks that do not pair up in a paragraph (rule 103)."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import part_headings
from assistant.rules.rule import Finding, Rule, Severity

_MARKS = re.compile(r"[（）()《》【】〔〕“”‘’「」『』\n]")
_OPENING = {
    "（": "）",
    "(": "）",
    "《": "》",
    "【": "】",
    "〔": "〕",
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
}
_CLOSING = {
    "）": "（",
    ")": "（",
    "》": "《",
    "】": "【",
    "〕": "〔",
    "”": "“",
    "’": "‘",
    "」": "「",
    "』": "『",
}
_CERTAIN = frozenset("《》（）")
_ENUMERATOR = re.compile(r"(?:^|[\s。；：，、])[\d一二三四五六七八九十a-zA-Z①-⑩]{1,3}$")
_HALF = re.compile(r"^[一二三四五六七八]）(?=[一-鿿])", re.MULTILINE)
_MOST = 10
_REACH = 14


class _Paragraph:
    """The marks of a paragraph that found no partner."""

    def __init__(self) -> None:
        self.open: list[tuple[str, int]] = []
        self.lone: list[tuple[str, int]] = []

    def read(self, mark: str, at: int, whole: str) -> None:
        """Takes the next mark."""
        if mark in _OPENING:
            self.open.append((mark, at))
        elif not self._close(mark) and not _enumerates(mark, at, whole):
            self.lone.append((mark, at))

    def _close(self, mark: str) -> bool:
        wanted = _CLOSING[mark]
        for index in range(len(self.open) - 1, max(-1, len(self.open) - 9), -1):
            if self.open[index][0] in (wanted, "(" if wanted == "（" else wanted):
                del self.open[index]
                return True
        return False


def _enumerates(mark: str, at: int, whole: str) -> bool:
    return mark in "）)" and bool(_ENUMERATOR.search(whole[max(0, at - 4) : at]))


def _unpaired(whole: str) -> Iterator[list[tuple[str, int]]]:
    """The marks without partner, paragraph by paragraph; what the next paragraph closes is paired."""
    paragraph = _Paragraph()
    carried: list[tuple[str, int]] = []
    for match in _MARKS.finditer(whole + "\n"):
        mark, at = match[0], match.start()
        if mark != "\n":
            paragraph.read(mark, at, whole)
            continue
        lone = list(paragraph.lone)
        while carried and lone and _CLOSING[lone[0][0]] == carried[-1][0].replace("(", "（"):
            carried.pop()
            lone.pop(0)
        yield carried
        yield lone
        carried, paragraph = paragraph.open, _Paragraph()
    yield carried


def _half_a_number(rule: Rule, case: Case) -> Iterator[Finding]:
    """三）政府信息管理情况, where the parts beside it are numbered （一）, （二）."""
    styles = {heading.number.style for heading in part_headings(case.report) if heading.number}
    if "paren" not in styles:
        return
    for match in _HALF.finditer(case.narrative.whole):
        if case.narrative.section_at(match.start()).startswith("1"):
            yield _finding(rule, case, "）", match.end() - 1)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    yield from _half_a_number(rule, case)
    whole = case.narrative.whole
    count = 0
    for marks in _unpaired(whole):
        for mark, at in marks:
            count += 1
            if count > _MOST:
                return
            yield _finding(rule, case, mark, at)


def _finding(rule: Rule, case: Case, mark: str, at: int) -> Finding:
    whole = case.narrative.whole
    partner = _OPENING.get(mark) or _CLOSING[mark]
    start = at if mark in _OPENING else max(0, at - _REACH)
    end = at + _REACH if mark in _OPENING else at + 1
    around = whole[start:end].split("\n")[0 if mark in _OPENING else -1]
    return rule.at(
        case,
        (at, at + 1),
        f"〔{around}〕里的 {mark} 没有配对的 {partner}",
        found=around,
        expected=f"{mark} 和 {partner} 成对出现",
        severity=None if mark in _CERTAIN else Severity.WARNING,
    )


RULE = Rule(
    code="LAN303",
    name="brackets-unpaired",
    severity=Severity.ERROR,
    summary="书名号、括号、引号不成对。",
    basis="国家标准《标点符号用法》（GB/T 15834）",
    cure="补上缺的一半，或删去多余的一半；引号方向反了的改过来。",
    check=_check,
    needs=("narrative",),
)
