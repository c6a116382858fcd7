"""What a query names outright: articles, 《titles》, agencies, years."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.report.quantities import chinese_number
from assistant.report.references import find_titles

MAIN_REGULATION = "政府信息公开条例"
_HIGHEST_ARTICLE = 999
_ARTICLE = re.compile(
    r"(?P<law>《[^《》]{1,60}》|[㐀-鿿]{2,30}(?:法|条例|办法|规定|通知|解释))?(?:的|中|里)?"
    r"(?:第\s?|(?<=[法例])(?=\d))(?P<number>\d{1,3}|[零一二三四五六七八九十百]{1,7})\s?条"
    r"(?:第?[（(]?[\d一二三四五六七八九十]{1,3}[）)]?[款项]?)*"
)
_BARE_ARTICLE = re.compile(
    r"^(?P<number>\d{1,3}|[零一二三四五六七八九十百]{1,7})条"
    r"(?=怎么|如何|是|说|讲|写|规定|的?内容|什么|[？?。]*$)"
)
_OUR_LAW = re.compile(r"(?:^|[《本该此这据按照依在由])条例》?$")
_ASKING = re.compile(
    r"怎么|怎样|如何|什么|内容|原文|全文|条文|具体|请问|查一?下|查看|看看|有关|关于|区别|分别"
    r"|规定|告诉|知道|一下|条例|根据|按照|我想|给我|[有是的了吗呢和与及讲说写本该看读第款项条\W_]"
)
_NUMBER_OF_DOCUMENT = re.compile(r"（[^（）]*）")
_LOCALITY = re.compile(r"(?:^|[市县区旗])([^市县区旗]{2,}(?:镇|乡|街道))(?:人民政府|办事处)?$")
_SHORTEST_LAW = 3
_DOCUMENT_NUMBER = re.compile(r"[㐀-鿿]{2,12}[〔\[(（]\s?(\d{4})\s?[〕\])）]\s?(\d{1,4})\s?号")
_SECTIONS = (
    ("1.1", "主动公开"),
    ("1.2", "依申请公开"),
    ("1.3", "政府信息管理"),
    ("1.4", "平台建设"),
    ("1.5", "监督保障"),
    ("5", "问题"),
    ("6", "其他需要报告的事项"),
)
_YEAR = re.compile(r"(?<!\d)(20\d{2})\s?年")


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """An article that a query asks for; `law` as written before it, empty if none is."""

    number: int
    law: str


@dataclass(frozen=True, slots=True)
class Named:
    """The outright names in a query; `only_articles` if it asks for nothing beside them.

    `numbers` are those of documents, as printed: “〔2021〕30号”.
    """

    articles: tuple[NamedArticle, ...] = ()
    only_articles: bool = False
    titles: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@lru_cache(maxsize=50_000)
def _locality(agency: str) -> str:
    """The town or subdistrict in an agency's name, as people call it: 青柳镇, 竹影街道."""
    match = _LOCALITY.search(agency)
    return match[1] if match else agency


def named_in(query: str, agencies: Sequence[str], titles: Sequence[str]) -> Named:
    """What a query names; of the corpus's agencies the longest name in it counts.

    A title counts in 《》, and a regulation of the corpus (`titles`) also by its bare name.
    """
    plain = unicodedata.normalize("NFKC", query)
    matches = list(_ARTICLE.finditer(plain)) or list(_BARE_ARTICLE.finditer(plain.strip()))
    articles = [
        NamedArticle(number, match.groupdict().get("law") or "")
        for match in matches
        if (number := article_number(match["number"])) is not None
    ]
    rest = plain.strip()
    for match in matches:
        rest = rest.replace(match[0], "")
    present = [name for name in agencies if name in query or _locality(name) in query]
    return Named(
        articles=tuple(dict.fromkeys(articles)),
        only_articles=bool(articles) and not _ASKING.sub("", rest),
        titles=tuple(dict.fromkeys(_titles_in(query, titles))),
        agencies=tuple(a for a in present if not any(a != b and a in b for b in present)),
        numbers=tuple(dict.fromkeys(f"〔{y}〕{n}号" for y, n in _DOCUMENT_NUMBER.findall(plain))),
        sections=tuple(section for section, name in _SECTIONS if name in plain),
        years=tuple(dict.fromkeys(int(y) for y in _YEAR.findall(plain))),
    )


def article_number(written: str) -> int | None:
    """The number of an article in Arabic or Chinese numerals; None if it is none."""
    number = int(written) if written.isdecimal() and written.isascii() else chinese_number(written)
    return number if number is not None and 1 <= number <= _HIGHEST_ARTICLE else None


def covers(locator: str, number: int) -> bool:
    """Whether a printed locator speaks of an article.

    “第二十三条第一款第四项”, “第九十一条、第九十三条” and “第六十三条至第六十九条” all do.
    """
    numbers = [article_number(match["number"]) or 0 for match in _ARTICLE.finditer(locator)]
    if len(numbers) == 2 and "至" in locator:
        return numbers[0] <= number <= numbers[1]
    return number in numbers


def regulations_named(law: str, titles: Sequence[tuple[str, str]]) -> list[str]:
    """Ids of the regulations that the words before an article can mean, the likeliest first.

    `titles` are (id, title). No words, or “本条例”, mean the 政府信息公开条例. Of other
    words the longest end that stands in a title counts (“根据行政复议法”); a law that
    the corpus does not have gives nothing.
    """
    name = law.strip("《》")
    if not name or _OUR_LAW.search(law):
        name = MAIN_REGULATION
    for start in range(max(0, len(name) - _SHORTEST_LAW + 1)):
        called = [(i, title) for i, title in titles if _is_called(title, name[start:])]
        if called:
            exact = [i for i, title in called if _bare(title) == name[start:]]
            return exact + [i for i, _ in called if i not in exact]
    return []


def _titles_in(query: str, titles: Sequence[str]) -> Iterator[str]:
    for reference in find_titles(query):
        yield reference.name
    for title in titles:
        bare = _bare(title)
        if len(bare) >= _SHORTEST_LAW and bare in query and f"{bare}》" not in query:
            yield bare


def _bare(title: str) -> str:
    """A title without its document number and its 中华人民共和国."""
    return _NUMBER_OF_DOCUMENT.sub("", title).removeprefix("中华人民共和国").strip()


def _is_called(title: str, name: str) -> bool:
    """Whether a title ends with a name, or has it inside 《》: 条例 is not the 条例解释."""
    return _bare(title).endswith(name.removeprefix("中华人民共和国")) or f"{name}》" in title
