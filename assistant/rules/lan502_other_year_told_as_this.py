"""Work of another year told as this year's (rule 105): a year left over from an older report."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity
from assistant.rules.wording import clause_after, clause_before, quoted

_YEAR = re.compile(
    r"20\d\d年(?<![\d〔（(].{5})(?!度?政府信息公开工作年度报告)(?=度?[，,]|度?[我全本市县区镇乡街各]|度?共|度?主动|度?新收|度?收到|度?未)"
)
_ORDER = re.compile(
    r"做好(?P<year>20\d\d)年度?(?:全[省市县区州盟旗]|本[省市县区]|各级)?政府信息公开工作年度报告[^》\n]{0,20}(?=通知)"
)
_OPENS = re.compile(
    r"(?:^|[一二三四五六七八九]是|[（(][一二三四五六七八九\d][）)]|在|，|：|\d[.、])$"
)
_COMPARES = re.compile(
    r"较|比|相比|上年|上一年|去年|以来|决算|预算|结转|前|末|底|止|历史|往年|起|至|—|期间|由|从|自|针对|对照|对于"
)
_PAST_TOLD = re.compile(
    r"较|比|上年|上一年|以来|决算|结转|整改|提出|指出|存在的|遗留|报告中|制定|印发|出台|施行|实施的|修订|期间|至|建成|启动|开始|成立|机构改革|已|第[一二三四]季度"
)
_PLAN = re.compile(
    r"将|拟|计划|继续|进一步|下一步|力争|要|打算|目标|规划|预计|争取|着力|加大|强化|加强|提高|提升|完善|完成|起|前|底|推出|公布|施行|执行|实施|[1-3]月|元旦|春节|上半年|一季度"
)


def _leftover(case: Case, start: int, end: int, year: int) -> bool:
    whole = case.narrative.plain
    before, after = clause_before(whole, start), clause_after(whole, end, 24)
    if not _OPENS.search(before) or _COMPARES.search(before) or quoted(whole, start):
        return False
    return not (_PLAN if year > case.report.year else _PAST_TOLD).search(after)


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.undated:
        yield NotAssessed(rule.code, case.undated)
        return
    yield from _orders(rule, case)
    text, own = case.narrative.plain, case.report.year
    for match in _YEAR.finditer(text):
        year = int(match[0][:4])
        section = case.narrative.section_at(match.start())
        if year not in (own - 1, own + 1) or not section.startswith("1"):
            continue
        if _leftover(case, match.start(), match.end(), year):
            around = text[match.start() : match.end() + 14].split("\n")[0]
            yield rule.at(
                case,
                match.span(),
                f"报告的是 {own} 年，这里写的却是 {year} 年的工作：“{around}”，可能是旧稿的年份没有改",
                expected=f"{own}年",
            )


def _orders(rule: Rule, case: Case) -> Iterator[Finding]:
    """关于做好2020年度……年度报告编制……的通知, quoted by the report of 2021 as what it is written by."""
    for match in _ORDER.finditer(case.narrative.plain):
        if int(match["year"]) != case.report.year:
            yield rule.at(
                case,
                match.span(),
                f"报告的是 {case.report.year} 年，引用的却是 {match['year']} 年年度报告的编制通知，可能是旧稿没有改",
                expected=f"{case.report.year}年的通知",
            )


RULE = Rule(
    code="LAN502",
    name="other-year-told-as-this",
    severity=Severity.WARNING,
    summary="把上一年或下一年写成本年的工作（旧稿的年份没有改）；对比、结转、决算、计划除外。",
    basis="条例第四十九条、第五十条：年度报告反映上一年度的工作",
    cure="把年份改成报告年度；确实在讲别的年份的，写明“与……年相比”或“计划”。",
    check=_check,
    needs=("narrative",),
)
