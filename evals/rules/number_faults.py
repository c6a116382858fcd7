"""Faults in numbers of the narrative: against the tables, among each other, against last year."""

import random
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from assistant.report.model import AnnualReport, Value, WorkFact
from evals.rules.planting import (
    Clean,
    Fault,
    Plant,
    Planted,
    Spot,
    another_number,
    appended,
    edited,
    matches,
    number_of,
    sentence_around,
    with_paragraphs,
)

Rng = random.Random
_N = r"(?<![\d.,，])(?P<n>\d{1,9})(?![\d.])"


def _grown(address: str, *balancing: str) -> Plant:
    """The tables changed so that they still balance, the narrative left as it was.

    Only where the narrative gives the number of `address`; else nothing could disagree.
    """

    def plant(rng: Rng, clean: Clean) -> Planted | None:
        report = clean.report
        told = number_of(report, address)
        if told < 2 or not matches(report, rf"(?<![\d.]){told}(?=件|宗)"):
            return None
        more = rng.randint(1, 9)
        changes: dict[str, Value] = {a: number_of(report, a) + more for a in (address, *balancing)}
        return Planted(report.with_cells(changes), frozenset(changes), _told(report, told))

    return plant


def _told(report: AnnualReport, number: int) -> tuple[Spot, ...]:
    return tuple(
        sentence_around(section, report.text_of(section), *match.span())
        for section, match in matches(report, rf"(?<![\d.]){number}(?=件|宗)")
    )


_OF_NATURAL = ("natural_person", "total")
_RESULT = tuple(f"t3.{row}.{kind}" for row in ("granted", "result_total") for kind in _OF_NATURAL)
_NEW = tuple(f"t3.new.{kind}" for kind in _OF_NATURAL)


def _in_text(pattern: str, address: str = "") -> Plant:
    """A number of the narrative that a slip changed; `n` is the number.

    With an `address` only a number that is the one of that cell, else it may be another thing.
    """

    def plant(rng: Rng, clean: Clean) -> Planted | None:
        told = number_of(clean.report, address) if address else None
        found = [
            (section, match)
            for section, match in matches(clean.report, pattern)
            if told is None or int(match["n"]) == told
        ]
        if not found:
            return None
        section, match = rng.choice(found)
        wrong = str(another_number(rng, int(match["n"])))
        return edited(clean.report, section, *match.span("n"), wrong)

    return plant


def _breakdown_part(rng: Rng, clean: Clean) -> Planted | None:
    """One part of a list of results or kinds that adds up."""
    pattern = rf"(?:予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|结果维持|结果纠正|其他结果|尚未审结){_N}件"
    return _in_text(pattern)(rng, clean)


def _facts(report: AnnualReport, *names: str) -> Iterator[WorkFact]:
    for fact in report.facts:
        if set(names) <= set(fact.values):
            yield fact


def _share_wrong(rng: Rng, clean: Clean) -> Planted | None:
    """A share of which the narrative gives part and whole, off by several points."""
    places = []
    for fact in _facts(clean.report, "share", "part", "whole"):
        written = f"{fact.values['share'].value}%"
        places += [(fact, s, m) for s, m in matches(clean.report, re.escape(written))]
    if not places:
        return None
    fact, section, match = rng.choice(places)
    share = Decimal(fact.values["share"].value)
    wrong = share + rng.choice([-7, -4, 4, 6]) if share < 90 else share - rng.choice([4, 7])
    return edited(clean.report, section, *match.span(), f"{wrong}%")


def _growth_wrong(rng: Rng, clean: Clean) -> Planted | None:
    """A growth rate of which the narrative gives the number and the difference."""
    places = []
    for fact in _facts(clean.report, "growth", "more", "count"):
        written = f"{fact.values['growth'].value}%"
        places += [(fact, s, m) for s, m in matches(clean.report, re.escape(written))]
    if not places:
        return None
    fact, section, match = rng.choice(places)
    wrong = Decimal(fact.values["growth"].value) + rng.choice([2, 3, 5])
    return edited(clean.report, section, *match.span(), f"{wrong}%")


def _share_of_few(rng: Rng, clean: Clean) -> Planted:
    """A percentage that no whole number of pieces can be."""
    whole = rng.choice([7, 8, 9, 11, 12, 13])
    possible = {_percent(part, whole) for part in range(whole + 1)}
    wrong = rng.choice([p for p in range(20, 95) if p not in possible and p + 1 not in possible])
    things = rng.choice([("发布政策解读", "篇", "图文解读"), ("开展专项检查", "次", "实地检查")])
    words = f"全年{things[0]}{whole}{things[1]}，其中{things[2]}占{wrong}%。"
    return appended(clean.report, "1.1", words)


def _percent(part: int, whole: int) -> int:
    return int((Decimal(part * 100) / whole).quantize(Decimal(1), ROUND_HALF_UP))


def _sum_of_units(rng: Rng, clean: Clean) -> Planted:
    """A list that says that it is all of it and does not add up."""
    parts = [rng.randint(3, 60) for _ in range(3)]
    wrong = sum(parts) + rng.choice([-3, -1, 1, 2, 10])
    words = (
        f"全年组织业务培训{wrong}人次，分别为新任人员{parts[0]}人次、在岗人员{parts[1]}人次、"
        f"网站编辑{parts[2]}人次。"
    )
    return appended(clean.report, "1.5", words)


def _none_received(rng: Rng, clean: Clean) -> Planted | None:
    if number_of(clean.report, "t3.new.total") < 1:
        return None
    words = rng.choice(
        [
            "全年未收到政府信息公开申请。",
            "本年度没有收到公民、法人和其他组织提出的政府信息公开申请。",
        ]
    )
    report = with_paragraphs(clean.report, "1.2", [words])
    spot = Spot("1.2", 0, len(words))
    return Planted(report, frozenset({"t3.new.total"}), (spot,))


def _no_cases(rng: Rng, clean: Clean) -> Planted | None:
    if number_of(clean.report, "t4.reconsideration.total") < 1:
        return None
    words = rng.choice(
        [
            "全年未发生因政府信息公开引起的行政复议案件。",
            "本年度没有因政府信息公开工作被申请行政复议。",
        ]
    )
    return appended(clean.report, "1.2", words)


def _all_handled(rng: Rng, clean: Clean) -> Planted | None:
    if number_of(clean.report, "t3.carried_out.total") < 1:
        return None
    words = rng.choice(["收到的政府信息公开申请全部办结。", "全年收到的申请均已办结，办结率100%。"])
    return appended(clean.report, "1.2", words)


def _told_twice(rng: Rng, clean: Clean) -> Planted | None:
    new = number_of(clean.report, "t3.new.total")
    if new < 5:
        return None
    words = f"全年新收政府信息公开申请{another_number(rng, new)}件，办理任务较重。"
    return appended(clean.report, rng.choice(["1.5", "5"]), words)


def _cases_untold(rng: Rng, clean: Clean) -> Planted | None:
    """Cases told of where table four has none."""
    report = clean.report
    if number_of(report, "t4.reconsideration.total"):
        return None
    words = f"全年因政府信息公开引起的行政复议案件{rng.randint(2, 9)}件。"
    told = appended(report, "1.2", words)
    return Planted(told.report, frozenset({"t4.reconsideration.total"}), told.spots)


def _units_of_a_list(rng: Rng, clean: Clean) -> Planted | None:
    """One unit's number in a list that divides a total of its paragraph (按受理单位划分)."""
    pattern = rf"(?:局|委员会|镇|乡|街道|区|县|政府|部门|科){_N}件(?=、|，|。|；)"
    found = [
        (section, match)
        for section, match in matches(clean.report, pattern)
        if _claims_all(clean.report.text_of(section), match.start())
    ]
    if not found:
        return None
    section, match = rng.choice(found)
    wrong = str(another_number(rng, int(match["n"])))
    return edited(clean.report, section, *match.span("n"), wrong)


def _claims_all(text: str, at: int) -> bool:
    start = max(text.rfind(mark, 0, at) for mark in "。；\n") + 1
    return re.search("按[^，。]{2,10}(?:划分|分|统计)|分别", text[start:at]) is not None


def _percentage_over_hundred(rng: Rng, clean: Clean) -> Planted:
    words = rng.choice(
        [
            f"全年按期答复率达到{rng.randint(101, 140)}%。",
            f"社会评议满意率为{rng.randint(105, 180)}%。",
        ]
    )
    return appended(clean.report, "1.5", words)


def _impossible_date(rng: Rng, clean: Clean) -> Planted:
    day = rng.choice(["2月30日", "4月31日", "6月31日", "13月5日", "11月31日"])
    return appended(clean.report, "1.4", f"{day}召开政务公开工作推进会，部署平台改版。")


def _points_announced(rng: Rng, clean: Clean) -> Planted:
    words = (
        "培训从三个方面着手：一是讲清公开属性怎么定，二是讲清答复文书怎么写。",
        "采取四项措施：一是增设查阅点，二是更新设备，三是延长开放时间。",
    )
    return appended(clean.report, "1.5", rng.choice(words))


def _fee_not_by_tens(rng: Rng, clean: Clean) -> Planted:
    report = with_paragraphs(clean.report, "6", [])
    pieces = rng.randint(1, 3)
    words = f"本年度收取信息处理费{pieces}件，共计{rng.choice([135, 263, 418, 777])}元。"
    return appended(report, "6", words)


NUMBER_FAULTS = (
    Fault("new-requests-in-the-tables", _grown("t3.new.total", "t3.new.natural_person", *_RESULT)),
    Fault(
        "results-in-the-tables",
        _grown("t3.result_total.total", "t3.result_total.natural_person", *_RESULT[:2], *_NEW),
    ),
    Fault(
        "reconsiderations-in-the-tables",
        _grown("t4.reconsideration.total", "t4.reconsideration.upheld"),
    ),
    Fault("licensing-in-the-tables", _grown("t2.licensing")),
    Fault("penalties-in-the-tables", _grown("t2.penalties")),
    Fault("documents-issued-in-the-tables", _grown("t2.normative_documents.issued")),
    Fault("documents-in-force-in-the-tables", _grown("t2.normative_documents.in_force")),
    Fault("new-requests-in-the-text", _in_text(rf"新收[^\d。；]{{0,14}}{_N}件", "t3.new.total")),
    Fault(
        "handled-in-the-text", _in_text(rf"(?:办结|答复)(?:申请)?{_N}件", "t3.result_total.total")
    ),
    Fault("part-of-a-breakdown", _breakdown_part),
    Fault("list-that-does-not-add-up", _sum_of_units),
    Fault("share-wrong", _share_wrong),
    Fault("share-that-cannot-be", _share_of_few),
    Fault("growth-wrong", _growth_wrong),
    Fault("none-received", _none_received),
    Fault("no-cases", _no_cases),
    Fault("cases-not-in-the-table", _cases_untold),
    Fault("all-handled", _all_handled),
    Fault("told-twice", _told_twice),
    Fault("partly-granted-in-the-text", _in_text(rf"部分公开{_N}件", "t3.partially_granted.total")),
    Fault(
        "carried-out-in-the-text", _in_text(rf"结转[^\d。；]{{0,8}}{_N}件", "t3.carried_out.total")
    ),
    Fault(
        "applicants-in-the-text", _in_text(rf"自然人(?:申请|提出)?{_N}件", "t3.new.natural_person")
    ),
    Fault("litigation-in-the-text", _in_text(rf"行政诉讼(?:案件)?{_N}件")),
    Fault("coercion-in-the-tables", _grown("t2.coercion")),
    Fault("unit-of-a-list", _units_of_a_list),
    Fault("percentage-over-hundred", _percentage_over_hundred),
    Fault("impossible-date", _impossible_date),
    Fault("points-announced", _points_announced),
    Fault("fee-not-by-tens", _fee_not_by_tens, slight=True),
)
