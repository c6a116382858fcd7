"""Files written whole or not at all, under names that every system takes."""

import contextlib
import os
import re
import secrets
import unicodedata
from pathlib import Path

from assistant.errors import UnusableInput

LONGEST_NAME = 80  # characters
_MOST_BYTES = 240  # most file systems take 255 bytes a name; the suffix needs its share
_FORBIDDEN = re.compile(r'[/\\:*?"<>|]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def safe_name(text: str, longest: int = LONGEST_NAME) -> str:
    """The text as a file name without suffix, at most `longest` characters long.

    Separators, wildcards and control characters go, so that no name leaves its folder
    and Windows takes it too. Text of which nothing is left becomes “未命名”.
    """
    visible = "".join(c for c in text if unicodedata.category(c)[0] != "C")
    name = " ".join(_FORBIDDEN.sub("_", visible).split())
    name = name.lstrip(". ")[:longest]
    while len(name.encode()) > _MOST_BYTES:
        name = name[:-1]
    name = name.rstrip(". ")
    if _RESERVED.match(name):
        name = f"_{name}"
    return name or "未命名"


def save(folder: Path, name: str, content: bytes) -> Path:
    """Write `content` to `folder/name` and return that path; the folder is made if need be.

    The bytes go to a temporary file beside the target, which then takes its place: who
    looks sees the old file or the whole new one. An older file of that name is replaced.

    Raises:
        UnusableInput: The folder or the file cannot be written.
    """
    target = folder / name
    temporary = folder / f".{secrets.token_hex(8)}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        os.replace(temporary, target)  # noqa: PTH105  the name of the promise: atomic
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise UnusableInput(
            f"写不进去（{error.strerror or error}）",
            where=str(target),
            cure="请换一个可以写入的文件夹；如果文件正在 Word、Excel 或 WPS 里打开，请先关闭。",
        ) from error
    return target
