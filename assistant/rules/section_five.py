"""Section 五 as it is built: what tells of problems, what of improvements, and how many of each."""

import re
from dataclasses import dataclass

from assistant.rules.chain_steps import Step, word_steps
from assistant.rules.narrative import Narrative, once_kept
from assistant.rules.outline import number_at_start

PROBLEM = re.compile(
    r"问题|不足|差距|短板|薄弱|不够|欠缺|有待|不高|不强|不深|不全|不到位|不均|不平衡|滞后|困难|弱项|缺乏|单一"
    r"|偏少|较少|偏低|不及时|不规范|不完善|不明显|不充分|不畅|不匹配|不一|不足够|缺少|难以|瓶颈|欠|低下|不精|不熟|不易|迟缓|不便|吃力"
    r"|(?:还|仍|亟)?需(?:要)?(?:进一步|继续)?(?:加强|提高|提升|完善|改进|优化|强化|规范|健全|拓展|加大|深化)"
)
IMPROVEMENT = re.compile(
    r"整改|措施|下一步|下步|今后|接下来|下一阶段|(?<![尚未早不久而])已(?!经?有一定|公开|成为)|拟|对此|为此|改为|改由|改进(?!空间|的?地方|的?问题|不|情况)"
    r"|(?:针对|围绕)[^。，]{0,16}(?:问题|不足|情况|短板)|(?:20\d{2}年|新的一年|我[局市县区镇街委办厅院处]|本[局市县区镇街委办厅院处]|街道|将)[^。，；]{0,10}将"
    r"|(?:^|[，。；：:\n、]|[一二三四五六七八九十]是|[）)]|第[一二三四五六]，)\s{0,4}(?:将|继续|进一步|着力|不断|持续|切实|认真|严格|积极|逐步|大力|充分|全面|深入|主动)?"
    r"(?:加强|强化|完善|健全|优化|提升|提高|加大|规范|拓展|拓宽|创新|深化|落实|推进|推动|建立|制定|开展|组织|丰富|压实|抓好|做好|细化|严格|聚焦|坚持|突出|注重|启动|开设|实行|聘请|修订|编制|组建|清理|整理|培训|邀请|印发|出台|增设|新增|充实|配备|明确|调整|梳理|督促|选派|每月|每季|年内|按月|专人)"
)
_MEANT = re.compile(r"[需待不未](?:要)?(?:进一步|继续)?$")
_BEFORE_IMPROVEMENTS = re.compile(
    r"(?:措施|针对|下一步|下步|今后|改进|打算|整改|对此|为此|将)[^。\n]{0,40}[。：:，,；\n\s*]{0,12}$"
)
_BEFORE_PROBLEMS = re.compile(
    r"(?:问题|不足|差距|薄弱|短板|困难|弱项)[^。\n]{0,20}[。：:，,；\n\s*]{0,12}$"
)
_A_PAIR = 2
_COUNTED = ("chain", "chain_ordinal", "chain_among")


@dataclass(frozen=True, slots=True)
class Points:
    """An enumeration of section 五: its steps, and whether it tells of problems or improvements."""

    steps: tuple[Step, ...]
    about: str


def tells_of_improvement(text: str) -> bool:
    """Whether some clause says what was or will be done; “有待加强” and “需完善” do not."""
    return any(
        not _MEANT.search(text, max(0, m.start() - 5), m.start())
        for m in IMPROVEMENT.finditer(text)
    )


@once_kept
def enumerations(narrative: Narrative) -> tuple[Points, ...]:
    """The two enumerations of section 五 in reading order, with what they tell of.

    Empty where there are not just two: then nothing says which answers which.
    """
    span = narrative.span_of("5")
    if span is None:
        return ()
    chains: list[list[Step]] = []
    for step in (*_of_words(narrative, span), *_of_lines(narrative, span)):
        if step.value == 1:
            chains.append([step])
        elif (
            chains and chains[-1][-1].style == step.style and chains[-1][-1].value == step.value - 1
        ):
            chains[-1].append(step)
    chains.sort(key=lambda chain: chain[0].start)
    long = [tuple(chain) for chain in chains if len(chain) > 1]
    if len(long) != _A_PAIR:
        return ()
    return tuple(Points(chain, _about(narrative, chain, span)) for chain in long)


def _of_words(narrative: Narrative, span: tuple[int, int]) -> list[Step]:
    steps = [s for s in word_steps(narrative) if span[0] <= s.start < span[1]]
    return sorted(steps, key=lambda s: (_COUNTED.index(s.style), s.start))


def _of_lines(narrative: Narrative, span: tuple[int, int]) -> list[Step]:
    found = []
    for start, end in narrative.paragraphs:
        if span[0] <= start < span[1]:
            number = number_at_start(narrative.whole[start : min(end, start + 12)])
            if number:
                found.append(Step(start, start + number.end, number.value, number.style))
    return sorted(found, key=lambda s: s.style)


def _about(narrative: Narrative, chain: tuple[Step, ...], span: tuple[int, int]) -> str:
    """`problems`, `improvements`, or empty where each step tells of both or nothing says which."""
    whole = narrative.whole
    lead = whole[max(span[0], chain[0].start - 80) : chain[0].start]
    if _BEFORE_IMPROVEMENTS.search(lead):
        return "improvements"
    stop = whole.find("\n", chain[-1].end, span[1])
    ends = [*(step.start for step in chain[1:]), span[1] if stop < 0 else stop]
    texts = [
        whole[step.end : min(end, step.end + 400)] for step, end in zip(chain, ends, strict=True)
    ]
    mixed = sum(tells_of_improvement(text) for text in texts) * 2 >= len(texts)
    return "problems" if _BEFORE_PROBLEMS.search(lead) and not mixed else ""
