"""The real writer: langchain's ChatOpenAI on any OpenAI-compatible server."""

import re
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import httpx
from langchain_core.exceptions import LangChainException
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from openai import OpenAIError
from pydantic import SecretStr

from assistant.drafting.prompts import Prompt
from assistant.errors import ModelUnavailable
from assistant.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NO_KEY = SecretStr("not-needed")  # local servers want none, the client insists on one
_FAILURES = (OpenAIError, httpx.HTTPError, LangChainException, ValueError, TypeError, KeyError)


class ChatModel:
    """A `Writer` that asks a server; never retries beyond one lost connection."""

    def __init__(self, settings: Settings) -> None:
        if not settings.has_model:
            raise ModelUnavailable(
                "没有设置模型",
                cure="设置环境变量 OPENAI_BASE_URL、OPENAI_API_KEY、OPENAI_MODEL，或改用 --engine offline",
            )
        self._settings = settings
        self._client = ChatOpenAI(
            model=settings.model,
            base_url=settings.base_url or None,
            api_key=settings.api_key if settings.api_key.get_secret_value() else _NO_KEY,
            temperature=settings.temperature,
            seed=settings.seed,
            max_completion_tokens=settings.max_tokens,
            timeout=httpx.Timeout(settings.first_token_timeout, connect=settings.connect_timeout),
            max_retries=0,
        )

    @property
    def name(self) -> str:
        return self._settings.model

    def write(self, prompt: Prompt) -> Iterator[str]:
        """The model's answer as it streams, without any reasoning in <think> tags.

        Raises:
            ModelUnavailable: No connection, too slow, HTML, an error, or an empty answer.
        """
        deadline = time.monotonic() + self._settings.piece_timeout
        messages: list[BaseMessage] = [SystemMessage(prompt.system), HumanMessage(prompt.user)]
        empty = True
        try:
            for text in without_reasoning(self._texts(messages)):
                empty = empty and not text.strip()
                yield text
                if time.monotonic() > deadline:
                    raise ModelUnavailable(
                        f"模型太慢，{self._settings.piece_timeout:.0f} 秒没有写完一段",
                        where=self._where(),
                        cure="换一台服务器，或调大 NIANBAO_PIECE_TIMEOUT",
                    )
        except _FAILURES as error:
            raise self._explained(error) from error
        if empty:
            raise self._no_text()

    def _no_text(self) -> ModelUnavailable:
        return ModelUnavailable(
            "模型没有返回文字（可能地址不是 OpenAI 兼容接口，或返回了网页）",
            where=self._where(),
            cure="检查 OPENAI_BASE_URL，通常以 /v1 结尾",
        )

    def _texts(self, messages: list[BaseMessage]) -> Iterator[str]:
        for chunk in self._client.stream(messages):
            yield str(chunk.text)

    def _where(self) -> str:
        return f"{self._settings.model} @ {self._settings.base_url or 'api.openai.com'}"

    def _explained(self, error: Exception) -> ModelUnavailable:
        kind = type(error).__name__
        if "No generation chunks" in str(error):
            return self._no_text()
        if "Timeout" in kind:
            what, cure = "模型没有在规定时间内回答", "稍后再试，或调大 NIANBAO_FIRST_TOKEN_TIMEOUT"
        elif "Connection" in kind or isinstance(error, httpx.TransportError):
            what, cure = (
                "连不上模型服务器，或连接中途断开",
                "检查 OPENAI_BASE_URL 和网络，确认服务已启动",
            )
        elif "Authentication" in kind or "PermissionDenied" in kind:
            what, cure = "模型服务器不认这个密钥", "检查 OPENAI_API_KEY"
        elif "NotFound" in kind:
            what, cure = "模型服务器没有这个模型或地址", "检查 OPENAI_MODEL 和 OPENAI_BASE_URL"
        else:
            detail = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", str(error))).strip()[:120]
            what = f"模型服务器的回答无法使用（{kind}：{detail}）"
            cure = "检查地址是否是 OpenAI 兼容接口"
        return ModelUnavailable(what, where=self._where(), cure=cure)


def without_reasoning(texts: Iterator[str]) -> Iterator[str]:
    """A stream of text without what stands between <think> and </think>."""
    held, inside = "", False
    for text in texts:
        held += text
        while True:
            mark = "</think>" if inside else "<think>"
            at = held.find(mark)
            if at < 0:
                break
            if not inside and at:
                yield held[:at]
            held, inside = held[at + len(mark) :], not inside
        keep = 0 if inside else _possible_start(held, "<think>")
        if not inside and len(held) > keep:
            yield held[: len(held) - keep]
        held = held[-8:] if inside else held[len(held) - keep :]
    if held and not inside:
        yield held


def _possible_start(text: str, mark: str) -> int:
    """How many characters at the end of a text could be the beginning of `mark`."""
    return next((n for n in range(len(mark) - 1, 0, -1) if text.endswith(mark[:n])), 0)


class ServerEmbedder:
    """Embeddings of any OpenAI-compatible server, for the corpus index."""

    def __init__(self, settings: Settings) -> None:
        self._client = OpenAIEmbeddings(
            model=settings.embedding_model,
            openai_api_base=settings.base_url or None,
            openai_api_key=settings.api_key if settings.api_key.get_secret_value() else _NO_KEY,
            check_embedding_ctx_length=False,
            request_timeout=settings.first_token_timeout,
            max_retries=1,
        )
        self.id = "server-" + re.sub(r"[^A-Za-z0-9._-]", "-", settings.embedding_model)
        self.dimension = settings.embedding_dimension or len(self._embed(["维度"])[0])

    def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Unit vectors of passages, one row each.

        Raises:
            ModelUnavailable: The server does not answer, or not with vectors.
        """
        import numpy as np

        rows = np.asarray(self._embed(list(texts)), dtype=np.float32)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True).clip(min=1e-12)
        return np.asarray(rows / lengths, dtype=np.float32)

    def embed_query(self, text: str) -> "NDArray[np.float32]":
        """The unit vector of a query."""
        import numpy as np

        return np.asarray(self.embed_passages([text])[0], dtype=np.float32)

    def _embed(self, texts: list[str]) -> list[list[float]]:
        try:
            return self._client.embed_documents(texts)
        except _FAILURES as error:
            raise ModelUnavailable(
                f"向量服务不可用（{type(error).__name__}）",
                cure="检查 OPENAI_BASE_URL 和 NIANBAO_EMBEDDING_MODEL，或不设后者以用内置模型",
            ) from error
