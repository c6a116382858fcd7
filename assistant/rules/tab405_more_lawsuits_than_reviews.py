"""TAB405: more lawsuits after a review than reviews were decided."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    cells = (
        "t4.litigation_after_reconsideration.total",
        "t4.reconsideration.total",
        "t4.reconsideration.pending",
    )
    after, reviews, pending = (case.cells[address] for address in cells)
    if case.last is not None:
        return  # YEA302 adds the reviews of last year
    if after is None or reviews is None or pending is None:
        yield from rule.blanks(case.tables.blank_among(cells), case)
    elif after > max(decided := reviews - pending, 0):
        yield rule.finding(
            f"复议后起诉 {plain(after)} 件，多于本年审结的行政复议 {plain(decided)} 件",
            cells=cells,
            found=plain(after),
            expected=f"一般不多于 {plain(decided)}",
        )


RULE = Rule(
    code="TAB405",
    name="more-lawsuits-than-reviews",
    severity=Severity.NOTE,
    summary="复议后起诉的件数多于本年审结的复议件数。",
    basis="表四各组的关系（推算：往年复议、本年起诉的除外，以主管部门口径为准）",
    cure="核对复议和复议后起诉两组；由往年复议引起的，在正文里写一句说明。",
    check=_check,
)
