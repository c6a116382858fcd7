"""YAML and JSON to plain data that remembers on which line each value stands.

Numbers stay exact (`int` or `Decimal`); aliases, duplicate keys, over-deep and
over-large documents are refused, so that a hostile file costs nothing.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from assistant.errors import UnusableInput

MAX_DEPTH = 12
MAX_NODES = 100_000
Path = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?\d{1,18}")
_DECIMAL = re.compile(r"[-+]?\d{1,18}\.\d{1,12}")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLS = {"true": True, "True": True, "false": False, "False": False}


@dataclass(frozen=True, slots=True)
class MarkedData:
    """Plain data and the line (from 1) of every path in it."""

    data: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int | None:
        """The line of a path, or of the nearest thing above it that stands in the file."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


def parse_yaml(text: str, where: str) -> MarkedData:
    """The first document of a YAML text as plain data.

    Raises:
        UnusableInput: Not YAML, more than one document, aliases, duplicate keys, too large.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_bombs(yaml.parse(text, Loader=loader), where)
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f"第 {mark.line + 1} 行" if mark else where
        raise UnusableInput(
            f"不是合格的 yaml（{line}附近：{error.problem or '写法有误'}）",
            where=where,
            cure="检查该行的缩进、冒号后的空格和引号；缩进只能用空格，不能用制表符",
        ) from error
    except yaml.YAMLError as error:
        raise UnusableInput(
            "不是合格的 yaml（含有不允许的字符）", where=where, cure="请用 UTF-8 文本重新保存"
        ) from error
    marked = MarkedData(None, {})
    return MarkedData(_plain(node, (), marked.lines, where), marked.lines)


def parse_json(text: str, where: str) -> MarkedData:
    """A JSON text as plain data; lines are known where YAML can read it too.

    Raises:
        UnusableInput: Not JSON, duplicate keys, NaN or Infinity, too deep.
    """
    _refuse_deep_json(text, where)
    try:
        data = json.loads(
            text,
            parse_float=Decimal,
            parse_int=_json_integer,
            parse_constant=_no_constant,
            object_pairs_hook=_unique,
        )
    except json.JSONDecodeError as error:
        raise UnusableInput(
            f"不是合格的 json（第 {error.lineno} 行第 {error.colno} 列附近）",
            where=where,
            cure="检查该处的引号、逗号和括号是否成对",
        ) from error
    except ValueError as error:
        raise UnusableInput(str(error), where=where, cure="改正后再试") from error
    lines: dict[Path, int] = {}
    try:
        _plain(
            yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)),
            (),
            lines,
            where,
        )
    except (yaml.YAMLError, UnusableInput):
        lines = {}
    return MarkedData(data, lines)


def _refuse_bombs(events: Iterator[Any], where: str) -> None:
    depth = 0
    for nodes, event in enumerate(events):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UnusableInput(
                f"第 {line} 行用了 yaml 的引用（& 或 *），为防止恶意文件不予读取",
                where=where,
                cure="把被引用的内容直接写出来",
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH or nodes > MAX_NODES:
            raise UnusableInput(
                f"第 {line} 行起层次过深或条目过多，不像年报数据文件",
                where=where,
                cure="对照 examples/ 里的示例文件检查结构",
            )


def _refuse_deep_json(text: str, where: str) -> None:
    bare = re.sub(r'"(?:[^"\\]|\\.)*+"', "", text)
    depth = 0
    for char in re.findall(r"[\[{}\]]", bare):
        depth += 1 if char in "[{" else -1
        if depth > MAX_DEPTH:
            raise UnusableInput(
                "层次过深，不像年报数据文件", where=where, cure="对照示例文件检查结构"
            )


def _plain(node: yaml.Node | None, path: Path, lines: dict[Path, int], where: str) -> Any:
    if node is None:
        return None
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, where)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, i), lines, where) for i, item in enumerate(node.value)]
    return _scalar(str(node.value), node.style)


def _mapping(
    node: yaml.MappingNode, path: Path, lines: dict[Path, int], where: str
) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise UnusableInput(f"第 {line} 行的字段名不是文字", where=where, cure="字段名写成文字")
        key = str(key_node.value)
        if key in data:
            raise UnusableInput(
                f"第 {line} 行的“{key}”写了两次，不知道以哪个为准", where=where, cure="只保留一处"
            )
        lines[(*path, key)] = line
        data[key] = _plain(value_node, (*path, key), lines, where)
    return data


def _scalar(text: str, style: str | None) -> Any:
    if style in ("'", '"', "|", ">"):
        return text
    if text in _NULLS:
        return None
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return _BOOLS.get(text, text)


def _json_integer(text: str) -> int | str:
    return int(text) if _INTEGER.fullmatch(text) else text


def _no_constant(name: str) -> Any:
    raise ValueError(f"json 里有 {name}，这不是数字")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        seen: set[str] = set()
        twice = next(k for k, _ in pairs if k in seen or seen.add(k))  # type: ignore[func-returns-value]
        raise ValueError(f"字段“{twice}”写了两次，不知道以哪个为准")
    return data
