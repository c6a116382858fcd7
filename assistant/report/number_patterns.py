"""How numbers are written: patterns tried at the beginning of a run of digits or numerals."""

import re

from assistant.report.units import CHINESE_NUMERAL, NO_ONE_AFTER, UNIT, UNIT_WITHOUT_SCALE

# 预约2595人次, 节约12万元, 就近3处 and 最近5年 claim no “about”.
HEDGED = re.compile(
    r"(?:(?<![预节签契合条邀相特大])约|大约|共约|(?<![就最附靠邻亲])近|逾|超过|超|至少|不少于)$"
)
_AFTER = r"(?P<after>余|多|几|来(?![访文信电]))?"
_LATE = r"(?P<late>左右|以上)?"

# 3,646 / 3，646 / 3 646 / 59237.2449; atomic and bounded, so that scanning stays linear.
_ARABIC = r"(?>\d{1,3}(?:[,，]\d{3}){1,5}(?!\d)|\d{1,3}(?: \d{3}){1,5}(?!\d)|\d+)(?:\.\d++)?"
# A dash before a number is a minus only where it joins nothing: 下降-3%, but not 1-2 or 5万-10万.
SIGN = re.compile(r"(?<![\dA-Za-z%‰)）个件条次期篇份家项场天日月年元分人万亿千百])[-−－]")
# 14万余 and 10余万 both multiply; in 10余万元 the unit is 万元.
NUMBER = re.compile(
    rf"(?P<number>{_ARABIC})\s*+(?:(?P<inner>[余多来几])(?=[百千]?[万亿](?!元)))?"
    rf"(?P<scale>[百千]?[万亿](?!元)|[百千])?{_AFTER}\s*+(?P<unit>{UNIT})?{_LATE}"
)
# Most numbers are bare digits with a unit at once: 8件. This reads them in a third of the time.
DIGITS = re.compile(rf"(\d++)(?:((?>{UNIT_WITHOUT_SCALE}))(?!左右|以上))?")
# After digits these may go on with other digits of the same number.
DIGITS_GO_ON = frozenset(",， .")
NUMERAL = re.compile(
    rf"(?P<number>(?!(?<=[{NO_ONE_AFTER}])一(?![{CHINESE_NUMERAL}]))(?>[{CHINESE_NUMERAL}]{{1,20}}))"
    rf"(?:点(?P<point>[{CHINESE_NUMERAL}]{{1,9}}?))?(?:(?P<inner>[余多来几])?(?P<scale>[万亿](?!元)))?"
    rf"{_AFTER}[ 　]?(?P<unit>{UNIT}){_LATE}"
)
PARTS_OF = re.compile(
    rf"(?P<whole>(?>[{CHINESE_NUMERAL}]{{1,9}}))分之(?P<number>[{CHINESE_NUMERAL}]{{1,9}})"
    rf"(?:点(?P<point>[{CHINESE_NUMERAL}]{{1,9}}))?{_AFTER}{_LATE}"
)

# 七八, 三四十, 十七八: two digits in ascending order are a range, not 78.
BETWEEN = re.compile(
    r"(?P<tens>[二三四五六七八九]?十)?(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])"
    r"(?P<scale>(?(tens)|[十百千万]*))"
)

HEDGE_ENDS = frozenset("约近逾过超少于")
BEARS_ON_VALUE = HEDGE_ENDS | frozenset("-−－")
# After a numeral these may go on with other numerals of the same number: 三点五, 十余万.
NUMERAL_GOES_ON = frozenset("点余多来几")
