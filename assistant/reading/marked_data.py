"""YAML and JSON to plain data that remembers on which line each value stands.

Numbers stay exact (`int` or `Decimal`); aliases, tags, duplicate keys, control characters,
over-deep and over-large documents are refused, so that a hostile file costs nothing.
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
        UnusableInput: Not YAML, more than one document, aliases, tags, duplicate keys, too large.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_bombs(yaml.parse(text, Loader=loader), where)
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f"第 {mark.line + 1} 行" if mark else where
        problem = next((zh for en, zh in _YAML_FAULTS.items() if en in str(error)), "写法有误")
        raise UnusableInput(
            f"不是合格的 yaml（{line}附近：{problem}）",
            where=where,
            cure="检查该行的缩进、冒号后的空格和引号；缩进只能用空格，不能用制表符；"
            "该行若没有错，看它前面的引号是否成对",
        ) from error
    except yaml.YAMLError as error:
        raise UnusableInput(
            "不是合格的 yaml（含有不允许的字符）", where=where, cure="请用 UTF-8 文本重新保存"
        ) from error
    lines: dict[Path, int] = {}
    return _printable(MarkedData(_plain(node, (), lines, where), lines), where)


_YAML_FAULTS = {
    "cannot start any token": "有不能这样开头的字符，多半是制表符或没加引号的符号",
    "mapping values are not allowed": "冒号的位置不对",
    "expected ':'": "缺少冒号",
    "another document": "文件里不止一份数据，--- 后面又开始了一份",
    "end of stream": "引号或括号没有成对",
    "expected <block end>": "缩进没有对齐",
    "did not find expected key": "缩进没有对齐",
    "expected ',' or": "逗号或括号没有成对",
    "escape": "双引号里的反斜杠写法不对",
}


def parse_json(text: str, where: str) -> MarkedData:
    """A JSON text as plain data.

    Raises:
        UnusableInput: Not JSON, duplicate keys, NaN or Infinity, too deep or too large.
    """
    _refuse_large_json(text, where)
    try:
        data = json.loads(
            text, parse_float=_json_number, parse_int=_json_number, parse_constant=str
        )
    except json.JSONDecodeError as error:
        raise UnusableInput(
            f"不是合格的 json（第 {error.lineno} 行第 {error.colno} 列附近）",
            where=where,
            cure="检查该处的引号、逗号和括号是否成对",
        ) from error
    return _printable(MarkedData(data, _json_lines(text, where)), where)


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
        if getattr(event, "tag", None):
            raise UnusableInput(
                f"第 {line} 行用了 yaml 的类型标记（!），为防止恶意文件不予读取",
                where=where,
                cure="删去以 ! 开头的标记，只写值",
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH or nodes > MAX_NODES:
            raise _too_large(line, where)


def _refuse_large_json(text: str, where: str) -> None:
    """Counts brackets and commas outside strings, before anything is built of them."""
    depth = nodes = 0
    for match in re.finditer(r'"(?:[^"\\]|\\.)*+"?|[\[{}\],]', text, re.DOTALL):
        if match[0][0] == '"':
            continue
        nodes += 1
        depth += (match[0] in "[{") - (match[0] in "]}")
        if depth > MAX_DEPTH or nodes > MAX_NODES:
            raise _too_large(text.count("\n", 0, match.start()) + 1, where)


def _too_large(line: int, where: str) -> UnusableInput:
    return UnusableInput(
        f"第 {line} 行起层次过深或条目过多，不像年报数据文件",
        where=where,
        cure="对照 examples/ 里的示例文件检查结构",
    )


def _json_lines(text: str, where: str) -> dict[Path, int]:
    """The line of every path of a text that is known to be JSON; refuses duplicates and NaN."""
    lines: dict[Path, int] = {}
    path: list[Any] = []  # the way to the next value; None at its end where a key comes next
    line = 1
    for piece in re.findall(r'"(?:[^"\\]|\\.)*+"|[\[\]{},\n]|[^\s\[\]{},:"]++', text):
        if piece == "\n":
            line += 1
        elif piece in ("}", "]"):
            path.pop()
        elif piece == ",":
            path[-1] = path[-1] + 1 if isinstance(path[-1], int) else None
        elif path and path[-1] is None:
            key = str(json.loads(piece))
            path[-1] = key
            if tuple(path) in lines:
                raise _twice(key, line, where)
            lines[tuple(path)] = line
        else:
            lines.setdefault(tuple(path), line)
            _enter(piece, path, line, where)
    return lines


def _enter(piece: str, path: list[Any], line: int, where: str) -> None:
    if piece in ("NaN", "Infinity", "-Infinity"):
        raise UnusableInput(
            f"第 {line} 行的 {piece} 不是数字", where=where, cure="填数字；不清楚就写 null"
        )
    if piece in ("{", "["):
        path.append(None if piece == "{" else 0)


def _twice(key: str, line: int, where: str) -> UnusableInput:
    return UnusableInput(
        f"第 {line} 行的“{key[:60]}”写了两次，不知道以哪个为准", where=where, cure="只保留一处"
    )


# What no XML, and so no Word file, can hold.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _printable(marked: MarkedData, where: str) -> MarkedData:
    for path, text in _strings(marked.data, ()):
        if _UNPRINTABLE.search(text):
            raise UnusableInput(
                f"第 {marked.line(path) or 1} 行有不能显示的控制字符",
                where=where,
                cure="删去该行里 \\u0000 之类的转义符或看不见的字符",
            )
    return marked


def _strings(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text in the data, keys included, with its path."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield (*path, key), key
            yield from _strings(value, (*path, key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _strings(item, (*path, index))


def _plain(node: yaml.Node | None, path: Path, lines: dict[Path, int], where: str) -> Any:
    if node is None:
        return None
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, where)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, i), lines, where) for i, item in enumerate(node.value)]
    return _scalar(str(node.value), node.style if isinstance(node, yaml.ScalarNode) else None)


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
            raise _twice(key, line, where)
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


def _json_number(text: str) -> int | Decimal | str:
    """An exact number; 1e999 and numbers of 19 digits stay text, which no field accepts."""
    value = _scalar(text, None)
    return value if isinstance(value, int | Decimal) else text
