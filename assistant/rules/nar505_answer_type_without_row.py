"""NAR505: an old type of answer that table three has no row for."""

import re
from collections.abc import Iterator

from assistant.report.quantities import exact_number
from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

# The old name, then its number of requests within a few words.
_OLD = re.compile(
    r"(信息不存在|非政府信息|不属于政府信息|不属于本(?:机关|行政机关|单位|部门|局)(?:公开|职责|职权|信息|掌握)?)"
    r"[^。；，、\n\d]{0,10}(\d{1,9})(?:件|宗|起|条|份|个)"
)
_NOT_HELD = ("t3.unavailable_not_held.total",)
_NOT_INFORMATION = ("t3.other_misc.total", "t3.denied_administrative_query.total")


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    for match in _OLD.finditer(case.narrative.plain):
        cells = _NOT_INFORMATION if "政府信息" in match[1] else _NOT_HELD
        number = exact_number(match[2])
        if number == 0 or any(address not in case.cells for address in cells):
            continue
        labels = "”或“".join(case.report.form.by_address[a].label for a in cells)
        filled = [v for a in cells if (v := case.cells[a]) is not None]
        if not filled:
            yield from rule.blanks(cells, case)
            continue
        short = "" if max(filled) >= number else f"，那里只有 {plain(max(filled))} 件，对不上"
        yield rule.at(
            case,
            match.span(),
            f"“{match[1]}”是旧的答复类型，表三没有这一行；{plain(number)} 件应归入“{labels}”{short}",
            expected=f"表三“{labels}”",
            cells=cells,
        )


RULE = Rule(
    code="NAR505",
    name="answer-type-without-row",
    severity=Severity.NOTE,
    summary="正文用了表三没有的旧答复类型（信息不存在、非政府信息、不属于本机关）。",
    basis="国办公开办函〔2021〕30号附件：表三办理结果各行；旧类型归入哪一行以主管部门口径为准",
    cure="改用表三的名称：信息不存在、不属于本机关的写“无法提供（本机关不掌握相关政府信息）”，并核对件数。",
    check=_check,
    needs=("narrative",),
)
