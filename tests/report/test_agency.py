"""What kind of organ a name belongs to: which deadline holds and what its report must contain."""

import pytest

from assistant.report.agency import AgencyKind, agency_kind, self_reference


@pytest.mark.parametrize(
    ("name", "kind", "itself"),
    [
        ("某省人民政府", AgencyKind.PROVINCE, "全省"),
        ("宁夏回族自治区人民政府", AgencyKind.PROVINCE, "全区"),
        ("上海市人民政府", AgencyKind.PROVINCE, "全市"),
        ("岚州市人民政府", AgencyKind.CITY, "全市"),
        ("某某彝族自治州人民政府", AgencyKind.CITY, "全州"),
        ("清岚县人民政府", AgencyKind.COUNTY, "全县"),
        ("固原市原州区人民政府", AgencyKind.COUNTY, "全区"),
        ("某某自治县人民政府", AgencyKind.COUNTY, "全县"),
        ("某某旗人民政府", AgencyKind.COUNTY, "全旗"),
        ("甲州市乙山市人民政府", AgencyKind.COUNTY, "全市"),
        ("清岚县禾渡镇人民政府", AgencyKind.TOWN, "本镇"),
        ("清岚县南坪乡人民政府", AgencyKind.TOWN, "本乡"),
        ("盐湖区竹影街道办事处", AgencyKind.SUBDISTRICT, "本街道"),
        ("原州区人民政府办公室", AgencyKind.OFFICE, "本办公室"),
        ("某省人民政府办公厅", AgencyKind.OFFICE, "本办公室"),
        ("岚州市教育局", AgencyKind.DEPARTMENT, "本局"),
        ("某省财政厅", AgencyKind.DEPARTMENT, "本厅"),
        ("城镇建设管理中心", AgencyKind.DEPARTMENT, "本机关"),
        ("", AgencyKind.DEPARTMENT, "本机关"),
    ],
)
def test_a_name_tells_the_kind_and_how_the_agency_speaks_of_itself(
    name: str, kind: AgencyKind, itself: str
) -> None:
    assert agency_kind(name) is kind
    assert agency_kind(f" {name} ") is kind
    assert self_reference(name) == itself


def test_governments_publish_by_the_end_of_march_and_others_by_the_end_of_january() -> None:
    late = {kind for kind in AgencyKind if kind.deadline == (3, 31)}
    assert late == {AgencyKind.PROVINCE, AgencyKind.CITY, AgencyKind.COUNTY}
    assert {kind.deadline for kind in AgencyKind if kind not in late} == {(1, 31)}


def test_a_subdistrict_an_office_and_a_department_are_no_peoples_government() -> None:
    others = {kind for kind in AgencyKind if not kind.is_government}
    assert others == {AgencyKind.SUBDISTRICT, AgencyKind.OFFICE, AgencyKind.DEPARTMENT}
