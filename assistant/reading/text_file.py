"""The text of a file: size, kind and encoding checked before anything is parsed."""

from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UnusableInput

MAX_BYTES = 10 * 1024 * 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class FileText:
    """Decoded text; `encoding` is what it turned out to be, `guessed` if not UTF-8."""

    text: str
    encoding: str
    guessed: bool


def read_text(path: Path, max_bytes: int = MAX_BYTES) -> FileText:
    """The text of a small text file in UTF-8, UTF-16 with a mark, or GB18030 (GBK).

    Raises:
        UnusableInput: Missing, a folder, unreadable, empty, over `max_bytes`, or not text.
    """
    data = read_bytes(path, max_bytes)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(path, data, encoding, guessed=encoding == "utf-16")
    if b"\0" in data:
        raise _not_text(path)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(path, data, "gb18030", guessed=True)
    return _decoded(path, data, "utf-8", guessed=False)


def read_bytes(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file that is there, is a file, is not empty and not too large.

    Raises:
        UnusableInput: It is not so; the message says which and what to do.
    """
    try:
        size = path.stat().st_size
        if path.is_file() and 0 < size <= max_bytes:
            return path.read_bytes()
    except FileNotFoundError:
        raise UnusableInput(
            "没有这个文件", where=str(path), cure="检查路径和文件名是否写对"
        ) from None
    except (OSError, ValueError) as error:
        raise UnusableInput(
            "打不开这个文件", where=str(path)[:200], cure=f"检查路径和读取权限（{error}）"
        ) from error
    if not path.is_file():
        what = "这是文件夹，不是文件" if path.is_dir() else "这是设备或管道，不是文件"
        raise UnusableInput(what, where=str(path), cure="请给出具体的文件")
    if size == 0:
        raise UnusableInput(
            "文件是空的（0 字节）", where=str(path), cure="检查是否保存成功，或换一个文件"
        )
    raise UnusableInput(
        f"文件有 {size / 1024 / 1024:.0f} MB，超过上限 {max_bytes // 1024 // 1024} MB",
        where=str(path),
        cure="年报数据文件通常不到 1 MB，请确认没有选错文件",
    )


def _decoded(path: Path, data: bytes, encoding: str, *, guessed: bool) -> FileText:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(path) from error
    if not text.strip():
        raise UnusableInput("文件里没有内容", where=str(path), cure="检查是否保存成功")
    control = sum(1 for c in text[:20000] if c < " " and c not in "\t\r\n\f")
    if control > 2:
        raise _not_text(path)
    return FileText(text, encoding, guessed)


def _not_text(path: Path) -> UnusableInput:
    return UnusableInput(
        "文件内容不是文本（可能是改了后缀的其他文件，或已损坏）",
        where=str(path),
        cure="请用原来的程序打开，另存为 UTF-8 编码的文本、yaml 或 json，或用 xlsx 工作簿",
    )
