"""A model's sentence as the agency speaks of itself: no 我们, and no line of the prompt before it."""

import re

_WE = re.compile(r"我们(?![^《》]*》)(?![^“”]*”)")  # not in a title or a name in quotes
_YEAR = re.compile(r"^年度(\d{4})年度?，")  # the prompt's own line, taken into the sentence
_TOPIC = re.compile(  # 本机关2024年度监督保障工作，人员由2名调整为3名
    r"^(?:本机关|在|的|全年|本年|年度|\d{4}年度?|政府信息公开|信息公开|政务公开|依申请公开|主动公开|监督保障"
    r"|平台建设|政府信息管理)+工作[，：](?=.{6})"
)


def in_own_voice(sentence: str) -> str:
    """The sentence as the agency speaks of itself: 我们 is no word of a report."""
    return _TOPIC.sub("", _YEAR.sub(r"\1年，", _WE.sub("本机关", sentence)))
