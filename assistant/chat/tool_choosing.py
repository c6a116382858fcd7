"""Messages that are not clear, for a model that calls tools: each known action is a tool of langchain's."""

from typing import Any

import httpx
from langchain_core.exceptions import LangChainException
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from openai import OpenAIError
from pydantic import SecretStr

from assistant.chat.choosing import choice_prompt, choices, clear_message
from assistant.drafting.planning.plan import SECTION_IDS
from assistant.errors import ModelUnavailable
from assistant.settings import Settings

_FAILURES = (OpenAIError, LangChainException, ValueError, TypeError, KeyError)
_NO_KEY = SecretStr("not-needed")  # local servers want none, the client insists on one
_MOST_TOKENS = 200


class ToolChooser:
    """Binds the known actions as tools and takes the first call; the tools only name an action."""

    def __init__(self, settings: Settings) -> None:
        key = settings.api_key if settings.api_key.get_secret_value() else _NO_KEY
        client = ChatOpenAI(
            model=settings.model,
            base_url=settings.base_url or None,
            api_key=key,
            temperature=0,
            seed=settings.seed,
            timeout=httpx.Timeout(settings.first_token_timeout, connect=settings.connect_timeout),
            max_retries=0,
            max_completion_tokens=_MOST_TOKENS,
        )
        self._model = client.bind_tools(tools(), tool_choice="auto")

    def choose(self, message: str) -> str:
        """The clear message for the tool that the model called; empty where it called none.

        Raises:
            ModelUnavailable: No connection, too slow, or an error of the server's.
        """
        prompt = choice_prompt(message)
        try:
            answer = self._model.invoke([SystemMessage(prompt.system), HumanMessage(prompt.user)])
        except _FAILURES as error:
            raise ModelUnavailable(
                f"模型没有选出操作（{type(error).__name__}）", cure="检查模型服务器，或换个说法"
            ) from error
        calls = getattr(answer, "tool_calls", None) or []
        if not calls:
            return ""
        arguments = calls[0].get("args") or {}
        return clear_message(calls[0].get("name"), arguments.get("section"))


def tools() -> list[dict[str, Any]]:
    """The known actions as tools in the form of OpenAI; the section is the only argument."""
    section = {"type": "string", "enum": ["", *SECTION_IDS], "description": "部分，没有说就空着"}
    return [
        {
            "type": "function",
            "function": {
                "name": name,
                "description": choice["tells"],
                "parameters": {"type": "object", "properties": {"section": section}},
            },
        }
        for name, choice in choices().items()
    ]
