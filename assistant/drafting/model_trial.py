"""Tries the configured model: does it answer, stream, write Chinese, keep to a form, and how fast."""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.drafting.model import ChatModel
from assistant.drafting.prompts import Prompt, render
from assistant.drafting.writer import Reply
from assistant.drafting.writing.fitting import tokens_of
from assistant.drafting.writing.manner import answer_schema
from assistant.drafting.writing.servers import Known, Servers
from assistant.drafting.writing.sizing import sizing_of
from assistant.errors import ModelUnavailable
from assistant.settings import Settings

_HAN = re.compile(r"[㐀-鿿]")
_SLOW = 5  # tokens a second below which a part takes minutes
_NUMBERS = ("213", "9")


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing that was tried: its name, whether it went well, what was seen, what to do."""

    name: str
    passed: bool
    seen: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class _Answer:
    text: str
    pieces: int
    first: Decimal
    whole: Decimal
    reply: Reply


def try_model(settings: Settings) -> Iterator[Trial]:
    """The trials one by one; the first that fails for want of a connection is the last.

    What is found out is remembered: whether the server keeps to a JSON schema, and the size
    and context that it tells of its model.
    """
    model = ChatModel(settings, try_schema=True)
    try:
        answer = _ask(model, render("try_model_writing", {}))
    except ModelUnavailable as error:
        yield Trial("连接", False, error.what, error.cure)
        return
    yield Trial("连接", True, f"{settings.model} 有回答")
    yield _streams(answer)
    yield _chinese(answer)
    yield _numbers(answer)
    yield _speed(answer, settings)
    yield _structured(model, settings)
    yield _size(model, settings)


def _ask(model: ChatModel, prompt: Prompt) -> _Answer:
    started = time.monotonic_ns()
    first = started
    texts: list[str] = []
    reply = Reply()
    for text in model.write(prompt, reply):
        if not texts:
            first = time.monotonic_ns()
        texts.append(text)
    seconds = _seconds(first - started), _seconds(time.monotonic_ns() - started)
    return _Answer("".join(texts), len(texts), *seconds, reply)


def _seconds(nanoseconds: int) -> Decimal:
    return (Decimal(nanoseconds) / 10**9).quantize(Decimal("0.1"))


def _streams(answer: _Answer) -> Trial:
    if answer.pieces > 2:
        return Trial("流式输出", True, f"分 {answer.pieces} 次收到，首字 {answer.first} 秒")
    return Trial("流式输出", False, "整段一次收到", "能用，但要等一段写完才看到文字")


def _chinese(answer: _Answer) -> Trial:
    han = len(_HAN.findall(answer.text))
    letters = len(re.findall(r"[A-Za-z]", answer.text))
    if han > 20 and han > 4 * letters:
        return Trial("中文", True, answer.text.strip().replace("\n", " ")[:60])
    return Trial("中文", False, answer.text.strip()[:60] or "没有文字", "换一个中文能力更好的模型")


def _numbers(answer: _Answer) -> Trial:
    """Whether the two numbers of the task came back, and no other."""
    written = re.findall(r"\d+", answer.text)
    if set(written) == set(_NUMBERS):
        return Trial("照抄数字", True, "给出的两个数字都写对，没有多写")
    return Trial(
        "照抄数字",
        False,
        f"给的是 {'、'.join(_NUMBERS)}，写出的是 {'、'.join(written) or '没有数字'}",
        "起草时写错的句子会被换成离线写法，不会进入报告；想少换一些，请用更大的模型",
    )


def _speed(answer: _Answer, settings: Settings) -> Trial:
    """By the server's count of tokens, else by the characters."""
    tokens = answer.reply.tokens_out or tokens_of(answer.text)
    rate = (tokens / max(answer.whole, Decimal("0.1"))).quantize(Decimal("0.1"))
    counted = "" if answer.reply.tokens_out else "约"
    seen = f"{counted}每秒 {rate} 个词元，首字 {answer.first} 秒"
    if rate >= _SLOW:
        return Trial("速度", True, seen)
    return Trial(
        "速度",
        False,
        seen,
        f"偏慢：把 NIANBAO_PIECE_TIMEOUT 调大（现为 {settings.piece_timeout:.0f} 秒），或用更快的服务器",
    )


def _structured(model: ChatModel, settings: Settings) -> Trial:
    """Whether the server keeps an answer to a JSON schema; remembered for drafting."""
    prompt = replace(render("try_model_form", {}), schema=answer_schema(["f1"], most=1))
    try:
        answer = _ask(model, prompt)
    except ModelUnavailable as error:
        return Trial("结构化输出", False, error.what, error.cure)
    refused = bool(answer.reply.notices)
    keeps = not refused and _is_as_asked(answer.text)
    if not refused:
        Servers(settings.home).remember(settings, json_schema=True if keeps else None)
    if keeps:
        return Trial("结构化输出", True, "按要求的 JSON 格式返回")
    seen = "服务器不支持" if refused else f"没有按要求返回 JSON：{answer.text.strip()[:40]}"
    return Trial("结构化输出", False, seen, "仍可用：起草时从文字里按句读取")


def _is_as_asked(text: str) -> bool:
    try:
        value = json.loads(text)
    except ValueError:
        return False
    return isinstance(value, dict) and set(value) == {"sentences"}


def _size(model: ChatModel, settings: Settings) -> Trial:
    """What the server tells of the model, and how it will therefore be asked."""
    try:
        known = model.described()
    except ModelUnavailable:
        known = Known()  # many servers list no models; the name has to do
    found = {"billions": known.billions, "context_tokens": known.context_tokens}
    Servers(settings.home).remember(settings, **found)
    sizing = sizing_of(settings)
    how = "一次写一个要点" if sizing.size == "small" else "一次写一个部分"
    told = f"，服务器说有约 {known.billions}0 亿参数" if known.billions else ""
    seen = f"{how}（{sizing.why}{told}），上下文按 {sizing.context_tokens} 词元"
    return Trial("规模", True, seen, "要改用另一种，设 NIANBAO_MODEL_SIZE=small 或 large")
