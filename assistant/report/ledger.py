"""The ledger: every figure that a draft may say, as a fact with its source.

Cells of the tables, the staff's work facts, last year's figures, and what follows from
them by arithmetic (sums by group, shares, growth), each with formula and operands.
A blank cell gives no fact, and nothing is derived from it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from assistant.report.derivations import (
    Derivation,
    derivations,
    growth_derivations,
    of_last_year,
)
from assistant.report.model import AnnualReport, WorkFact
from assistant.report.wordings import wordings

FactKind = Literal["identity", "cell", "work", "statement", "derived"]
_SOURCES = {"table2": "表二", "table3": "表三", "table4": "表四"}

REGULATION = "《中华人民共和国政府信息公开条例》第四十九条、第五十条"
FORM = (
    "《国务院办公厅政府信息与政务公开办公室关于印发"
    "〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known: a value with unit, or a statement in the staff's words.

    `value` is exact; a statement's value is its text. `operands` are fact ids, and
    `formula` says in words how a derived value was made of them.
    """

    id: str
    value: int | Decimal | str
    unit: str
    label: str
    source: str
    kind: FactKind
    section: str = ""
    formula: str = ""
    operands: tuple[str, ...] = ()
    about: bool = False

    @property
    def written(self) -> str:
        """The value with its unit as it is written in prose: `8件`, `25%`, `12.5万元`."""
        value = self.value
        plain = format(value, "f") if isinstance(value, Decimal) else str(value)
        return f"{plain}{self.unit}"

    @property
    def wordings(self) -> tuple[str, ...]:
        """The wordings in which the value may appear: 八件, 8件; 25%, 四分之一, 百分之二十五.

        A statement has one, its own.
        """
        if isinstance(self.value, str):
            return (self.value,)
        return wordings(self.value, self.unit)


class Ledger(Mapping[str, Fact]):
    """All facts by id, in the order in which they were entered."""

    def __init__(self, facts: list[Fact]) -> None:
        self._facts = {fact.id: fact for fact in facts}

    def __getitem__(self, fact_id: str) -> Fact:
        return self._facts[fact_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def number(self, fact_id: str) -> int | Decimal | None:
        """The value of a fact that is a number; None where it is unknown or a statement."""
        fact = self._facts.get(fact_id)
        return fact.value if fact and not isinstance(fact.value, str) else None


def share_of(part: int | Decimal, whole: int | Decimal) -> Decimal:
    """`part` of `whole` in percent, rounded half up to at most one decimal.

    Raises:
        ZeroDivisionError: `whole` is zero.
    """
    if not whole:
        raise ZeroDivisionError("a share of nothing")
    exact = Decimal(part) * 100 / Decimal(whole)
    rounded = exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def build_ledger(report: AnnualReport, previous: AnnualReport | None = None) -> Ledger:
    """Every fact of a report and, where it is given, of last year's beside it."""
    facts = [*_identity(report), *_cells(report), *_work(report)]
    if previous is not None:
        facts += _cells(previous, last=True) + _work(previous, last=True)
    known = {fact.id: fact for fact in facts}
    for derivation in (*derivations(report.form), *growth_derivations(report.form)):
        fact = _derive(derivation, known)
        if fact is not None:
            known[fact.id] = fact
    return Ledger(list(known.values()))


def _identity(report: AnnualReport) -> list[Fact]:
    return [
        Fact("agency", report.agency, "", "单位名称", "填报信息", "identity"),
        Fact("year", report.year, "年", "报告年度", "填报信息", "identity"),
        Fact("next_year", report.year + 1, "年", "下一年度", "填报信息", "identity"),
        Fact(
            "period",
            f"{report.year}年1月1日至{report.year}年12月31日",
            "",
            "统计期限",
            "条例第四十九条（上一年度）",
            "identity",
        ),
        Fact("title", report.full_title, "", "报告标题", "填报信息", "identity"),
        Fact("basis.regulation", REGULATION, "", "编制依据", "条例", "identity"),
        Fact("basis.form", FORM, "", "编制依据", "国办公开办函〔2021〕30号", "identity"),
        Fact(
            "basis.parts",
            "报告由六部分组成",
            "",
            "报告结构",
            "国办公开办函〔2021〕30号",
            "identity",
        ),
    ]


def _cells(report: AnnualReport, last: bool = False) -> list[Fact]:
    prefix = "last." if last else ""
    facts = []
    for address, value in report.cells().items():
        cell = report.form.by_address[address]
        if value is not None:
            source = f"{report.year}年报告{_SOURCES[cell.table]}" if last else _SOURCES[cell.table]
            label = of_last_year(cell.label) if last else cell.label
            facts.append(Fact(f"{prefix}{address}", value, cell.unit, label, source, "cell"))
    return facts


def _work(report: AnnualReport, last: bool = False) -> list[Fact]:
    prefix = "last." if last else ""
    facts: list[Fact] = []
    for work in report.facts:
        facts += _work_fact(work, prefix)
    for name, statements in (("problem", report.problems), ("improvement", report.improvements)):
        word = ("上年" if last else "") + ("问题" if name == "problem" else "改进")
        facts += [
            Fact(f"{prefix}{name}.{i}", text, "", f"{word}{i}", "填报信息", "statement", "5")
            for i, text in enumerate(statements, 1)
        ]
    return facts


def _work_fact(work: WorkFact, prefix: str) -> list[Fact]:
    stem = f"{prefix}work.{work.id}"
    source = work.source or "工作台账"
    rendered = render_statement(work)
    facts = [Fact(stem, rendered, "", rendered[:40], source, "statement", work.section)]
    facts += [
        Fact(
            f"{stem}.{name}",
            value.value,
            value.unit,
            rendered[:40],
            source,
            "work",
            work.section,
            about=value.about,
        )
        for name, value in work.values.items()
    ]
    return facts


def render_statement(work: WorkFact) -> str:
    """The text of a work fact with its values written in, each with its unit once.

    The unit is added where the text does not go on with it: `{count}篇` and `{count}`
    both become “9篇” for 9 with unit 篇.
    """

    def written(match: re.Match[str]) -> str:
        value = work.values.get(match[1])
        if value is None:
            return match[0]
        plain = format(value.value, "f") if isinstance(value.value, Decimal) else str(value.value)
        rest = work.text[match.end() :]
        about = "余" if value.about and not rest.startswith(("余", "多")) else ""
        has_unit = rest.removeprefix("余").removeprefix("多").startswith(value.unit)
        return f"{plain}{about}{'' if has_unit else value.unit}"

    return re.sub(r"\{([^{}\s]+)\}", written, work.text)


def _derive(derivation: Derivation, known: dict[str, Fact]) -> Fact | None:
    """The derived fact, or None where an operand is unknown or the division is by zero."""
    values: list[int | Decimal] = []
    for operand in derivation.operands:
        fact = known.get(operand)
        if fact is None or isinstance(fact.value, str):
            return None
        values.append(fact.value)
    value = _compute(derivation, values)
    if value is None:
        return None
    return Fact(
        derivation.id,
        value,
        derivation.unit,
        derivation.label,
        "计算",
        "derived",
        formula=derivation.formula,
        operands=derivation.operands,
    )


def _compute(derivation: Derivation, values: list[int | Decimal]) -> int | Decimal | None:
    first, *rest = values
    match derivation.operation:
        case "sum":
            return sum(rest, start=first)
        case "difference":
            return first - sum(rest)
        case "share":
            return share_of(first, rest[0]) if rest[0] > 0 and first >= 0 else None
        case "growth":
            return share_of(first - rest[0], rest[0]) if rest[0] > 0 else None
