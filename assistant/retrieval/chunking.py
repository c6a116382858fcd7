"""Documents cut into passages along their official sections and articles."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.report.agency import agency_kind
from assistant.report.model import AnnualReport
from assistant.report.quantities import chinese_number
from assistant.retrieval.passages import Origin, Passage, document_id, text_sha256

PIECE_CHARS = 350
_TAIL_CHARS = 60
_PREFACE = "前言"
_ENUMERATED = "一二三四五六七八九十"
# A cut may fall after a full stop (with its closing marks) or before an enumerated clause.
_CUT = re.compile(
    rf"(?<=[。！？])(?![”’」』）》。！？])|(?<=[”’」』）》])(?<=[。！？].)|(?<=[；;：:])(?=[{_ENUMERATED}]是)"
)
_ARTICLE_START = re.compile(
    r"^[ \t　]*第([零〇一二三四五六七八九十百千]{1,9})条[ \t　]+", re.MULTILINE
)
_NUMBERED = re.compile(r"第[零〇一二三四五六七八九十百千]+条")
_CHAPTER = re.compile(r"^[#\s　]*(第[一二三四五六七八九十百]+[章节编].*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a regulation: its locator (“第四十九条”, or a heading), text, chapter."""

    locator: str
    text: str
    chapter: str = ""


def report_passages(report: AnnualReport, origin: Origin) -> tuple[Passage, ...]:
    """The passages of a report's narrative, in reading order; empty if it has none.

    Each place of the official layout (preface, 一 and its parts, 二 to 六 where text
    stands) becomes one passage, or several of about `PIECE_CHARS` characters that
    never end inside a sentence.
    """
    document = document_id("report", origin, f"{report.agency}\n{report.year}")
    level = agency_kind(report.agency).value
    found: list[Passage] = []
    for section, text in report.texts():
        heading = _heading(report, section)
        for number, piece in enumerate(pieces(text.split("\n")), start=1):
            found.append(
                Passage(
                    id=f"{document}:{section}:{number}",
                    document_id=document,
                    kind="report",
                    origin=origin,
                    title=f"{report.agency}{report.year}年政府信息公开工作年度报告 {heading}",
                    heading=heading,
                    locator=section,
                    section=section,
                    year=report.year,
                    agency=report.agency,
                    level=level,
                    text=piece,
                )
            )
    return tuple(found)


def regulation_passages(
    title: str, articles: Iterable[Article], origin: Origin
) -> tuple[Passage, ...]:
    """One passage an article, in the order given; of two with one locator the first.

    A bare article number is no heading to search by (measured: the title before every
    article lowers MRR from 0.69 to 0.62), words such as “按件计收” are.
    """
    document = document_id("regulation", origin, title)
    by_locator: dict[str, Article] = {}
    for article in articles:
        by_locator.setdefault(article.locator, article)
    return tuple(
        Passage(
            id=f"{document}:{_place(article.locator)}",
            document_id=document,
            kind="regulation",
            origin=origin,
            title=title,
            heading="" if _NUMBERED.match(article.locator) else article.locator,
            locator=article.locator,
            section=None,
            year=None,
            agency="",
            level="",
            text=article.text,
        )
        for article in by_locator.values()
    )


def in_pieces(provisions: Iterable[Article]) -> Iterator[Article]:
    """Sections of a notice cut into pieces that can be found; numbered articles stay whole.

    The pieces after the first are told apart by their locator: “二、重点任务（三）（续1）”.
    """
    for provision in provisions:
        if _NUMBERED.match(provision.locator):
            yield provision
            continue
        for number, piece in enumerate(pieces(provision.text.split("\n"))):
            locator = f"{provision.locator}（续{number}）" if number else provision.locator
            yield Article(locator, piece, provision.chapter)


def split_articles(text: str) -> tuple[Article, ...]:
    """The articles of a regulation's plain text: each starts a line with “第N条 ”.

    Chapter headings are taken off the text and kept beside it.
    """
    starts = list(_ARTICLE_START.finditer(text))
    found: list[Article] = []
    chapter = _last_chapter(text[: starts[0].start()]) if starts else ""
    for start, following in zip(starts, [*starts[1:], None], strict=False):
        body = text[start.end() : following.start() if following else len(text)]
        plain = "\n".join(
            line.strip() for line in _CHAPTER.sub("", body).splitlines() if line.strip()
        )
        if plain:
            found.append(Article(f"第{start[1]}条", plain, chapter))
        chapter = _last_chapter(body) or chapter
    return tuple(found)


def plain_title(title: str) -> str:
    """A law's title as two writings of it are compared.

    Without 《》, spaces, 中华人民共和国 and the note of a revision: （2019年修订）.
    """
    bare = re.sub(r"[《》\s]|[（(][^（）()]*(?:修订|修正|\d{4})[^（）()]*[）)]$", "", title)
    return bare.removeprefix("中华人民共和国")


def pieces(paragraphs: Sequence[str], limit: int = PIECE_CHARS) -> list[str]:
    """Paragraphs packed into pieces of at most `limit` characters where sentences allow.

    A sentence (or a clause 一是…；二是…) longer than `limit` stays whole. A short tail
    joins the piece before it.
    """
    packed: list[str] = []
    for paragraph in paragraphs:
        glue = "\n"
        for unit in _units(paragraph.strip(), limit):
            if packed and len(packed[-1]) + len(unit) <= limit:
                packed[-1] += glue + unit
            else:
                packed.append(unit)
            glue = ""
    if len(packed) > 1 and len(packed[-1]) < _TAIL_CHARS:
        tail = packed.pop()
        joined = "\n" if tail in (p.strip() for p in paragraphs) else ""
        packed[-1] += joined + tail
    return packed


def _units(paragraph: str, limit: int) -> list[str]:
    if not paragraph or len(paragraph) <= limit:
        return [paragraph] if paragraph else []
    return [unit for unit in _CUT.split(paragraph) if unit]


def _place(locator: str) -> str:
    """The locator in ASCII: the number of “第四十九条”, or a digest of other words."""
    number = chinese_number(locator.removeprefix("第").removesuffix("条"))
    return str(number) if number is not None else text_sha256(locator)[:8]


def _heading(report: AnnualReport, section: str) -> str:
    if section == "preface":
        return _PREFACE
    held = report.sections.get(section.partition(".")[0])
    printed = held.parts.get(section) if held and "." in section else held
    return (printed.title if printed else "") or report.form.title_of(section)


def _last_chapter(text: str) -> str:
    headings = _CHAPTER.findall(text)
    return headings[-1].strip() if headings else ""
