"""`nianbao corpus add` and web addresses at the shell: what is taken in, skipped, refused, kept."""

import functools
import hashlib
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.chat.answer import answer_question
from assistant.errors import UnusableInput
from assistant.exporting.export import export
from assistant.gathering import Gatherer, origins
from assistant.reading.fetch import FetchLimits, fetch
from assistant.reading.open_file import read_report
from assistant.resources import examples_dir
from assistant.retrieval.corpus import Corpus
from tests.reading.odd_sites import odd_site
from tests.reading.regulations import LAW, LAW_TITLE, NOTICE, NOTICE_TITLE, as_page, written
from tests.retrieval.counted_embedders import HashEmbedder
from tests.retrieval.small_reports import small_report

Run = Callable[..., "subprocess.CompletedProcess[str]"]
EXAMPLE = examples_dir() / "yuanzhou-2022.yaml"
MAIN = "中华人民共和国政府信息公开条例"
OWN_LAW = f"{MAIN}\n第四十八条　伞站每日开门。\n第四十九条　雨天借伞不收费。\n"


def no_web(url: str) -> object:
    raise UnusableInput("没有网络", where=url, cure="接上网线")


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a corpus in use: its index stands, and the word cutter has its cache."""
    folder = tmp_path_factory.mktemp("seed")
    with Corpus.open(folder, HashEmbedder()) as corpus:
        corpus.add_report(small_report("某市林业局"))
        corpus.remove(corpus.list()[0].id)
        corpus.refresh()
    return folder


@pytest.fixture
def corpus(tmp_path: Path, seed: Path) -> Corpus:
    shutil.copytree(seed, tmp_path / "home")
    return Corpus.open(tmp_path / "home", HashEmbedder())


@pytest.fixture
def gatherer(corpus: Corpus) -> Gatherer:
    return Gatherer(corpus, no_web)  # type: ignore[arg-type]


@pytest.fixture
def own_home(tmp_path: Path, seed: Path) -> dict[str, str]:
    shutil.copytree(seed / "words", tmp_path / "own" / "words")
    return {**os.environ, "NIANBAO_HOME": str(tmp_path / "own")}


def put(path: Path, agency: str, year: int = 2024) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    report = small_report(agency, year).model_dump(mode="json")
    path.write_text(json.dumps(report, ensure_ascii=False), "utf-8")
    return path


def test_folders_are_looked_through_for_what_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "年报"
    wanted = [put(folder / "b.json", "甲局"), put(folder / "下级" / "a.json", "乙局")]
    for name in (".hidden.json", "~$b.docx", "b.exe", ".git/c.json", "下级/.d.txt"):
        put(folder / name, "丙局")
    outside = put(tmp_path / "outside.json", "丁局")
    (folder / "link.json").symlink_to(outside)
    (folder / "elsewhere").symlink_to(tmp_path, target_is_directory=True)
    (folder / "same.json").symlink_to(wanted[0])
    address = "https://www.example.cn//a?b=//c"
    assert origins([str(folder), address, str(wanted[0]), address]) == [
        *map(str, wanted),
        address,
    ]


def test_what_stands_there_unchanged_is_skipped(
    tmp_path: Path, corpus: Corpus, gatherer: Gatherer
) -> None:
    path = put(tmp_path / "a.json", "某市水务局")
    first = gatherer.add(str(path))
    assert first.document is not None
    (entry,) = corpus.manifest.entries()
    assert entry.origin == str(path)
    assert entry.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    copy = tmp_path / "copy.json"
    copy.write_bytes(path.read_bytes())
    assert gatherer.add(str(path)).known == gatherer.add(str(copy)).known == first.document.id
    path.write_text(path.read_text("utf-8").replace("苹果", "梨子"), "utf-8")
    assert gatherer.add(str(path)).document is not None
    assert Gatherer(corpus, no_web, again=True).add(str(path)).document  # type: ignore[arg-type]
    corpus.remove(first.document.id)
    assert gatherer.add(str(path)).document is not None


def test_a_second_report_of_the_same_agency_and_year_is_said_to_replace_the_first(
    tmp_path: Path, gatherer: Gatherer
) -> None:
    first = put(tmp_path / "a.json", "某市水务局")
    second = tmp_path / "b.json"
    second.write_text(first.read_text("utf-8") + "\n", "utf-8")
    assert gatherer.add(str(first)).replaced == ""
    assert gatherer.add(str(second)).replaced == str(first)


def test_what_names_no_agency_is_refused(tmp_path: Path, gatherer: Gatherer) -> None:
    (page,) = export(read_report(EXAMPLE), ["md"], tmp_path)
    text = page.read_text("utf-8").replace("原州区人民政府办公室", "")
    page.write_text(text, "utf-8")
    assert "没有写明单位名称或年度" in gatherer.add(str(page)).why


def test_an_unreachable_address_is_a_reason_and_no_end(gatherer: Gatherer) -> None:
    assert "接上网线" in gatherer.add("https://www.example.cn/").why


@pytest.mark.parametrize("kind", ["docx", "gbk"])
def test_a_law_in_any_form_answers_by_article(
    tmp_path: Path, corpus: Corpus, gatherer: Gatherer, kind: str
) -> None:
    assert gatherer.add(str(written(tmp_path, kind, LAW, LAW_TITLE))).document is not None
    answer = answer_question("《公共雨伞借用办法》第三条怎么说", corpus)
    assert answer.text.startswith("第三条：借伞应当出示下列凭证之一：")
    assert (answer.sources[0].title, answer.sources[0].locator) == (LAW_TITLE, "第三条")


def test_a_notice_is_found_by_its_sections(
    tmp_path: Path, corpus: Corpus, gatherer: Gatherer
) -> None:
    document = gatherer.add(str(written(tmp_path, "docx", NOTICE, NOTICE_TITLE))).document
    assert document is not None
    assert document.kind == "regulation"
    found = corpus.search(f"《{NOTICE_TITLE}》地铁口增加雨伞", 9, kind="regulation")
    assert "二、重点任务（二）" in {hit.passage.locator for hit in found}


def test_the_shared_full_text_takes_the_digests_place_and_gives_it_back(
    needs: Callable[[str], str], corpus: Corpus, gatherer: Gatherer
) -> None:
    digest = answer_question("第49条怎么说", corpus)
    document = gatherer.add(f"{needs('shared')}/regulation/政府信息公开条例.md").document
    assert document is not None
    assert (document.title, document.passages) == (MAIN, 56)
    full = answer_question("第49条怎么说", corpus)
    assert full.sources[0].locator == "第四十九条"
    assert len(full.text) > len(digest.text)
    corpus.remove(document.id)
    assert answer_question("第49条怎么说", corpus) == digest


def test_a_page_on_the_web_is_added_once(corpus: Corpus) -> None:
    limits = FetchLimits(allow_private=True)
    with odd_site() as (url, site):
        page = as_page(LAW, LAW_TITLE, "gb2312").encode("gbk")
        site.pages["/law"] = ("text/html", page)
        gatherer = Gatherer(corpus, lambda address: fetch(address, limits))
        added = gatherer.add(f"{url}/law")
        assert added.document is not None
        assert (added.document.title, added.document.source) == (LAW_TITLE, f"{url}/law")
        assert gatherer.add(f"{url}/law").known == added.document.id
    (entry,) = corpus.manifest.entries()
    assert (entry.origin, entry.sha256) == (f"{url}/law", hashlib.sha256(page).hexdigest())


def test_the_shell_goes_on_after_a_bad_file_and_lists_it_with_its_cure(
    nianbao: Run, tmp_path: Path, own_home: dict[str, str]
) -> None:
    good, bad = put(tmp_path / "年报" / "a.json", "某市水务局"), tmp_path / "年报" / "b.json"
    bad.write_text("[1,", "utf-8")
    none = tmp_path / "nothing.json"
    done = nianbao("corpus", "add", good.parent, none, "--format", "json", env=own_home)
    answer = json.loads(done.stdout)
    assert done.returncode == 1
    assert [d["agency"] for d in answer["added"]] == ["某市水务局"]
    assert [item["file"] for item in answer["bad"]] == [str(bad), str(none)]
    assert all("怎么办" in item["why"] for item in answer["bad"])
    assert "Traceback" not in done.stderr
    assert "加入资料" not in done.stderr
    assert (tmp_path / "own" / "index").is_dir()
    again = nianbao("corpus", "add", good, env=own_home)
    assert (again.returncode, again.stdout.strip()) == (0, "加入 0 份，已有跳过 1 份，失败 0 份")
    assert nianbao("corpus", "add", bad, env=own_home).returncode == 2


def test_ones_own_full_text_is_quoted_at_the_shell(
    nianbao: Run, tmp_path: Path, own_home: dict[str, str]
) -> None:
    path = tmp_path / "条例.txt"
    path.write_text(OWN_LAW, "utf-8")
    assert nianbao("corpus", "add", path, env=own_home).returncode == 0
    asked = nianbao("ask", "第49条怎么说", "--engine", "offline", env=own_home)
    assert asked.stdout.startswith("第四十九条：雨天借伞不收费。")
    assert f"出处：{MAIN} 第四十九条" in asked.stdout


@pytest.mark.parametrize("command", ["read", "check"])
def test_a_report_on_the_web_is_read_and_checked_where_it_is_allowed(
    nianbao: Run, tmp_path: Path, own_home: dict[str, str], command: str
) -> None:
    (page,) = export(read_report(EXAMPLE), ["html"], tmp_path)
    text = page.read_text("utf-8").replace("utf-8", "gbk").replace("UTF-8", "gbk")
    with odd_site() as (url, site):
        site.pages["/a//report"] = ("text/html; charset=gb2312", text.encode("gb18030"))
        address = f"{url}/a//report?x=//y"
        refused = nianbao(command, address, env=own_home)
        assert refused.returncode == 2
        assert "NIANBAO_ALLOW_PRIVATE_ADDRESSES" in refused.stderr
        assert (refused.stdout, site.asked) == ("", [])
        allowed = own_home | {"NIANBAO_ALLOW_PRIVATE_ADDRESSES": "1"}
        done = nianbao(command, address, "--format", "json", env=allowed)
        assert done.returncode == 0, done.stderr
        assert [path for path, _ in site.asked] == ["/a//report?x=//y"]
    answer = json.loads(done.stdout)
    report = answer["report"] if command == "check" else answer
    assert (report["agency"], report["year"]) == ("原州区人民政府办公室", 2022)


def test_a_page_that_is_no_report_is_refused_by_its_address(
    nianbao: Run, own_home: dict[str, str]
) -> None:
    with odd_site() as (url, _):
        allowed = own_home | {"NIANBAO_ALLOW_PRIVATE_ADDRESSES": "1"}
        done = nianbao("read", f"{url}/page", env=allowed)
        assert done.returncode == 2
        assert done.stderr.startswith(f"{url}/page：")
        assert "怎么办" in done.stderr


def test_an_interrupted_run_keeps_what_was_added(
    nianbao: Run, tmp_path: Path, own_home: dict[str, str]
) -> None:
    for number in range(40):
        put(tmp_path / "年报" / f"{number:02}.json", f"第{number}局")
    command = [str(Path(sys.executable).parent / "nianbao"), "corpus", "add", "年报"]
    with subprocess.Popen(
        [*command, "--format", "json"],
        cwd=tmp_path,
        env=own_home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        # A run in the background of a script hands down SIGINT ignored; a person's does not.
        preexec_fn=functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    ) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if "已加入" in line:
                break
        running.send_signal(signal.SIGINT)
        said, complaints = running.communicate(timeout=60)
    answer = json.loads(said)
    assert running.returncode == 1
    assert "已中断" in complaints
    assert "Traceback" not in complaints
    assert len(answer["added"]) + answer["not_reached"] == 40
    assert answer["not_reached"] > 0
    with Corpus.open(tmp_path / "own", HashEmbedder()) as kept:
        ids = {document.id for document in kept.list()}
    assert {document["id"] for document in answer["added"]} <= ids


def test_a_bar_is_drawn_on_a_terminal_only(tmp_path: Path, own_home: dict[str, str]) -> None:
    path = put(tmp_path / "a.json", "某市水务局")
    mine, its = pty.openpty()
    command = [str(Path(sys.executable).parent / "nianbao"), "corpus", "add", str(path)]
    done = subprocess.run(
        command, env=own_home, stdout=subprocess.PIPE, stderr=its, timeout=60, check=False
    )
    os.close(its)
    seen = os.read(mine, 65536).decode("utf-8", "replace")
    os.close(mine)
    assert done.returncode == 0
    assert "加入资料" in seen
    assert "100%" in seen
    assert done.stdout.decode().strip() == "加入 1 份，已有跳过 0 份，失败 0 份"
