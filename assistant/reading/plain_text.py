"""Text files to blocks: paragraphs put back together, tables as pipes, tabs or flattened."""

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import UnusableInput
from assistant.reading.blocks import (
    Block,
    Budget,
    Limits,
    Paragraph,
    Source,
    TextGrid,
    grid_of_rows,
)
from assistant.reading.flattened import with_flattened_tables
from assistant.reading.headings import part_heading, section_heading
from assistant.reading.html_text import decode_page
from assistant.reading.origin import is_signature
from assistant.reading.page_furniture import is_contents_line, is_furniture, is_page_mark
from assistant.reading.report_title import find_title
from assistant.reading.text_file import read_bytes, read_text
from assistant.report.model import Note

_HEADING = re.compile(r"^(#{1,6})\s+")
_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*$|^\s*\|(?:\s*:?-+:?\s*\|)+\s*$")
_PIPE = re.compile(r"^\s*\|.*\|\s*$")
_ESCAPE = re.compile(r"\\([\\`*_\[\]<>#|~&!$()+=:.{}-])")
_LINE_END = re.compile(r"[。！？!?；;：:”）)》】…]$")
_ITEM = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]|（[一二三四五六七八九十]{1,2}）|[一二三四五六七八九十]{1,2}、|\d{1,2}[.．、](?!\d))"
)
_INDENT = re.compile(r"^(?:　{1,}|[ \xa0]{2,}|\t)")
_KEPT = 0xF0000  # an escaped mark is kept as a private character while marks are taken away
_KEPT_MARKS = re.compile("[\U000f0000-\U000f007f]")
_NULLS = 3  # more zero bytes than these are no slip: the file is no text
_SHORT = 30  # characters of an item that may be a heading
_WRAPPED_BELOW = 90  # characters: no line of unwrapped prose is so short throughout
_HAN = r"[一-鿿“《（]"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the file: its text without marks, and how it stood there."""

    text: str
    indented: bool = False
    after_blank: bool = False
    heading: int = 0


def read_plain_text(path: Path, limits: Limits | None = None) -> Source:
    """A txt or md file as blocks.

    Raises:
        UnusableInput: Missing, empty, too large, or not text.
    """
    limits = limits or Limits()
    text, notes = _text_of(path, limits)
    return text_source(text, str(path), limits, notes)


def _text_of(path: Path, limits: Limits) -> tuple[str, tuple[Note, ...]]:
    """The text of a file, with a note where its encoding was guessed or bytes are damaged."""
    try:
        source = read_text(path, limits.file_bytes)
    except UnusableInput:
        data = read_bytes(path, limits.file_bytes)
        if data.count(0) > _NULLS:
            raise
        text, damaged = decode_page(data.replace(b"\0", b""), str(path))
        if not damaged or not text.strip():
            raise
        return text, tuple(damaged)
    if not source.guessed:
        return source.text, ()
    text = f"文件不是 UTF-8，按 {source.encoding.upper()} 读取；如有乱码请另存为 UTF-8"
    return source.text, (Note(what="encoding guessed", text=text),)


def text_source(
    text: str, where: str, limits: Limits | None = None, notes: tuple[Note, ...] = ()
) -> Source:
    """The text of a file as blocks: also for text that another reader took out of its file."""
    budget = Budget(where, limits or Limits())
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\f").split("\n")
    budget.check("文本行", len(lines), budget.limits.lines)
    markdown = any(
        _HEADING.match(line) and section_heading(_HEADING.sub("", line)) for line in lines
    )
    blocks: list[Block] = []
    for run in _runs(lines):
        budget.check_time()
        if isinstance(run, TextGrid):
            blocks.append(run)
        else:
            blocks += _markdown(run) if markdown else _prose(run)
    return Source(where=where, blocks=tuple(blocks), notes=notes, limits=budget.limits)


def _runs(lines: Sequence[str]) -> list[TextGrid | list[str]]:
    """The lines, with each run of pipe lines as a grid."""
    runs: list[TextGrid | list[str]] = []
    pipes: list[str] = []
    prose: list[str] = []
    for line in [*lines, ""]:
        if _PIPE.match(line):
            if prose:
                runs.append(prose)
                prose = []
            pipes.append(line)
            continue
        if pipes:
            runs.append(_pipe_grid(pipes))
            pipes = []
        prose.append(line)
    return [*runs, prose] if prose else runs


def _pipe_grid(lines: Sequence[str]) -> TextGrid:
    rows = [_pipe_cells(line) for line in lines if not _RULE.match(line)]
    return grid_of_rows(rows)


def _pipe_cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    cells = re.split(r"(?<!\\)\|", inner[:-1] if inner.endswith("|") else inner)
    return [_plain(re.sub(r"<br\s*/?>", "\n", cell)).strip() for cell in cells]


def _plain(text: str) -> str:
    """The text without markdown's marks and escapes."""
    kept = _ESCAPE.sub(lambda m: chr(_KEPT + ord(m[1])), text)
    bare = kept.replace("**", "")
    return _KEPT_MARKS.sub(lambda m: chr(ord(m[0]) - _KEPT), bare)


def _markdown(lines: Sequence[str]) -> list[Block]:
    """Paragraphs between blank lines, as markdown has them; soft line breaks are joined."""
    read = _lines(lines)
    blocks, by_id = _with_tables(read)
    result: list[Block] = []
    for block in blocks:
        line = by_id.get(id(block))
        last = result[-1] if result else None
        if line is None or not isinstance(block, Paragraph):
            result.append(block)
        elif (
            isinstance(last, Paragraph)
            and not line.after_blank
            and not (line.heading or last.heading)
        ):
            result[-1] = Paragraph(_with_line(last.text, line.text))
        else:
            result.append(Paragraph(_tabless(line.text), line.heading))
    return [_hard(block) for block in result]


def _with_line(before: str, line: str) -> str:
    """A paragraph with its next line: a new line after a hard break or before an item of a list."""
    if before.endswith("\\"):
        return f"{before[:-1]}\n{line}"
    return (
        f"{before}\n{line}" if _ITEM.match(line) else before + _glue(before, line) + _tabless(line)
    )


def _hard(block: Block) -> Block:
    if isinstance(block, Paragraph) and block.text.endswith("\\"):
        return Paragraph(block.text[:-1], block.heading)
    return block


def _with_tables(read: Sequence[_Line]) -> tuple[list[Block], dict[int, _Line]]:
    """The lines with the flattened tables among them as grids, and which block is which line."""
    paragraphs = [Paragraph(line.text, line.heading) for line in read]
    by_id = {id(p): line for p, line in zip(paragraphs, read, strict=True)}
    return with_flattened_tables(paragraphs), by_id


def _glue(before: str, after: str) -> str:
    """A space between words of Latin letters; Chinese and numbers go on without."""
    return (
        " "
        if before[-1:].isascii()
        and before[-1:].isalpha()
        and after[:1].isascii()
        and after[:1].isalpha()
        else ""
    )


def _prose(lines: Sequence[str]) -> list[Block]:
    """Lines of plain text: tables found among them, sentences broken by lines joined again."""
    read = _lines(lines)
    blocks, by_id = _with_tables(read)
    width = _width([line.text for line in read])
    result: list[Block] = []
    open_lines: list[_Line] = []
    for block in blocks:
        line = by_id.get(id(block))
        if open_lines and (line is None or not _goes_on(open_lines, line, width)):
            result.append(_joined(open_lines))
            open_lines = []
        if line is None:
            result.append(block)
        else:
            open_lines.append(line)
    return [*result, _joined(open_lines)] if open_lines else result


def _joined(lines: Sequence[_Line]) -> Paragraph:
    parts = [_tabless(lines[0].text)]
    for line in lines[1:]:
        parts += [_glue(parts[-1], line.text), _tabless(line.text)]
    return Paragraph("".join(parts), lines[0].heading)


def _lines(lines: Sequence[str]) -> list[_Line]:
    read: list[_Line] = []
    blank = True
    for number, raw in enumerate(lines):
        heading = _HEADING.match(raw)
        text = _plain(_HEADING.sub("", raw)).strip(" \f\r\n　\xa0")
        if not text.strip():
            blank = True
            continue
        if is_page_mark(text) or _is_lone_page_number(text, number, lines):
            continue
        tabbed = "\t" in raw.strip()
        kept = raw.rstrip("\n") if tabbed else text
        level = len(heading[1]) if heading else 0
        read.append(_Line(_plain(kept) if tabbed else text, bool(_INDENT.match(raw)), blank, level))
        blank = False
    return read


def _is_lone_page_number(text: str, number: int, lines: Sequence[str]) -> bool:
    """Whether a bare number stands at a page's end: just before or after a form feed."""
    if not (text.isdigit() and len(text) <= 3):
        return False
    after = next((line for line in lines[number + 1 : number + 4] if line.strip(" \n")), "")
    return after.startswith("\f") or lines[number].startswith("\f")


def _tabless(text: str) -> str:
    return re.sub(r"\s*\t\s*", " ", text).strip()


def _width(texts: Iterable[str]) -> int:
    """The width that lines were wrapped to, 0 for text with a paragraph a line."""
    open_lengths = [
        len(text)
        for text in texts
        if len(text) > 20 and "\t" not in text and not _LINE_END.search(text)
    ]
    if len(open_lengths) < 6:
        return 0
    usual = statistics.median(open_lengths)
    near = sum(abs(length - usual) <= max(3, usual * 0.08) for length in open_lengths)
    return int(usual) if usual < _WRAPPED_BELOW and near >= 0.6 * len(open_lengths) else 0


def _goes_on(before: Sequence[_Line], line: _Line, width: int) -> bool:
    """Whether a line goes on with the sentence of the open paragraph before it."""
    first, last = before[0], before[-1]
    if line.heading or _stands_alone(line.text) or (len(before) == 1 and _stands_alone(first.text)):
        return False
    if line.indented and last.text[-1:] not in "，、（《“":
        return False
    if _LINE_END.search(last.text[-1:]):
        full = bool(width) and len(last.text) >= width - 2
        return full and not line.after_blank and not _ITEM.match(line.text)
    return not (len(before) == 1 and _is_short_item(first.text, width, _ITEM.match(line.text)))


def _is_short_item(text: str, width: int, item_follows: object) -> bool:
    """Whether a line is a heading of its own making, such as （一）加强培训 alone on its line."""
    if not _ITEM.match(text) or len(text) > _SHORT or re.search(r"[，、。]", text[3:]):
        return False
    return bool(item_follows) or not width or len(text) < 0.7 * width


def _stands_alone(text: str) -> bool:
    """Whether a line is a heading, a title, a signature or page furniture by itself."""
    if len(text) > 120:
        return False
    part = part_heading(text)
    return (
        section_heading(text) is not None
        or (part is not None and not part.rest)
        or find_title([Paragraph(text)]) is not None
        or is_furniture(text)
        or is_contents_line(text)
        or is_signature(text)
    )
