"""Every number that a built-in sample tells stands in its tables or its facts.

A number in a part is accounted for by a fact of the same part, by the tables
that this part is about, or by simple arithmetic on them: a sum of a group, a
share, a difference or growth against the year before.
"""

import copy
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import pytest
from sample_reports import (
    NAMES,
    TITLE,
    TOLD,
    Report,
    fact_text,
    generate_tables,
    paragraphs,
    previous,
    report,
    text,
)

every_sample = pytest.mark.parametrize("name", NAMES)
NUMBER = re.compile(r"\d+(?:\.\d+)?")
DATE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日)?|每月\d{1,2}日")
ENUMERATOR = re.compile(r"^(?:\d．|（\d）)", re.MULTILINE)
PLACEHOLDER = re.compile(r"\{(\w+)\}")
GROUPS = {
    "denied": "不予公开",
    "unavailable": "无法提供",
    "not_processed": "不予处理",
    "other": "其他处理",
}
VERDICTS = generate_tables.VERDICTS
Counts = dict[str, Decimal]


def table_two(of: Report) -> Counts:
    table = of["table2"]
    counts = {f"{k}.{c}": v for k in generate_tables.DOCUMENTS for c, v in table[k].items()}
    counts |= {k: table[k] for k in (*generate_tables.DECISIONS, "fees")}
    return {name: Decimal(value) for name, value in counts.items()}


def requests(of: Report) -> Counts:
    table = of["table3"]
    counts = {row: cells["total"] for row, cells in table.items()}
    for group in GROUPS:
        counts[group] = sum(v for row, v in counts.items() if row.startswith(f"{group}_"))
    counts["disclosed"] = counts["granted"] + counts["partially_granted"]
    counts["to_answer"] = counts["new"] + counts["carried_in"]
    counts |= {f"new.{kind}": value for kind, value in table["new"].items()}
    counts["new.organisations"] = table["new"]["total"] - table["new"]["natural_person"]
    return {name: Decimal(value) for name, value in counts.items()}


def cases(of: Report) -> Counts:
    table = of["table4"]
    counts = {f"{case}.{v}": n for case, verdicts in table.items() for v, n in verdicts.items()}
    suits = [table["litigation_direct"], table["litigation_after_reconsideration"]]
    counts |= {f"litigation.{v}": sum(s[v] for s in suits) for v in (*VERDICTS, "total")}
    counts["litigation.decided"] = counts["litigation.total"] - counts["litigation.pending"]
    return {name: Decimal(value) for name, value in counts.items()}


def unpaid(of: Report) -> Counts:
    return {"other_fee_unpaid": Decimal(of["table3"]["other_fee_unpaid"]["total"])}


TABLES = {
    "1.1": (table_two,),
    "1.2": (requests, cases),
    "1.3": (table_two,),
    "5": (requests, cases),
    "6": (unpaid,),
}


def rounded(value: Decimal, places: int = 1) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def shares(of: Report) -> Counts:
    """Result rows and groups in percent of all results, applicant kinds in percent of new ones."""
    counts = requests(of)
    found = {}
    for name, count in counts.items():
        whole = counts["new"] if name.startswith("new.") else counts["result_total"]
        if whole:
            found[name] = 100 * count / whole
    return found


def known_counts(of: Report, before: Report | None, section: str) -> Iterator[Decimal]:
    for table in TABLES.get(section, ()):
        now, then = table(of), table(before) if before else {}
        yield from now.values()
        yield from then.values()
        yield from (abs(now[name] - then[name]) for name in then)


def known_percents(of: Report, before: Report | None, section: str) -> Iterator[Decimal]:
    for table in TABLES.get(section, ()):
        now, then = table(of), table(before) if before else {}
        yield from (abs(100 * (now[n] - then[n]) / then[n]) for n in then if then[n])
    if section == "1.2":
        yield from shares(of).values()


def known_points(of: Report, before: Report | None, section: str) -> Iterator[Decimal]:
    if section == "1.2" and before:
        now, then = shares(of), shares(before)
        yield from (abs(rounded(now[name]) - rounded(then[name])) for name in then)


def fact_values(of: Report, section: str, *, percent: bool) -> set[Decimal]:
    return {
        Decimal(value["value"])
        for fact in of["facts"]
        if fact["section"] == section
        for value in fact["values"].values()
        if (value["unit"] == "%") is percent
    }


def unaccounted(of: Report, before: Report | None, section: str) -> Iterator[str]:
    """The numbers of one part that nothing explains, with the words around them."""
    words = ENUMERATOR.sub("", text(of, section))
    words = DATE.sub(lambda date: "某" * len(date[0]), TITLE.sub("", words))
    for match in NUMBER.finditer(words):
        number, rest = Decimal(match[0]), words[match.end() :]
        if rest.startswith("%"):
            known = fact_values(of, section, percent=True)
            known |= {rounded(p) for p in known_percents(of, before, section)}
        elif rest.startswith("个百分点"):
            known = fact_values(of, section, percent=False)
            known |= set(known_points(of, before, section))
        else:
            known = fact_values(of, section, percent=False)
            known |= set(known_counts(of, before, section))
        if number not in known:
            yield words[max(0, match.start() - 12) : match.end() + 8]


def undated(name: str, section: str) -> Iterator[str]:
    """The dates of one part that no fact of the report tells."""
    of = report(name)
    told = " ".join(fact_text(fact) for fact in of["facts"])
    near = {f"{of['year'] + step}年" for step in (-1, 0, 1)}
    for date in DATE.findall(TITLE.sub("", text(of, section))):
        if date not in near and date not in told:
            yield date


@every_sample
def test_every_number_is_accounted_for(name: str):
    offenders = {
        section: list(unaccounted(report(name), previous(name), section)) for section in TOLD
    }
    assert {section: found for section, found in offenders.items() if found} == {}


@every_sample
def test_every_date_stands_in_a_fact(name: str):
    offenders = {section: list(undated(name, section)) for section in TOLD}
    assert {section: found for section, found in offenders.items() if found} == {}


def test_an_invented_number_would_be_found():
    invented = copy.deepcopy(report(NAMES[0]))
    paragraphs(invented, "1.3")[0] = "共清理文件98765件，其中规范性文件7件，占61.3%。"
    assert len(list(unaccounted(invented, None, "1.3"))) == 3


@every_sample
def test_a_fact_names_its_values_and_is_told_in_its_own_section(name: str):
    sample = report(name)
    assert 12 <= len(sample["facts"]) <= 25
    assert len({fact["id"] for fact in sample["facts"]}) == len(sample["facts"])
    for fact in sample["facts"]:
        assert list(fact) == ["id", "section", "text", "values", "source"]
        assert fact["section"] in TOLD[1:]
        assert set(PLACEHOLDER.findall(fact["text"])) == set(fact["values"]), fact["id"]
        words = text(sample, fact["section"])
        for key, value in fact["values"].items():
            assert type(value["value"]) is int or "." in value["value"], fact["id"]
            assert value["unit"], fact["id"]
            assert str(value["value"]) in NUMBER.findall(words), (fact["id"], key)


@every_sample
def test_a_share_in_a_fact_is_what_its_counts_give(name: str):
    for fact in report(name)["facts"]:
        values = {key: Decimal(value["value"]) for key, value in fact["values"].items()}
        if "share" in values:
            share = 100 * values["part"] / values["whole"]
            assert values["share"] == rounded(share), fact["id"]
        if {"count", "before", "more"} <= values.keys():
            assert values["count"] == values["before"] + values["more"], fact["id"]


@every_sample
def test_growth_in_a_fact_is_what_both_years_give(name: str):
    before = {fact["id"]: fact["values"] for fact in (previous(name) or {"facts": []})["facts"]}
    for fact in report(name)["facts"]:
        if "growth" in fact["values"]:
            key = next(iter(fact["values"]))
            now, then = (Decimal(of[key]["value"]) for of in (fact["values"], before[fact["id"]]))
            growth = rounded(100 * (now - then) / then)
            assert Decimal(fact["values"]["growth"]["value"]) == growth


@every_sample
def test_the_units_of_a_breakdown_add_up_to_the_new_requests(name: str):
    sample = report(name)
    for fact in sample["facts"]:
        if fact["id"] == "requests_by_unit":
            parts = sum(value["value"] for value in fact["values"].values())
            assert parts == sample["table3"]["new"]["total"]


@every_sample
def test_the_processing_fees_are_lawful_and_add_up(name: str):
    fee = next(fact for fact in report(name)["facts"] if fact["id"] == "processing_fee")
    values = {key: value["value"] for key, value in fee["values"].items()}
    amounts = {key: v for key, v in values.items() if not key.endswith("count")}
    assert all(amount % 10 == 0 for amount in amounts.values())
    if len(amounts) > 1:
        assert values["amount"] * 2 == sum(amounts.values())
        assert values["count"] * 2 == sum(v for k, v in values.items() if k.endswith("count"))


@every_sample
def test_the_part_on_requests_says_what_tables_three_and_four_say(name: str):
    sample = report(name)
    words, counts, suits = text(sample, "1.2"), requests(sample), cases(sample)
    named = {"予以公开": "granted", "部分公开": "partially_granted", "办结": "result_total"}
    named |= {label: group for group, label in GROUPS.items()}
    named |= {"结转下年度(?:继续办理)?": "carried_out", "上年结转": "carried_in"}
    for label, row in named.items():
        for told in re.findall(rf"(?<![和未]){label}(\d+)件", words):
            assert Decimal(told) == counts[row], label
    told = {Decimal(number) for number in NUMBER.findall(words)}
    for row in ("new", "carried_in", "result_total", "carried_out"):
        assert not counts[row] or counts[row] in told, row
    for case in ("reconsideration", "litigation"):
        total = suits[f"{case}.total"]
        assert total in told if total else re.search("无|没有|未发生", words), case
