"""Documents as they are stored: checked, in one form, packed, named by their SHA-256."""

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from assistant.errors import UnusableInput
from assistant.report.model import AnnualReport
from assistant.workspace.faults import DatabaseUnavailable
from assistant.workspace.values import KIND_LABELS, SCHEMAS, Document, Kind

LARGEST = 16 * 1024 * 1024
_REPORTS = frozenset({"figures", "previous"})


@dataclass(frozen=True, slots=True)
class Body:
    """A document's content: equal content has equal SHA-256."""

    sha256: str
    packed: bytes


def checked(kind: Kind, document: Mapping[str, object]) -> Document:
    """The document as plain JSON values; figures and last year's report are valid reports.

    Raises:
        UnusableInput: It is none, is too large, or holds characters that cannot be stored.
    """
    if kind not in KIND_LABELS:
        raise UnusableInput(f"没有“{kind}”这种内容", cure="可用：" + "、".join(KIND_LABELS))
    text = as_text(document, KIND_LABELS[kind])
    if kind in _REPORTS:
        try:
            return AnnualReport.model_validate_json(text).model_dump(mode="json")
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"]))
            raise UnusableInput(
                f"{KIND_LABELS[kind]}没有保存：{where} 不对（{first['msg']}）",
                cure="按提示改好这一处再保存",
            ) from error
    loaded: Document = json.loads(text)
    return loaded


def as_text(value: object, label: str) -> str:
    """JSON in the order in which it was given.

    Raises:
        UnusableInput: It has no such form.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        size = len(text.encode())
    except (TypeError, ValueError) as error:
        raise UnusableInput(
            f"{label}里有不能保存的内容（{type(error).__name__}）", cure="去掉特殊字符后再试"
        ) from error
    if size > LARGEST:
        raise UnusableInput(
            f"{label}太大（{size // 1024 // 1024} MB，最多 {LARGEST // 1024 // 1024} MB）",
            cure="删去不需要的内容，或分成几个项目",
        )
    return text


def plain(text: str, label: str, longest: int = 200_000) -> str:
    """Text that every database can hold.

    Raises:
        UnusableInput: It is too long, or holds NUL or half a character.
    """
    if "\x00" in text or not _encodes(text):
        raise UnusableInput(f"{label}里有不能保存的字符", cure="去掉特殊字符后再试")
    if len(text) > longest:
        raise UnusableInput(f"{label}太长（{len(text)} 字，最多 {longest} 字）", cure="写短一些")
    return text


def packed(document: Mapping[str, object]) -> Body:
    """The body to store."""
    content = as_text(document, "文档").encode()
    return Body(hashlib.sha256(content).hexdigest(), zlib.compress(content, 6))


def unpacked(kind: str, schema: int, content: bytes) -> Document:
    """The document of a stored body.

    Raises:
        DatabaseUnavailable: A newer program stored it.
    """
    known = SCHEMAS.get(kind)  # type: ignore[call-overload]
    if known is None or schema > known:
        raise DatabaseUnavailable(
            f"“{kind}”是更新的版本保存的", cure="请升级 nianbao 再打开；数据没有改动"
        )
    document: Document = json.loads(zlib.decompress(content))
    return document


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
