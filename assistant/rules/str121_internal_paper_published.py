"""STR121: an internal paper put on the web: a salutation, 印发给你们, 特此报告."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_SALUTATION = re.compile(
    r"^[ \t　*]*[^，。；：\n]{1,24}?(?:政府|办公?室?|[局委厅部处院]|单位|部门|科室|股室|[科股][（(]室[）)]|[乡镇村区]|街道|社区)[：:]$",
    re.MULTILINE,
)
_ISSUED = re.compile(r"[^。\n]{0,30}(?:印发|转发|下发)给你们|请(?:认真)?(?:遵照|贯彻)执行")
_REPORTING = re.compile(
    r"(?:特此报告|此报告|特此报送|请予审阅|妥否，请批示|以上报告)[。！]?$", re.MULTILINE
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    narrative = case.narrative
    preface = narrative.span_of("preface")
    if preface:
        for match in _SALUTATION.finditer(
            narrative.whole, preface[0], min(preface[1], preface[0] + 200)
        ):
            text = match[0].strip()
            yield rule.at(
                case,
                match.span(),
                f"开头的“{text}”是主送机关，这是内部公文的写法",
                expected="没有主送机关",
            )
            break
        issued = _ISSUED.search(narrative.whole, *preface) if _orders(case) else None
        if issued:
            yield rule.at(
                case, issued.span(), f"“{issued[0]}”是印发通知的用语", expected="年报本身的前言"
            )
    last = narrative.span_of("6") or narrative.span_of("5")
    if last and (found := _REPORTING.search(narrative.whole, max(last[0], last[1] - 60), last[1])):
        yield rule.at(
            case,
            found.span(),
            f"结尾的“{found[0]}”是报送公文的用语",
            expected="没有公文结束语",
            severity=Severity.NOTE,
        )


def _orders(case: Case) -> bool:
    preface = case.narrative.text_of("preface")
    return "给你们" in preface or "执行" in preface


RULE = Rule(
    code="STR121",
    name="internal-paper-published",
    severity=Severity.WARNING,
    summary="把报送用的内部公文直接公开：有主送机关，或“现将……印发给你们”“特此报告”等公文用语。",
    basis="《政府信息公开条例》第四十九条：年报应当向社会公布（各地通报列为问题的做法）",
    cure="去掉主送机关、印发通知和“特此报告”等公文用语，按年报格式公布。",
    check=_check,
    needs=("narrative",),
)
