"""Answers are kept between runs and processes, privately, within a size, and can be switched off."""

import sqlite3
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from subprocess import run

import pytest

from assistant.drafting.drafter import Drafter
from assistant.drafting.prompts import Prompt
from assistant.drafting.writer import Reply
from assistant.drafting.writing.cache import AnswerCache, CachedAnswer, key_of
from assistant.drafting.writing.cached_writer import CachedWriter, open_writer
from assistant.errors import ModelUnavailable
from assistant.report.model import AnnualReport
from assistant.settings import Settings
from tests.drafting.odd_servers import odd_server
from tests.drafting.scripted_writer import ScriptedWriter

PROMPT = Prompt("write_piece", "0" * 64, "写", "新收8件")
ANSWER = CachedAnswer("新收8件。", "stop", 12, 7, 1500)


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path))
    monkeypatch.setenv("OPENAI_MODEL", "odd")
    return Settings()


class Counting(ScriptedWriter):
    """A scripted writer whose answers end as a server's do."""

    def write(self, prompt: Prompt, reply: Reply | None = None) -> Iterator[str]:
        yield from super().write(prompt, reply)
        if reply is not None:
            reply.finish = "stop"


def test_the_same_prompt_is_asked_once_and_answered_alike(settings: Settings) -> None:
    server = Counting("新收8件。")
    for _ in range(3):
        writer = CachedWriter(settings, lambda: server)
        assert "".join(writer.write(PROMPT)) == "新收8件。"
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "change",
    [{"model": "other"}, {"base_url": "http://h/v1"}, {"temperature": 0.9}, {"seed": 8}, {"max_tokens": 50}],
)  # fmt: skip
def test_the_key_changes_with_everything_that_an_answer_depends_on(
    settings: Settings, change: dict[str, object]
) -> None:
    assert key_of(PROMPT, settings.model_copy(update=change)) != key_of(PROMPT, settings)


def test_the_key_changes_with_the_words_and_the_schema_and_not_with_the_key_of_the_server(
    settings: Settings,
) -> None:
    own = key_of(PROMPT, settings)
    for changed in ({"system": "改"}, {"user": "改"}, {"schema": {"type": "object"}}):
        assert key_of(replace(PROMPT, **changed), settings) != own
    assert key_of(replace(PROMPT, sha256="1" * 64), settings) == own


def test_what_nobody_read_to_its_end_is_not_kept(settings: Settings) -> None:
    server = Counting("新收8件。其中自然人8件。")
    stream = CachedWriter(settings, lambda: server).write(PROMPT)
    next(stream)
    del stream
    "".join(CachedWriter(settings, lambda: server).write(PROMPT))
    assert len(server.asked) == 2


def test_the_file_is_its_owners_alone(settings: Settings, tmp_path: Path) -> None:
    "".join(CachedWriter(settings, lambda: Counting("新收8件。")).write(PROMPT))
    path = tmp_path / "cache" / "answers.sqlite"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_least_lately_used_leave_when_it_grows_too_large(tmp_path: Path) -> None:
    cache = AnswerCache(tmp_path / "answers.sqlite", max_bytes=20_000)
    for number in range(20):
        cache.put(f"key {number}", replace(ANSWER, text="字" * 1000))
        assert cache.get("key 0")
    kept = [number for number in range(20) if cache.get(f"key {number}")]
    assert kept == [0, *range(20 - len(kept) + 1, 20)]
    assert 4 <= len(kept) <= 6


def test_two_processes_and_many_threads_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "answers.sqlite"
    code = (
        "import sys; from pathlib import Path\n"
        "from assistant.drafting.writing.cache import AnswerCache, CachedAnswer\n"
        "cache = AnswerCache(Path(sys.argv[1]), 10**7)\n"
        "for n in range(25): cache.put(f'{sys.argv[2]} {n}', CachedAnswer('字', 'stop', 1, 1, 1))\n"
    )
    with ThreadPoolExecutor(3) as pool:
        done = [
            pool.submit(run, [sys.executable, "-c", code, str(path), name], check=True)
            for name in ("a", "b", "c")
        ]
    assert all(task.result().returncode == 0 for task in done)
    cache = AnswerCache(path, 10**7)
    assert all(cache.get(f"{name} {n}") for name in "abc" for n in range(25))


def test_a_damaged_cache_is_said_and_costs_only_the_asking(
    settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "cache" / "answers.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"this is no database" * 100)
    server, reply = Counting("新收8件。"), Reply()
    assert "".join(CachedWriter(settings, lambda: server).write(PROMPT, reply)) == "新收8件。"
    assert len(reply.notices) == 1
    assert "NIANBAO_CACHE=0" in reply.notices[0]


def test_switched_off_nothing_is_written(settings: Settings, tmp_path: Path) -> None:
    off = settings.model_copy(update={"cache": False})
    server = Counting("新收8件。")
    for _ in range(2):
        "".join(CachedWriter(off, lambda: server).write(PROMPT))
    assert len(server.asked) == 2
    assert not (tmp_path / "cache").exists()


def test_a_drafts_second_run_asks_nothing_and_is_the_same_but_for_its_account(
    settings: Settings, yuanzhou: AnnualReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, object]] = []
    with odd_server("counted", "2022年本机关新收政府信息公开申请8件。", asked) as url:
        here = settings.model_copy(update={"base_url": url})
        first = Drafter(yuanzhou, writer=open_writer(here)).draft(("1.2",))
        requests = len(asked)
        second = Drafter(yuanzhou, writer=open_writer(here)).draft(("1.2",))
    assert requests
    assert len(asked) == requests
    assert first.model_dump(exclude={"account"}) == second.model_dump(exclude={"account"})
    assert first.account
    assert second.account
    assert first.account.total.requests == second.account.total.cache_hits == requests
    assert second.account.total.requests == second.account.total.tokens_out == 0


def test_without_a_model_there_is_no_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_MODEL", raising=False)
    with pytest.raises(ModelUnavailable, match="没有设置模型"):
        open_writer(Settings())


def test_the_cache_uses_the_standard_librarys_database_safely() -> None:
    assert sqlite3.threadsafety in (1, 3)
    assert sqlite3.sqlite_version_info >= (3, 35)  # UPDATE … RETURNING
