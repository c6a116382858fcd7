"""Backup and restore: whole or not at all, the same bytes for the same content."""

import hashlib
import json
import random
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import UnusableInput
from assistant.settings import Settings
from assistant.workspace.backup import back_up, restore
from assistant.workspace.door import Door, Visit
from assistant.workspace.faults import SignInNeeded
from assistant.workspace.people import People
from assistant.workspace.values import LOCAL, Comment, Document
from assistant.workspace.workspace import Workspace, open_workspace
from tests.workspace.offices import AGENCY, OTHER, PASSWORD, Clock, Office, changed

TOTAL = "table3.new.total"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def busy(office: Office, a_report: Document) -> Office:
    """An office in which everything that is kept has happened."""
    clerk, head = office.hire("王五", "drafter"), office.hire("赵六", "reviewer", AGENCY, OTHER)
    project = office.workspace.as_person(clerk).create_project(AGENCY, 2025)
    for expected, value in enumerate((1, 2, None)):
        project.save("figures", changed(a_report, TOTAL, value), expected, "录入")
    project.undo("figures", 3)
    project.save("draft", {"sections": []}, 0)
    project.say("user", "你好\n“世界”")
    project.submit()
    office.workspace.as_person(head).project(project.id).send_back([Comment("1.2", "写明原因")])
    return office


@pytest.fixture
def empty(tmp_path: Path) -> Workspace:
    return open_workspace(Settings(home=tmp_path / "another"), Clock())


def content(workspace: Workspace, folder: Path) -> bytes:
    back_up(workspace, folder / "content.nianbao")
    return (folder / "content.nianbao").read_bytes()


def test_the_same_content_is_the_same_bytes(busy: Office, tmp_path: Path) -> None:
    assert content(busy.workspace, tmp_path) == content(busy.workspace, tmp_path)


def test_a_restored_workspace_is_the_one_that_was_saved(
    busy: Office, empty: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "备份.nianbao"
    counts = back_up(busy.workspace, file)
    assert restore(empty, file).counts == counts
    person = Door(empty).sign_in("王五", PASSWORD, "127.0.0.1").person
    here = empty.as_person(person)
    there = busy.workspace.as_person(person)
    (info,) = here.projects()
    assert (info,) == there.projects()
    assert info.stage == "returned"
    mine, theirs = here.project(info.id), there.project(info.id)
    assert mine.versions("figures") == theirs.versions("figures")
    assert mine.read("figures", 3) == theirs.read("figures", 3)
    assert mine.messages() == theirs.messages()
    assert mine.review_steps() == theirs.review_steps()
    assert mine.redo("figures", 4).version == 5


def test_both_databases_write_the_same_bytes_and_go_on_after_a_restore(
    busy: Office, empty: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "备份.nianbao"
    back_up(busy.workspace, file)
    restore(empty, file)
    moment = busy.clock.now
    busy.clock.now = Clock().now
    former = restore(busy.workspace, file, replace=True).former
    assert former is not None
    assert former.parent == busy.workspace.settings.home / "backups"
    assert former.read_bytes() == file.read_bytes()
    again = content(busy.workspace, tmp_path)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(tmp_path / "content.nianbao") as new:
        assert again != file.read_bytes()
        for table in ("accounts", "projects", "bodies", "versions", "messages", "review_steps"):
            assert new.read(f"{table}.jsonl") == old.read(f"{table}.jsonl")
        lines = new.read("audit.jsonl")
        assert lines.startswith(old.read("audit.jsonl"))
    assert json.loads(lines.splitlines()[-1])["action"] == "restore"
    busy.clock.now = moment
    People(busy.workspace).add("孙七", PASSWORD, "drafter", [OTHER])


def test_everybody_signs_in_anew_after_a_restore(busy: Office, tmp_path: Path) -> None:
    door = Door(busy.workspace)
    token = door.sign_in("王五", PASSWORD, "127.0.0.1").token
    back_up(busy.workspace, tmp_path / "a")
    restore(busy.workspace, tmp_path / "a", replace=True)
    with pytest.raises(SignInNeeded):
        door.person(Visit("127.0.0.1", token=token))


def test_what_is_there_is_replaced_only_on_demand(busy: Office, tmp_path: Path) -> None:
    back_up(busy.workspace, tmp_path / "a")
    with pytest.raises(UnusableInput, match="已经有内容"):
        restore(busy.workspace, tmp_path / "a")


def test_the_guards_of_the_growing_tables_stand_after_a_restore(
    busy: Office, tmp_path: Path
) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    from assistant.workspace.faults import DatabaseUnavailable

    back_up(busy.workspace, tmp_path / "a")
    restore(busy.workspace, tmp_path / "a", replace=True)
    with (
        pytest.raises((DatabaseUnavailable, DBAPIError), match="only grows"),
        busy.workspace.database.writing() as connection,
    ):
        connection.execute(text("DELETE FROM audit"))


@pytest.fixture
def saved(tmp_path: Path, a_report: Document) -> Path:
    """A backup of a workspace on SQLite."""
    workspace = open_workspace(Settings(home=tmp_path / "saved"), Clock())
    project = workspace.as_person(LOCAL).create_project(AGENCY, 2025)
    project.save("figures", a_report, 0)
    back_up(workspace, tmp_path / "good.nianbao")
    workspace.close()
    return tmp_path / "good.nianbao"


def refused(workspace: Workspace, file: Path, folder: Path) -> str:
    before = content(workspace, folder)
    with pytest.raises(UnusableInput) as caught:
        restore(workspace, file, replace=True)
    assert content(workspace, folder) == before
    return str(caught.value)


def test_a_file_with_a_flipped_or_a_lost_byte_changes_nothing(
    empty: Workspace, saved: Path, tmp_path: Path
) -> None:
    whole, chance = saved.read_bytes(), random.Random(7)
    bad = tmp_path / "bad.nianbao"
    outcomes = 0
    before = content(empty, tmp_path)
    for position in chance.sample(range(len(whole)), 150):
        bad.write_bytes(whole[:position] + bytes([whole[position] ^ 0x41]) + whole[position + 1 :])
        try:
            restore(empty, bad)
        except UnusableInput:
            outcomes += 1
            assert content(empty, tmp_path) == before
        else:
            # Only what no reader looks at, such as an entry's date, may differ unnoticed.
            assert len(empty.as_person(LOCAL).projects()) == 1
            empty = open_workspace(Settings(home=tmp_path / f"fresh{position}"), Clock())
    assert outcomes > 100
    for end in (0, 1, len(whole) // 2, len(whole) - 1):
        bad.write_bytes(whole[:end])
        refused(empty, bad, tmp_path)


def test_a_foreign_file_is_named_as_such(empty: Workspace, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.zip"
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "这不是年报助手的备份" in refused(empty, foreign, tmp_path)
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("manifest.json", '{"format": "something else"}')
    assert "这不是年报助手的备份" in refused(empty, foreign, tmp_path)
    foreign.write_text("只是一段文字")
    assert "不是备份" in refused(empty, foreign, tmp_path)
    assert "没有这个文件" in refused(empty, tmp_path / "none", tmp_path)


def test_a_zip_bomb_is_not_opened(empty: Workspace, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b" " * (100 << 20))
    assert "不像真的备份" in refused(empty, bomb, tmp_path)


def rewritten(file: Path, table: str, change: Callable[[dict[str, object]], object]) -> Path:
    """A backup whose manifest fits, with other rows in one table."""
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    rows = [json.loads(line) for line in entries[f"{table}.jsonl"].splitlines()]
    for row in rows:
        change(row)
    data = "".join(f"{json.dumps(row)}\n" for row in rows).encode()
    manifest = json.loads(entries["manifest.json"])
    manifest["sha256"][table] = hashlib.sha256(data).hexdigest()
    entries |= {f"{table}.jsonl": data, "manifest.json": json.dumps(manifest).encode()}
    other = file.with_name("rewritten.nianbao")
    with zipfile.ZipFile(other, "w") as archive:
        for name, content_of_entry in entries.items():
            archive.writestr(name, content_of_entry)
    return other


@pytest.mark.parametrize(
    ("table", "values", "said"),
    [
        ("versions", {"project": "none"}, "互相对不上"),
        ("versions", {"version": "1"}, "versions.version 不对"),
        ("versions", {"kind": "secret"}, "读不懂的 kind"),
        ("bodies", {"text": "{}"}, "指纹对不上"),
        ("projects", {"stage": "lost"}, "读不懂的 stage"),
        ("projects", {"extra": 1}, "缺少内容"),
        ("audit", {"number": True}, "audit.number 不对"),
    ],
)
def test_a_forged_backup_whose_sums_fit_is_refused_in_the_middle_and_changes_nothing(
    office: Office, saved: Path, tmp_path: Path, table: str, values: dict[str, object], said: str
) -> None:
    office.alone().create_project(OTHER, 2024)
    forged = rewritten(saved, table, lambda row: row.update(values))
    assert said in refused(office.workspace, forged, tmp_path)


def test_a_backup_never_covers_a_file_that_is_none(empty: Workspace, tmp_path: Path) -> None:
    report = tmp_path / "年报.docx"
    report.write_text("一年的工作")
    with pytest.raises(UnusableInput, match="没有覆盖"):
        back_up(empty, report)
    assert report.read_text() == "一年的工作"
    with pytest.raises(UnusableInput, match="备份写不了"):
        back_up(empty, tmp_path / "none" / "a")


def test_a_backup_is_of_one_moment_while_others_write(
    office: Office, tmp_path: Path, a_report: Document
) -> None:
    project = office.alone().create_project(AGENCY, 2025)
    stop = threading.Event()

    def write() -> None:
        version = 0
        while not stop.is_set():
            document = changed(a_report, TOTAL, version)
            version = project.save("figures", document, version).version
            project.say("user", str(version))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            file = tmp_path / str(number)
            counts = back_up(office.workspace, file)
            # A version and then its message: of one moment, the two differ by one at most.
            assert counts["versions"] - counts["messages"] in (0, 1)
            assert counts["bodies"] == counts["versions"]
    finally:
        stop.set()
        writer.join()
    fresh = open_workspace(Settings(home=tmp_path / "fresh"), Clock())
    assert restore(fresh, file).counts == counts


def test_the_shell_saves_and_restores(
    nianbao: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved: Path
) -> None:
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "home"))
    done = nianbao("restore", saved)
    assert done.returncode == 0, done.stderr
    assert "1 个项目" in done.stdout
    again = nianbao("backup", "today.nianbao", "--format", "json")
    assert json.loads(again.stdout)["rows"]["projects"] == 1
    assert (tmp_path / "today.nianbao").stat().st_mode & 0o077 == 0
    refusal = nianbao("restore", "today.nianbao")
    assert (refusal.returncode, refusal.stdout) == (2, "")
    assert "--replace" in refusal.stderr
    assert nianbao("restore", "today.nianbao", "--replace").returncode == 0
    shutil.copy(Path(__file__), tmp_path / "foreign")
    foreign = nianbao("restore", "foreign", "--replace")
    assert foreign.returncode == 2
    assert "Traceback" not in foreign.stderr
