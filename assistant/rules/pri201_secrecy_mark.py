"""PRI201: a mark of secrecy or of internal use stands in the text."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_MARK = re.compile(
    r"(?:绝密|机密|秘密)\s?[★☆]\s?(?:\d{1,2}\s?年|长期)?|(?<![、和或与及])(?:绝密|机密)(?:级文件|级材料|级★)"
    r"|(?m:^[ \t　]{0,8}(?:绝密|机密|秘密|内部资料|内部文件|内部使用)[ \t　]{0,8}$)"
    r"|[（(【](?:绝密|机密|秘密|内部资料|内部文件|内部使用|内部参考|此件不公开|此件不予公开|此件不得公开|不得公开|不予公开)[）)】]"
    r"|内部(?:资料|文件|材料|使用|参考)[，,、：\s·]{0,3}(?:请)?(?:注意保存|注意保管|妥善保管|严禁外传|不得外传|请?勿外传|请勿翻印|不得公开)"
)
_NORMAL = re.compile(
    r"属性|标注|标识|选项|分为|类别|不予公开[）)]\s?\d|检查|排查|清理|严禁|杜绝|防止|要求"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    narrative = case.narrative
    if not narrative.words["privacy.secrecy"]:
        return
    for match in _MARK.finditer(narrative.whole):
        start = max(narrative.sentence_at(match.start()).start, match.start() - 40)
        if (
            "★" not in match[0]
            and "☆" not in match[0]
            and _NORMAL.search(narrative.whole, start, match.end() + 20)
        ):
            continue
        yield rule.at(
            case,
            match.span(),
            f"正文里有“{match[0].strip()}”，像是密级或者内部文件的标志",
            expected="公开的报告里没有密级和内部标志",
        )


RULE = Rule(
    code="PRI201",
    name="secrecy-mark",
    severity=Severity.ERROR,
    summary="正文里有密级标志或者“内部资料 注意保存”一类的标志。",
    basis="《中华人民共和国政府信息公开条例》第十四条、第十七条；《中华人民共和国保守国家秘密法》",
    cure="立即停止发布，交保密机构确认来源；确属误贴的删去整段。",
    check=_check,
    needs=("narrative",),
)
