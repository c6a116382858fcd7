"""Small YAML files of a known form, read strictly: every fault with its line and its cure."""

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assistant.errors import UnusableInput
from assistant.reading.marked_data import MarkedData, parse_yaml
from assistant.reading.text_file import read_text

Form = TypeVar("Form", bound=BaseModel)
_SHOWN = 8
_KINDS = {
    "string_type": "应当是文字",
    "int_type": "应当是整数",
    "list_type": "应当是一串值",
    "tuple_type": "应当是一串值",
    "dict_type": "应当是“名称: 值”的形式",
    "model_type": "应当是“名称: 值”的形式",
    "model_attributes_type": "应当是“名称: 值”的形式",
    "string_too_short": "没有填写",
    "string_too_long": "太长",
    "too_long": "太多",
    "too_short": "没有填写",
    "string_pattern_mismatch": "写法不对",
    "missing": "没有填写",
}


def read_form(path: Path, form: type[Form], what: str, cure: str, max_bytes: int) -> Form:
    """A YAML file as the model `form`; `what` is what people call such a file.

    Raises:
        UnusableInput: Unreadable, over `max_bytes`, not YAML, a list, or not of the form.
    """
    marked = parse_yaml(read_text(path, max_bytes).text, str(path))
    if not isinstance(marked.data, dict):
        raise UnusableInput(f"不是{what}：内容不是“名称: 值”的形式", where=str(path), cure=cure)
    try:
        return form.model_validate(marked.data)
    except ValidationError as error:
        faults = error.errors()
        shown = [_fault(fault, marked, form) for fault in faults[:_SHOWN]]
        more = [f"……另有 {len(faults) - _SHOWN} 处"] if len(faults) > _SHOWN else []
        text = "\n  ".join([f"{what}有误，没有使用", *shown, *more])
        raise UnusableInput(text, where=str(path), cure=cure) from error


def _fault(error: ErrorDetails, marked: MarkedData, form: type[BaseModel]) -> str:
    path = error["loc"]
    line = marked.line(path)
    place = f"第 {line} 行 " if line else ""
    name = ".".join(str(part)[:40] for part in path if part != "[key]")
    return f"{place}{name}：{_explained(error, form)}"


def _explained(error: ErrorDetails, form: type[BaseModel]) -> str:
    shown = str(error["input"])[:30]
    explain: dict[str, Callable[[], str]] = {
        "extra_forbidden": lambda: _misspelt(str(error["loc"][-1])[:40], error["loc"][:-1], form),
        "literal_error": lambda: f"“{shown}”不在可选值里，可以写 {error['ctx']['expected']}",
        "value_error": lambda: str(error["ctx"]["error"]),
    }
    kind = error["type"]
    if kind in explain:
        return explain[kind]()
    words = _KINDS.get(kind, "类型不对")
    return words if kind in ("missing", "dict_type", "model_type") else f"{words}：“{shown}”"


def _misspelt(written: str, path: tuple[int | str, ...], form: type[BaseModel]) -> str:
    known = _fields(form, path)
    close = difflib.get_close_matches(written, known, n=1, cutoff=0.5)
    told = f"是不是“{close[0]}”？" if close else f"这里可以写：{'、'.join(known)}"
    return f"不认识的名称“{written}”；{told}"


def _fields(form: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    at: Any = form
    for part in path:
        field = at.model_fields.get(part) if isinstance(part, str) else None
        if field is None:
            continue
        inner = [a for a in getattr(field.annotation, "__args__", ()) if isinstance(a, type)]
        at = next((a for a in inner if issubclass(a, BaseModel)), at)
    return list(at.model_fields)
