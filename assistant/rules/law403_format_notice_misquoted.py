"""LAW403: the number of the notice that prescribes the form of the report is wrong."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_AFTER_TITLE = re.compile(
    r"(?:年度报告|年报)格式[》〉>]?(?:的通知)?[》〉>]?[^。；《\n]{0,4}?[（(]"
    r"(?P<number>[^（）()〔〕\[\]［］【】\d\n]{0,12}[〔\[［【（(](?P<year>\d{2,4})[〕\]］】）)]\s?(?:第)?(?P<serial>\d{1,4})\s?号)"
)
_BEFORE_TITLE = re.compile(
    r"(?P<number>国办公开办函\s?[〔\[［【（(](?P<year>\d{2,4})[〕\]］】）)]\s?(?:第)?(?P<serial>\d{1,4})\s?号)"
    r"[^。；\n]{0,12}(?:文件|通知)?[^。；\n]{0,12}(?:格式|编制)"
)
# The notice of 2019 was called 关于政府信息公开工作年度报告有关事项的通知.
_FORMER_TITLE = re.compile(
    r"关于政府信息公开工作年度报告有关事项的通知[》〉>]?[（(](?P<number>国办公开办函\s?[〔\[［【（(]2021[〕\]］】）)]\s?30\s?号)"
)
_OFFICE = re.compile(r"[\u4e00-\u9fff]+")
_RIGHT = ("国办公开办函", "2021", "30")
_FORMER = ("国办公开办函", "2019", "60")


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    for match in _FORMER_TITLE.finditer(case.narrative.plain):
        yield rule.at(
            case,
            match.span(),
            "国办公开办函〔2021〕30号的名称是关于印发年度报告格式的通知，"
            "“有关事项的通知”是已被取代的〔2019〕60号",
            expected="《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》",
            severity=Severity.WARNING,
        )
    yield from _wrong_numbers(rule, case)


def _wrong_numbers(rule: Rule, case: Case) -> Iterator[Finding]:
    if not case.narrative.words["law.format"] or case.report.year < 2021:
        return
    seen: set[int] = set()
    for pattern in (_AFTER_TITLE, _BEFORE_TITLE):
        for match in pattern.finditer(case.narrative.plain):
            office = "".join(_OFFICE.findall(match["number"].split(match["year"])[0]))
            quoted = (office or _RIGHT[0], match["year"], match["serial"])
            if quoted in (_RIGHT, _FORMER) or match.start("number") in seen:
                continue
            seen.add(match.start("number"))
            if "国办" in office or office == "" or quoted[1:] == _RIGHT[1:]:
                yield rule.at(
                    case,
                    match.span("number"),
                    f"年度报告格式的通知是国办公开办函〔2021〕30号，这里写的是{match['number']}",
                    expected="国办公开办函〔2021〕30号",
                )


RULE = Rule(
    code="LAW403",
    name="format-notice-misquoted",
    severity=Severity.ERROR,
    summary="年度报告格式通知的文号或名称写错（应为国办公开办函〔2021〕30号）。",
    basis="国办公开办函〔2021〕30号",
    cure="改为“国办公开办函〔2021〕30号”。",
    check=_check,
    needs=("narrative",),
)
