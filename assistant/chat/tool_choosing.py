"""Messages that are not clear, for a model that calls tools: an agent over the known actions.

Each action is a tool of langchain's. The model calls one, is told what came of it, and calls the
next; it words nothing that a person sees.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import httpx
from langchain_core.exceptions import LangChainException
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_openai import ChatOpenAI
from openai import OpenAIError
from pydantic import SecretStr

from assistant.chat.choosing import ListChooser, Wishes, choices, clear_message
from assistant.drafting.planning.plan import SECTION_IDS
from assistant.drafting.prompts import quoted, render
from assistant.errors import ModelUnavailable
from assistant.settings import Settings

_FAILURES = (OpenAIError, LangChainException, ValueError, TypeError, KeyError)
_NO_KEY = SecretStr("not-needed")  # local servers want none, the client insists on one
_MOST_TOKENS = 200
_MOST_CALLS = 4  # in one message; who wishes for more says so in another
_LONGEST_MESSAGE, _LONGEST_RESULT = 400, 600
_FINISH = "finish"
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Call:
    """A call as the model made it; `clear` is empty where it names no action or lacks what it needs."""

    id: str
    name: str
    clear: str


class ToolChooser:
    """Lets the model call the actions; a malformed call falls back to the closed list.

    Args:
        settings: The model and its server.
        otherwise: Is asked where the server refuses tools, or the first call is none that can be used.
    """

    def __init__(self, settings: Settings, otherwise: ListChooser | None = None) -> None:
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
        self._otherwise = otherwise

    def wishes(self, message: str) -> Wishes:
        """The clear messages for the tools that the model calls, each told what came of the one before.

        Raises:
            ModelUnavailable: No connection, too slow, or an error of the server's.
        """
        prompt = render("call_action", {"message": quoted(message[:_LONGEST_MESSAGE], "话")})
        said: list[BaseMessage] = [SystemMessage(prompt.system), HumanMessage(prompt.user)]
        done: list[str] = []
        while len(done) < _MOST_CALLS:
            answer = self._asked(said, first=not done)
            calls = [] if answer is None else calls_in(answer, message)
            usable = answer is not None and bool(calls) and all(c.clear for c in calls)
            if not done and not usable and not _finishes(answer):
                yield from self._fallen_back(message)
                return
            if not usable or calls[0].clear in done:  # it has finished, or goes round in circles
                return
            assert answer is not None
            said.append(answer)
            for call in calls[: _MOST_CALLS - len(done)]:
                came_of_it = yield call.clear
                done.append(call.clear)
                shown = quoted(came_of_it[:_LONGEST_RESULT], "结果")
                said.append(ToolMessage(shown, tool_call_id=call.id))

    def _asked(self, said: Sequence[BaseMessage], *, first: bool) -> AIMessage | None:
        """The model's answer; None where the server failed and something else can be tried."""
        try:
            answer = self._model.invoke(list(said))
        except _FAILURES as error:
            if not first or self._otherwise is not None:
                return None
            raise ModelUnavailable(
                f"模型没有选出操作（{type(error).__name__}）", cure="检查模型服务器，或换个说法"
            ) from error
        return answer if isinstance(answer, AIMessage) else None

    def _fallen_back(self, message: str) -> Iterator[str]:
        if self._otherwise is not None:
            yield from self._otherwise.wishes(message)


def _finishes(answer: AIMessage | None) -> bool:
    return answer is not None and any(call["name"] == _FINISH for call in answer.tool_calls)


def calls_in(answer: AIMessage, message: str) -> list[Call]:
    """The calls of known actions in an answer; what it says besides is let go."""
    found = []
    for call in [*answer.tool_calls, *answer.invalid_tool_calls]:
        name, arguments = call.get("name") or "", call.get("args")
        usable = isinstance(arguments, dict) and name != _FINISH
        clear = _clear(name, arguments, message) if isinstance(arguments, dict) and usable else ""
        found.append(Call(call.get("id") or "", name, clear))
    return found


def _clear(name: str, arguments: dict[str, Any], message: str) -> str:
    words = arguments.get("words")
    if "says" in choices().get(name, {}) or not isinstance(words, str):
        return clear_message(name, arguments.get("section"))
    # Only what the person said: a number that is not in the message is the model's own.
    known = set(_DIGITS.findall(message))
    return words[:_LONGEST_MESSAGE] if set(_DIGITS.findall(words)) <= known else ""


def tools() -> list[dict[str, Any]]:
    """The known actions as tools in the form of OpenAI, and one to say that nothing is left to do.

    What only the person can word is taken from their message: `words`.
    """
    section = {"type": "string", "enum": ["", *SECTION_IDS], "description": "部分，没有说就空着"}
    words = {"type": "string", "description": "照抄用户原话里的这件事，不加不改"}
    made = [_tool(_FINISH, "都办完了，或没有合适的操作", {})]
    for name, choice in choices().items():
        takes = {"section": section} if "says" in choice else {"words": words}
        made.append(_tool(name, str(choice["tells"]), takes))
    return made


def _tool(name: str, tells: str, takes: dict[str, Any]) -> dict[str, Any]:
    parameters = {"type": "object", "properties": takes}
    return {
        "type": "function",
        "function": {"name": name, "description": tells, "parameters": parameters},
    }
