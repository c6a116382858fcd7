"""What kind of organ an agency is, told from its name.

The kind decides what a report must contain (各级人民政府 also report 工作考核、社会评议、
责任追究: 条例 article 50), which deadline holds (article 49), who can issue 规章
(立法法 articles 91 and 93), and how the agency speaks of itself.
"""

import re
from enum import StrEnum

UNKNOWN_AGENCY = "（未填单位）"


class AgencyKind(StrEnum):
    """Kinds of administrative organ that write annual reports."""

    PROVINCE = "省级政府"
    CITY = "市级政府"
    COUNTY = "县级政府"
    TOWN = "乡镇政府"
    SUBDISTRICT = "街道办事处"
    OFFICE = "政府办公室"
    DEPARTMENT = "部门"

    @property
    def is_government(self) -> bool:
        """Whether it is one of the 各级人民政府 of article 50 (a 街道办事处 is not)."""
        return self in _GOVERNMENTS

    @property
    def deadline(self) -> tuple[int, int]:
        """Month and day of the following year by which article 49 wants the report public."""
        return (3, 31) if self in _REGIONAL else (1, 31)


_GOVERNMENTS = frozenset({AgencyKind.PROVINCE, AgencyKind.CITY, AgencyKind.COUNTY, AgencyKind.TOWN})
_REGIONAL = frozenset({AgencyKind.PROVINCE, AgencyKind.CITY, AgencyKind.COUNTY})

_PATTERNS = (
    (re.compile(r"街道(办事处|办)?$"), AgencyKind.SUBDISTRICT),
    (re.compile(r"(镇|乡|苏木)(人民)?政府$|[^市县区](镇|乡)$"), AgencyKind.TOWN),
    (re.compile(r"政府办公[厅室]$|政府办$"), AgencyKind.OFFICE),
    (re.compile(r"(省|自治区)(人民政府)?$"), AgencyKind.PROVINCE),
    (re.compile(r"(县|区|旗)(人民政府)?$"), AgencyKind.COUNTY),
    (re.compile(r"市.+市(人民政府)?$"), AgencyKind.COUNTY),
    (re.compile(r"^(北京|上海|天津|重庆)市(人民政府)?$"), AgencyKind.PROVINCE),
    (re.compile(r"(市|自治州|盟|地区)(人民政府)?$"), AgencyKind.CITY),
)

_SELF = {
    AgencyKind.PROVINCE: "全省",
    AgencyKind.CITY: "全市",
    AgencyKind.COUNTY: "全县",
    AgencyKind.TOWN: "本镇",
    AgencyKind.SUBDISTRICT: "本街道",
    AgencyKind.OFFICE: "本办公室",
    AgencyKind.DEPARTMENT: "本机关",
}


def agency_kind(name: str) -> AgencyKind:
    """The kind of the agency with this name; what fits no pattern is a department.

    A bare “某市” is taken for a city with districts; “甲市乙市” for a county-level city.
    """
    for pattern, kind in _PATTERNS:
        if pattern.search(name.strip()):
            return kind
    return AgencyKind.DEPARTMENT


def self_reference(name: str) -> str:
    """How the agency speaks of itself or its area in a report, such as “本镇” or “全区”."""
    kind = agency_kind(name)
    body = name.strip().removesuffix("人民政府")
    if kind in _REGIONAL and body.endswith(("省", "市", "县", "区", "旗", "州", "盟")):
        return f"全{body[-1]}"
    if kind is AgencyKind.TOWN and body.endswith("乡"):
        return "本乡"
    if kind is AgencyKind.DEPARTMENT and body.endswith(("局", "委", "厅")):
        return f"本{body[-1]}"
    return _SELF[kind]


def same_agency(one: str, other: str) -> bool:
    """Whether two names are of the same organ: 某市 and 某市人民政府 are, 某市人民政府办公室 is not."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    return re.sub(r"\s|　", "", name).removesuffix("人民政府")
