"""Saying no, and why: another kind of paper, or more than one report in a file."""

import re
from collections.abc import Sequence

from assistant.errors import UnusableInput
from assistant.reading.blocks import Block, Paragraph, TextGrid
from assistant.reading.found_cells import FoundCells
from assistant.reading.report_title import find_title
from assistant.reading.sections import Narrative

_SECTIONS_ENOUGH = 3
_TABLES = {"t2": "表二", "t3": "表三", "t4": "表四"}
_OTHER_KINDS = (
    ("法治政府建设", "法治政府建设报告"),
    ("预算公开", "预算公开"),
    ("部门预算", "预算公开"),
    ("部门决算", "决算公开"),
    ("决算公开", "决算公开"),
    ("政府工作报告", "政府工作报告"),
    ("公开指南", "政府信息公开指南"),
    ("公开目录", "政府信息公开目录"),
    ("工作要点", "工作要点"),
    ("条例》已经", "法规文本"),
)


def refuse_other_papers(
    narrative: Narrative, found: FoundCells, blocks: Sequence[Block], where: str
) -> None:
    """Nothing where the file is one annual report of the national form.

    A report has at least three of the six sections, or one of the three tables.

    Raises:
        UnusableInput: It is another paper, with the reasons; or two reports in one file.
    """
    if len(narrative.repeated) >= _SECTIONS_ENOUGH + 1:
        raise UnusableInput(
            f"一个文件里有不止一份年报（{_names(narrative.repeated)}出现了两次{_titles(blocks)}）",
            where=where,
            cure="请把每份年报存成单独的文件，再分别读取",
        )
    if len(narrative.sections) >= _SECTIONS_ENOUGH or _tables(found):
        return
    raise UnusableInput(
        f"这不是政府信息公开工作年度报告：{'；'.join(_reasons(narrative, blocks))}",
        where=where,
        cure="请确认选对了文件；年报要有六个部分的标题或表二、表三、表四中的一张",
    )


def _tables(found: FoundCells) -> set[str]:
    return {address[:2] for address in found.cells}


def _names(ids: Sequence[str]) -> str:
    return "、".join("一二三四五六"[int(i) - 1] for i in sorted(ids)) + "部分"


def _titles(blocks: Sequence[Block]) -> str:
    titles = []
    for block in blocks:
        title = find_title([block]) if isinstance(block, Paragraph) else None
        if title and title.text not in titles:
            titles.append(title.text)
    return f"：{'；'.join(titles[:3])}" if len(titles) > 1 else ""


def _reasons(narrative: Narrative, blocks: Sequence[Block]) -> list[str]:
    texts = [b.text for b in blocks if isinstance(b, Paragraph | TextGrid)]
    whole = "".join("".join(texts).split())[:200_000]
    reasons = []
    if not whole:
        return ["里面没有文字"]
    chinese = len(re.findall(r"[一-鿿]", whole))
    if chinese < len(whole) * 0.2:
        reasons.append("大部分不是中文")
    top = "".join(whole[:300])
    kind = next((name for word, name in _OTHER_KINDS if word in top), "")
    if kind and "信息公开工作年度报告" not in top:
        reasons.append(f"开头像是{kind}")
    if "信息公开" not in whole and "資訊公開" not in whole:
        reasons.append("全文没有“信息公开”")
    count = len(narrative.sections)
    reasons.append(f"六个部分的标题只找到 {count} 个" if count else "六个部分的标题一个也没有找到")
    reasons.append(f"{'、'.join(_TABLES.values())}都没有找到")
    return reasons
