"""The command line as a script sees it: JSON, exit codes, messages, no traceback."""

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.report.model import AnnualReport
from assistant.resources import examples_dir
from tests.drafting.odd_servers import odd_server

Run = Callable[..., "subprocess.CompletedProcess[str]"]
EXAMPLE = examples_dir() / "yuanzhou-2022.yaml"


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str], Path]:
    def change(old: str, new: str) -> Path:
        text = EXAMPLE.read_text("utf-8")
        assert old in text
        path = tmp_path / "changed.yaml"
        path.write_text(text.replace(old, new, 1), "utf-8")
        return path

    return change


def test_the_example_has_no_error(nianbao: Run) -> None:
    done = nianbao("check", EXAMPLE, "--format", "json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["report"] == {"agency": "原州区人民政府办公室", "year": 2022}
    assert answer["counts"]["error"] == 0


def test_one_changed_cell_is_named_with_found_and_expected(
    nianbao: Run, changed: Callable[[str, str], Path]
) -> None:
    path = changed(
        "granted:                     {natural_person: 2",
        "granted:                     {natural_person: 3",
    )
    done = nianbao("check", path, "--format", "json", "--select", "TAB301")
    (finding,) = json.loads(done.stdout)["findings"]
    assert done.returncode == 1
    assert finding["code"] == "TAB301"
    assert finding["where"]["cells"][0] == "t3.granted.natural_person"
    assert (finding["found"], finding["expected"]) == ("3", "2")
    assert len(finding["fingerprint"]) == 12


def test_a_draft_is_written_in_four_formats_and_every_number_traces(
    nianbao: Run, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = nianbao("draft", EXAMPLE, "--engine", "offline", "--out", out, "--format", "json")
    draft = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert {path.suffix for path in out.iterdir()} == {".docx", ".html", ".md", ".json"}
    assert json.loads(next(out.glob("*.json")).read_text("utf-8")) == draft
    assert draft["engine"] == "offline"
    for section in draft["sections"]:
        for paragraph in section["paragraphs"]:
            for sentence in paragraph["sentences"]:
                assert set(sentence["facts"]) <= set(draft["facts"])
                assert set(sentence["sources"]) <= set(draft["sources"])


def test_sections_can_be_chosen(nianbao: Run) -> None:
    done = nianbao(
        "draft", EXAMPLE, "--engine", "offline", "--section", "1.2,5", "--format", "json"
    )
    assert [s["id"] for s in json.loads(done.stdout)["sections"]] == ["1.2", "5"]


UNUSABLE: dict[str, list[str]] = {
    "没有这个文件": ["check", "nothing.yaml"],
    "没有“nosuch”这个命令": ["nosuch"],
    "缺少参数": ["check"],
    "没有“9”这一部分": ["draft", str(EXAMPLE), "--section", "9"],
    "没有编号以“XYZ”开头": ["check", str(EXAMPLE), "--select", "XYZ"],
    "没有设置模型": ["draft", str(EXAMPLE), "--engine", "llm"],
    "没有选项": ["check", str(EXAMPLE), "--nosuch"],
}


@pytest.mark.parametrize("message", UNUSABLE)
def test_an_unusable_call_says_why_and_exits_with_2(nianbao: Run, message: str) -> None:
    done = nianbao(*UNUSABLE[message])
    assert done.returncode == 2
    assert message in done.stderr
    assert "怎么办" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def bad_files(folder: Path) -> dict[str, Path]:
    """The issue's bad inputs as files."""
    contents: dict[str, bytes] = {
        "empty.yaml": b"",
        "rubbish.yaml": os.urandom(4096),
        "rubbish.json": bytes(range(256)) * 8,
        "rubbish.xlsx": os.urandom(4096),
        "bomb.yaml": b"a: &a [x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n",
        "list.yaml": b"- 1\n- 2\n",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    with (folder / "huge.yaml").open("wb") as huge:
        huge.truncate(100 * 1024 * 1024)
    return {path.name: path for path in folder.iterdir()}


@pytest.mark.parametrize("command", ["check", "draft", "read"])
def test_bad_files_are_refused_quickly_and_without_a_traceback(
    nianbao: Run, tmp_path: Path, command: str
) -> None:
    for path in bad_files(tmp_path).values():
        started = time.monotonic()
        done = nianbao(command, path, *(["--out", tmp_path / "out"] if command == "draft" else []))
        assert done.returncode == 2, path
        assert "怎么办" in done.stderr, path
        assert "Traceback" not in done.stderr, path
        assert time.monotonic() - started < 20
    assert not (tmp_path / "out").exists()


def test_a_gbk_figures_file_is_read_and_said_to_be_one(nianbao: Run, tmp_path: Path) -> None:
    path = tmp_path / "gbk.yaml"
    path.write_bytes(EXAMPLE.read_text("utf-8").encode("gbk"))
    done = nianbao("check", path)
    assert done.returncode == 0
    assert "GB18030" in done.stderr


def test_an_unwritable_folder_is_named_and_nothing_is_left(nianbao: Run, tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("x")
    done = nianbao("draft", EXAMPLE, "--engine", "offline", "--out", blocker / "out")
    assert done.returncode == 2
    assert "怎么办" in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file"]


def _model_environment(url: str) -> dict[str, str]:
    return {
        **os.environ,
        "OPENAI_BASE_URL": url,
        "OPENAI_API_KEY": "secret-key-123",
        "OPENAI_MODEL": "odd",
        "NIANBAO_FIRST_TOKEN_TIMEOUT": "2",
    }


def test_auto_falls_back_and_llm_refuses_when_the_model_is_down(
    nianbao: Run, tmp_path: Path
) -> None:
    with odd_server("html") as url:
        environment = _model_environment(url)
        auto = nianbao("draft", EXAMPLE, "--section", "5", "--format", "json", env=environment)
        llm = nianbao(
            "draft",
            EXAMPLE,
            "--engine",
            "llm",
            "--section",
            "5",
            "--out",
            tmp_path / "o",
            env=environment,
        )
    assert auto.returncode == 0
    assert "改用离线组稿" in json.loads(auto.stdout)["notices"][0]
    assert llm.returncode == 2
    assert not (tmp_path / "o").exists()
    assert "secret-key-123" not in auto.stdout + auto.stderr + llm.stdout + llm.stderr


def test_what_the_model_got_wrong_is_listed_and_exits_with_1(nianbao: Run) -> None:
    with odd_server("good", "全年收到政府信息公开申请99件。") as url:
        done = nianbao(
            "draft",
            EXAMPLE,
            "--engine",
            "llm",
            "--section",
            "1.2",
            "--format",
            "json",
            env=_model_environment(url),
        )
    draft = json.loads(done.stdout)
    assert done.returncode == 1
    assert any("99件" in item["text"] for item in draft["dropped"])
    kept = [s["text"] for p in draft["sections"][0]["paragraphs"] for s in p["sentences"]]
    assert all("99" not in text for text in kept)


def test_a_workbook_goes_round(nianbao: Run, tmp_path: Path) -> None:
    book = tmp_path / "年报.xlsx"
    assert nianbao("new", book, "--agency", "青柳镇人民政府", "--year", "2025").returncode == 0
    done = nianbao("read", book, "--format", "json")
    report = AnnualReport.model_validate_json(done.stdout)
    assert done.returncode == 0
    assert (report.agency, report.year) == ("青柳镇人民政府", 2025)
    assert all(value is None for value in report.cells().values())


def test_the_corpus_can_be_added_to_listed_searched_and_removed(
    nianbao: Run, tmp_path: Path
) -> None:
    sample = examples_dir().parent / "corpus" / "samples" / "qinglan-hedu-zhen-2024.yaml"
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        sample.read_text("utf-8").replace("清岚县禾渡镇人民政府", "云泽县青柳镇人民政府"), "utf-8"
    )
    environment = {**os.environ, "NIANBAO_HOME": str(tmp_path / "home")}
    added = nianbao(
        "corpus", "add", mine, tmp_path / "absent.yaml", "--format", "json", env=environment
    )
    answer = json.loads(added.stdout)
    assert added.returncode == 1
    assert len(answer["added"]) == len(answer["bad"]) == 1
    listed = json.loads(nianbao("corpus", "list", "--format", "json", env=environment).stdout)
    assert [d["agency"] for d in listed if d["origin"] == "user"] == ["云泽县青柳镇人民政府"]
    hits = json.loads(
        nianbao("corpus", "search", "青柳镇 监督保障", "--format", "json", env=environment).stdout
    )
    assert any(hit["agency"] == "云泽县青柳镇人民政府" for hit in hits)
    removed = nianbao("corpus", "remove", answer["added"][0]["id"], env=environment)
    assert removed.returncode == 0


def test_ask_quotes_the_article(nianbao: Run) -> None:
    done = nianbao("ask", "第49条怎么说", "--format", "json")
    answer = json.loads(done.stdout)
    assert "1月31日" in answer["answer"]
    assert answer["sources"][0]["locator"] == "第四十九条"


def test_chat_answers_each_line(nianbao: Run) -> None:
    done = nianbao("chat", EXAMPLE, "--format", "json", input="起草第五部分\n校验表格\n")
    turns = json.loads(done.stdout)["turns"]
    assert "问题" in turns[0]["reply"]
    assert "通过" in turns[1]["reply"]
