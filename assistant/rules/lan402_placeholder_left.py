"""What a template leaves to be filled in still stands in the text (rule 115)."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.outline import part_headings, section_headings
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import around

_FILL = r"(?:请|此处|待|需)?(?:填写?|补充|插入|说明|确认|核实|替换)[^】\]）)\n]{0,30}"
_NAME = r"单位名称?|机关名称|日期|数字|数据|数量|姓名|地名|年份|示例|略|文字描述"
_LEFT = re.compile(
    r"[XxＸ×〇○●_＿﹍{【\[（(](?:"
    r"(?<=[XＸ×])(?<![A-Za-z\d+＋].)[XＸ×]{1,12}(?![A-Za-z])"
    r"|(?<=x)(?<![A-Za-z\d].)x{1,12}(?![A-Za-z\d])"
    r"|(?<=[XxＸ×])(?<![A-Za-z\d+＋].)(?=[年月日件条次份篇项期场县局镇][^A-Za-z]|市人民|区人民)"
    r"|(?<=[XxＸ×])(?<=20.)[XxＸ×]"
    r"|(?<=[〇○])[〇○]{1,12}(?![一二三四五六七八九])|(?<=●)●{1,12}"
    r"|(?<=_)_{2,60}|(?<=[＿﹍])[＿﹍]{1,60}|(?<=\{)[^{}\n]{0,30}\}"
    r"|(?<=[【\[])[ 　]{0,10}[】\]]|(?<=[（(])[ 　]{1,10}[）)](?!号)"
    rf"|(?<=[【\[（(])(?:{_FILL}|{_NAME})[】\]）)])"
)
_TYPE = re.compile(
    r"[（(【\[][^（）()【】\[\]\n]{0,12}(?:[宋黑楷]体|仿宋|小?[初一二三四五六]号字|加粗|行距|首行缩进|居中)[^（）()【】\[\]\n]{0,12}[）)】\]]"
)
_MOST = 20


def _typesetting(rule: Rule, case: Case) -> Iterator[Finding]:
    """一、总体情况（宋体加粗小四号字）: what the template says of type, in titles and text."""
    for match in _TYPE.finditer(case.narrative.whole):
        yield rule.at(
            case, match.span(), f"模板里关于字体的说明“{match[0]}”还留在正文里", expected="删去"
        )
    for heading in (*section_headings(case.report), *part_headings(case.report)):
        if note := _TYPE.search(heading.title):
            yield rule.finding(
                f"模板里关于字体的说明“{note[0]}”还留在标题里",
                found=heading.title,
                expected=heading.title.replace(note[0], ""),
                where=heading.where,
            )


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    yield from _typesetting(rule, case)
    whole = case.narrative.whole
    spans = [match.span() for match in _LEFT.finditer(whole)]
    spans += [(hit.start, hit.end) for hit in case.narrative.words["wording.placeholders"]]
    for start, end in sorted(spans)[:_MOST]:
        shown = around(whole, start, end)
        yield rule.at(
            case,
            (start, end),
            f"模板里待填的“{whole[start:end]}”还留在正文里：“{shown}”",
            expected="实际的名称、数字或文字",
        )


RULE = Rule(
    code="LAN402",
    name="placeholder-left",
    severity=Severity.ERROR,
    summary="模板里待填的记号还留在正文里（XX、××、____、“（文字描述）”、“请填写”、“某某局”）。",
    basis="国办公开办函〔2021〕30号所附格式中的提示文字应由实际内容替换；不准确、不全面的要追责",
    cure="填上实际内容；没有这一项的，写明没有，或整句删去。",
    check=_check,
    needs=("narrative",),
)
