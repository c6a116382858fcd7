"""ARI402: a quantity without a number: 若干条, 数十次, 较上年有所增长."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_EXACT = frozenset("一二三四五六七八九")  # 六十条 is a number, 六十余条 is not
_GROWTH = re.compile(
    r"[较比](?:上年度?|上一年度?|去年|往年)(?:同期)?[^\d，。；！\n%百]{0,10}"
    r"(?:有所|略有|明显|大幅|显著|稳步|持续)(?:度)?(?:增长|增加|减少|下降|上升|提升|提高)"
    r"(?![^，。；\n]{0,12}\d)(?!，(?:同比|比上年|较上年|增幅|降幅|增长|减少|增加|下降|共|其中|为|达)?[^，。\n]{0,8}\d)"
)
_SOME = re.compile(
    r"[若许大众数几上一二三四五六七八九]"
    r"(?:(?<=[若许大众])(?:干|多|量)(?:件|条|次|篇|期|份|场)(?!件)"
    r"|(?<![若许大众])[十百千万]余?(?:件|条|次|篇|期|份|场|人次))"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    text = case.narrative.plain
    for pattern, says in ((_SOME, "没有写出准确数字"), (_GROWTH, "只说增减，没有数字")):
        for match in pattern.finditer(text):
            if match[0][0] in _EXACT and "余" not in match[0]:
                continue
            yield rule.at(case, match.span(), f"“{match[0]}”{says}", expected="准确的数字")


RULE = Rule(
    code="ARI402",
    name="vague-quantity",
    severity=Severity.NOTE,
    summary="数量要写出准确数字，不写“若干条”“数十次”“较上年有所增长”。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确、全面（写到多细以主管部门口径为准）",
    cure="按工作台账写出准确数字；增减的写出增减件数或比例。",
    check=_check,
    needs=("narrative",),
)
