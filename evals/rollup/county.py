"""A made-up county: its units, their reports with balanced figures and composed prose, its files."""

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from assistant.drafting.draft import assemble
from assistant.drafting.drafter import Drafter
from assistant.exporting.export import RENDERERS
from assistant.report.model import AnnualReport, Value
from evals.rules.clean_reports import clean_reports, random_tables

COUNTY, YEAR = "青坪县", 2024
PARENT = f"{COUNTY}人民政府"
FORMATS = ("docx", "html", "xlsx", "md")
_BUREAUS = [
    "教育局",
    "科学技术局",
    "工业和信息化局",
    "民政局",
    "司法局",
    "财政局",
    "人力资源和社会保障局",
    "自然资源局",
    "住房和城乡建设局",
    "交通运输局",
    "水利局",
    "农业农村局",
    "商务局",
    "文化和旅游局",
    "卫生健康局",
    "退役军人事务局",
    "应急管理局",
    "审计局",
    "市场监督管理局",
    "统计局",
    "医疗保障局",
    "城市管理局",
    "林业局",
    "信访局",
    "乡村振兴局",
    "行政审批服务管理局",
]
_FIRST, _SECOND = "云石松柳杏桃兰荷竹梅枫杨", "溪岭桥湾坡塘滩冈"
_ELSEWHERE = re.compile(r"清岚|澜州|望澜|砚湖|竹影|禾渡|20\d\d|全[市县区]|本[局镇]|申请")
_SAID = {
    "1.5": "监督保障方面，将政府信息公开纳入年度工作考核，按规定开展社会评议并公布结果，全年未发生责任追究情形。",
    "5": "一是解读形式还比较单一，将增加图表和视频解读；二是基层经办人员变动较多，将实行岗前培训。",
    "6": "本年度未收取信息处理费。",
}


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that a unit hands in: its name, its bytes."""

    name: str
    content: bytes


def unit_names(count: int) -> list[str]:
    """The full names of the units: bureaus, then towns and subdistricts."""
    towns = [f"{a}{b}" for b in _SECOND for a in _FIRST]
    places = [f"{t}镇人民政府" if i % 4 else f"{t}街道办事处" for i, t in enumerate(towns)]
    bureaus = [f"{COUNTY}{name}" for name in _BUREAUS[: max(count // 3, 3)]]
    return [*bureaus, *(f"{COUNTY}{name}" for name in places)][:count]


def reports_of(names: Sequence[str], seed: int, year: int = YEAR) -> dict[str, AnnualReport]:
    """A clean report for each unit: figures that balance, prose composed from them."""
    rng = random.Random(seed)
    samples = [clean.report for clean in clean_reports()]
    return {
        name: _report(rng, name, samples[index % len(samples)], year)
        for index, name in enumerate(names)
    }


def _report(rng: random.Random, name: str, sample: AnnualReport, year: int) -> AnnualReport:
    facts = [fact for fact in sample.facts if not _ELSEWHERE.search(fact.text)]
    bare = AnnualReport(agency=name, year=year, facts=tuple(facts))
    figures = random_tables(rng, bare.with_cells(_table_two(rng)))
    written = assemble(Drafter(figures).draft(), figures).model_dump()
    for section, words in _SAID.items():
        holder = written["sections"][section[0]]
        (holder["parts"][section] if "." in section else holder)["paragraphs"] = [words]
    return AnnualReport.model_validate(written)


def _table_two(rng: random.Random) -> dict[str, Value]:
    issued, repealed = rng.randint(0, 4), rng.randint(0, 2)
    return {
        "t2.regulations.issued": 0,
        "t2.regulations.repealed": 0,
        "t2.regulations.in_force": 0,
        "t2.normative_documents.issued": issued,
        "t2.normative_documents.repealed": repealed,
        "t2.normative_documents.in_force": issued + rng.randint(3, 20),
        "t2.licensing": rng.randint(120, 9800),
        "t2.penalties": rng.randint(11, 1900),
        "t2.coercion": rng.randint(1, 90),
        "t2.fees": Decimal(rng.randint(1000, 99999)) / 100,
    }


def as_file(name: str, report: AnnualReport, form: str) -> Handed:
    """A report as the unit's file in one of our formats."""
    return Handed(f"{name}.{form}", RENDERERS[form](report))


def write_files(files: Iterable[Handed], folder: Path) -> None:
    """Put the files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        (folder / file.name).write_bytes(file.content)


def added_up(reports: Iterable[AnnualReport]) -> dict[str, Value]:
    """The sum of each cell by plain addition, None where one of the reports has no figure."""
    tables = [report.cells() for report in reports]
    return {
        address: None
        if any(cells[address] is None for cells in tables)
        else sum((cells[address] or 0 for cells in tables), start=0)
        for address in tables[0]
    }
