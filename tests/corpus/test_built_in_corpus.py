"""The corpus that travels with the program: its files, its regulation, the tables of its samples."""

import datetime
import tomllib
from pathlib import Path

import pytest
import yaml
from sample_reports import (
    CORPUS,
    NAMES,
    PARTS,
    SECTIONS,
    generate_tables,
    paragraphs,
    previous,
    report,
)

KEYS = [
    "agency",
    "year",
    "title",
    "published",
    "layout",
    "preface",
    "sections",
    "facts",
    "problems",
    "improvements",
    "notes",
    "table2",
    "table3",
    "table4",
]
ROWS = ("new", "carried_in", *generate_tables.RESULT_ROWS, "result_total", "carried_out")
COLUMNS = (*generate_tables.KINDS, "total")
every_sample = pytest.mark.parametrize("name", NAMES)


def test_there_are_eight_agencies_with_two_consecutive_years_each():
    years = {}
    for name in NAMES:
        years.setdefault(report(name)["agency"], []).append(report(name)["year"])
    assert len(years) == 8
    assert all(second == first + 1 for first, second in years.values())


def test_sources_toml_lists_every_file_with_its_digest():
    listed = (CORPUS / "sources.toml").read_text("utf-8")
    assert listed == generate_tables.sources_text(), "run corpus/generate_tables.py --sources"
    kinds = [source["kind"] for source in tomllib.loads(listed)["source"]]
    assert (kinds.count("sample report"), kinds.count("regulation digest")) == (16, 2)


def test_the_regulation_digest_has_all_fifty_six_articles_in_order():
    digest = yaml.safe_load((CORPUS / "regulation/articles.yaml").read_text("utf-8"))
    assert (digest["kind"], digest["in_force"]) == ("digest", "2019-05-15")
    assert [article["number"] for article in digest["articles"]] == list(range(1, 57))
    assert len({article["locator"] for article in digest["articles"]}) == 56
    assert all(article["text"].endswith("。") for article in digest["articles"])
    assert len({article["chapter"] for article in digest["articles"]}) == 6


def test_every_related_rule_names_its_document_and_place():
    related = yaml.safe_load((CORPUS / "regulation/related.yaml").read_text("utf-8"))
    for article in related["articles"]:
        assert article["title"]
        assert article["locator"]
        assert article["text"].endswith("。")


def test_the_tables_are_the_generated_ones():
    assert generate_tables.stale_samples() == []


def test_a_changed_cell_is_found(tmp_path: Path):
    for name in NAMES:
        words = (CORPUS / "samples" / f"{name}.yaml").read_text("utf-8")
        (tmp_path / f"{name}.yaml").write_text(words, "utf-8")
    changed = tmp_path / f"{NAMES[0]}.yaml"
    head, _, tail = changed.read_text("utf-8").partition("natural_person: 17")
    changed.write_text(f"{head}natural_person: 18{tail}", "utf-8")
    assert generate_tables.stale_samples(tmp_path) == [NAMES[0]]


def test_figures_that_do_not_add_up_are_refused():
    figures = {"seed": 1, "2023": {"new": {"business": 2}, "carried_out": 0}}
    with pytest.raises(generate_tables.FiguresError, match="2 requests closed, 0 outcomes"):
        generate_tables.tables_of_agency("x", figures)


@every_sample
def test_a_sample_has_every_key_section_and_part(name: str):
    sample = report(name)
    assert list(sample) == KEYS
    assert {key: section["title"] for key, section in sample["sections"].items()} == SECTIONS
    assert {k: part["title"] for k, part in sample["sections"]["1"]["parts"].items()} == PARTS
    for section in (*PARTS, "5", "6"):
        assert paragraphs(sample, section), section
    for section in "234":
        assert paragraphs(sample, section) == []
    assert (sample["layout"], sample["notes"]) == ("2021", [])


@every_sample
def test_a_sample_is_published_within_the_legal_deadline(name: str):
    sample = report(name)
    county_or_city = sample["agency"].endswith("人民政府") and "镇" not in sample["agency"]
    month = 3 if county_or_city else 1
    deadline = datetime.date(sample["year"] + 1, month, 31)
    published = datetime.date.fromisoformat(sample["published"])
    assert datetime.date(sample["year"], 12, 31) < published <= deadline


@every_sample
def test_table_three_keeps_its_identities_in_every_row_and_column(name: str):
    table = report(name)["table3"]
    assert tuple(table) == ROWS
    for row, cells in table.items():
        assert tuple(cells) == COLUMNS
        assert all(type(cell) is int and cell >= 0 for cell in cells.values())
        assert sum(cells[kind] for kind in COLUMNS[:-1]) == cells["total"], row
    for column in COLUMNS:
        of = {row: cells[column] for row, cells in table.items()}
        assert of["new"] + of["carried_in"] == of["result_total"] + of["carried_out"], column
        assert sum(of[row] for row in generate_tables.RESULT_ROWS) == of["result_total"], column


@every_sample
def test_table_four_totals_are_sums(name: str):
    for cases in report(name)["table4"].values():
        assert tuple(cases) == ("upheld", "corrected", "other", "pending", "total")
        assert sum(list(cases.values())[:-1]) == cases["total"]


@every_sample
def test_table_two_is_complete_and_only_the_city_makes_regulations(name: str):
    sample = report(name)
    table = sample["table2"]
    decided = ["licensing", "penalties", "coercion"]
    assert list(table) == ["regulations", "normative_documents", *decided, "fees"]
    assert all(type(table[kind]) is int for kind in decided)
    assert isinstance(table["fees"], str)
    assert any(table["regulations"].values()) == (sample["agency"] == "澜州市人民政府")


@every_sample
def test_the_second_year_starts_where_the_first_one_ended(name: str):
    sample, before = report(name), previous(name)
    if before is None:
        pytest.skip("the first of its two years")
    assert sample["table3"]["carried_in"] == before["table3"]["carried_out"]
    for kind in ("regulations", "normative_documents"):
        now, then = sample["table2"][kind], before["table2"][kind]
        assert now["in_force"] == then["in_force"] + now["issued"] - now["repealed"]
    for case, now in sample["table4"].items():
        assert now["total"] - now["pending"] >= before["table4"][case]["pending"], case


def test_the_samples_show_the_cases_that_matter():
    samples = [report(name) for name in NAMES]
    assert any(sample["table3"]["new"]["total"] == 0 for sample in samples)
    assert any(sample["table4"]["reconsideration"]["corrected"] == 1 for sample in samples)
    assert any("." in sample["table2"]["fees"] for sample in samples)
