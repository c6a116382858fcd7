"""STR122: fields of the web page copied into the text: an empty 〔〕号, 索引号, 发布日期."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_EMPTY_NUMBER = re.compile(r"[^\s，。；：]{0,8}[〔\[【]\s*[〕\]】]\s*号")
_FIELD = re.compile(
    r"[ \t　]{0,20}(?:索\s?引\s?号|发布日期|发布时间|公开日期|成文日期|生成日期|发文字号|发文机关|文\s?号|信息来源|主题分类|体裁分类|有效性)[：:][^。\n]{0,60}"
)

_OF_THE_PAGE = re.compile(
    r"[^。\n]{0,16}(?:扫描?(?:下方|上方)?二维码|扫一扫|点击(?:收听|查看|下载)|相关附件|附件下载|上一篇|下一篇|关闭窗口|打印本页)[^。\n]{0,24}"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    if "号" in whole and ("〔〕" in whole or "[]" in whole or "【】" in whole or "〔 〕" in whole):
        for match in _EMPTY_NUMBER.finditer(whole):
            yield rule.at(
                case,
                match.span(),
                f"文号“{match[0]}”里没有年份",
                expected="完整的文号，或者不写文号",
                severity=Severity.WARNING,
            )
    for span in case.narrative.paragraphs:
        if field := _FIELD.fullmatch(whole, *span) or _OF_THE_PAGE.fullmatch(whole, *span):
            text = field[0].strip()
            yield rule.at(case, span, f"网页字段“{text}”混进了正文", expected="正文里没有网页字段")


RULE = Rule(
    code="STR122",
    name="metadata-in-the-text",
    severity=Severity.NOTE,
    summary="网页的字段（索引号、文号、发布日期等）混进了正文，或者文号是空的。",
    basis="各地发布的年报常见问题，以主管部门口径为准",
    cure="把这些字段从正文里删掉；没有文号的不要写“〔〕号”。",
    check=_check,
    needs=("narrative",),
)
