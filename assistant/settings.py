"""Settings, from the environment and from nowhere else; secrets are never written down."""

from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What the user may set. Names in the environment stand in the aliases.

    The model is any OpenAI-compatible server; it is used only if its name is set.
    Times are in seconds. `read_max_bytes` and `read_seconds` limit each file that is read; 0
    leaves what its kind has (`assistant.reading.blocks.Limits`). Pages are fetched within `allow_private_addresses` (the user's own
    network), `fetch_max_bytes`, `fetch_seconds` and `proxy` (see `assistant.reading.fetch`).

    `model_size` says how much a model is given at once (`assistant.drafting.writing.sizing`);
    `context_tokens` and `max_tokens` are its context and the budget of one answer, 0 for what
    suits the size. `tool_calls` says whether it may call tools in conversation; at “auto” as
    `nianbao model test` found it, else by its size. An answer that fails is asked for `retries` times more, the first time after
    `retry_wait`, all within `piece_timeout`. Answers are kept in `home`/cache unless `cache` is off.

    `database` is where the workspace lies (`postgresql+psycopg://…`), empty for a file in `home`.
    A sign-in lasts `session_hours`. A reverse proxy that signs people in itself names them in
    `proxy_header`; that is believed from the addresses of `trusted_proxies` only (commas between).
    """

    model_config = SettingsConfigDict(env_prefix="NIANBAO_", extra="ignore", frozen=True)

    home: Path = Field(default_factory=lambda: user_data_path("nianbao", appauthor=False))
    model: str = Field(default="", validation_alias=AliasChoices("NIANBAO_MODEL", "OPENAI_MODEL"))
    base_url: str = Field(
        default="",
        validation_alias=AliasChoices("NIANBAO_BASE_URL", "OPENAI_BASE_URL", "OPENAI_API_BASE"),
    )
    api_key: SecretStr = Field(
        default=SecretStr(""),
        validation_alias=AliasChoices("NIANBAO_API_KEY", "OPENAI_API_KEY"),
    )
    temperature: float = 0.2
    seed: int = 7
    max_tokens: int = Field(default=0, ge=0)
    model_size: Literal["auto", "small", "large"] = "auto"
    tool_calls: Literal["auto", "on", "off"] = "auto"
    context_tokens: int = Field(default=0, ge=0)
    retries: int = Field(default=2, ge=0, le=10)
    retry_wait: float = 1.0
    cache: bool = True
    cache_max_bytes: int = 64 * 1024 * 1024
    connect_timeout: float = 5.0
    first_token_timeout: float = 60.0
    piece_timeout: float = 120.0
    embedding_model: str = ""
    embedding_dimension: int = 0
    read_max_bytes: int = 0
    read_seconds: float = 0.0
    allow_private_addresses: bool = False
    fetch_max_bytes: int = 20 * 1024 * 1024
    fetch_seconds: float = 60.0
    proxy: str = ""
    database: SecretStr = SecretStr("")
    session_hours: int = Field(default=12, ge=1, le=720)
    proxy_header: str = ""
    trusted_proxies: str = ""

    @property
    def has_model(self) -> bool:
        """Whether a model is set."""
        return bool(self.model)
