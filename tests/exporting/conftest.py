"""A whole report with balanced tables, in which every cell that can differ does."""

from decimal import Decimal

import pytest

from assistant.report.forms import LAYOUT_2021
from assistant.report.model import AnnualReport, PartText, SectionText, WorkFact, WorkValue

APPLICANTS = [column.id for column in LAYOUT_2021.columns if column.id != "total"]
OUTCOMES = ("upheld", "corrected", "other", "pending")


def balanced_cells() -> dict[str, int | Decimal]:
    """All 200 cells; table three and four obey their identities."""
    cells: dict[str, int | Decimal] = {}
    for number, cell in enumerate(c for c in LAYOUT_2021.cells if c.table == "table2"):
        cells[cell.address] = 301 + number
    cells["t2.fees"] = Decimal("59237.2449")
    for place, applicant in enumerate(APPLICANTS):
        results = {row: (place * 21 + i) % 17 for i, row in enumerate(LAYOUT_2021.result_rows)}
        for row, count in results.items():
            cells[f"t3.{row}.{applicant}"] = count
        total = sum(results.values())
        cells[f"t3.result_total.{applicant}"] = total
        cells[f"t3.carried_out.{applicant}"] = place + 1
        cells[f"t3.carried_in.{applicant}"] = 2 * place
        cells[f"t3.new.{applicant}"] = total + place + 1 - 2 * place
    for row in (*LAYOUT_2021.result_rows, "result_total", "carried_out", "carried_in", "new"):
        cells[f"t3.{row}.total"] = sum(int(cells[f"t3.{row}.{a}"]) for a in APPLICANTS)
    for shift, group in enumerate(
        ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    ):
        counts = [shift * 4 + i for i in range(4)]
        for outcome, count in zip(OUTCOMES, counts, strict=True):
            cells[f"t4.{group}.{outcome}"] = count
        cells[f"t4.{group}.total"] = sum(counts)
    return cells


def build(**changes: object) -> AnnualReport:
    form = LAYOUT_2021
    parts = {
        part.id: PartText(title=part.title, paragraphs=(f"{part.key}工作按计划完成，共{i}项。",))
        for i, part in enumerate(form.section("1").parts, 1)
    }
    sections = {
        section.id: SectionText(
            title=section.title,
            paragraphs=() if section.id in "1234" else (f"{section.title}的说明。", "另起一段。"),
            parts=parts if section.id == "1" else {},
        )
        for section in form.sections
    }
    data: dict[str, object] = {
        "agency": "青岚县人民政府办公室",
        "year": 2024,
        "title": "青岚县人民政府办公室2024年政府信息公开工作年度报告",
        "published": "2025-01-20",
        "preface": (
            "依照《中华人民共和国政府信息公开条例》编制本报告。",
            "数据截至2024年12月31日。",
        ),
        "sections": sections,
        "facts": (
            WorkFact(
                id="interpretation",
                section="1.1",
                text="发布政策解读{count}篇，图文解读占{share}",
                values={
                    "count": WorkValue(value=9, unit="篇"),
                    "share": WorkValue(value=Decimal("88.5"), unit="%"),
                },
                source="政策解读台账",
            ),
            WorkFact(
                id="visits",
                section="1.4",
                text="网站访问{visits}次",
                values={"visits": WorkValue(value=140000, unit="次", about=True)},
            ),
            WorkFact(id="none", section="6", text="没有收取信息处理费"),
        ),
        "problems": ("解读形式单一", "台账不全"),
        "improvements": ("增加图解",),
    }
    return AnnualReport.model_validate(data | changes).with_cells(balanced_cells())


@pytest.fixture(scope="session")
def report() -> AnnualReport:
    return build()


HOSTILE = '<script>alert("1")</script> | *a* & `b` =1+1 \x00\x0b\x1f\ufffe \U0001f600 ]]> {{ 7*7 }}'


@pytest.fixture(scope="session")
def hostile() -> AnnualReport:
    """Markup, formulas and control characters wherever text can stand."""
    made = build(
        agency='=HYPERLINK("http://x")<b>县</b>|局',
        title="",
        preface=(HOSTILE, "1. 不是列表\n# 不是标题", "   ", "- 不是列表"),
        problems=(HOSTILE,),
        improvements=("=1+1", "@x"),
    )
    sections = dict(made.sections)
    sections["5"] = SectionText(title="五、<i>问题</i>\n换行", paragraphs=(HOSTILE,))
    return made.model_copy(update={"sections": sections})
