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
_EVERYWHERE = (
    "全年本年年度本年度上年全市全县全区我市我县我区我局我办我镇本机关本单位政府信息公开工作情况数量方面其中分别共计总计合计"
    "主动公开依申请公开行政机关有关单位部门通过开展组织进行按照根据依照要求规定坚持持续继续做好完成实施推进加强落实"
    "收到新收申请办理办结答复结果未发生没有未收到提起引起被申请因此同时此外另外一是二是三是四是五是六是七是八是九是十是"
    "存在以下主要问题不足措施改进针对上述相比比较"
)
# Words that only hold others together stand between pairs, not in them.
_BETWEEN = re.compile(r"[的中与和及并在对为了等由将从于是以共已也各其年者所被把向给让使]")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_TABLE_ENTRY = re.compile(r"^[^，。；]{2,40}[：:]\s*[\d.,，]+\s*(?:件|条|个|万元|%|次|篇)?[。；]?$")
_MASKS = re.compile(r"若干|某(?:文件|市|县|区|局|网站)?")


def off_the_matter(text: str, support: str) -> list[str]:
    """Reasons for every clause of `text` that says something other than `support`."""
    reasons = ["是表格条目，不是句子"] if _TABLE_ENTRY.match(text.strip()) else []
    reasons += [f"“{m[0]}”是范文里隐去的内容" for m in _MASKS.finditer(text) if m[0] not in support]
    known = _pairs(support)
    for clause in re.split(r"[，。；：！？,;:]", text):
        own = _pairs(_without_numbers(clause)) - _COMMON
        if len(own) >= _FEWEST and len(own & known) < _SHARE * len(own):
            reasons.append(f"“{clause.strip()}”说的事不在事实里")
    return reasons


def _without_numbers(clause: str) -> str:
    pieces, at = [], 0
    for quantity in find_quantities(clause):
        pieces.append(clause[at : quantity.start])
        at = quantity.end
    return " ".join([*pieces, clause[at:]])


def _pairs(text: str) -> set[str]:
    runs = _HAN_RUN.findall(_BETWEEN.sub(" ", text))
    return {run[i : i + 2] for run in runs for i in range(len(run) - 1)}


_COMMON = _pairs(_EVERYWHERE)
