"""DUP205: a clause is last year's, its figure too: probably not updated."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.section_names import section_name

_CLAUSE = re.compile(r"[^，。；、！？\n]{7,120}")
_COUNT = re.compile(
    r"(?<![\d.〔])(?P<number>\d{3,12}(?:\.\d+)?)\s?[余多]?(?P<unit>万?(?:人次|条|次|篇|件|期|场|份|册|人))"
)
_YEAR = re.compile(r"20\d\d年|〔\d+〕\s?\d+\s?号")
_STANDING = re.compile(
    r"现行有效|共有|现有|开设|运营|备案|目录|事项|清单|专栏|栏目|上年|去年|上一年|同比|比上|结转|截至20"
)
_LARGE = 1000


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    if case.last is None:
        return
    before = {_bare(m[0]): m.span() for m in _CLAUSE.finditer(case.last.narrative.plain)}
    for match in _CLAUSE.finditer(case.narrative.plain):
        clause = match[0]
        if not (count := _COUNT.search(clause)) or _bare(clause) not in before:
            continue
        if _STANDING.search(clause) or len(re.findall("[\u4e00-\u9fff]", clause)) < 7:
            continue
        large = _whole(count["number"]) >= _LARGE
        place = case.last.narrative.place(*before[_bare(clause)])
        yield rule.at(
            case,
            (match.start() + count.start(), match.start() + count.end()),
            f"“{clause.strip()}”与上年报告{section_name(place.section)}一字不差，"
            f"{count[0]}可能没有更新",
            expected="本年度的数",
            severity=Severity.WARNING if large else Severity.NOTE,
        )


def _whole(number: str) -> int:
    return int(number.partition(".")[0])


def _bare(clause: str) -> str:
    """The clause without years and spaces, its figures kept."""
    return re.sub(r"\s", "", _YEAR.sub("", clause))


RULE = Rule(
    code="DUP205",
    name="figure-not-updated",
    severity=Severity.WARNING,
    summary="与上年一字不差的句子里，较大的数字也与上年相同，可能没有更新。",
    basis="国办公开办函〔2021〕30号（数据准确、不得内容雷同）",
    cure="核对台账：确实相同的保留，没有更新的改成本年度的数。",
    check=_check,
    needs=("narrative", "previous"),
)
