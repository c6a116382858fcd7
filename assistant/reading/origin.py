"""Whose report it is and of which year: title, agency, year, date of publication.

The title above the report decides; then the statistics period, the preface and what the
file's own properties name. Nothing is guessed from a file's name.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.reading.blocks import Paragraph, Source
from assistant.reading.page_furniture import is_furniture, is_meta_line
from assistant.reading.report_title import (
    ORGAN,
    Title,
    cleaned,
    find_title,
    squeezed,
    title_at_start,
    year_written,
)
from assistant.report.agency import UNKNOWN_AGENCY
from assistant.report.layout import LayoutId
from assistant.report.model import Note

_PERIOD = re.compile(r"(20\d{2})\s*年\s*1\s*月\s*1\s*日.{0,14}?12\s*月\s*31\s*日")
_QUOTED = re.compile(
    r"《(?P<name>[^《》\d]{2,40}?)(20\d{2})年[^《》]{0,6}政府信息公开[^《》]{0,10}报告》"
)
# 现公布某县教育局2022年政府信息公开工作年度报告: the sentence that says what is published.
_PUBLISHED = re.compile(
    r"(?:(?:现|特)?(?:向社会)?(?:公布|公开|发布)了?|现?编制了?)(?P<name>[^，。；：《》（）()\d]{2,30}?)"
    r"(?P<year>20\d{2})年度?政府信息公开(?:工作)?(?:情况)?(?:年度)?报告"
)
_YEAR_TOLD = re.compile(r"(?<!\d)(20\d{2})年(?!度?(?:部门)?[预决]算)")
_BY = re.compile(
    r"(?:由|[，。；]|^)(?P<name>[^，。；、：《》（）()由]{2,30}?(?:政府|局|委|委员会|办公室|厅|处|院|中心|所|队|街道))(?:办公室)?(?:组织)?(?:编制|编写|发布|公布)"
)
_BY_LAW = re.compile(
    r"本(?:年度)?(?:报告|年报)由(?P<name>[^，。；、：《》（）()由]{2,30}?)(?:办公室)?(?:按照|根据|依据)"
)
# 请与某县水利局办公室联系: whom to ask, where nothing else says whose report it is. A government
# often sends people to another organ of its own.
_CONTACT = re.compile(
    r"(?:请与|请联系)(?P<name>[^，。；、：《》（）()]{2,24}?(?:局|委员会|厅|管委会|街道办事处|(?:镇|乡|苏木)(?:人民政府)?))"
    r"(?:(?:政务公开|党政|综合)?办公?室?|政务公开[^，。（(]{0,12}|政府信息公开[^，。（(]{0,12})?(?:联系|[（(，。])"
)
_ASKED_FOR_ALL = re.compile(r"政务服务|行政审批|数据|营商|信访|网信")
_PUBLISHER = re.compile(r"\s*发布机构：(\S{2,100})(?:\s|$)")
_ANY_YEAR = re.compile(r"(20\d{2}|二[〇零○][〇零○一二三四五六七八九]{2})年")
_SPEAKS_OF_IT = re.compile(r"信息公开.*(?:报告|年报)")
_REPORT_END = re.compile(r"政府信息公开工作年度报告$")
_SHORTEST_TITLE = 12  # characters; fewer could be any line
_DATE = re.compile(
    r"(?<!\d)(20\d{2})\s*[-/.年]\s*(1[0-2]|0?[1-9])\s*[-/.月]\s*(3[01]|[12]\d|0?[1-9])(?!\d)"
)


@dataclass(frozen=True)
class Origin:
    """What the head of a file says: title, agency, year, date; and where the preface begins."""

    title: str = ""
    agency: str = UNKNOWN_AGENCY
    year: int = 0
    published: str | None = None
    preface_at: int = 0
    notes: tuple[Note, ...] = field(default=())


def find_origin(
    head: Sequence[Paragraph],
    source: Source,
    ends: Sequence[Paragraph],
    layout: LayoutId,
    body: Sequence[str] = (),
) -> Origin:
    """Title, agency, year and date from what stands above the first section.

    `ends` are the lines below the report, where a signature and a date may stand; `body` are
    the paragraphs of section 一, that tell the year where nothing above them does.
    """
    known = source.agency.strip() or _publisher(head)
    title = find_title(head) or _title_by_name(head, source, known) or _title_of_file(source)
    preface = [p.text for p in head[title.end :]] if title else [p.text for p in head]
    notes: list[Note] = []
    year = (title.year if title else 0) or _period((*preface, *body))
    if not year:
        year, note = _year_by_the_text((*preface, *body), layout)
        notes.append(note)
    agency = _agency(title, known, preface, [p.text for p in ends])
    if agency == UNKNOWN_AGENCY and (asked := _asked(preface)):
        agency = asked
        text = f"文件没有写明是哪个单位的报告，按联系方式记为“{asked}”，请核对"
        notes.append(Note(what="agency taken from the text", where="agency", text=text))
    if agency == UNKNOWN_AGENCY:
        text = "文件里没有写明单位名称，请补上"
        notes.append(Note(what="agency not found", where="agency", text=text))
    return Origin(
        title=title.text if title else "",
        agency=agency,
        year=year,
        published=_published(head, source, ends),
        preface_at=title.end if title else 0,
        notes=tuple(notes),
    )


def _title_by_name(head: Sequence[Paragraph], source: Source, known: str) -> Title | None:
    """A title of unusual words or length: the line that the file's properties give as its title,
    that begins with the agency they name, or that is the file's first and main heading.
    """
    for at, paragraph in enumerate(head):
        text = "".join(paragraph.text.split())
        years = _ANY_YEAR.findall(text)
        given = len(text) > _SHORTEST_TITLE and "".join(source.title.split()).startswith(text)
        named = known and text.startswith("".join(known.split())) and _REPORT_END.search(text)
        heads = at == 0 and paragraph.heading == 1 and _SPEAKS_OF_IT.search(text)
        if years and (given or named or heads):
            return Title(text, known, year_written(years[-1]), at, at + 1)
    return None


def _title_of_file(source: Source) -> Title | None:
    """The title that the file's properties give, where none stands above the report."""
    return title_at_start(source.title) if source.title else None


def _period(texts: Iterable[str]) -> int:
    """The year of the statistics period (1月1日 to 12月31日), or of the report that a preface names."""
    for text in texts:
        match = _PERIOD.search(unicodedata.normalize("NFKC", text))
        if match:
            return int(match[1])
        if quoted := _QUOTED.search(text) or _PUBLISHED.search(text):
            return int(quoted[2])
    return 0


def _year_by_the_text(texts: Sequence[str], layout: LayoutId) -> tuple[int, Note]:
    """The year of which more than half of what names a year speaks; else that of the form."""
    years = Counter(y for t in texts for y in _YEAR_TOLD.findall(unicodedata.normalize("NFKC", t)))
    told, times = years.most_common(1)[0] if years else ("", 0)
    if 2 * times > years.total():
        text = f"文件没有写明是哪一年的报告，按正文里说的记为 {told} 年，请核对"
        return int(told), Note(what="year taken from the text", where="year", text=text)
    text = f"文件里没有写明年度，暂记为格式的年份 {int(layout)}，请改成实际年度"
    return int(layout), Note(what="year not found", where="year", text=text)


def _asked(preface: Sequence[str]) -> str:
    """Whom a preface says to ask about the report, where that is hardly another organ."""
    found = next((m["name"] for text in preface if (m := _CONTACT.search(text))), "")
    return "" if _ASKED_FOR_ALL.search(found) else cleaned(found)


def _after_the_verbs(name: str) -> str:
    """并向社会公开某县某局: what stands after the last word for publishing."""
    return cleaned(re.split(r"公[布开]了?|发布了?|编制了?", name)[-1])


def _publisher(head: Sequence[Paragraph]) -> str:
    """Who a line above the text says that published it, as our own Markdown has it."""
    found = (_PUBLISHER.match(p.text) for p in head)
    return next((match[1] for match in found if match), "")


def _agency(title: Title | None, known: str, preface: Sequence[str], ends: Sequence[str]) -> str:
    named = title.agency if title else ""
    if named:
        longer = len(known) <= 60 and known.startswith(named) and ORGAN.search(known)
        return known if longer else named
    for text in preface:
        plain = "".join(text.split())
        if (
            match := _QUOTED.search(plain)
            or _PUBLISHED.search(plain)
            or _BY_LAW.search(plain)
            or _BY.search(text)
        ):
            return _after_the_verbs(match["name"])
    signed = (squeezed(t) for t in ends if len(t) <= 40 and not is_furniture(t))
    found = next((t for t in signed if ORGAN.search(t)), "")
    return found or (known if 2 <= len(known) <= 60 and ORGAN.search(known) else UNKNOWN_AGENCY)


def _published(head: Sequence[Paragraph], source: Source, ends: Sequence[Paragraph]) -> str | None:
    marked = [
        p.text for p in head if re.search(r"发布|公开|日期|时间", p.text) and is_meta_line(p.text)
    ]
    signed = [p.text for p in ends if len(p.text) <= 20]
    for text in (*marked, source.published, *signed):
        if day := day_in(text):
            return day
    return None


def day_in(text: str) -> str | None:
    """The first date of a text as 2024-03-29, if it is one that exists."""
    for match in _DATE.finditer(unicodedata.normalize("NFKC", text)):
        try:
            return date(*(int(part) for part in match.groups())).isoformat()
        except ValueError:
            continue
    return None


def is_signature(text: str) -> bool:
    """Whether a last line is only an organ's name or a date."""
    plain = squeezed(text)
    dated = bool(re.fullmatch(r"(?:20\d{2}|二[〇零○]..?)年.{1,3}月.{1,3}日", plain))
    named = (
        len(plain) <= 30 and bool(ORGAN.search(plain)) and not re.search(r"[，。、：；0-9]", plain)
    )
    return dated or named
