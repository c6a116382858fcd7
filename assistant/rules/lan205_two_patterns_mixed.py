"""Two sentence patterns in one: “全文包括……六部分组成”, “本报告依据……编制本报告” (句式杂糅)."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_INCLUDES = re.compile(
    r"(?P<one>包括|包含|涵盖)(?P<list>[^。；\n]{12,400}?)(?P<other>组成|构成)(?=[，。；]|$)",
    re.MULTILINE,
)
_BY = re.compile(r"[，、：]由")
_REPORT = r"本(?:年度|年)?报告?"
_TWICE = re.compile(
    rf"(?:^|[。\n])(?P<one>{_REPORT})(?:是)?(?:依据|根据|按照)[^。\n]{{8,300}}?(?P<other>(?:编制|制定|形成){_REPORT})(?=[，。；]|$)",
    re.MULTILINE,
)
_CURES = {"包括": "由……组成", "包含": "由……组成", "涵盖": "由……组成"}


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    span = case.narrative.span_of("preface") or case.narrative.span_of("1")
    if span is None:
        return
    for match in (*_INCLUDES.finditer(whole, *span), *_TWICE.finditer(whole, *span)):
        one, other = match["one"], match["other"]
        if one in _CURES and _BY.search(match["list"]):
            continue
        yield rule.at(
            case,
            match.span("other"),
            f"前面用了“{one}”，后面又用“{other}”，两种句式混在一句里",
            found=f"{one}……{other}",
            expected=f"“{one}……”或“{_CURES[one]}”" if one in _CURES else f"{one}……编制",
        )


RULE = Rule(
    code="LAN205",
    name="two-patterns-mixed",
    severity=Severity.NOTE,
    summary="一句话里混用了两种句式（“包括……组成”“本报告依据……编制本报告”）。",
    basis="国办公开办函〔2021〕30号：报告内容应当准确；公文语句要通顺",
    cure="只用一种句式：“本报告包括……”或“本报告由……组成”。",
    check=_check,
    needs=("narrative",),
)
