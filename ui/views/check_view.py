"""The check as a clerk works through it: gravest first, each with its place and what can be done."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.review.groups import undecided_in_words
from assistant.review.place import Excerpt, excerpt_of, place_name
from assistant.review.reviewed import Reviewed
from assistant.rules.rule import Finding, Severity, Where
from assistant.rules.tables import Exact
from ui.templating import template

_MOST = 200
_OPTION = re.compile("（--[a-z]+）")  # how the command line asks for it


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with where it stands and what a press of a button would do about it.

    `goto` is a cell's address or a part of the document; `fix` says in words what the cells
    would become, `rewrite` the part in which the sentence can be answered.
    """

    finding: Finding
    place: str
    goto: str
    excerpt: Excerpt | None
    fix: str
    rewrite: str


def check_html(result: Reviewed, drafted: Sequence[str] = (), note: str = "") -> str:
    """The whole list; `drafted` are the parts with sentences of the draft, `note` what was done."""
    views = [_view(finding, result, drafted) for finding in result.open[:_MOST]]
    return template("check.html.jinja").render(
        note=note,
        groups=[
            (severity, [view for view in views if view.finding.severity is severity])
            for severity in Severity
        ],
        counts={severity: result.count(severity) for severity in Severity},
        hidden=len(result.open) - _MOST,
        accepted=result.accepted,
        gone=result.gone,
        undecided=[_OPTION.sub("", why) for why in undecided_in_words(result.not_assessed)],
        undecided_count=len(result.not_assessed),
    )


def certain_cells(result: Reviewed, finding: Finding) -> Mapping[str, Exact]:
    """The cells as they must be, where only one correction mends all sums; else empty."""
    if not finding.code.startswith("TAB"):
        return {}
    for fault in result.case.tables.faults:
        wrong = tuple(address for address, _ in fault.changes)
        if wrong == finding.where.cells[: len(wrong)]:
            return dict(fault.changes)
    return {}


def _view(finding: Finding, result: Reviewed, drafted: Sequence[str]) -> FindingView:
    where = finding.where
    cells = certain_cells(result, finding)
    form = result.case.report.form.by_address
    fix = "；".join(f"“{form[address].label}”改成 {value}" for address, value in cells.items())
    return FindingView(
        finding=finding,
        place=place_name(Where(where.cells[:1], where.section), result.case),
        goto=where.section or (where.cells[0] if where.cells else ""),
        excerpt=excerpt_of(where, result.case),
        fix=fix,
        rewrite=where.section if where.section and where.section in drafted else "",
    )
