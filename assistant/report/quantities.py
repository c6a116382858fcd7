"""Quantities as people write them, read to exact values.

`3,646件`, `３６４６ 件`, `3 646件`, `14万余条`, `三十五件`, `88%`, `百分之八十八`,
`59237.2449万元`: each becomes a `Quantity` with its value, unit, precision and whether
it is only “about”. Dates, article numbers and document numbers are no quantities
(`dates.py`, `references.py`); their spans are passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from assistant.report.dates import find_dates
from assistant.report.references import find_numbered_references, find_titles

_WIDE = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_LONGEST = 27  # digits; longer runs are identifiers and stay as they are
_CHINESE = "零〇一二三四五六七八九两十百千万亿"

_UNIT_WORDS = """
件 条 次 篇 场 个 期 份 人 人次 家 起 项 部 种 类 批 批次 宗 例 封 户 处 台 套 名 位 组 元 万元 亿元
分 分钟 小时 天 日 个工作日 工作日 个月 年 周 页 册 本 字 字节 倍 成 只 张 次数 件次 条次 场次 期次
人数 站 平方米 公里 款 章 则 幅 卷 盒 门 支 轮 届 间 座 个百分点 百分点 % ‰ 个次 户次 家次 车次 页次 班次 点次
"""
# Longest first, so that 人次 is not read as 人.
UNITS = tuple(sorted(_UNIT_WORDS.split(), key=len, reverse=True))
# Where the unit's character begins another word, it is no unit: 六部分, 3人民, 两条例.
_NOT_BEFORE = {
    "部": "分门",
    "人": "民员大士们才口工",
    "条": "例",
    "期": "间限",
    "分": "别析类管",
    "名": "称单录",
    "起": "来草诉",
    "种": "植",
    "项": "目",
}
_UNIT = "|".join(
    re.escape(u) + (f"(?![{_NOT_BEFORE[u]}])" if u in _NOT_BEFORE else "") for u in UNITS
)
_ABOUT_BEFORE = r"(?P<before>约|近|逾|超过|超|大约|至少|不少于|共约)?"
_ABOUT_AFTER = r"(?P<after>余|多|来|几)?"

# 3,646 / 3，646 / 3 646 / 59237.2449; atomic and bounded, so that scanning stays linear.
_ARABIC = r"(?>\d{1,3}(?:[,，]\d{3}){1,5}(?!\d)|\d{1,3}(?: \d{3}){1,5}(?!\d)|\d+)(?:\.\d++)?"
_NUMBER = re.compile(
    rf"{_ABOUT_BEFORE}(?P<sign>(?<![\d%‰个件条次期])[-−－](?=\d))?(?P<number>{_ARABIC})\s*+"
    rf"(?P<scale>[万亿百千](?!元))?{_ABOUT_AFTER}\s*+(?P<unit>{_UNIT})?(?P<late>左右|以上)?"
)
_NUMERAL = re.compile(
    rf"{_ABOUT_BEFORE}(?P<number>(?<![{_CHINESE}])(?>[{_CHINESE}]{{1,20}})){_ABOUT_AFTER}(?P<unit>{_UNIT})(?P<late>左右|以上)?"
)
_PERCENT_WORDS = re.compile(
    rf"百分之(?P<number>[{_CHINESE}]{{1,9}})(?:点(?P<point>[{_CHINESE}]{{1,9}}))?"
)

# Chinese numerals that count nothing, though a unit seems to follow.
_IDIOMS = re.compile(
    r"三类内部事务|四类过程性|三安全|上一年|近一年|一年一度|一站|一次性|一件事|一个人|一体化|一部分|一类人|一年来|一条龙|一张网|一张表|一站式|一项项|一个个|一件件"
    r"|一条条|一次次|一部门|十分(?!钟)|万分(?!之)|三审三校|千家万户|一家一户|一户一|一日一|一周一|一月一|一事一"
    r"|[零一二三四五六七八九十]是|一套[^\d，。；]{0,4}体系|一条主线|百分百|一起(?!案|行政|投诉|举报|事|诉|复议|涉)|一期(?=工程)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as it stands in a text.

    `value` is exact: 万 and 亿 are multiplied out, except in 万元 and 亿元, which are units.
    `step` is the place value of the last digit written (14万余 → 10000, 88.5 → 0.1);
    `about` says that the writer claims no exactness.
    """

    start: int
    end: int
    text: str
    value: int | Decimal
    unit: str
    step: Decimal
    about: bool = False

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage or a number of percentage points."""
        return self.unit in ("%", "‰", "个百分点", "百分点")

    def agrees_with(self, value: int | Decimal) -> bool:
        """Whether the writing is a true way to write `value`.

        Exact numbers must be equal; “14万余” stands for 140000 up to below 150000;
        a number written in 万 may be rounded half up.
        """
        exact, written = Decimal(value), Decimal(self.value)
        if exact == written:
            return True
        if self.about:
            return written <= exact < written + self.step or abs(exact - written) * 2 <= self.step
        return self.step > 1 and abs(exact - written) * 2 <= self.step


def exact_number(value: object) -> int | Decimal:
    """An `int` or a finite `Decimal` from an int, a Decimal or plain digits in a string.

    Raises:
        ValueError: It is a float, a bool, text, or not finite.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,18}(\.\d{1,8})?", value.strip()):
        value = Decimal(value.strip())
    if isinstance(value, Decimal) and value.is_finite():
        return value
    raise ValueError(f"这里要填数字，收到的是“{str(value)[:30]}”")


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral (三十五 → 35, 二〇二二 → 2022, 十二 → 12), else None."""
    if not text or any(c not in _CHINESE for c in text):
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
            continue
        step = _STEPS[char]
        if step >= 10**4:
            total = (
                (total + section + digit) * step
                if step == 10**8
                else total + (section + digit) * step
            )
            section = digit = 0
        else:
            section += (digit or 1) * step
            digit = 0
    return total + section + digit


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a text in reading order, without dates and numbered references.

    Runs in linear time. Arabic numbers are found with and without a unit; Chinese
    numerals only where a unit follows and no idiom (一次性, 三审三校) claims them.
    """
    plain = text.translate(_WIDE)
    taken = [False] * (len(plain) + 1)
    for span in _passed_over(plain):
        taken[span[0] : span[1]] = [True] * (span[1] - span[0])
    found: list[Quantity] = []
    for reader in (_read_percent_words, _read_arabic, _read_numerals):
        for quantity in reader(plain):
            if not any(taken[quantity.start : quantity.end]):
                found.append(quantity)
                taken[quantity.start : quantity.end] = [True] * (quantity.end - quantity.start)
    ordered = [replace(q, text=text[q.start : q.end]) for q in sorted(found, key=lambda q: q.start)]
    return _share_units(text, ordered)


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """In “1-2次” and “3至5个” the first number has the unit of the second."""
    for index, (first, second) in enumerate(pairwise(found)):
        between = text[first.end : second.start].strip()
        if not first.unit and second.unit and between in ("-", "–", "—", "~", "～", "至", "到"):
            found[index] = replace(first, unit=second.unit)
    return found


def _passed_over(plain: str) -> Iterator[tuple[int, int]]:
    for date in find_dates(plain):
        yield date.start, date.end
    for reference in find_numbered_references(plain):
        yield reference.start, reference.end
    for title in find_titles(plain):
        yield title.start, title.end
    for idiom in _IDIOMS.finditer(plain):
        yield idiom.span()


def _read_percent_words(plain: str) -> Iterator[Quantity]:
    for match in _PERCENT_WORDS.finditer(plain):
        whole = chinese_number(match["number"])
        digits = "".join(str(_DIGITS.get(c, "")) for c in match["point"] or "")
        if whole is None:
            continue
        value: int | Decimal = Decimal(f"{whole}.{digits}") if digits else whole
        step = Decimal(1).scaleb(-len(digits))
        yield Quantity(match.start(), match.end(), match[0], value, "%", step)


def _read_arabic(plain: str) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(plain):
        digits = re.sub(r"[,， ]", "", match["number"])
        scale = _STEPS.get(match["scale"] or "", 1)
        number = Decimal(digits) * scale * (-1 if match["sign"] else 1)
        fraction = len(digits.partition(".")[2])
        step = Decimal(scale).scaleb(-fraction)
        yield _quantity(match, number, step)


def _read_numerals(plain: str) -> Iterator[Quantity]:
    for match in _NUMERAL.finditer(plain):
        value = chinese_number(match["number"])
        if value is not None and not (match.start("number") and plain[match.start() - 1] == "第"):
            last = _STEPS.get(match["number"][-1], 1)
            yield _quantity(match, Decimal(value), Decimal(last if match["after"] else 1))


def _quantity(match: re.Match[str], number: Decimal, step: Decimal) -> Quantity:
    """The quantity of a match; a “约” before it belongs to its meaning, not to its span."""
    about = bool(match["before"] or match["after"] or match["late"])
    whole = step >= 1 and number.adjusted() < _LONGEST and number == number.to_integral_value()
    exact = int(number) if whole else number
    start = match.start("sign") if match.groupdict().get("sign") else match.start("number")
    end = match.end("unit") if match["unit"] else match.end("after")
    end = max(end, match.end("number"))
    text = match.string[start:end]
    if about and step == 1:
        step = _trailing_zeros(number)
    return Quantity(start, end, text, exact, match["unit"] or "", step, about)


def _trailing_zeros(number: Decimal) -> Decimal:
    """The place value that “余” leaves open: 200余 → 100, 3043余 → 1."""
    if not number or number.adjusted() >= _LONGEST:
        return Decimal(1)
    digits = str(int(number))
    return Decimal(10) ** (len(digits) - len(digits.rstrip("0")))
