"""How much a model is given at once: a small one loses itself in a table and recites it."""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.drafting.writing.servers import Known, Servers
from assistant.settings import Settings

Size = Literal["small", "large"]

_LARGE_FROM = 10  # billions of parameters
_PARAMETERS = re.compile(r"(?<![a-z0-9.])(?:(\d+)x)?(\d+(?:\.\d+)?)(b|m)(?![a-z0-9])")
# Served by their makers under names without a count; all far larger than the bound.
_LARGE_FAMILIES = [
    "deepseek-chat",
    "deepseek-reasoner",
    "deepseek-v",
    "deepseek-r1",
    "qwen-max",
    "qwen-plus",
    "qwen-turbo",
    "qwen3-max",
    "gpt-4",
    "gpt-5",
    "o1",
    "o3",
    "o4",
    "claude",
    "gemini",
    "glm-4",
    "glm-5",
    "kimi",
    "moonshot",
    "doubao",
    "ernie",
    "hunyuan",
    "yi-large",
    "minimax",
    "step-",
    "spark",
    "mistral-large",
]
_SMALL_FAMILIES = [
    "phi",
    "tinyllama",
    "smollm",
    "gemma",
    "minicpm",
    "internlm-chat",
    "chatglm",
    "distill",
]
_SIZES: dict[Size, tuple[int, int]] = {"small": (4096, 320), "large": (8192, 1600)}


@dataclass(frozen=True, slots=True)
class Sizing:
    """How a model is asked: `small` piece by piece, `large` a whole part; and why so, in words.

    `context_tokens` is what prompt and answer may fill together, `max_tokens` the answer.
    """

    size: Size
    why: str
    context_tokens: int
    max_tokens: int


def sizing_of(settings: Settings, known: Known | None = None) -> Sizing:
    """The size by the setting, else the parameters in the name, the family, or the server's word.

    A model of which nothing is known counts as small: that costs requests, not quality.
    """
    known = known if known is not None else Servers(settings.home).of(settings)
    size, why = _size(settings, known)
    context, answer = _SIZES[size]
    return Sizing(
        size,
        why,
        settings.context_tokens or known.context_tokens or context,
        settings.max_tokens or answer,
    )


def _size(settings: Settings, known: Known) -> tuple[Size, str]:
    if settings.model_size != "auto":
        return settings.model_size, "按设置 NIANBAO_MODEL_SIZE"
    billions = billions_in(settings.model)
    if billions is not None:
        return _by(billions), "按模型名称里的参数量"
    if known.billions is not None:
        return _by(known.billions), "按 nianbao model test 的结果"
    name = settings.model.lower().rpartition("/")[2]
    if any(name.startswith(family) for family in _SMALL_FAMILIES):
        return "small", "按模型系列"
    if any(name.startswith(family) for family in _LARGE_FAMILIES):
        return "large", "按模型系列"
    return "small", "不知道模型大小，按小模型对待；可设 NIANBAO_MODEL_SIZE=large"


def billions_in(name: str) -> int | None:
    """The parameters that a name states, in whole billions (1.5b is 1, 8x7b is 56); else None.

    Of several counts (30b-a3b) the first is the whole.
    """
    match = _PARAMETERS.search(name.lower())
    if match is None:
        return None
    count = int(match[2].partition(".")[0]) * int(match[1] or 1)
    return count if match[3] == "b" else count // 1000


def _by(billions: int) -> Size:
    return "large" if billions >= _LARGE_FROM else "small"
