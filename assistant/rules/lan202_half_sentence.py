"""A paragraph or a word that stops in the middle (rule 100 of the domain notes)."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import Span

_ENDINGS = frozenset("。！？；：…”’」』）)》】.!?;:—|~～")
_HANGING = frozenset("，、,的和及与对在将把被从向为并以或于")
_HEADING = re.compile(
    r"^[ 　]*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|第[一二三四五六七八九十]+|附|[A-Za-z*#|])"
)
_SIGNED = re.compile(
    r"(?:\d|[一二三四五六七八九十])日$|(?:政府|办公室|局|委员会|厅|办事处|中心|号)$"
)
_CUT = re.compile(
    r"(?:审查管|政府信|信息公|依申请公|主动公|行政复|行政诉|规范性文|监督保|平台建|组织领|责任追|社会评"
    r"|政策解|重点领|政务新媒|门户网|答复期|保密审|公共企事业单)(?=[，。；、,;\n]|$)"
)
# 向单位和群众代表征求，: what was asked for is lost.
_NO_OBJECT = re.compile(r"向[^，。；：、\n]{2,24}征求(?=[，。；])")
_SHORT = 30
_SLOPPY = 2


def _stops(text: str) -> bool:
    return text[-1] not in _ENDINGS and not _SIGNED.search(text[-12:]) and "。" in text


def _unfinished(case: Case) -> Iterator[Span]:
    whole = case.narrative.whole
    for start, end in case.narrative.paragraphs:
        text = whole[start:end].rstrip()
        if len(text) >= _SHORT and (text[-1] in _HANGING or _stops(text)):
            yield start, start + len(text)


def _listed(text: str) -> bool:
    return len(text) < 2 * _SHORT and bool(_HEADING.match(text))


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    for match in _CUT.finditer(whole):
        yield rule.at(
            case,
            match.span(),
            f"“{match[0]}”后面断开了，词没有写完",
            expected="完整的词语",
            severity=Severity.ERROR,
        )
    for match in _NO_OBJECT.finditer(whole):
        yield rule.at(
            case,
            match.span(),
            f"“{match[0]}”后面没有写征求什么，句子不完整",
            expected=f"{match[0]}意见",
        )
    spans = [span for span in _unfinished(case) if not _listed(whole[slice(*span)])]
    many = len(spans) > _SLOPPY
    for start, end in spans[: 1 if many else _SLOPPY]:
        tail = whole[max(start, end - 12) : end]
        count = f"；全文共有 {len(spans)} 段这样结尾" if many else ""
        yield rule.at(
            case,
            (max(start, end - 12), end),
            f"这一段以“{tail}”结束，没有句号，像是没有写完{count}",
            expected="完整的句子，以句号结束",
            severity=Severity.NOTE if many else None,
        )


RULE = Rule(
    code="LAN202",
    name="half-sentence",
    severity=Severity.WARNING,
    summary="段落或词语写到一半就断了（“审查管，”，段尾停在逗号或没有句号）。",
    basis="条例第五十条；国办公开办函〔2021〕30号要求报告内容完整准确",
    cure="对照底稿补完这句话；内容已经完整的，补上句号。",
    check=_check,
    needs=("narrative",),
)
