"""A part of section one without any number, name or document (rule 117)."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

_LONG = 60
_CONCRETE = re.compile(
    r"\d|《|“|[一二三四五六七八九十两百千万]{1,12}(?:余|多)?(?:[件条次篇期份个场人名项家起类批轮]|人次)|未(?:收到|发生|开展|出现)|没有"
    r"|专栏|专区|专班|专人|领导小组|公[开示告]栏|宣传栏|[公查]阅点|公众号|电子屏|显示屏|二维码|热线|信箱|广播|短视频|推进会|培训会|[例专]题?会议|台账|通报"
    r"|[一二三四五]级|三审三校|季度|每[日天周月季年]|逐[条级月]"
)
_PARTS = ("1.1", "1.2", "1.3", "1.4", "1.5")
_YEAR = re.compile(r"20\d\d年|第[一二三四五六七八九十]+条|[一二三四五六七八九十]是")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    empty = [span for part in _PARTS if (span := _empty(case, part))]
    if not empty:
        return
    start, end = empty[0]
    text = case.narrative.plain[start:end]
    head = text[:16].split("\n")[0]
    more = f"，五个方面里共有 {len(empty)} 个这样" if len(empty) > 1 else ""
    yield rule.at(
        case,
        (start, start + len(head)),
        f"这一部分（从“{head}”起）有 {len(text)} 字，没有一个数字、文件名或具体做法{more}",
        expected="至少一项数据、文件或具体做法",
    )


def _empty(case: Case, part: str) -> tuple[int, int] | None:
    """Where a part of some length stands that names nothing; None for all others."""
    span = case.narrative.span_of(part)
    if span is None or span[1] - span[0] < _LONG:
        return None
    text = case.narrative.plain[span[0] : span[1]]
    named = "《" in text or "“" in text or _CONCRETE.search(_YEAR.sub("", text))
    return None if named else span


RULE = Rule(
    code="LAN602",
    name="empty-part",
    severity=Severity.NOTE,
    summary="一个方面写了一大段却没有数字、文件名和具体做法。",
    basis="国办公开办函〔2021〕30号：对敷衍塞责的要追责；判断标准以主管部门口径为准",
    cure="补上本年的件数、场次、文件名或做法的名称。",
    check=_check,
    needs=("narrative",),
)
