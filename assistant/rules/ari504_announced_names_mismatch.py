"""ARI504: A、B、C and “四个平台”: the names are not as many as announced."""

import re
from collections.abc import Iterator

from assistant.report.numerals import chinese_number
from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_ANNOUNCED = re.compile(
    r"(?P<number>[二两三四五六七八九2-9])(?:大类|"
    r"(?:个|大|类|种|项)(?:平台|渠道|栏目|专栏|板块|方面|环节|账号|领域|部门|单位|乡镇|街道|系统|机制|制度|方式|途径|载体))"
)
_NO_NAME = frozenset(["", *"一二三四五六七八九十百千两第、，。；：0123456789. \n"])
_REACH = 90
_CLAUSE = re.compile(r"[，。；：:！？\n,;（）()]")
_ASIDE = re.compile(r"（[^（）]{0,40}）|\([^()]{0,40}\)|《[^《》]{0,60}》|“[^“”]{0,30}”")
_OTHERS = tuple("等外的中各余另共约近达有了为是以其这那前后成全计上下内")
_COUNTED = re.compile(r"\d|等|[一二两三四五六七八九十]个")
_JOINED = re.compile(r"以及|[和与及]")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    text = case.narrative.whole
    for match in _ANNOUNCED.finditer(text):
        if text[max(0, match.start() - 1) : match.start()] in _NO_NAME:
            continue
        before = text[max(0, match.start() - _REACH) : match.start()]
        listed = _CLAUSE.split(_ASIDE.sub("名", before))[-1]
        if (
            "、" not in listed
            or _COUNTED.search(listed)
            or listed.endswith(_OTHERS)
            or len(listed) >= _REACH - 1
        ):
            continue
        fewest = listed.count("、") + 1
        most = fewest + len(_JOINED.findall(listed))
        announced = chinese_number(match["number"]) or int(match["number"])
        if not fewest <= announced <= most:
            yield rule.at(
                case,
                (match.start() - len(listed) * before.endswith(listed), match.end()),
                f"列出的是 {most} 个，后面说“{match[0]}”",
                found=f"{most} 个",
                expected=f"{announced} 个",
            )


RULE = Rule(
    code="ARI504",
    name="announced-names-mismatch",
    severity=Severity.WARNING,
    summary="列出几个名称，后面的数目就应是几。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确",
    cure="补上漏列的名称，或改正数目；没有列全的加“等”。",
    check=_check,
    needs=("narrative",),
)
