"""An annual report as a value: frozen, strict, exact, the same after a trip through JSON."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.reading.figures import read_figures
from assistant.report.forms import LAYOUT_2021
from assistant.report.model import AnnualReport, WorkFact, WorkValue

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    *sorted((ROOT / "corpus" / "samples").glob("*.yaml")),
    ROOT / "examples/yuanzhou-2022.yaml",
]
every_file = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


@pytest.fixture(scope="module")
def report() -> AnnualReport:
    return read_figures(ROOT / "corpus" / "samples" / "qinglan-xian-2024.yaml")


def values(data: Any) -> list[Any]:
    """Every leaf of nested dictionaries and lists."""
    if isinstance(data, dict):
        return [leaf for value in data.values() for leaf in values(value)]
    if isinstance(data, list | tuple):
        return [leaf for value in data for leaf in values(value)]
    return [data]


def test_a_report_cannot_be_changed(report: AnnualReport) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        report.year = 2023  # type: ignore[misc]
    with pytest.raises(ValidationError, match="frozen"):
        report.table3.new.total = 1  # type: ignore[misc]
    with pytest.raises(ValidationError, match="frozen"):
        report.facts[0].text = "别的"  # type: ignore[misc]


@pytest.mark.parametrize(
    "place", ["", "table2", "table2.regulations", "table3", "table3.new", "table4.reconsideration"]
)
def test_an_unknown_key_is_refused_wherever_it_stands(report: AnnualReport, place: str) -> None:
    data = json.loads(report.model_dump_json())
    at = data
    for name in filter(None, place.split(".")):
        at = at[name]
    at["surplus"] = 1
    with pytest.raises(ValidationError, match="surplus"):
        AnnualReport.model_validate(data)


@pytest.mark.parametrize("key", ["0", "7", "一", "1.1", ""])
def test_a_section_that_the_form_does_not_have_is_refused(key: str) -> None:
    with pytest.raises(ValidationError, match="sections"):
        AnnualReport.model_validate(
            {"agency": "某局", "year": 2024, "sections": {key: {"title": "七、附录"}}}
        )


def test_a_cell_is_found_by_its_address(report: AnnualReport) -> None:
    assert report.cell("t3.new.total") == report.table3.new.total
    assert report.cell("t2.fees") == report.table2.fees
    assert report.cell("t4.reconsideration.total") == report.table4.reconsideration.total
    assert list(report.cells()) == [cell.address for cell in LAYOUT_2021.cells]


@pytest.mark.parametrize("address", ["t3.new", "t3.new.sum", "t5.x", "", "t2.regulations", "fees"])
def test_an_address_that_the_form_does_not_have_is_a_key_error(
    report: AnnualReport, address: str
) -> None:
    with pytest.raises(KeyError):
        report.cell(address)
    with pytest.raises(KeyError):
        report.with_cells({address: 1})


def test_other_cells_make_another_report_and_leave_the_first_alone(report: AnnualReport) -> None:
    before = report.cell("t3.new.total")
    changes = {"t3.new.total": 99, "t2.fees": Decimal("0.1"), "t4.reconsideration.total": None}
    changed = report.with_cells(changes)
    assert {address: changed.cell(address) for address in changes} == changes
    assert report.cell("t3.new.total") == before
    assert changed.with_cells({a: report.cell(a) for a in changes}) == report


def test_a_blank_table_is_unknown_and_never_zero() -> None:
    blank = AnnualReport(agency="某局", year=2024)
    assert set(blank.cells().values()) == {None}
    assert not blank.has_narrative


def test_the_2019_form_holds_what_it_shares_with_the_form_in_force() -> None:
    old = AnnualReport(agency="某局", year=2020, layout="2019")
    assert old.holds("t3.other.total")
    assert not old.holds("t2.procurement_amount")
    assert not old.holds("t3.other_misc.total")
    assert old.with_cells({"t3.other.total": 2}).cell("t3.other.total") == 2
    assert old.cell("t2.licensing_items") is None
    with pytest.raises(KeyError):
        old.with_cells({"t2.licensing_items": 2})
    assert "other" not in old.model_dump()["table3"]


def test_the_text_of_a_section_is_its_paragraphs_joined_by_lines(report: AnnualReport) -> None:
    part = report.sections["1"].parts["1.2"]
    assert report.text_of("1.2") == "\n".join(part.paragraphs)
    assert report.text_of("5") == "\n".join(report.sections["5"].paragraphs)
    assert report.text_of("preface") == "\n".join(report.preface)
    assert report.text_of("1.9") == ""
    names = [name for name, _ in report.texts()]
    assert names == ["preface", "1", "1.1", "1.2", "1.3", "1.4", "1.5", *"23456"]
    assert report.has_narrative


def test_a_title_is_made_of_agency_and_year_where_none_is_given() -> None:
    report = AnnualReport(agency="某县人民政府", year=2024)
    assert report.full_title == "某县人民政府2024年政府信息公开工作年度报告"
    assert report.model_copy(update={"title": "别的"}).full_title == "别的"


@every_file
def test_a_trip_through_json_changes_nothing(path: Path) -> None:
    report = read_figures(path)
    text = report.model_dump_json()
    assert AnnualReport.model_validate_json(text) == report
    assert AnnualReport.model_validate(json.loads(text)) == report
    assert AnnualReport.model_validate_json(text).model_dump_json() == text


@every_file
def test_no_float_stands_in_a_report_or_its_json(path: Path) -> None:
    report = read_figures(path)
    assert not [leaf for leaf in values(report.model_dump()) if isinstance(leaf, float)]
    assert not [
        leaf for leaf in values(json.loads(report.model_dump_json())) if type(leaf) is float
    ]
    assert {type(value) for value in report.cells().values()} <= {int, Decimal}


def test_a_decimal_is_a_string_of_plain_digits_in_json() -> None:
    report = AnnualReport(agency="某市人民政府", year=2024).with_cells(
        {"t2.fees": Decimal("59237.2449"), "t2.licensing": 12}
    )
    table = json.loads(report.model_dump_json())["table2"]
    assert table["fees"] == "59237.2449"
    assert table["licensing"] == 12
    huge = report.with_cells({"t2.fees": Decimal("1E+5")})
    assert json.loads(huge.model_dump_json())["table2"]["fees"] == "100000"


@pytest.mark.parametrize("text", ["1E+2", "3", "3.0", "3.5", "-0.5", "0E-3"])
def test_an_impossible_fraction_in_a_count_survives_json(text: str) -> None:
    report = AnnualReport(agency="某局", year=2024).with_cells({"t3.new.total": Decimal(text)})
    assert AnnualReport.model_validate_json(report.model_dump_json()) == report


@pytest.mark.parametrize("value", [1.0, 0.5, True, "3", "三", "3件", [], {}, float("nan"), 10**18])
def test_a_count_takes_no_float_no_text_and_no_truth_value(value: object) -> None:
    with pytest.raises(ValidationError):
        AnnualReport.model_validate(
            {"agency": "某局", "year": 2024, "table3": {"new": {"total": value}}}
        )


@pytest.mark.parametrize(
    "value",
    [0.1, "NaN", "inf", Decimal("Infinity"), Decimal("NaN"), Decimal("1E+400"), "1e3", "12万"],
)
def test_an_amount_is_finite_and_written_in_digits(value: object) -> None:
    with pytest.raises(ValidationError):
        AnnualReport.model_validate({"agency": "某局", "year": 2024, "table2": {"fees": value}})


@pytest.mark.parametrize("year", [20222, 2007, 2100, "2022", 2022.0, True, None])
def test_a_year_is_a_whole_number_since_the_regulation(year: object) -> None:
    with pytest.raises(ValidationError):
        AnnualReport.model_validate({"agency": "某局", "year": year})


@pytest.mark.parametrize(
    "day", ["2024-02-30", "2024-13-01", "2024/01/20", "2024年1月20日", "", "20240120"]
)
def test_a_day_of_publication_is_a_day_that_exists(day: str) -> None:
    with pytest.raises(ValidationError, match="published"):
        AnnualReport(agency="某局", year=2023, published=day)


@pytest.mark.parametrize("identifier", ["", "1a", "a b", "中文", "a.b", "x" * 65])
def test_a_work_fact_has_a_plain_id(identifier: str) -> None:
    with pytest.raises(ValidationError, match="id"):
        WorkFact(id=identifier, section="1.1", text="发布信息")


def test_a_work_value_keeps_its_unit_and_its_exactness() -> None:
    value = WorkValue.model_validate({"value": "90.80", "unit": "%", "about": True})
    assert value.value == Decimal("90.80")
    assert json.loads(value.model_dump_json()) == {"value": "90.80", "unit": "%", "about": True}
