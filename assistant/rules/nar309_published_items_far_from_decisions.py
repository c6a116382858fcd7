"""NAR309: published items about decisions whose number is far from the decisions of table two."""

import re
from collections.abc import Iterator

from assistant.report.quantities import exact_number
from assistant.rules.case import Case
from assistant.rules.definitions.disclosure import DECISIONS
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_ITEMS = re.compile(
    r"行政(许可|处罚|强制)[”’」]?(?:决定|结果|案件)?(?:信息|公示|公开)[^。；，\n\d]{0,8}"
    r"(\d{1,3}(?:,\d{3}){1,3}|\d{1,9})余?(?:条|件)"
)
_ROW = {name.removeprefix("行政"): row for row, name in DECISIONS.items()}
_FAR = 10


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    for match in _ITEMS.finditer(case.narrative.plain):
        cell = f"t2.{_ROW[match[1]]}"
        if cell not in case.cells:
            continue
        decided, items = case.cells[cell], exact_number(match[2].replace(",", ""))
        if decided is None:
            yield from rule.blanks([cell], case)
        elif max(items, decided) >= _FAR and max(items, decided) > _FAR * min(items, decided):
            yield rule.at(
                case,
                match.span(),
                f"正文写公开行政{match[1]}信息 {plain(items)} 条，"
                f"表二“行政{match[1]}”处理决定是 {plain(decided)} 件，相差悬殊",
                expected=plain(decided),
                cells=(cell,),
            )


RULE = Rule(
    code="NAR309",
    name="published-items-far-from-decisions",
    severity=Severity.NOTE,
    summary="正文写的许可、处罚、强制信息公开条数与表二处理决定数相差悬殊。",
    basis="表二“本年处理决定数量”；公开条数与决定数是否应相近，以主管部门口径为准",
    cure="核对表二是否漏填；条数与决定数口径不同的，在正文写明是“公开条数”并给出决定数。",
    check=_check,
    needs=("narrative",),
)
