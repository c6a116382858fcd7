"""Reports in which nothing is wrong: the samples, and the same told or printed in other ways.

A harmless change leaves every statement true: other notations of numbers, other wordings of
official titles, other names and years throughout, paragraphs joined or parted. What is said of
a changed report and was not to be said of it is a false alarm.
"""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport, Value
from assistant.resources import corpus_dir
from evals.rules.planting import Clean

Change = Callable[[random.Random, AnnualReport], AnnualReport]
_HAN = r"\u4e00-\u9fff"


def clean_reports(folder: Path | None = None) -> list[Clean]:
    """The samples, each with the report of the year before where there is one."""
    folder = folder or corpus_dir() / "samples"
    reports = [read_figures(path) for path in sorted(folder.glob("*.yaml"))]
    by_year = {(report.agency, report.year): report for report in reports}
    return [
        Clean(
            f"{report.agency}{report.year}", report, by_year.get((report.agency, report.year - 1))
        )
        for report in reports
    ]


def variants(count: int, seed: int) -> Iterator[Clean]:
    """`count` clean reports made of the samples by two or three harmless changes each."""
    rng = random.Random(seed)
    samples = clean_reports()
    for index in range(count):
        sample = samples[index % len(samples)]
        report, previous = sample.report, sample.previous
        for change in rng.sample(_CHANGES, rng.randint(1, 3)):
            report = change(rng, report)
        for both in rng.sample(_FOR_BOTH_YEARS, rng.randint(0, 1)):
            state = rng.getstate()
            report = both(rng, report)
            if previous is not None:
                rng.setstate(state)
                previous = both(rng, previous)
        yield Clean(sample.name, report, previous)


def _everywhere(report: AnnualReport, change: Callable[[str], str]) -> AnnualReport:
    """The report with every word of it changed in the same way; cells and days stay."""
    data = report.model_dump()
    for name in ("agency", "title"):
        data[name] = change(data[name])
    data["preface"] = [change(text) for text in data["preface"]]
    for section in data["sections"].values():
        for holder in (section, *section["parts"].values()):
            holder["paragraphs"] = [change(text) for text in holder["paragraphs"]]
            holder["title"] = change(holder["title"])
    return type(report).model_validate(data)


def _in_narrative(report: AnnualReport, change: Callable[[str], str]) -> AnnualReport:
    data = report.model_dump()
    for section in data["sections"].values():
        for holder in (section, *section["parts"].values()):
            holder["paragraphs"] = [change(text) for text in holder["paragraphs"]]
    return type(report).model_validate(data)


def _thousands(_: random.Random, report: AnnualReport) -> AnnualReport:
    def commas(match: re.Match[str]) -> str:
        return f"{int(match[0]):,}"

    pattern = r"(?<![\d.,〔\[（(第号])\d{4,9}(?=[条件篇人次户])"
    return _in_narrative(report, lambda text: re.sub(pattern, commas, text))


def _full_width(_: random.Random, report: AnnualReport) -> AnnualReport:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    pattern = r"(?<![\d.%])\d{1,9}(?=[条件篇场次期])"
    return _in_narrative(report, lambda text: re.sub(pattern, lambda m: m[0].translate(wide), text))


def _spaces_round_numbers(_: random.Random, report: AnnualReport) -> AnnualReport:
    pattern = rf"(?<=[{_HAN}])(\d{{1,9}})(?=[条件篇场次期个])"
    return _in_narrative(report, lambda text: re.sub(pattern, r" \1 ", text))


def _chinese_digits(rng: random.Random, report: AnnualReport) -> AnnualReport:
    small = dict(zip("23456789", "两三四五六七八九", strict=True))
    pattern = rf"(?<=[{_HAN}])([2-9])(?=[场次期个])"
    return _in_narrative(report, lambda text: re.sub(pattern, lambda m: small[m[0]], text))


def _other_titles(_: random.Random, report: AnnualReport) -> AnnualReport:
    data = report.model_dump()
    wordings = {
        "4": "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "5": "五、政府信息公开工作存在的主要问题及改进情况",
    }
    for section, title in wordings.items():
        if section in data["sections"]:
            data["sections"][section]["title"] = title
    return type(report).model_validate(data)


def _titles_with_words(rng: random.Random, report: AnnualReport) -> AnnualReport:
    ending = rng.choice(["情况", "方面", "情况。", "方面。"])
    data = report.model_dump()
    for part in data["sections"].get("1", {"parts": {}})["parts"].values():
        part["title"] = part["title"].removesuffix("情况") + ending
    return type(report).model_validate(data)


def _paragraphs_joined(_: random.Random, report: AnnualReport) -> AnnualReport:
    data = report.model_dump()
    for section in data["sections"].values():
        for holder in (section, *section["parts"].values()):
            if holder["paragraphs"]:
                holder["paragraphs"] = ["".join(holder["paragraphs"])]
    return type(report).model_validate(data)


def _paragraphs_parted(_: random.Random, report: AnnualReport) -> AnnualReport:
    data = report.model_dump()
    for section in data["sections"].values():
        for holder in (section, *section["parts"].values()):
            texts = [
                re.split(r"(?<=。)(?=[一二三四五六]是)", text) for text in holder["paragraphs"]
            ]
            holder["paragraphs"] = [part for parts in texts for part in parts]
    return type(report).model_validate(data)


def _title_form(rng: random.Random, report: AnnualReport) -> AnnualReport:
    title = rng.choice(
        [
            f"{report.agency}{report.year}年度政府信息公开工作年度报告",
            f"{report.year}年{report.agency}政府信息公开工作年度报告",
            f"{report.agency}\n{report.year}年政府信息公开工作年度报告".replace("\n", ""),
        ]
    )
    return type(report).model_validate({**report.model_dump(), "title": title})


def _quiet_sentence(rng: random.Random, report: AnnualReport) -> AnnualReport:
    """One more sentence of plain official prose that claims nothing that could be checked."""
    words = (
        "坚持问题导向，补短板、强弱项，推动各项任务落到实处。",
        "健全发布协调机制，确保公开的政府信息及时、准确、完整。",
        "加强与上级主管部门的沟通衔接，遇到疑难问题及时请示。",
        "充分听取群众意见，持续优化栏目设置和检索功能。",
    )
    data = report.model_dump()
    parts = data["sections"].get("1", {"parts": {}})["parts"]
    if parts:
        part = parts[rng.choice(sorted(parts))]
        part["paragraphs"] = [*part["paragraphs"], rng.choice(words)]
    return type(report).model_validate(data)


def _renamed(_: random.Random, report: AnnualReport) -> AnnualReport:
    """Other place names throughout, the same for every year of an agency."""
    names = dict(pair.split("=") for pair in _OTHER_NAMES.split())
    pattern = re.compile("|".join(names))
    return _everywhere(report, lambda text: pattern.sub(lambda name: names[name[0]], text))


_OTHER_NAMES = "清岚=清屏 澜州=霖州 望澜=望溪 砚湖=月湖 竹影=柳影 禾渡=石渡"
_CHANGES: list[Change] = [
    _thousands,
    _full_width,
    _spaces_round_numbers,
    _chinese_digits,
    _other_titles,
    _titles_with_words,
    _paragraphs_joined,
    _paragraphs_parted,
    _title_form,
    _quiet_sentence,
]
_FOR_BOTH_YEARS: list[Change] = [_renamed]


def composed(count: int, seed: int) -> Iterator[Clean]:
    """`count` reports that our own composer writes from samples with other tables three and four."""
    from assistant.drafting.draft import assemble
    from assistant.drafting.drafter import Drafter

    rng = random.Random(seed)
    samples = clean_reports()
    for index in range(count):
        sample = samples[index % len(samples)].report
        facts = [f for f in sample.facts if f.section != "1.2" and "申请" not in f.text]
        data = {**sample.model_dump(), "sections": {}, "preface": (), "facts": facts}
        figures = random_tables(rng, type(sample).model_validate(data))
        yield Clean(f"composed {index}", _completed(assemble(Drafter(figures).draft(), figures)))


def _completed(report: AnnualReport) -> AnnualReport:
    """A composed report with the statements that only people can make."""
    data = report.model_dump()
    said = {
        "1.5": "监督保障方面，将政府信息公开纳入年度工作考核，按规定开展社会评议并公布结果，全年未发生责任追究情形。",
        "5": "一是解读形式还比较单一，将增加图表和视频解读；二是基层经办人员变动较多，将实行岗前培训。",
        "6": "本年度未收取信息处理费。",
    }
    for section, words in said.items():
        holder = data["sections"][section[0]]
        (holder["parts"][section] if "." in section else holder)["paragraphs"] = [words]
    return type(report).model_validate(data)


def random_tables(rng: random.Random, report: AnnualReport) -> AnnualReport:
    """Figures alone, with other numbers that balance, for a narrative to be composed from."""
    form = report.form
    kinds = [
        "natural_person",
        "business",
        "research",
        "social_welfare",
        "legal_service",
        "other_org",
    ]
    cells: dict[str, Value] = dict.fromkeys(form.by_address, 0)
    for kind in kinds:
        scale = {"natural_person": 60, "business": 9}.get(kind, 2)
        done = 0
        for row in form.result_rows:
            number = rng.randint(0, scale) if rng.random() < 0.3 else 0
            cells[f"t3.{row}.{kind}"] = number
            done += number
        out = rng.randint(0, scale // 6)
        carried = rng.randint(0, min(scale // 6, done + out))
        cells[f"t3.result_total.{kind}"] = done
        cells[f"t3.carried_out.{kind}"] = out
        cells[f"t3.carried_in.{kind}"] = carried
        cells[f"t3.new.{kind}"] = done + out - carried
    for address in form.by_address:
        if address.startswith("t3.") and address.endswith(".total"):
            row = address.split(".")[1]
            cells[address] = sum(int(cells[f"t3.{row}.{kind}"] or 0) for kind in kinds)
    for group in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        parts = [rng.randint(0, 3) if rng.random() < 0.4 else 0 for _ in range(4)]
        for name, number in zip(("upheld", "corrected", "other", "pending"), parts, strict=True):
            cells[f"t4.{group}.{name}"] = number
        cells[f"t4.{group}.total"] = sum(parts)
    cells |= {a: v for a, v in report.cells().items() if a.startswith("t2.")}
    return report.with_cells(cells)
