"""By which names an agency may speak of itself: 清岚县人民政府 as 县政府, 我县 or 全县."""

import re
from functools import cache

from assistant.report.agency import AgencyKind, agency_kind

_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:自治州|自治县|自治旗|地区|新区|[省市州县区旗盟])")
_ALWAYS = ("本机关", "本单位", "我单位")
_ORGAN = re.compile(r"(?:委员会|局|委|厅|院|中心|处|室|队|会)$")


@cache
def own_names(agency: str) -> frozenset[str]:
    """Every name, the full one included, by which the agency may call itself or its area."""
    match agency_kind(agency):
        case AgencyKind.DEPARTMENT:
            names = _of_department(agency)
        case AgencyKind.OFFICE:
            names = _of_office(agency)
        case AgencyKind.SUBDISTRICT:
            names = _of_subdistrict(agency)
        case _:
            names = _of_government(agency)
    return frozenset({agency, *_ALWAYS, *names})


def _places(name: str) -> list[str]:
    """澜州市砚湖区竹影街道 as 澜州市, 砚湖区: the regions that a name begins with."""
    found, at = [], 0
    while match := _PLACE.match(name, at):
        found.append(match[0])
        at = match.end()
    return found


def _of_government(agency: str) -> set[str]:
    area = agency.removesuffix("人民政府").removesuffix("政府")
    places = _places(area)
    own = area.removeprefix("".join(places)) or (places[-1] if places else area)
    level = own[-1]
    names = {f"{prefix}{level}" for prefix in ("我", "本", "全")}
    for stem in {area, own, level}:
        names |= {f"{stem}政府", f"{stem}人民政府"}
    return names | {area, own}


def _of_office(agency: str) -> set[str]:
    places = _places(agency)
    stems = {"", *places, *(place[-1] for place in places[-1:])}
    names = {"我办", "本办", "本办公室", "办公室"}
    for stem in stems:
        for office in ("政府办公室", "人民政府办公室", "政府办", "政府办公厅", "人民政府办公厅"):
            names.add(f"{stem}{office}")
    return {name for name in names if not name.endswith("厅") or agency.endswith("厅")}


def _of_subdistrict(agency: str) -> set[str]:
    body = agency.removesuffix("办事处").removesuffix("办")
    own = body.removeprefix("".join(_places(body)))
    names = {"街道", "街道办", "街道办事处", "我街道", "本街道", "全街道", "辖区"}
    return names | {own, f"{own}办", f"{own}办事处", body}


def _of_department(agency: str) -> set[str]:
    places = _places(agency)
    own = agency.removeprefix("".join(places))
    names = {own, *(f"{place}{own}" for place in places)}
    names |= {f"{place[-1]}{own}" for place in places[-1:]}
    level = _ORGAN.search(agency)
    if level:
        short = level[0][0] if level[0] == "委员会" else level[0]
        names |= {f"{prefix}{short}" for prefix in ("我", "本", "全")} | {f"{short}机关"}
    return names
