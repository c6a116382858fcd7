"""How much a model is given at once follows from the setting, its name, or what was found out."""

from pathlib import Path

import pytest

from assistant.drafting.writing.servers import Known, Servers
from assistant.drafting.writing.sizing import billions_in, sizing_of
from assistant.settings import Settings


def settings(monkeypatch: pytest.MonkeyPatch, model: str, **more: str) -> Settings:
    monkeypatch.setenv("OPENAI_MODEL", model)
    for name, value in more.items():
        monkeypatch.setenv(f"NIANBAO_{name}", value)
    return Settings()


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("qwen2.5-coder-1.5b", "small"),
        ("qwen2.5:7b-instruct-q4_K_M", "small"),
        ("Qwen/Qwen2.5-72B-Instruct", "large"),
        ("qwen3-30b-a3b", "large"),
        ("mixtral-8x7b", "large"),
        ("smollm-360m", "small"),
        ("deepseek-r1-distill-qwen-7b", "small"),
        ("deepseek-chat", "large"),
        ("qwen-max-latest", "large"),
        ("glm-4-plus", "large"),
        ("gpt-4o-mini", "large"),
        ("phi3", "small"),
        ("who-knows", "small"),
    ],
)
def test_the_name_tells_the_size(monkeypatch: pytest.MonkeyPatch, name: str, size: str) -> None:
    sizing = sizing_of(settings(monkeypatch, name), Known())
    assert sizing.size == size
    assert sizing.why


def test_a_size_that_is_only_guessed_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "NIANBAO_MODEL_SIZE" in sizing_of(settings(monkeypatch, "who-knows"), Known()).why


def test_the_setting_goes_before_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = sizing_of(settings(monkeypatch, "qwen-7b", MODEL_SIZE="large"), Known())
    assert chosen.size == "large"
    assert sizing_of(settings(monkeypatch, "qwen-72b", MODEL_SIZE="small"), Known()).size == "small"


def test_what_the_server_told_is_used_where_the_name_says_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    chosen = settings(monkeypatch, "house-model", HOME=str(tmp_path))
    Servers(tmp_path).remember(chosen, billions=32, context_tokens=16384)
    assert sizing_of(chosen).size == "large"
    assert sizing_of(chosen).context_tokens == 16384
    assert "model test" in sizing_of(chosen).why


def test_the_budgets_of_the_settings_go_before_those_of_the_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sizing = sizing_of(settings(monkeypatch, "qwen-7b", CONTEXT_TOKENS="2048", MAX_TOKENS="99"))
    assert (sizing.context_tokens, sizing.max_tokens) == (2048, 99)


def test_what_is_known_of_servers_survives_a_damaged_file_and_is_private(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    chosen = settings(monkeypatch, "m", HOME=str(tmp_path))
    servers = Servers(tmp_path)
    servers.remember(chosen, json_schema=False)
    path = tmp_path / "cache" / "servers.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert servers.of(chosen) == Known(json_schema=False)
    path.write_text('{"m @ ": {"json_schema": "maybe", "billions": tru')
    assert servers.of(chosen) == Known()
    path.write_text('{"m @ ": [1]}')
    assert servers.of(chosen) == Known()


@pytest.mark.parametrize(
    ("name", "billions"),
    [("a-1.5b", 1), ("a-0.5b-chat", 0), ("x-70B", 70), ("8x22b", 176), ("350m", 0), ("gpt-4", None), ("b2b", None)],
)  # fmt: skip
def test_parameters_are_read_from_names(name: str, billions: int | None) -> None:
    assert billions_in(name) == billions
