"""What a person does about a finding: accept it with a reason, take that back, apply a certain cure."""

from dataclasses import dataclass
from datetime import datetime

from assistant.errors import UnusableInput
from assistant.review.reviewed import Reviewed, accepted, reviewed, withdrawn
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check
from assistant.rules.rule import Finding
from ui.desk import Desk
from ui.views.check_view import certain_cells

_SHORTEST_REASON = 2


@dataclass(frozen=True, slots=True)
class Act:
    """What was pressed: on which finding, and with which reason."""

    kind: str
    fingerprint: str
    reason: str = ""


def checked(desk: Desk) -> Reviewed | None:
    """The check of a desk's report as it stands; None while there are no figures."""
    report = desk.report
    if report is None:
        return None
    case = Case(report, desk.previous)
    return reviewed(case, check(case, RULES), desk.decisions, RULES)


def act_on(desk: Desk, act: Act, now: datetime) -> str:
    """Do it and say what was done.

    Raises:
        UnusableInput: The finding is gone, the reason is missing, or there is no certain cure.
        Conflict: A colleague did something to the same finding or cells meanwhile.
    """
    result = checked(desk)
    if result is None:
        raise UnusableInput("还没有数据", cure="先在“数据”里填表")
    if act.kind == "withdraw":
        desk.decide(withdrawn(desk.decisions, [act.fingerprint]), "撤回确认")
        return "已撤回确认。"
    finding = _open(result, act.fingerprint)
    if act.kind == "fix":
        return _fixed(desk, result, finding)
    reason = " ".join(act.reason.split())
    if len(reason) < _SHORTEST_REASON:
        raise UnusableInput("没有写理由，没有确认", cure="写明为什么这一处没有问题")
    decisions = accepted(
        desk.decisions,
        [finding.fingerprint],
        result.outcome.findings,
        reason=reason,
        by=desk.person.name,
        at=now.astimezone().strftime("%Y-%m-%d %H:%M"),
    )
    desk.decide(decisions, f"确认 {finding.code}：{reason}")
    return f"已确认 {finding.code}，理由：{reason}"


def rewrite_request(desk: Desk, fingerprint: str) -> str:
    """The words that ask the conversation to answer a finding on a sentence.

    Raises:
        UnusableInput: The finding is gone.
    """
    result = checked(desk)
    if result is None:
        raise UnusableInput("还没有数据", cure="先在“数据”里填表")
    finding = _open(result, fingerprint)
    return f"{finding.where.section} 按校验意见改 {finding.code}"


def _open(result: Reviewed, fingerprint: str) -> Finding:
    found = next((f for f in result.open if f.fingerprint == fingerprint), None)
    if found is None:
        raise UnusableInput("这一处已经没有了", cure="数据或草稿刚刚改过，以现在的清单为准")
    return found


def _fixed(desk: Desk, result: Reviewed, finding: Finding) -> str:
    cells = certain_cells(result, finding)
    if not cells or desk.figures is None:
        raise UnusableInput("这一处没有唯一的改法，没有改", cure="对照台账由人来改")
    before = desk.figures.cells()
    changed = desk.figures.with_cells(dict(cells))
    form = changed.form.by_address
    told = "；".join(
        f"{form[a].label} 由 {'空白' if before[a] is None else before[a]} 改成 {value}"
        for a, value in cells.items()
    )
    desk.change_figures(changed, f"按 {finding.code} 改：{told}")
    return f"已改：{told}。请对照台账核实。"
