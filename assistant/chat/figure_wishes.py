"""Wishes to set figures: 收到申请改成9件, 新收9件，上年结转1件, 空白的都填0, set licensing to 120."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.chat.cells_named import cells_named
from assistant.chat.vocabulary import says
from assistant.chat.words_named import words_named
from assistant.report.model import Value
from assistant.report.quantities import chinese_number

_N = r"(?P<n>-?\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万]+)"
_UNIT = r"(?P<unit>[\u4e00-\u9fff]{0,3}?)"
_SET = (
    r"改成|改为|改到|改作|更正为|更正成|调整为|调整成|修改为|修正为|应为|应该是|应当是|应是|其实是|实际是|实为|填成|填为|填|写(?=\s*\d)|"
    r"写成|设为|设成|等于|=|改|是|为|补"
)
_END = r"(?:吧|了|啊|呢)?\s*[。！!]*\s*$"
_CLAUSES = (
    re.compile(rf"^(?P<what>.+?)\s*(?:应该?)?是\s*{_N}\s*{_UNIT}[，,]?\s*(?:而)?不是.+$"),
    re.compile(
        rf"^(?P<what>.+?)\s*(?:少|多|漏)?(?:(?:填|写|报|算|统计)(?:错|少|多|漏)?|错|不对|有误)[了啦咯]?[，,。；;\s]*(?:应[该当]?是|应为|是|改成|改为)\s*{_N}\s*{_UNIT}{_END}"
    ),
    re.compile(rf"^(?P<what>.+?)\s*不是[^，,]*[，,]?\s*(?:而)?是\s*{_N}\s*{_UNIT}{_END}"),
    re.compile(
        rf"^(?:把|将|请把)?\s*(?P<what>.+?)\s*(?P<verb>{_SET})\s*个?\s*{_N}\s*{_UNIT}{_END}"
    ),
    re.compile(rf"^(?P<what>[\u4e00-\u9fff]+?)\s*{_N}\s*(?P<unit>件|万元){_END}"),
    re.compile(
        rf"^(?:please\s+)?(?:set|change|update|correct|make)\s+(?:the\s+)?(?P<what>.+?)\s+(?:to|as)\s+{_N}(?P<unit>)(?:\s+please)?\W*$",
        re.I,
    ),
    re.compile(rf"^(?:the\s+)?(?P<what>.+?)\s+should be\s+{_N}(?P<unit>)\W*$", re.I),
)
_EMPTY = (
    re.compile(rf"^(?:把|将)?(?P<what>.+?)(?:清空|留空|空着){_END}"),
    re.compile(rf"^(?:把|将)?(?P<what>.+?)(?:改成|改为|填)(?:空白|空){_END}"),
)
_BLANKS = re.compile(
    r"(?:空白|空格|空着|没有?填|未填|没有数)(?:的)?(?:格子?|地方|单元格)?(?:都|全部|全|统统|一律)?(?:填|补|写|当|按|算)(?:成|作|上)?\s*[0０零〇]"
)
_BETWEEN = re.compile(r"[，,；;]\s*(?!\d{3}(?!\d))")
_LEAD = re.compile(r"^(?:那么?|请|帮我|麻烦|还有|以及|再|也|然后|把|将)+")
_TAIL = re.compile(
    r"(?:的)?(?:也|还)?(?:那|这)?(?:一)?(?:[行栏列格项])?(?:的)?(?:数量|件数|数字|数据|数|金额)?(?:也|都)?$"
)
_NO_FIGURE = (
    "下",
    "些",
    "点",
    "遍",
    "字",
    "句",
    "段",
    "版",
    "部分",
    "个字",
    "句话",
    "年",
    "月",
    "号",
    "天",
    "个工作日",
)
_MEASURES = frozenset(
    [
        "篇",
        "次",
        "场",
        "条",
        "个",
        "家",
        "件",
        "期",
        "人",
        "人次",
        "项",
        "份",
        "名",
        "户",
        "万",
        "万条",
        "万次",
        "万人次",
        "亿",
        "万元",
        "元",
        "批",
        "册",
        "部",
    ]
)
_SLIP_TOLD = re.compile(
    r"[，,。；;\s]*(?:我|之前|刚才|上次)?(?:是|给)?(?:填|写|报|算|统计|录|输|记)(?:错|少|多|漏|岔)(?:了|啦|咯)*[。！!]*$"
)
_LONGEST = 40
_LONGEST_MESSAGE = 300  # characters; longer is no list of figures, and takes long to try
_THOUSAND = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")


@dataclass(frozen=True, slots=True)
class FigureWish:
    """One figure: what it is called, the cells that this may mean, its value and unit.

    Without cells it may be a figure of a work fact; `blanks` are all cells that are blank.
    """

    words: str
    value: Value
    cells: tuple[str, ...] = ()
    unit: str = ""
    blanks: bool = False


def figures_wished(plain: str, row: str = "") -> tuple[FigureWish, ...]:
    """The figures that a message sets, clause by clause; none if any clause sets none.

    `row` is the row of table three that was spoken of last.
    """
    if len(plain) > _LONGEST_MESSAGE:
        return ()
    if _BLANKS.search(plain):
        return (FigureWish("空白格", 0, blanks=True),)
    if words_named(plain) or (says("question", plain) and not says("favour", plain)):
        return ()
    plain = _SLIP_TOLD.sub("", plain)  # why it is to be changed: “…应该是12件，填错了”
    whole = _wish(plain, row)
    if whole is not None:
        return (whole,)
    wishes = [_wish(clause, row) for clause in _BETWEEN.split(plain) if clause.strip()]
    found = [wish for wish in wishes if wish is not None]
    return tuple(found) if len(found) == len(wishes) > 1 else ()


def _wish(clause: str, row: str) -> FigureWish | None:
    text = clause.strip()
    for match, value in _readings(text):
        named = _TAIL.sub("", _LEAD.sub("", match["what"].strip()))
        unit = match.groupdict().get("unit") or ""
        cells = cells_named(named, row)
        if not named or len(named) > _LONGEST or unit in _NO_FIGURE or _BETWEEN.search(named):
            continue
        if cells or (match.groupdict().get("verb") and unit in _MEASURES):
            return FigureWish(
                named, _exact(value, match.groupdict().get("n") or "", cells, unit), cells, unit
            )
    return None


def _readings(text: str) -> Iterator[tuple[re.Match[str], Value]]:
    for known in _CLAUSES:
        match = known.match(text)
        value = _number(match["n"]) if match else None
        if match and value is not None:
            yield match, value
    for known in _EMPTY:
        match = known.match(text)
        if match and cells_named(match["what"]):
            yield match, None


def _number(written: str) -> Value:
    if "," in written and not _THOUSAND.match(written):
        return None
    if written[0].isdigit() or written[0] == "-":
        exact = Decimal(written.replace(",", ""))
        return int(exact) if exact == exact.to_integral_value() and "." not in written else exact
    return chinese_number(written)


def _exact(value: Value, written: str, cells: tuple[str, ...], unit: str) -> Value:
    """Money is in 万元, as the form has it: 3万 and 三万元 are 3, 500元 is 0.05; 1万件 are 10,000."""
    if value is None:
        return None
    if cells == ("t2.fees",):
        small = written.endswith("万") or unit == "元"
        return Decimal(value) / 10000 if small else Decimal(value)
    many = Decimal(value) * 10000 if unit.startswith("万") else Decimal(value)
    return int(many) if many == many.to_integral_value() else many
