"""What units really hand in: one file of each bad kind, read from disk, named with what to do."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.exporting.export import RENDERERS
from assistant.report.model import AnnualReport
from assistant.rollup.fault import FaultKind
from assistant.rollup.folder import folder_of
from assistant.rollup.looking import Look, look_at
from assistant.rollup.papers import write_papers
from assistant.rollup.rollup import Asked, RollUp, rolled_up
from assistant.rollup.unit import Standing, Unit
from assistant.rollup.unit_list import ListedUnit
from evals.rollup import faulty_files as spoil
from evals.rollup.county import Handed
from tests.rollup.handed_in import YEAR, figures

NAME = "青坪县教育局"
SOUND = "青坪县民政局"
GOOD = figures(NAME, new=31, t2__licensing=505)
SAID = f"{NAME}{YEAR}年政府信息公开工作年度报告"


def rolled(folder: Path, *files: Handed, units: tuple[str, ...] = ()) -> RollUp:
    """The files beside one that is sound, read from disk."""
    sound = Handed(f"{SOUND}.json", RENDERERS["json"](figures(SOUND, new=7)))
    for file in (*files, sound):
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    looked = look_at(folder_of(folder).files, Look(processes=1))
    return rolled_up(looked, units=[ListedUnit(u) for u in units], asked=Asked(year=YEAR))


def unit(result: RollUp, name: str = NAME) -> Unit:
    return next(one for one in result.units if one.name == name)


def kinds(one: Unit) -> set[FaultKind]:
    return {fault.kind for fault in one.faults}


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (spoil.locked, "密码"),
        (spoil.empty, "空的"),
        (spoil.formulas_not_worked_out, "公式"),
        (spoil.value_cells_merged, "合并"),
    ],
    ids=["locked", "empty", "formula", "merged"],
)
def test_a_file_that_cannot_be_read_is_named_with_its_reason_and_counts_nothing(
    tmp_path: Path, spoilt: Callable[[str, AnnualReport], Handed], words: str
) -> None:
    result = rolled(tmp_path, spoilt(NAME, GOOD), units=(NAME, SOUND))
    bad = unit(result)
    assert bad.standing is Standing.UNUSABLE
    (fault,) = bad.faults
    assert fault.kind is FaultKind.UNREADABLE
    assert words in fault.message
    assert fault.cure
    assert unit(result, SOUND).standing is Standing.COUNTED


def test_a_report_of_another_year_is_told_apart_and_counts_nothing(tmp_path: Path) -> None:
    old = RENDERERS["docx"](GOOD.model_copy(update={"year": YEAR - 1}))
    result = rolled(tmp_path, Handed(f"{NAME}.docx", old))
    assert kinds(unit(result)) == {FaultKind.WRONG_YEAR}
    assert next(s for s in result.sums if s.address == "t3.new.total").value == 7


def test_two_units_of_one_name_count_neither_until_folders_tell_them_apart(tmp_path: Path) -> None:
    town = "云溪镇人民政府"
    one, two = figures(town, new=3, t2__licensing=70), figures(town, new=9, t2__licensing=11)
    files = [
        Handed(f"{county}/年报.xlsx", RENDERERS["xlsx"](report))
        for county, report in (("青坪县", one), ("禾渡县", two))
    ]
    result = rolled(tmp_path / "a", *files)
    assert FaultKind.NAME_SHARED in kinds(unit(result, town))
    assert unit(result, town).standing is Standing.UNCLEAR
    named = (f"青坪县{town}", f"禾渡县{town}", SOUND)
    apart = [Handed(f"{n}/年报.xlsx", f.content) for n, f in zip(named[:2], files, strict=True)]
    result = rolled(tmp_path / "b", *apart, units=named)
    assert [unit(result, name).standing for name in named] == [Standing.COUNTED] * 3


def test_a_workbook_with_macros_gives_its_values_and_runs_nothing(tmp_path: Path) -> None:
    result = rolled(tmp_path, spoil.with_macros(NAME, GOOD))
    assert unit(result).standing is Standing.COUNTED
    assert FaultKind.HAS_MACROS in kinds(unit(result))
    assert next(s for s in result.sums if s.address == "t3.new.total").value == 38


def test_formulas_count_with_the_result_that_was_saved_and_it_is_said(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(RENDERERS["xlsx"](GOOD))) as source,
        zipfile.ZipFile(packed, "w") as target,
    ):
        for part in source.namelist():
            text = source.read(part).decode()
            if part == "xl/worksheets/sheet3.xml":
                text, made = re.subn(
                    r'(<c r="J6"[^>]*?) t="n"([^>]*>)<v>31</v>',
                    r"\1\2<f>SUM(D6:I6)</f><v>31</v>",
                    text,
                )
                assert made == 1
            target.writestr(part, text)
    result = rolled(tmp_path, Handed(f"{NAME}.xlsx", packed.getvalue()))
    assert unit(result).standing is Standing.COUNTED
    (doubt,) = [f for f in unit(result).faults if f.kind is FaultKind.NUMBERS_REWRITTEN]
    assert "公式 1 格" in doubt.message
    assert next(s for s in result.sums if s.address == "t3.new.total").value == 38


def test_a_unit_whose_name_no_file_takes_and_whose_title_has_200_characters_gets_its_letter(
    tmp_path: Path,
) -> None:
    name = "青坪县教育/体育*局"
    title = f"{name}{'及所属各中小学校和幼儿园' * 14}{YEAR}年政府信息公开工作年度报告"
    assert len(title) >= 190
    wrong = figures(name, new=7, t3__new__total=8).model_copy(update={"title": title})
    result = rolled(tmp_path / "units", Handed("a.docx", RENDERERS["docx"](wrong)))
    one = next(u for u in result.units if u.files == ("a.docx",))
    assert one.standing is Standing.COUNTED
    assert one.name.startswith(name)
    written = write_papers(result, tmp_path / "out").paths
    letters = [path for path in written if path.parent.name == "整改通知"]
    assert len(letters) == 1
    assert letters[0].is_file()
    assert not set(letters[0].name) & set('/\\:*?"<>|')
