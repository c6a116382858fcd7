"""TAB307: requests answered in part that were probably counted under another result too."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity, plain
from assistant.rules.tables import Exact


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    tables = case.tables
    if not tables.gaps:
        return
    columns = zip(tables.sums.columns["result"], tables.sums.columns["balance"], strict=True)
    apart = {*tables.explained, *(n for told in tables.cancelled.values() for n in told)}
    found: dict[str, tuple[str, Exact]] = {}
    for of_results, of_balance in columns:
        too_many = tables.gaps.get(of_results, 0) or -tables.gaps.get(of_balance, 0)
        known = of_results in apart or of_balance in apart
        label, total = tables.identity(of_results).label, tables.identity(of_results).right[0]
        partly_at = total.replace("result_total", "partially_granted")
        if not known and 0 < too_many <= (tables.cells[partly_at] or 0):
            found[partly_at] = (label, too_many)
    if found:
        (label, too_many), partly_at = next(iter(found.values())), next(iter(found))
        yield rule.finding(
            f"表三“{label}”一列的结果多计了 {too_many} 件，部分公开有 {plain(tables.cells[partly_at])} 件："
            "可能是区分处理的申请又计入了别的结果",
            cells=tuple(found),
            found=f"多 {too_many} 件",
            expected="区分处理的只计部分公开",
        )


RULE = Rule(
    code="TAB307",
    name="partly-granted-counted-twice",
    severity=Severity.NOTE,
    summary="表三结果多计的件数不超过部分公开件数，可能是部分公开的申请计了两次。",
    basis="国办公开办函〔2021〕30号附件：表三“（二）部分公开（区分处理的，只计这一情形，不计其他情形）”（原因为推算，以主管部门口径为准）",
    cure="逐件核对部分公开的申请，已计部分公开的不再计入不予公开等其他各项。",
    check=_check,
)
