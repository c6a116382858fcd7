"""TAB309: a large share of the requests carried into next year."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_SHARE, _FEWEST = 20, 3  # percent; a single request of a small organ says nothing


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    cells = ("t3.carried_out.total", "t3.new.total", "t3.carried_in.total")
    out, new, before = (case.cells[address] for address in cells)
    if out is None or new is None or before is None:
        yield from rule.blanks(case.tables.blank_among(cells), case)
    elif out < _FEWEST:
        return
    elif out <= new + before and out * 100 > _SHARE * (new + before):
        share = round(out * 100 / (new + before))
        yield rule.finding(
            f"{plain(new + before)} 件申请中有 {plain(out)} 件（{share}%）结转下年度，比例偏高",
            cells=cells,
            found=f"{share}%",
            expected=f"一般不超过 {_SHARE}%",
        )


RULE = Rule(
    code="TAB309",
    name="many-carried-out",
    severity=Severity.NOTE,
    summary="结转下年度的申请超过两成。",
    basis="条例第三十三条：二十个工作日内答复，可延长二十个工作日（比例界限为推算，以主管部门口径为准）",
    cure="核对年末在办件；确有年底集中收件等原因的，在正文里写一句说明。",
    check=_check,
)
