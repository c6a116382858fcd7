"""Files are looked at in several processes, and one that kills its process stops no other."""

from pathlib import Path

from assistant.exporting.export import RENDERERS
from assistant.rollup.folder import HandedIn
from assistant.rollup.looking import Look, look_at
from tests.rollup.deadly_path import DeadlyPath
from tests.rollup.handed_in import figures


def test_a_file_that_kills_its_process_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    files = []
    for number in range(8):
        path = tmp_path / f"{number}.json"
        path.write_bytes(RENDERERS["json"](figures(f"青坪县第{number}局", new=number)))
        files.append(HandedIn(path, path.name))
    deadly = HandedIn(DeadlyPath(tmp_path / "deadly.json"), "deadly.json")
    looked = look_at([deadly, *files], Look(processes=2))
    assert [one.name for one in looked if one.report] == [file.name for file in files]
    assert "意外退出" in looked[0].why
    assert looked[0].cure
