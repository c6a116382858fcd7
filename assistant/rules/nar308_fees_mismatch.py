"""NAR308: an amount of administrative fees that table two does not say."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.rules.case import Case
from assistant.rules.definitions.certainty import severity_if_wrong
from assistant.rules.definitions.disclosure import FEES
from assistant.rules.definitions.meaning import Meaning
from assistant.rules.mentions.mention import Mention
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_CELL = "t2.fees"
_MEANING = Meaning("fees", "行政事业性收费", (FEES,))
_PER_UNIT = {"万元": Decimal(1), "元": Decimal("0.0001"), "亿元": Decimal(10000)}


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if _CELL not in case.cells:
        return
    for mention in case.narrative.mentions.about("fees"):
        factor = Decimal(1) if mention.negated else _PER_UNIT.get(mention.quantity.unit)
        severity = severity_if_wrong(case, mention, _MEANING)
        if factor is None or severity is None or mention.kind != "count":
            continue
        printed = case.cells[_CELL]
        if printed is None:
            yield from rule.blanks([_CELL], case)
        elif not _agrees(mention, Decimal(printed) / factor, factor):
            said = mention.quantity.value * factor
            yield rule.at(
                case,
                mention.span,
                f"正文写行政事业性收费“{mention.text}”，表二收费金额是 {plain(printed)} 万元"
                f"（相差 {plain(abs(said - Decimal(printed)).normalize())} 万元）",
                expected=f"{plain(printed)}万元",
                cells=(_CELL,),
                severity=severity,
            )


def _agrees(mention: Mention, printed: Decimal, factor: Decimal) -> bool:
    """Money may be rounded to the last written digit, in the text and in the table."""
    gap = abs(Decimal(mention.quantity.value) - printed)
    in_table = Decimal("0.01") / factor
    return mention.quantity.agrees_with(printed) or gap < max(mention.quantity.step, in_table)


RULE = Rule(
    code="NAR308",
    name="fees-mismatch",
    severity=Severity.ERROR,
    summary="正文写的行政事业性收费金额与表二不同（元、万元已换算）。",
    basis="表二“第二十条第（八）项”，单位万元；国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="对照收费台账核对金额和单位，正文与表二写同一个数。",
    check=_check,
    needs=("narrative",),
)
