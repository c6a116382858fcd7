"""What a regulation or notice is called: the title above its first article or section."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.blocks import Source
from assistant.reading.page_furniture import is_furniture

_ENDS = (
    r"(?:条例|办法|规定|细则|规则|决定|通则|准则|章程|解释|标准|规范|指南|规程|制度|通知|通告|公告|意见"
    r"|批复|函|答复|复函|方案|要点|措施|纲要|计划|格式|法典|法)"
)
_TITLE = re.compile(
    rf"[^。；！？，]{{0,80}}{_ENDS}(?:\s*[（(〔][^（）()〔〕]{{0,30}}[）)〕])?", re.DOTALL
)
_REPORT = re.compile(r"(?:报告|年报|总结)(?:[（(].{0,20}[）)])?$")
_QUOTED = re.compile(r"《[^《》]*》")
_SITE = re.compile(r"\s*[_|－—–-]+\s*[^_|－—–-]*$")
_ISSUED = re.compile(r"通过|公布|修订|修正|施行|发布|批准|印发|废止")
_DATE = re.compile(r"[12]\d{3}\s*年\s*\d{1,2}\s*月|[一二][〇零○一二三四五六七八九]{3}年")
_CONTINUED = re.compile(r"(?:关于|的|、|和|与|及|印发|转发|修改|公布)$")
_LONGEST_HEAD = 200
_LONGEST = 90
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class RegulationTitle:
    """A title, and the line after it."""

    text: str
    end: int


def find_title(head: Sequence[str], source: Source) -> RegulationTitle | None:
    """The title nearest above the text, else the one that the file's properties give.

    None if there is no title, or the nearest one is that of a report.
    """
    for index in range(len(head) - 1, max(-1, len(head) - _LONGEST_HEAD), -1):
        line = _plain(head[index])
        if _REPORT.search(line) and len(line) <= _LONGEST:
            return None
        if _is_title(line):
            return RegulationTitle(_whole(line, head[:index]), index + 1)
    own = _plain(_SITE.sub("", source.title[:_LONGEST_NAME]))
    return RegulationTitle(own, 0) if _is_title(own) else None


def is_issue_line(line: str) -> bool:
    """Whether a line above the text says when it was passed, published, revised or came into force."""
    return len(line) <= 300 and bool(_ISSUED.search(line)) and bool(_DATE.search(line))


def _plain(line: str) -> str:
    text = re.sub(r"[\s　]+", "", line).strip("*#")
    return text[1:-1] if re.fullmatch(r"《[^《》]*》", text) else text


def _is_title(line: str) -> bool:
    if not 3 <= len(line) <= _LONGEST or is_furniture(line) or line.startswith(("（", "(", "附件")):
        return False
    return _TITLE.fullmatch(_QUOTED.sub("某", line)) is not None


def _whole(line: str, above: Sequence[str]) -> str:
    """A title with the line above it where it began there."""
    before = _plain(above[-1]) if above else ""
    begun = _CONTINUED.search(before) or (
        "关于" in before and "关于" not in line and not _is_title(before)
    )
    if begun and len(before) + len(line) <= _LONGEST and not re.search("[。；，]", before):
        return f"{before}{line}"
    return line
