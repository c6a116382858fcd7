"""Whether a clause speaks of what its facts speak of.

A true number can stand in a false sentence (“全年独立用户访问量13012条” where 13012 are
items published), and a model carries over what other agencies did. So each clause must
share its words with the facts: at least a third of its pairs of characters, the words
that every report uses left out.
"""

import re

from assistant.report.quantities import find_quantities

_SHARE = 0.34
_FEWEST = 3  # pairs; a clause with fewer says too little to be about something else
_EVERYWHERE = """
全年 本年度 本年 年度 上年度 上年 全市 全县 全区 我市 我县 我区 我局 我办 我镇 本机关 本单位 本街道 本镇 本局 政府信息公开 政府信息
信息公开 公开 信息 工作 情况 数量 方面 其中 分别 共计 总计 合计 主动公开 依申请公开 申请公开 行政机关 有关 单位 部门 通过 开展
组织 进行 按照 根据 依照 要求 规定 坚持 持续 继续 做好 完成 实施 推进 加强 落实 收到 新收 收办 申请人 申请 办理 办结 答复 结果
未发生 没有 未收到 提起 引起 被申请 因此 同时 此外 另外 存在 以下 主要 问题 不足 措施 改进 针对 上述 相比 比较 一是 二是 三是
四是 五是 六是 七是 八是 九是 十是
"""
# Words of every report and words that only hold others together stand between pairs, not in them.
_BETWEEN = re.compile(
    "|".join(sorted(_EVERYWHERE.split(), key=len, reverse=True))
    + "|[的中与和及并在对为了等由将从于是以共已也各其年者所被把向给让使件条]"
)
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_TABLE_ENTRY = re.compile(r"^[^，。；]{2,40}[：:]\s*[\d.,，]+\s*(?:件|条|个|万元|%|次|篇)?[。；]?$")
_MASKS = re.compile(r"若干|某(?:文件|市|县|区|局|网站)?")


def off_the_matter(text: str, support: str) -> list[str]:
    """Reasons for every clause of `text` that says something other than `support`."""
    reasons = ["是表格条目，不是句子"] if _TABLE_ENTRY.match(text.strip()) else []
    reasons += [f"“{m[0]}”是范文里隐去的内容" for m in _MASKS.finditer(text) if m[0] not in support]
    known = _pairs(support)
    for clause in re.split(r"[，。；：！？,;:]", text):
        own = _pairs(_without_numbers(clause))
        if len(own) >= _FEWEST and len(own & known) < _SHARE * len(own):
            reasons.append(f"“{clause.strip()}”说的事不在事实里")
    return reasons


def speaks_of(text: str, words: str) -> bool:
    """Whether a text shares at least one pair of characters that not every report has."""
    return bool(_pairs(_without_numbers(text)) & _pairs(words))


def _without_numbers(clause: str) -> str:
    pieces, at = [], 0
    for quantity in find_quantities(clause):
        pieces.append(clause[at : quantity.start])
        at = quantity.end
    return " ".join([*pieces, clause[at:]])


def _pairs(text: str) -> set[str]:
    runs = _HAN_RUN.findall(_BETWEEN.sub(" ", text))
    return {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
