"""Faults of structure: sections, parts, titles, chains, dates of publication."""

import random
import re

from assistant.report.model import AnnualReport
from evals.rules.planting import (
    Clean,
    Fault,
    Planted,
    edited,
    matches,
    replaced,
    with_paragraphs,
)

_PARTS = ("1.1", "1.2", "1.3", "1.4", "1.5")


def _with(report: AnnualReport, **fields: object) -> AnnualReport:
    return type(report).model_validate({**report.model_dump(), **fields})


def _section_missing(rng: random.Random, clean: Clean) -> Planted:
    section = rng.choice(["5", "6"])
    data = clean.report.model_dump()
    del data["sections"][section]
    report = type(clean.report).model_validate(data)
    return Planted(report, sections=frozenset({section}), anywhere=True)


def _part_missing(rng: random.Random, clean: Clean) -> Planted | None:
    parts = [part for part in _PARTS if clean.report.text_of(part)]
    if len(parts) < 5:
        return None
    part = rng.choice(parts)
    data = clean.report.model_dump()
    del data["sections"]["1"]["parts"][part]
    report = type(clean.report).model_validate(data)
    return Planted(report, sections=frozenset({part, "1"}), anywhere=True)


def _part_empty(rng: random.Random, clean: Clean) -> Planted | None:
    parts = [part for part in _PARTS if clean.report.text_of(part)]
    if not parts:
        return None
    part = rng.choice(parts)
    report = with_paragraphs(clean.report, part, [])
    return Planted(report, sections=frozenset({part, "1"}), anywhere=True)


def _section_says_nothing(rng: random.Random, clean: Clean) -> Planted:
    words = rng.choice(["无", "无。", "暂无。", "没有需要报告的事项。"])
    report = with_paragraphs(clean.report, "5", [words])
    return Planted(report, sections=frozenset({"5"}), anywhere=True)


def _no_processing_fee(rng: random.Random, clean: Clean) -> Planted:
    words = rng.choice(["本年度没有其他需要报告的事项。", "无其他需要报告的事项。", "无。"])
    report = with_paragraphs(clean.report, "6", [words])
    return Planted(report, sections=frozenset({"6"}), anywhere=True)


def _link_lost(rng: random.Random, clean: Clean) -> Planted | None:
    """A link of 一是 二是 三是 dropped: “一是” or one in the middle."""
    chains = []
    for section, text in clean.report.texts():
        links = list(re.finditer(r"(?<=[。；：\n])[一二三]是|\A一是", text))
        if len(links) >= 3:
            chains.append((section, rng.choice(links[:-1])))
    if not chains:
        return None
    section, match = rng.choice(chains)
    return edited(clean.report, section, *match.span(), "")


def _link_without_verb(rng: random.Random, clean: Clean) -> Planted | None:
    """“二是进一步” written as “二进一步”."""
    found = [(s, m) for s, m in matches(clean.report, r"(?<=[。；：\n])[二三四]是")]
    if not found:
        return None
    section, match = rng.choice(found)
    return edited(clean.report, section, *match.span(), match[0][0])


def _link_repeated(rng: random.Random, clean: Clean) -> Planted | None:
    """“三是” written as “二是” again."""
    return replaced(rng, clean, r"(?<=[。；\n])三是", "二是")


def _title_year(rng: random.Random, clean: Clean) -> Planted | None:
    year = str(clean.report.year)
    if year not in clean.report.title:
        return None
    other = str(clean.report.year + rng.choice([-1, 1]))
    report = _with(clean.report, title=clean.report.title.replace(year, other))
    return Planted(report, anywhere=True, sections=frozenset({"preface"}))


def _title_words(rng: random.Random, clean: Clean) -> Planted | None:
    wrong = rng.choice(["政府信息公开工作报告", "信息公开年度总结", "政务公开工作总结"])
    title = clean.report.title.replace("政府信息公开工作年度报告", wrong)
    if title == clean.report.title:
        return None
    return Planted(_with(clean.report, title=title), anywhere=True)


def _period_not_whole(rng: random.Random, clean: Clean) -> Planted | None:
    """The statistical period ends in November, or begins in February."""
    return replaced(
        rng, clean, r"12月31日(?=[^\n]{0,12}[。，；])", rng.choice(["11月30日", "10月31日"])
    )


def _published_late(rng: random.Random, clean: Clean) -> Planted:
    day = rng.choice(["04-15", "05-06", "06-30"])
    report = _with(clean.report, published=f"{clean.report.year + 1}-{day}")
    return Planted(report, anywhere=True)


def _published_early(rng: random.Random, clean: Clean) -> Planted:
    report = _with(clean.report, published=f"{clean.report.year}-12-{rng.randint(10, 31)}")
    return Planted(report, anywhere=True)


def _old_notice(rng: random.Random, clean: Clean) -> Planted | None:
    return replaced(rng, clean, r"〔2021〕\s?30\s?号", "〔2019〕60号")


def _accountability_silent(rng: random.Random, clean: Clean) -> Planted | None:
    """A government that says nothing of 工作考核, 社会评议 and 责任追究."""
    if not clean.report.agency.endswith(("县人民政府", "市人民政府", "镇人民政府")):
        return None
    words = rng.choice(
        [
            "明确一名负责同志分管，安排专人承办具体事务，做到有人管、有人办。",
            "组织业务人员学习公开制度，请有经验的同事讲解常见问题。",
        ]
    )
    report = with_paragraphs(clean.report, "1.5", [words])
    return Planted(report, sections=frozenset({"1.5", "1"}), anywhere=True)


def _problems_only(rng: random.Random, clean: Clean) -> Planted:
    words = rng.choice(
        [
            "对照上级要求，工作中还存在一些不足：公开内容更新不够及时，解读形式比较单一，基层人员力量薄弱，业务能力参差不齐。",
            "存在的主要问题：个别栏目信息更新滞后；答复文书说理不够充分；政务新媒体内容吸引力不强，群众参与度偏低。",
        ]
    )
    report = with_paragraphs(clean.report, "5", [words])
    return Planted(report, sections=frozenset({"5"}), anywhere=True)


def _other_agency(rng: random.Random, clean: Clean) -> Planted | None:
    """The title names another agency than the report's."""
    other = rng.choice(["临水县水务局", "东岭镇人民政府", "平川市交通运输局"])
    title = f"{other}{clean.report.year}年政府信息公开工作年度报告"
    return Planted(_with(clean.report, title=title), anywhere=True)


def _sections_swapped(rng: random.Random, clean: Clean) -> Planted:
    """五 and 六 have each other's text."""
    one, other = (clean.report.text_of(section).split("\n") for section in ("5", "6"))
    report = with_paragraphs(with_paragraphs(clean.report, "5", other), "6", one)
    return Planted(report, sections=frozenset({"5", "6"}), anywhere=True)


STRUCTURE_FAULTS = (
    Fault("agency-of-the-title", _other_agency),
    Fault("texts-of-sections-swapped", _sections_swapped),
    Fault("section-missing", _section_missing),
    Fault("part-missing", _part_missing),
    Fault("part-empty", _part_empty),
    Fault("section-five-says-nothing", _section_says_nothing),
    Fault("problems-without-improvements", _problems_only),
    Fault("no-word-on-the-processing-fee", _no_processing_fee),
    Fault("link-of-a-chain-lost", _link_lost),
    Fault("link-without-its-verb", _link_without_verb),
    Fault("link-repeated", _link_repeated),
    Fault("year-of-the-title", _title_year),
    Fault("words-of-the-title", _title_words),
    Fault("period-not-a-whole-year", _period_not_whole),
    Fault("published-late", _published_late),
    Fault("published-before-the-year-ended", _published_early),
    Fault("old-notice-cited", _old_notice),
    Fault("accountability-silent", _accountability_silent),
)
