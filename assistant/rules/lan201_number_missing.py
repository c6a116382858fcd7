"""A unit without its number: “共主动公开条”, “信息 条”, “占%” (rule 82 of the domain notes)."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.slips.knowledge import known_words

_UNIT_AT_END = re.compile(r"[条篇次期份场起宗件元点%％日](?<!\d.)(?=[，。；、,;）)]|其中)")
_UNIT = r"(?:余|多)?(?:[条篇次期份场起宗件]|人次|万元)"
_VERB = (
    "公开|发布|收到|受理|办结|答复|回复|制发|印发|废止|新收|举办|召开|开展|编发|推送|更新"
    "|累计|共计|合计|总计|办理|征集|采纳|回应|结转|审结|收取|公布|制作|撰写|转载"
)
_NOUN = (
    "信息|文件|解读|申请|稿件|建议|提案|案件|材料|留言|咨询|会议|培训|公报|信件|复议|诉讼|许可|处罚"
)
_MISSING = re.compile(
    rf"(?:(?:{_VERB})了?[ 　]{{0,6}}(?:{_UNIT})|(?:{_NOUN})[ 　]{{1,8}}(?:{_UNIT})"
    r"|(?:信息|留言|稿件|信件|解读)(?:共|共计|合计)?[条篇]"
    r"|(?:占比?|达到?|增长了?|下降了?|提高了?|减少了?|[率度]为?)[ 　]{0,6}(?:[%％]|个百分点)"
    r"|(?:处理费|收费|金额)(?:共计|合计|为)?[ 　]{0,6}(?:万)?元"
    r"|(?<![\d一二三四五六七八九十〇])年[ 　]+月[ 　]+日)$"
)
_AFTER_NOUN = re.compile(
    r"[一-鿿](?<![一二三四五六七八九十百千万几多数每各该此本首整单逐哪这那两半上下第余若])[条篇]$"
)
_CASES = re.compile(
    r"(?:复议|诉讼|提案|建议|减少|增加|上升|下降|许可|处罚|决定|强制|维持|纠正|其他结果|办理结果|审结|组织|规划局"
    r"|\d{4}年多|\d{4}年少)[ 　]{0,6}[件条]$"
)
_SERVICE_TERM = re.compile(r"(?:受理|办结|办理|公开|申请|回复)件$")
# 无结转下年办理件: the pieces are spoken of, not counted.
_NAMED = re.compile(r"(?:无|没有|未有|下年度?|上年度?|的)(?:[受办公申回]\S件|\S{0,4}办理件)$")
_REACH = 16


def _lone_unit(before: str) -> re.Match[str] | None:
    """条 or 篇 after a character that forms no word with it: “图文篇”, “问答条”."""
    match = _AFTER_NOUN.search(before)
    return None if match is None or known_words().is_word(match[0]) else match


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    text = case.narrative.plain
    for unit in _UNIT_AT_END.finditer(text):
        start = max(0, unit.start() - _REACH)
        before = text[start : unit.end()]
        match = _MISSING.search(before) or _CASES.search(before) or _lone_unit(before)
        if match is None:
            continue
        sure = not _SERVICE_TERM.search(match[0])
        if not sure and _NAMED.search(text, max(0, start + match.start() - 6), unit.end()):
            continue
        yield rule.at(
            case,
            (start + match.start(), unit.end()),
            f"“{match[0].strip()}”里的单位前面没有数字，像是留空没有填",
            expected="数字和单位写在一起，例如“公开信息 120 条”",
            severity=None if sure else Severity.WARNING,
        )


RULE = Rule(
    code="LAN201",
    name="number-missing",
    severity=Severity.ERROR,
    summary="计量单位前面缺数字，模板里的空没有填（“共主动公开条”“信息 条”）。",
    basis="条例第五十条要求报告如实反映工作情况；国办公开办函〔2021〕30号对“不准确不全面”要求追责",
    cure="查台账补上数字；没有发生的写“0”或“没有”。",
    check=_check,
    needs=("narrative",),
)
