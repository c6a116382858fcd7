"""The name of another place or organ where the own one belongs: traces of copying (rule 8)."""

import re
from collections.abc import Iterator

from assistant.report.agency import same_agency
from assistant.rules.case import Case
from assistant.rules.lexicon import LEXICON, Hit
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity

_SELF_POSITION = re.compile(
    r"(?:人民)?政府(?:门户)?(?:网站|信息公开)|政务公开|信息公开|20\d\d年(?:度)?政府信息公开|各(?:县|区|部门)|全市|(?:人民)?政府办公[厅室]"
)
_OWN_WORK = re.compile(
    r"各(?:县|区|部门|单位|乡镇|街道|级)|本级|政府系统|(?:全年|年内)?(?:共|累计)?(?:新收|收到|受理|主动公开|办结)"
)
_TITLE = re.compile(r"20\d\d年度?(?:政府)?信息公开(?:工作)?年度报告")
_ORGAN_ENDS = (
    "政府",
    "局",
    "委",
    "厅",
    "会",
    "办",
    "室",
    "处",
    "县",
    "市",
    "区",
    "镇",
    "乡",
    "街道",
    "院",
    "中心",
)
_OWNER = re.compile(r"[一-鿿]{4,40}$")
_LEARNS = re.compile(
    r"学习|考察|借鉴|交流|调研|先进|经验|赴|来我|兄弟|对口|协作|援|先后|对标|联合|共同|签订|省际|跨"
)


def _provinces_of(name: str) -> set[str]:
    places = LEXICON.groups.get("wording.places", {})
    return {province for city, province in places.items() if city in name or province in name}


def _suspects(case: Case) -> Iterator[tuple[Hit, re.Pattern[str]]]:
    """Cities and provinces that are not the own ones, and what must follow to make sure of it.

    Where the name of the agency does not say its province, the city may be its superior; then
    only what an organ says of itself counts (“某市各部门”).
    """
    hits = case.narrative.words["wording.places"]
    if not hits:
        return
    agency = case.report.agency
    allowed = "".join(case.profile.places)
    own = _provinces_of(agency)
    for hit in hits:
        named = hit.word in agency or hit.word in allowed or hit.meaning in agency
        if not named and not (own and _mine(hit, own, agency)):
            yield hit, _SELF_POSITION if own else _OWN_WORK


def _mine(hit: Hit, own: set[str], agency: str) -> bool:
    """Its own province, or (for an organ below the city) a city of the same province."""
    if hit.word in own:
        return True
    cities = [c for c in LEXICON.groups["wording.places"] if c in agency and c not in own]
    return hit.meaning in own and not cities


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.nameless:
        yield NotAssessed(rule.code, case.nameless)
        return
    text, agency = case.narrative.plain, case.report.agency
    for hit, position in _suspects(case):
        around = text[max(0, hit.start - 30) : hit.end + 30]
        if position.match(text, hit.end) and not _LEARNS.search(around):
            yield rule.at(
                case,
                (hit.start, hit.end),
                f"“{text[hit.start : hit.end + 8].splitlines()[0]}”是别的地方的，报告单位是“{agency}”，可能是照搬留下的",
                expected="本单位或本地区的名称",
            )
    yield from _other_title(rule, case)
    yield from _other_site(rule, case)


def _other_title(rule: Rule, case: Case) -> Iterator[Finding]:
    text, agency = case.narrative.plain, case.report.agency
    for match in _TITLE.finditer(text):
        owner = _OWNER.search(text[max(0, match.start() - 40) : match.start()])
        if owner is None or not owner[0].endswith(_ORGAN_ENDS):
            continue
        named = re.split("公[布开]|发布|编制|现将|印发|关于|完成|形成|撰写|报送", owner[0])[-1]
        related = named in agency or agency in named or same_agency(named, agency)
        if len(named) > 3 and not related and _differs(named, agency):
            yield rule.at(
                case,
                (match.start() - len(named), match.start()),
                f"正文把报告的名称写成“{named}”的，报告单位却是“{agency}”",
                expected=agency,
                severity=Severity.WARNING,
            )


def _other_site(rule: Rule, case: Case) -> Iterator[Finding]:
    """在某市人民政府网站 in the report of an organ of another 市: no other level, that may be its superior."""
    agency = case.report.agency
    own = _PLACE.match(agency)
    if own is None or "网站" not in case.narrative.plain:
        return
    for match in _SITE.finditer(case.narrative.plain):
        name = match["name"]
        longer = name.endswith(own[0])  # 某省某市, 某市某区: its own name with its superior's
        if name[-1] == own[0][-1] and name[:2] not in agency and not longer:
            yield rule.at(
                case,
                match.span("name"),
                f"信息公开在“{match['site']}”上，报告单位却是“{agency}”，可能是照搬留下的",
                expected=f"{own[0]}政府网站",
            )


_PLACE = re.compile(r"[一-鿿]{2,5}?(?:自治)?[市县区旗]")
_SITE = re.compile(
    r"(?:在|于|通过|依托|利用|登录)(?P<site>(?P<name>[一-鿿]{2,5}?[市县区旗])(?:人民)?政府(?:门户)?网站?)"
)


def _differs(named: str, agency: str) -> bool:
    """Whether two names can hardly be long and short forms of one: less than half is shared."""
    short = re.sub(r"人民政府|办公[厅室]|办事处|[省市县区镇乡局委]", "", named)
    shared = sum(character in agency for character in short)
    return shared * 2 < max(1, len(short))


RULE = Rule(
    code="LAN504",
    name="foreign-place",
    severity=Severity.WARNING,
    summary="该写本地、本单位的地方出现了别的地区或单位的名称（照搬的痕迹）。",
    basis="国办公开办函〔2021〕30号：对内容雷同、敷衍塞责的要追责",
    cure="改成本地、本单位的名称，并核对这一段的内容和数字是不是自己的。",
    check=_check,
    needs=("narrative",),
)
