"""LAW405: a measure made under the 条例 of 2007, which may have been changed or repealed."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_MEASURE = re.compile(
    r"《(?P<local>[^《》\n]{1,16}(?:省|市|县|区|州|盟)[^《》\n]{0,6}(?:政府)?信息公开暂行(?:办法|规定))》"
    r"|《(?P<court>[^《》\n]{0,12}审理政府信息公开行政案件若干问题的规定)》"
    r"|《(?P<fees>[^《》\n]{0,12}提供政府公开信息收费等有关问题的通知)》"
)
_PAST = re.compile(r"废止|失效|修订|修改|代替|取代|清理")
_WHY = {
    "local": "是按 2007 年条例制定的，可能已经修改或者废止",
    "court": "自 2025年6月1日 起由法释〔2025〕8号的解释代替",
    "fees": "已由《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）代替",
}
_SINCE = {"local": 2019, "court": 2025, "fees": 2021}


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    narrative = case.narrative
    if not narrative.words["law.measures"]:
        return
    for match in _MEASURE.finditer(narrative.whole):
        kind = match.lastgroup or "local"
        told = narrative.whole[max(0, match.start() - 20) : match.end() + 30]
        if case.report.year >= _SINCE[kind] and not _PAST.search(told):
            yield rule.at(
                case,
                match.span(),
                f"《{match[kind]}》{_WHY[kind]}，请核对效力",
                expected="现行有效的文件",
            )


RULE = Rule(
    code="LAW405",
    name="measure-of-the-old-regulation",
    severity=Severity.NOTE,
    summary="引用了可能已经修改、废止的旧办法（地方的“暂行办法”、2011 年司法解释、旧收费通知）。",
    basis="《中华人民共和国政府信息公开条例》第五十六条；法释〔2025〕8号；国办函〔2020〕109号；以主管部门口径为准",
    cure="到制定机关网站核对是否现行有效；已废止的改引现行文件。以主管部门口径为准。",
    check=_check,
    needs=("narrative",),
)
