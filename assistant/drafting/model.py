"""The real writer: langchain's ChatOpenAI on any OpenAI-compatible server."""

import re
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import httpx
from langchain_core.exceptions import LangChainException
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from openai import APIConnectionError, APIStatusError, APITimeoutError, OpenAIError
from pydantic import SecretStr

from assistant.drafting.prompts import Prompt
from assistant.drafting.writer import AnswerUnusable, Reply
from assistant.drafting.writing.bounds import bounded
from assistant.drafting.writing.reasoning import without_reasoning
from assistant.drafting.writing.retrying import seconds_to_wait, wait_within, worth_retrying
from assistant.drafting.writing.servers import Known, Servers
from assistant.drafting.writing.sizing import sizing_of
from assistant.errors import ModelUnavailable
from assistant.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NO_KEY = SecretStr("not-needed")  # local servers want none, the client insists on one
_FAILURES = (OpenAIError, LangChainException, ValueError, TypeError, KeyError)
_REFUSED = (400, 422)  # what servers say to a form of answer that they do not know


class ChatModel:
    """A `Writer` that asks a server, again where that can help, and never beyond its deadline."""

    def __init__(self, settings: Settings, *, try_schema: bool = False) -> None:
        if not settings.has_model:
            raise no_model()
        self._settings = settings
        self._servers = Servers(settings.home)
        self._knows_schema = None if try_schema else self._servers.of(settings).json_schema
        self.sizing = sizing_of(settings)
        self._client = ChatOpenAI(
            model=settings.model,
            base_url=settings.base_url or None,
            api_key=settings.api_key if settings.api_key.get_secret_value() else _NO_KEY,
            temperature=settings.temperature,
            seed=settings.seed,
            timeout=httpx.Timeout(settings.first_token_timeout, connect=settings.connect_timeout),
            max_retries=0,
            stream_usage=True,
        )

    @property
    def name(self) -> str:
        return self._settings.model

    def write(self, prompt: Prompt, reply: Reply | None = None) -> Iterator[str]:
        """The model's answer as it streams, without any reasoning in <think> tags.

        A failure before the first word is tried again (too busy, a fault of the server's, no
        connection), as `Retry-After` says or each time twice as late, until the deadline. A
        schema that the server refuses is left out from then on, and `reply` says so.

        Raises:
            AnswerUnusable: Empty, broken off in the middle, or the prompt is too long.
            ModelUnavailable: No connection, too slow, HTML, or an error.
        """
        reply = reply if reply is not None else Reply()
        started = time.monotonic_ns()
        deadline = time.monotonic() + self._settings.piece_timeout
        try:
            yield from self._until_answered(prompt, reply, deadline)
        finally:
            elapsed = Decimal(time.monotonic_ns() - started) / 10**9
            reply.seconds += elapsed.quantize(Decimal("0.001"))

    def described(self) -> Known:
        """What the server tells of the model: llama-server its parameters, vLLM its context.

        Raises:
            ModelUnavailable: It does not list its models.
        """
        try:
            models = list(self._client.root_client.models.list())
        except _FAILURES as error:
            raise self._explained(error) from error
        own = [model for model in models if model.id == self.name] or models[:1]
        told = (own[0].model_extra or {}) if own else {}
        meta = told.get("meta") or {}
        parameters = meta.get("n_params") or 0
        context = meta.get("n_ctx") or told.get("max_model_len")
        return Known(
            billions=parameters // 10**9 if parameters else None,
            context_tokens=context if isinstance(context, int) else None,
        )

    def _until_answered(self, prompt: Prompt, reply: Reply, deadline: float) -> Iterator[str]:
        for attempt in range(self._settings.retries + 2):  # one more: the schema left out
            begun = False
            try:
                for text in self._answer(prompt, reply, deadline):
                    begun = begun or bool(text.strip())
                    yield text
            except _FAILURES as error:
                if begun:
                    raise self._broken_off(error) from error
                if not self._may_ask_again(error, prompt, reply, (attempt, deadline)):
                    raise self._explained(error) from error
                continue
            if not begun:
                raise self._no_text(reply)
            return

    def _answer(self, prompt: Prompt, reply: Reply, deadline: float) -> Iterator[str]:
        max_tokens = prompt.max_tokens or self.sizing.max_tokens
        texts = without_reasoning(self._texts(prompt, max_tokens, reply))
        for text in bounded(texts, max_tokens, reply):
            yield text
            if time.monotonic() > deadline:
                raise ModelUnavailable(
                    f"模型太慢，{self._settings.piece_timeout:.0f} 秒没有写完一段",
                    where=self._where(),
                    cure="换一台服务器，或调大 NIANBAO_PIECE_TIMEOUT",
                )

    def _texts(self, prompt: Prompt, max_tokens: int, reply: Reply) -> Iterator[str]:
        messages: list[BaseMessage] = [SystemMessage(prompt.system), HumanMessage(prompt.user)]
        extra: dict[str, Any] = {}
        if prompt.schema is not None and self._knows_schema is not False:
            # Not langchain's own argument: that one raises on every answer that is cut off.
            schema = {"name": "answer", "schema": prompt.schema}
            extra = {
                "extra_body": {"response_format": {"type": "json_schema", "json_schema": schema}}
            }
        reply.requests += 1
        for chunk in self._client.stream(messages, max_completion_tokens=max_tokens, **extra):
            _note(chunk, reply)
            yield str(chunk.text)

    def _may_ask_again(
        self, error: Exception, prompt: Prompt, reply: Reply, when: tuple[int, float]
    ) -> bool:
        attempt, deadline = when
        status = error.status_code if isinstance(error, APIStatusError) else None
        if status in _REFUSED and prompt.schema is not None and self._knows_schema is not False:
            self._knows_schema = False
            self._servers.remember(self._settings, json_schema=False)
            reply.notices.append(
                f"模型服务器不支持按 JSON 格式约束回答（{status}），改为从文字里读取，以后不再试；"
                "换了服务器版本后可用 nianbao model test 重新试"
            )
            return True
        # A server that let the whole time-out pass once would let it pass again.
        lost = isinstance(error, APIConnectionError) and not isinstance(error, APITimeoutError)
        if not (lost or worth_retrying(status)) or attempt >= self._settings.retries:
            return False
        asked = (
            error.response.headers.get("retry-after") if isinstance(error, APIStatusError) else None
        )
        wait = seconds_to_wait(attempt, self._settings.retry_wait, asked)
        again = wait_within(wait, deadline)
        reply.retries += again
        return again

    def _no_text(self, reply: Reply) -> ModelUnavailable:
        if reply.finish:
            return AnswerUnusable("模型给了空白的回答", where=self._where(), cure="换一个模型")
        return ModelUnavailable(
            "模型没有返回文字（可能地址不是 OpenAI 兼容接口，或返回了网页）",
            where=self._where(),
            cure="检查 OPENAI_BASE_URL，通常以 /v1 结尾",
        )

    def _where(self) -> str:
        return f"{self._settings.model} @ {self._settings.base_url or 'api.openai.com'}"

    def _broken_off(self, error: Exception) -> AnswerUnusable:
        return AnswerUnusable(
            f"模型的回答中途断开（{type(error).__name__}）",
            where=self._where(),
            cure="稍后再试；经常如此时检查网络和服务器日志",
        )

    def _explained(self, error: Exception) -> ModelUnavailable:
        kind = type(error).__name__
        if "No generation chunks" in str(error):
            return self._no_text(Reply())
        if _too_long(error):
            return AnswerUnusable(
                "提示词超过模型的上下文长度",
                where=self._where(),
                cure="调小 NIANBAO_CONTEXT_TOKENS",
            )
        if "Timeout" in kind:
            what, cure = "模型没有在规定时间内回答", "稍后再试，或调大 NIANBAO_FIRST_TOKEN_TIMEOUT"
        elif "Connection" in kind:
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


def no_model() -> ModelUnavailable:
    """What is said when a model is wanted and none is set."""
    return ModelUnavailable(
        "没有设置模型",
        cure="设置环境变量 OPENAI_BASE_URL、OPENAI_API_KEY、OPENAI_MODEL，或改用 --engine offline",
    )


def _note(chunk: AIMessageChunk, reply: Reply) -> None:
    """Keeps what a chunk says beside its text: why it ended, what it cost."""
    finish = chunk.response_metadata.get("finish_reason")
    if finish:
        reply.finish = "length" if finish == "length" else "stop"
    if chunk.usage_metadata:
        reply.tokens_in = (reply.tokens_in or 0) + chunk.usage_metadata["input_tokens"]
        reply.tokens_out = (reply.tokens_out or 0) + chunk.usage_metadata["output_tokens"]


def _too_long(error: Exception) -> bool:
    return "context" in str(error).lower() and isinstance(error, APIStatusError)


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
