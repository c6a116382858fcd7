"""Report to docx, html, md, xlsx, json and back: the same report, whatever stands in it."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from assistant.exporting.export import RENDERERS, export
from assistant.reading.open_file import read_report
from assistant.report.forms import LAYOUT_2021
from assistant.report.model import AnnualReport, PartText, SectionText, WorkFact, WorkValue
from assistant.resources import corpus_dir

SAMPLES = sorted((corpus_dir() / "samples").glob("*.yaml"))
ALL = ("xlsx", "json")  # these hold work facts, problems and notes too
PAPERS = ("docx", "html", "md")
PRINTED = ("agency", "year", "title", "published", "layout", "preface", "sections")
TABLES = ("table2", "table3", "table4")

# Characters that markup, spreadsheets, numbers and print make something of.
ODD = st.text(
    st.sampled_from("政府信息公开件0123456789,.%“”《》（）()<>&|*_`#~$\\[]!=+-@'\"：；、—… é𠮷😀"),
    max_size=40,
)
# Spaces side by side come back as one, and no paper has them at the ends of a line.
LINE = ODD.map(lambda odd: f"本段{' '.join(odd.split())}完")
COUNT = st.none() | st.integers(0, 10**9)
MONEY = st.none() | st.integers(0, 10**12).map(lambda n: exact(Decimal(n) / 10_000))
CELLS = st.lists(COUNT, min_size=200, max_size=200)


def exact(value: Decimal) -> int | Decimal:
    """As every reader gives it: a whole number is an int, another has no zeros at its end."""
    return int(value) if value == value.to_integral_value() else value.normalize()


@st.composite
def tables(draw: st.DrawFn) -> dict[str, int | Decimal | None]:
    counts = draw(CELLS)
    cells = dict(zip((c.address for c in LAYOUT_2021.cells), counts, strict=True))
    return {**cells, "t2.fees": draw(MONEY)}


@st.composite
def reports(draw: st.DrawFn) -> AnnualReport:
    """Balanced or not, odd or plain; headings are the official ones, as in any report that passes."""
    paragraphs = st.lists(LINE, min_size=1, max_size=3).map(tuple)
    form = LAYOUT_2021
    sections = {
        section.id: SectionText(
            title=section.title,
            paragraphs=() if section.id == "1" else draw(paragraphs),
            parts={
                p.id: PartText(title=p.title, paragraphs=draw(paragraphs)) for p in section.parts
            },
        )
        for section in form.sections
    }
    report = AnnualReport(
        agency="青岚县人民政府办公室",
        year=draw(st.integers(2021, 2040)),
        preface=draw(paragraphs),
        sections=sections,
        problems=draw(st.lists(LINE, max_size=2).map(tuple)),
        facts=(
            WorkFact(
                id="a",
                section="1.1",
                text=f"{draw(LINE)}{{n}}",
                values={"n": WorkValue(value=draw(st.integers(-5, 10**12)), unit="篇")},
                source=draw(LINE),
            ),
        ),
    )
    return report.model_copy(update={"title": report.full_title}).with_cells(draw(tables()))


def read_back(report: AnnualReport, kind: str, folder: Path) -> AnnualReport:
    path = folder / f"年报.{kind}"
    path.write_bytes(RENDERERS[kind](report))
    return read_report(path)


def parts(report: AnnualReport, names: tuple[str, ...]) -> dict[str, object]:
    return {name: getattr(report, name) for name in names}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_comes_back_from_every_format(path: Path, tmp_path: Path) -> None:
    report = read_report(path)
    for kind in ALL:
        assert read_back(report, kind, tmp_path) == report, kind
    printed = report.model_copy(update={"title": report.full_title})
    for kind in PAPERS:
        read = read_back(report, kind, tmp_path)
        assert parts(read, PRINTED + TABLES) == parts(printed, PRINTED + TABLES), kind
        assert (len(read.cells()), read.notes) == (200, ()), kind


def test_a_real_report_comes_back_from_every_format(
    needs: Callable[[str], str], tmp_path: Path
) -> None:
    reports = Path(needs("shared")) / "reports"
    for name in ("suqian-2023.html", "yuanzhou-2022.txt"):
        report = read_report(reports / name)
        for kind in ALL:
            assert read_back(report, kind, tmp_path) == report, (name, kind)
        for kind in PAPERS:
            read = read_back(report, kind, tmp_path)
            assert parts(read, PRINTED + TABLES) == parts(report, PRINTED + TABLES), (name, kind)


LONG_AGENCY = f"青岚县{'人民政府政务公开领导小组' * 7}"
LONG_TITLE = f"{'青岚县人民政府政务公开领导小组' * 12}2024年政府信息公开工作年度报告"


@pytest.mark.parametrize("kind", [*PAPERS, *ALL])
@pytest.mark.parametrize(
    ("agency", "title"),
    [
        ("青岚县<甲>/乙:丙*丁?“戊”|己局", ""),
        (LONG_AGENCY, ""),
        ("青岚县人民政府办公室", LONG_TITLE),
    ],
    ids=["odd agency", "long agency", "title of 200 characters"],
)
def test_an_agency_that_no_file_is_named_after_and_a_long_title_come_back(
    agency: str, title: str, kind: str, report: AnnualReport, tmp_path: Path
) -> None:
    changes = {"agency": agency, "title": title, "preface": ("依照条例编制本报告。",)}
    odd = report.model_copy(update=changes)
    [path] = export(odd, [kind], tmp_path)
    read = read_report(path)
    expected = title if kind in ALL else odd.full_title
    assert (read.agency, read.year, read.title) == (agency, 2024, expected)
    assert read.preface == odd.preface
    assert read.cells() == odd.cells()


@pytest.mark.parametrize("kind", [*PAPERS, *ALL])
@settings(
    max_examples=6,
    phases=(Phase.explicit, Phase.generate),  # shrinking 200 cells takes minutes and tells little
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(report=reports())
def test_any_tables_and_odd_text_come_back(report: AnnualReport, kind: str, tmp_path: Path) -> None:
    read = read_back(report, kind, tmp_path)
    if kind in ALL:
        kept = tuple(note for note in read.notes if note.what != "blank cell")
        assert read.model_copy(update={"notes": kept}) == report
    else:
        assert parts(read, PRINTED + TABLES) == parts(report, PRINTED + TABLES)
