"""What a template leaves to be filled in still stands in the text (rule 115)."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_LEFT = re.compile(
    r"(?<![A-Za-z\d+＋])[XＸ×]{2,12}(?![A-Za-z])|(?<=[一-鿿\s，。])x{2,12}(?=[一-鿿\s，。])"
    r"|(?<![A-Za-z\d+＋])[XxＸ×](?=[年月日件条次份篇项期场县局镇][^A-Za-z]|市人民|区人民)"
    r"|20[XxＸ×]{2}|[〇○]{2,12}(?![一二三四五六七八九])|●{2,12}|_{3,60}|＿{2,60}|﹍{2,60}|\{[^{}\n]{0,30}\}"
    r"|[【\[][ 　]{0,10}[】\]]|[（(][ 　]{1,10}[）)](?!号)|[（(]文字描述[）)]|在此处报告"
    r"|[【\[（(](?:请|此处|待|需)?(?:填写?|补充|插入|说明|确认|核实|替换)[^】\]）)\n]{0,30}[】\]）)]"
    r"|[【\[（(](?:单位名称?|机关名称|日期|数字|数据|数量|姓名|地名|年份|XX|示例|略)[】\]）)]"
    r"|请(?:在此)?(?:填写|输入|补充)(?=[，。：:\s]|具体|相关|数据|内容|单位|数字)|此处(?:填写|插入|省略|应|需|补充|输入)"
    r"|某某(?:[局县市区镇乡省厅委]|街道|部门|单位)|\bTODO\b|\bTBD\b|\bN/A\b|(?i:lorem ipsum)"
    r"|(?:示例|样例|模板)(?:文字|文本|数据|内容)"
)
_MOST = 20


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    for count, match in enumerate(_LEFT.finditer(whole)):
        if count == _MOST:
            return
        around = whole[max(0, match.start() - 8) : match.end() + 8].replace("\n", " ").strip()
        yield rule.at(
            case,
            match.span(),
            f"模板里待填的“{match[0]}”还留在正文里：“{around}”",
            expected="实际的名称、数字或文字",
        )


RULE = Rule(
    code="LAN402",
    name="placeholder-left",
    severity=Severity.ERROR,
    summary="模板里待填的记号还留在正文里（XX、××、____、“（文字描述）”、“请填写”、“某某局”）",
    basis="国办公开办函〔2021〕30号所附格式中的提示文字应由实际内容替换；不准确、不全面的要追责",
    cure="填上实际内容；没有这一项的，写明没有，或整句删去",
    check=_check,
    needs=("narrative",),
)
