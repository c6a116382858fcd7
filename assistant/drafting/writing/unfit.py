"""Sentences of an answer that are no sentence of a report: refusals, and the prompt's own words."""

import re

from assistant.drafting.prompts import Prompt
from assistant.drafting.writing.numbering import unknown_slots

_REFUSAL = re.compile(
    r"^(?:很|非常|十分)?(?:抱歉|对不起|遗憾)|(?:我|本助手|本模型)(?:不能|无法|没有办法|不便)|"
    r"作为(?:一个|一名|一款)?(?:AI|人工智能|语言模型|大模型|智能助手)|"
    r"(?:请|您可以)(?:提供|告诉我|补充)|希望(?:这|以上)?.{0,6}(?:帮助|帮到)",
    re.I,
)
_FORM_WORDS = re.compile(
    r"<<|>>|例完|^(?:事实|写法参考|单位|年度|部分|规则|初稿|可引用的条文|删去|保留)\s*[：:]|sentences|\bf\d+\b"
)
_LINE_MARKS = re.compile(r"^\s*(?:-\s*)?(?:f\d+\s+)?")
_ROLE = re.compile(r"^(?:存在的问题是|改进措施是)")
_ZERO = re.compile(r"(?<![\d.,，])0\s?(?:件|条|次|篇|个|场|人|万元|元)")
# 征求意见材料专业性太强的问题。 without the verb that it hangs on.
_HANGING_NOUN = re.compile(
    r"(?:^|[；。])(?!对)(?:(?!存在|解决|针对|围绕|着眼|出现|发现|反映|遇到|关于|采取|实行|落实|提出|包括|没有|未|以及|是)[^；。])*"
    r"的(?P<noun>问题|改进措施|措施)(?=[；。，]|$)"
)
# 本机关在供水企业主动公开意识不强: 在 without 方面 or another word of place or time.
_NO_PLACE = re.compile(
    r"本机关在(?:(?!方面|中|上|里|前|后|时|间|年|月|日)[^，。；]){2,30}"
    r"(?:不强|不足|不够|不高|不深|不宽|偏长|偏低|偏少|较慢)(?=[，。；]|$)"
)
# What small models make of the names of a table: 现行有效了15件, 行政许可本年处理了4102件.
_STIFF = re.compile(
    r"有效了|行政(?:许可|处罚|强制)[^，。；]{0,4}处理了|没有本年[^，。；]{2,12}中的|件数为|处理决定数量"
)
_SHORTEST = 6  # characters; fewer are a title or a torso
_ECHO = 16  # characters in a row of the rules; no sentence of a report has so many by chance


def unfit(sentence: str, prompt: Prompt) -> str:
    """Why a sentence cannot be judged at all; empty if it can."""
    if _REFUSAL.search(sentence):
        return "模型没有写正文，而是拒绝或在对话"
    slots = unknown_slots(sentence)
    if slots:
        return f"“{slots[0]}”不是给出的事实"
    if _bare(sentence) in {_ROLE.sub("", _bare(line)) for line in prompt.user.splitlines()}:
        return "照抄了事实条目，没有写成句子"
    if len(sentence) < _SHORTEST:
        return "不成句子"
    if _FORM_WORDS.search(sentence) or _echoes(sentence, prompt.system):
        return "照抄了提示词，不是正文"
    return ""


def stilted(sentence: str) -> str:
    """Why a true sentence is not how a clerk writes; empty if it is."""
    match = _ZERO.search(sentence)
    if match:
        return f"“{match[0]}”要写成没有或未发生"
    hanging = _HANGING_NOUN.search(sentence)
    if hanging:
        return f"“……的{hanging['noun']}”前面没有动词，不成句子"
    place = _NO_PLACE.search(sentence)
    if place:
        return f"“{place[0]}”不成句子：“在”后面少了“方面”"
    stiff = _STIFF.search(sentence)
    return f"“{stiff[0]}”是表格里的名称，请换成平常的说法" if stiff else ""


def _bare(line: str) -> str:
    return _LINE_MARKS.sub("", line).strip("。；;，, ")


def _echoes(sentence: str, rules: str) -> bool:
    return any(
        sentence[at : at + _ECHO] in rules for at in range(max(0, len(sentence) - _ECHO + 1))
    )
