"""Laws, rules and notices: told from reports, and taken apart into what can be cited.

Structure of a law: 编, 章, 节, 条, 款, 项 (立法法, article 65 of 2023): articles are numbered through, a
paragraph (款) has no number, an item (项) is （一）. Notices are numbered 一、（一）1.
(党政机关公文格式 GB/T 9704-2012, 7.3.3).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.blocks import Paragraph, Source, TextGrid
from assistant.reading.page_furniture import is_contents_line, is_furniture, is_page_mark
from assistant.reading.regulation_title import find_title, is_issue_line
from assistant.report.quantities import chinese_number

_CN = "〇零一二三四五六七八九十百千"
_NUMERAL = rf"(?:[{_CN}]{{1,9}}|[0-9０-９]{{1,4}})"
_ARTICLE = re.compile(
    rf"第\s*(?P<number>{_NUMERAL})\s*条(?P<sub>之[一二三四五六七八九十]+)?"
    r"(?P<gap>[\s　:：、]+|(?=[【〔（(])|$)?(?P<text>.*)"
)
_DIVISION = re.compile(rf"第\s*{_NUMERAL}\s*(?P<level>[编章节])(?P<title>[\s　、:：]*.*)")
_ITEM = re.compile(rf"[（(][{_CN}\d]{{1,3}}[）)]|\d{{1,2}}[.．、]|[{_CN}]{{1,3}}、")
_HEADING = re.compile(rf"(?P<first>[{_CN}]{{1,3}}、)|(?P<second>[（(][{_CN}]{{1,3}}[）)])")
_MARKS = re.compile(r"^<!--[^>]{0,200}-->|^[\s　]*(?:#+\s|>\s?|[-*+]\s(?=第))|\*\*|__")
_ANNEX = re.compile(r"附\s*件?\s*\d*\s*[:：]?$|附件\s*[\d一二三四五]*\s*[:：]")
_ENDED = "。；：！？”’）」』】:;!?"
_REPORT = re.compile(
    r"总体情况|主动公开政府信息情况|收到和处理政府信息公开申请情况|行政复议、行政诉讼情况|存在的主要问题"
)
_LONGEST_DIVISION = 40
_LONGEST_HEADING = 30
_WIDEST_JUMP = 10
_FEWEST = 2
_MOST_LINES = 50_000
_LEVELS = "编章节"


@dataclass(frozen=True, slots=True)
class Provision:
    """One article or section: its locator (第四十九条, 二、重点任务（三）), text and chapter.

    In the text each 款 and 项 stands on a line of its own; `chapter` is “第四章 依申请公开”,
    with 编 and 节 where there are any.
    """

    locator: str
    text: str
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Regulation:
    """A law, rule or notice; `issued` are its lines on passing, publication, revision, force."""

    title: str
    provisions: tuple[Provision, ...]
    issued: tuple[str, ...] = ()
    has_articles: bool = True


def find_regulation(source: Source) -> Regulation | None:
    """The regulation or notice that a file holds; None if it is something else, as a report is.

    It is a regulation if at least two articles follow each other under a title; a notice
    if its title says so (通知, 意见, 要点 …) and two sections are numbered.
    """
    if len(source.blocks) > _MOST_LINES:
        return None
    lines = [line for line in _lines(source) if line]
    run = _longest_run(lines)
    if len(run) >= _FEWEST:
        return _with_articles(lines, run, source)
    return _with_sections(lines, source)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where an article begins."""

    line: int
    locator: str
    text: str


def _with_articles(
    lines: Sequence[str], run: Sequence[_Start], source: Source
) -> Regulation | None:
    head = lines[: run[0].line]
    title = find_title(head, source)
    if title is None:
        return None
    ends = [start.line for start in run[1:]] + [_end(lines, run[-1].line)]
    provisions = []
    division = _Division()
    division.without(head[title.end :])
    for start, end in zip(run, ends, strict=True):
        chapter = division.text
        body = [start.text, *division.without(lines[start.line + 1 : end])]
        if text := _joined(body):
            provisions.append(Provision(start.locator, text, chapter))
    issued = tuple(line for line in head[title.end :] if is_issue_line(line))
    return Regulation(title.text, tuple(provisions), issued) if provisions else None


def _with_sections(lines: Sequence[str], source: Source) -> Regulation | None:
    starts = [i for i, line in enumerate(lines) if _HEADING.match(line)]
    if len(starts) < _FEWEST or not lines[starts[0]].startswith(tuple(_CN)):
        return None
    title = find_title(lines[: starts[0]], source)
    if title is None or _is_report(lines, title.text):
        return None
    end = _end(lines, starts[-1])
    sections = {"引言": _joined(lines[title.end : starts[0]])}
    above = ""
    for at, following in zip(starts, [*starts[1:], end], strict=True):
        match = _HEADING.match(lines[at])
        first = match is not None and match["first"]
        above = _heading(lines[at]) if first else above
        locator = above if first else f"{above}{match[0] if match else ''}"
        text = _joined(lines[at:following])
        sections[locator] = f"{sections[locator]}\n{text}" if locator in sections else text
    provisions = tuple(Provision(locator, text) for locator, text in sections.items() if text)
    issued = tuple(line for line in lines[: starts[0]] if is_issue_line(line))
    return Regulation(title.text, provisions, issued, has_articles=False)


def _is_report(lines: Sequence[str], title: str) -> bool:
    """Whether the sections are those of an annual report, under whatever title a page shows."""
    headings = {match[0] for line in lines if len(line) < 60 and (match := _REPORT.search(line))}
    return len(headings) >= 3 and not re.search(r"格式|通知", title)


def _lines(source: Source) -> Iterator[str]:
    for block in source.blocks:
        if isinstance(block, Paragraph | TextGrid):
            for line in block.text.splitlines():
                plain = _MARKS.sub("", line).strip()
                if not is_page_mark(plain) and not is_contents_line(plain):
                    yield plain


def _longest_run(lines: Sequence[str]) -> list[_Start]:
    """The articles that are numbered upwards without a gap that is too wide."""
    runs: list[list[_Start]] = [[]]
    last, last_sub = 0, ""
    for index, line in enumerate(lines):
        match = _ARTICLE.match(line)
        number = _value(match["number"]) if match else None
        if match is None or number is None:
            continue
        sub = match["sub"] or ""
        gap = match["gap"] is not None
        if last and not gap and _goes_on(lines[index - 1]):
            continue
        if number == 1 and not sub and (gap or last > 1):
            runs.append([])
        elif not _follows(last, last_sub, number, sub, gap):
            continue
        last, last_sub = number, sub
        locator = f"第{_numeral(match['number'], number)}条{sub}"
        runs[-1].append(_Start(index, locator, match["text"].strip()))
    return max(runs, key=len)


def _goes_on(before: str) -> bool:
    """Whether a line breaks off in a sentence, so that the next is none of its own."""
    return _breaks_off(before) and _DIVISION.fullmatch(before) is None


def _follows(last: int, last_sub: str, number: int, sub: str, gap: bool) -> bool:
    if sub:
        return number == last and sub != last_sub
    if not gap:
        return number == last + 1
    return last == 0 or last < number <= last + _WIDEST_JUMP


def _value(written: str) -> int | None:
    plain = unicodedata.normalize("NFKC", written)
    return int(plain) if plain.isdecimal() else chinese_number(plain)


def _numeral(written: str, value: int) -> str:
    """The number as laws print it: in Chinese, up to 9999."""
    if not unicodedata.normalize("NFKC", written).isdecimal():
        return written
    digits = "零一二三四五六七八九"
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += digits[digit] + name
        elif text and value % unit and not text.endswith("零"):
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text


class _Division:
    """Part, chapter and section that are open while the articles are read."""

    def __init__(self) -> None:
        self._open: dict[str, str] = {}

    @property
    def text(self) -> str:
        return " ".join(self._open[level] for level in _LEVELS if level in self._open)

    def take(self, line: str, following: str) -> tuple[bool, bool]:
        """Whether a line is a division's heading, and whether the next one is its name."""
        match = _DIVISION.fullmatch(line)
        if match is None or len(line) > _LONGEST_DIVISION or re.search("[。，；]", line):
            return False, False
        named = bool(match["title"].strip())
        name = "" if named or _ITEM.match(following) or len(following) > 20 else following
        for level in _LEVELS[_LEVELS.index(match["level"]) :]:
            self._open.pop(level, None)
        number = line[: match.start("title")]
        title = "".join((match["title"] or name).split()).strip("、:：")
        self._open[match["level"]] = f"{''.join(number.split())} {title or name}".strip()
        return True, bool(name)

    def without(self, lines: Sequence[str]) -> list[str]:
        """The lines that are no headings; the headings are taken in."""
        kept: list[str] = []
        named = False
        for line, following in zip(lines, [*lines[1:], ""], strict=False):
            if named:
                named = False
                continue
            taken, named = self.take(line, following)
            if not taken:
                kept.append(line)
        return kept


def _end(lines: Sequence[str], last: int) -> int:
    """Where the text ends: before an annex, or before what a page has below it."""
    for index in range(last + 1, len(lines)):
        if _ANNEX.match(lines[index]) or is_furniture(lines[index]):
            return index
    return len(lines)


def _joined(lines: Sequence[str]) -> str:
    """Lines put together: one that breaks off inside a sentence goes on in the next."""
    paragraphs: list[list[str]] = []
    for line in filter(None, lines):
        if paragraphs and _breaks_off(paragraphs[-1][-1]) and not _ITEM.match(line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return "\n".join("".join(parts) for parts in paragraphs)


def _breaks_off(line: str) -> bool:
    is_heading = _ITEM.match(line) and len(line) <= _LONGEST_HEADING
    return line[-1] not in _ENDED and not is_heading


def _heading(line: str) -> str:
    """The words of a section's heading; only its number if it has none of its own."""
    words = re.split("[。：:，；]", line, maxsplit=1)[0].strip()
    return words if len(words) <= _LONGEST_HEADING else f"{line.partition('、')[0]}、"
