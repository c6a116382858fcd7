"""Tries the configured model: does it answer, stream, write Chinese, keep to a form, and how fast."""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.drafting.model import ChatModel
from assistant.drafting.prompts import Prompt, render
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


def try_model(settings: Settings) -> Iterator[Trial]:
    """The trials one by one; the first that fails for want of a connection is the last."""
    model = ChatModel(settings)
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
    try:
        yield _structured(_ask(model, render("try_model_form", {})).text)
    except ModelUnavailable as error:
        yield Trial("结构化输出", False, error.what, error.cure)


def _ask(model: ChatModel, prompt: Prompt) -> _Answer:
    started = time.monotonic_ns()
    first = started
    texts: list[str] = []
    for text in model.write(prompt):
        if not texts:
            first = time.monotonic_ns()
        texts.append(text)
    ended = time.monotonic_ns()
    return _Answer("".join(texts), len(texts), _seconds(first - started), _seconds(ended - started))


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
    """About one and a half characters of Chinese a token."""
    tokens = Decimal(len(answer.text)) / Decimal("1.5")
    rate = (tokens / max(answer.whole, Decimal("0.1"))).quantize(Decimal("0.1"))
    seen = f"约每秒 {rate} 个词元，首字 {answer.first} 秒"
    if rate >= _SLOW:
        return Trial("速度", True, seen)
    return Trial(
        "速度",
        False,
        seen,
        f"偏慢：把 NIANBAO_PIECE_TIMEOUT 调大（现为 {settings.piece_timeout:.0f} 秒），或用更快的服务器",
    )


def _structured(text: str) -> Trial:
    found = re.search(r"\{.*\}", text, re.S)
    try:
        value = json.loads(found[0]) if found else None
    except ValueError:
        value = None
    if isinstance(value, dict) and set(value) >= {"sentence", "facts"}:
        return Trial("结构化输出", True, "按要求返回了 JSON")
    return Trial(
        "结构化输出",
        False,
        f"没有按要求返回 JSON：{text.strip()[:40]}",
        "仍可用：起草不依赖它，按句读取",
    )
