"""LAW205: the deadline of the annual report is not the one of article 49."""

import re
from collections.abc import Iterator

from assistant.report.agency import AgencyKind
from assistant.rules.case import Case
from assistant.rules.citations import before_the_regulation
from assistant.rules.narrative import Sentence
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_BEFORE = re.compile(
    r"(?<!\d)(?P<month>1[0-2]|[1-9])月(?P<day>3[01]|[12]\d|[1-9])日(?:之前|以前|前|底前)"
    r"|(?<!\d)(?P<end>1[0-2]|[1-9])月底(?:之前|以前|前)"
)
_DONE = re.compile(r"公布|公开|发布|提交|报送|编制|完成")
_DEPARTMENT = re.compile(r"部门|本机关|本局|我局|本委|我委|本厅|我厅")
_ITS_DEPARTMENTS = re.compile(r"[省市县区]?(?:级)?(?:人民)?政府(?:各|所属|组成|工作)*部门")
_GOVERNMENT = re.compile(r"本级政府|政府年度报告|人民政府|市政府|县政府|区政府|省政府|本级")
_LAST = {True: (1, 31), False: (3, 31)}
_MONTH_ENDS = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.report.year < 2019:
        yield from before_the_regulation(rule, case)
        return
    narrative = case.narrative
    sentences = {narrative.sentence_at(hit.start) for hit in narrative.words["law.report"]}
    for sentence in sorted(sentences, key=lambda s: s.start):
        yield from _in(rule, case, sentence)


def _in(rule: Rule, case: Case, sentence: Sentence) -> Iterator[Finding]:
    lawful = "条例" in sentence.text
    for match in _BEFORE.finditer(case.narrative.plain, sentence.start, sentence.end):
        clause = _around(
            sentence.text, match.start() - sentence.start, match.end() - sentence.start
        )
        if not _DONE.search(clause) or ("年报" not in clause and "年度报告" not in clause):
            continue
        department = _of_a_department(case, clause)
        month = int(match["month"] or match["end"])
        last = _LAST[department]
        if (month, int(match["day"] or _MONTH_ENDS.get(month, 31))) > last:
            who = "部门" if department else "政府"
            yield rule.at(
                case,
                match.span(),
                f"写的是{match[0]}公布年度报告，条例规定{who}的年度报告在 {last[0]} 月 {last[1]} 日前公布",
                expected=f"{last[0]}月{last[1]}日前",
                severity=Severity.ERROR if lawful else Severity.WARNING,
            )


def _around(text: str, start: int, end: int) -> str:
    """What stands between semicolons around these characters, at most 50 on each side."""
    return text[max(0, start - 50) : start].split("；")[-1] + text[end : end + 50].split("；")[0]


def _of_a_department(case: Case, clause: str) -> bool:
    if _GOVERNMENT.search(_ITS_DEPARTMENTS.sub("部门", clause)):
        return False
    return _DEPARTMENT.search(clause) is not None or case.kind is AgencyKind.DEPARTMENT


RULE = Rule(
    code="LAW205",
    name="report-deadline-misstated",
    severity=Severity.ERROR,
    summary="年度报告的公布期限写得比条例规定的晚（部门 1 月 31 日前，政府 3 月 31 日前）。",
    basis="《中华人民共和国政府信息公开条例》第四十九条",
    cure="部门写“1月31日前”，政府写“3月31日前”；本地要求更早的，写明是哪个通知的要求。",
    check=_check,
    needs=("narrative",),
)
