"""What a part has to say and no fact covers: questions to the staff, never sentences."""

from assistant.drafting.draft import Missing
from assistant.drafting.planning.plan import PartPlan, PlanItem
from assistant.drafting.planning.topics import says_something_on
from assistant.report.agency import agency_kind
from assistant.report.ledger import Ledger, render_statement
from assistant.report.model import AnnualReport, WorkFact


def questions(plan: PartPlan, report: AnnualReport, ledger: Ledger) -> list[Missing]:
    """The items of a part that this agency has to report and of which nothing is known."""
    kind = agency_kind(report.agency)
    found: list[Missing] = []
    for item in plan.items:
        if item.asked_of(kind):
            found += _asked(item, plan, report, ledger)
    return found


def _asked(item: PlanItem, plan: PartPlan, report: AnnualReport, ledger: Ledger) -> list[Missing]:
    if item.facts:
        return [_blank(item, plan, cell, report) for cell in _cells(item, report, ledger)]
    if item.words:
        texts = [render_statement(w) for w in report.facts if _may_cover(w, plan)]
        covered = says_something_on(item, texts)
    else:
        covered = bool(getattr(report, item.id))
    return [] if covered else [_missing(item, plan, item.question)]


def _cells(item: PlanItem, report: AnnualReport, ledger: Ledger) -> list[str]:
    """The blank cells behind the facts of an item."""
    known = report.form.by_address
    cells = dict.fromkeys(
        cell for fact_id in item.facts for cell in _CELLS_OF.get(fact_id, (fact_id,))
    )
    return [cell for cell in cells if cell in known and cell not in ledger]


_CELLS_OF = {
    "sum.t4.litigation.total": (
        "t4.litigation_direct.total",
        "t4.litigation_after_reconsideration.total",
    ),
}


def _may_cover(work: WorkFact, plan: PartPlan) -> bool:
    """A fact of the part itself; those of section 一 and 五 may cover a matter of each other.

    What is told in one part need not be told again in the next.
    """
    return work.section == plan.section or (plan.section.startswith("1.") and work.section != "6")


def _blank(item: PlanItem, plan: PartPlan, cell: str, report: AnnualReport) -> Missing:
    label = report.form.by_address[cell].label
    return _missing(item, plan, f"{label}（{cell}，表中未填）")


def _missing(item: PlanItem, plan: PartPlan, what: str) -> Missing:
    return Missing(section=plan.section, what=what, item=item.id, hint=item.hint, basis=item.basis)
