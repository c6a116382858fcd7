"""The words around numbers: units, full-width digits, and numerals that count nothing."""

import re
from collections.abc import Iterable, Iterator

CHINESE_NUMERAL = "零〇一二三四五六七八九两十百千万亿"
NUMERAL_RUN = re.compile(f"[{CHINESE_NUMERAL}]+")

_WIDE = dict(zip("０１２３４５６７８９％．", "0123456789%.", strict=True))
_ANY_WIDE = re.compile("[０-９％．]")

_UNIT_WORDS = """
件 条 次 篇 场 个 期 份 人 人次 家 起 项 部 种 类 批 批次 宗 例 封 户 处 台 套 名 位 组 元 万元 亿元
分 分钟 小时 天 日 个工作日 工作日 个月 年 周 页 册 本 字 字节 倍 成 只 张 次数 件次 条次 场次 期次
人数 站 平方米 平方公里 公里 款 章 则 幅 卷 盒 门 支 轮 届 间 座 个百分点 百分点 % ‰
个次 户次 家次 车次 页次 班次 点次
"""
# Longest first, so that 人次 is not read as 人.
UNITS = tuple(sorted(_UNIT_WORDS.split(), key=len, reverse=True))
# Where the unit's character begins another word, it is no unit: 六部分, 3人民, 两条例, 百分之.
_NOT_BEFORE = {
    "部": "分门",
    "人": "民员大士们才口工",
    "条": "例",
    "期": "间限",
    "分": "别析类管之点比制率",
    "名": "称单录",
    "起": "来草诉",
    "种": "植",
    "项": "目",
}


def _ended(unit: str, since: int = 0) -> str:
    """The pattern of a unit from one of its characters on, with what must not follow it."""
    follows = f"(?![{_NOT_BEFORE[unit]}])" if unit in _NOT_BEFORE else ""
    return re.escape(unit[since:]) + follows


UNIT = "|".join(_ended(unit) for unit in UNITS)
# 万元 and the like are left out: 万 may belong to the number.
UNIT_WITHOUT_SCALE = "|".join(
    f"{first}(?:{'|'.join(_ended(u, 1) for u in UNITS if u[0] == first)})"
    for first in sorted({u[0] for u in UNITS} - set("百千万亿"))
)

# After these a 一 is no number: 统一部署, 每一项, 新一轮, 另一个.
NO_ONE_AFTER = "统唯逐每某任另这那下新单同"

# Chinese numerals that count nothing, though a unit seems to follow.
_IDIOMS = re.compile(
    r"三类内部事务|四类过程性|三安全|上一年|近一年|一年一度|一站|一次性|一件事|一个人|一体化|一部分|一类人|一年来|一条龙|一张网|一张表|一站式|一项项|一个个|一件件"
    r"|一条条|一次次|一部门|十分(?!钟|之)|万分(?!之)|三审三校|千家万户|一家一户|一户一|一人一|一日一|一周一|一月一|一事一|跑一次|一次办"
    r"|[二三四五六七八九]位一体|两个维护|两个确立|四个意识|四个自信|四个全面|四套班子"
    r"|[零一二三四五六七八九十]是|一套[^\d，。；]{0,4}体系|一条主线|百分百|一起(?!案|行政|投诉|举报|事|诉|复议|涉)|一期(?=工程)"
)

# An idiom begins with a numeral or with one of these before it: 上一年, 近一年, 跑一次.
_BEFORE_A_NUMERAL = frozenset("上近跑")


def half_width(text: str) -> str:
    """The text with full-width digits, ％ and ． made half-width; every character keeps its place."""
    return _ANY_WIDE.sub(lambda match: _WIDE[match[0]], text)


def find_idioms(plain: str, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans of numerals that count nothing, in reading order; `runs` are those of numerals."""
    last = 0
    for first, end in runs:
        if plain[first - 1 : first] in _BEFORE_A_NUMERAL:
            first -= 1
        for start in range(max(last, first), end):
            if start >= last and (match := _IDIOMS.match(plain, start)):
                last = match.end()
                yield match.span()
