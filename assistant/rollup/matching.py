"""Whose each file is: submissions gathered by unit, and those that fit no unit or several."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.rollup.fault import FaultKind, UnitFault
from assistant.rollup.naming import Names, bare
from assistant.rollup.submission import Submission
from assistant.rollup.unit_list import ListedUnit
from assistant.rules.rule import Severity

AGENCY_NOT_FOUND = "agency not found"  # the reader's note


@dataclass(frozen=True, slots=True)
class Claim:
    """The files of one unit; `faults` are those of telling whose they are.

    A claim without a name holds a file of which nobody can say whose it is.
    """

    name: str
    listed: bool = False
    submissions: tuple[Submission, ...] = ()
    faults: tuple[UnitFault, ...] = ()


def claims_of(
    submissions: Sequence[Submission], units: Sequence[ListedUnit], parent: str
) -> tuple[Claim, ...]:
    """Every listed unit in the order of the list, then units beside it, then files of nobody."""
    names = Names(units, parent)
    known = {unit.name: Claim(unit.name, listed=True) for unit in units}
    others: dict[str, Claim] = {}
    nobodys: list[Claim] = []
    for one in submissions:
        claim = _claim(one, names, bool(units), parent)
        if not claim.name:
            nobodys.append(claim)
        elif claim.name in known:
            known[claim.name] = _joined(known[claim.name], claim)
        else:
            key = bare(claim.name)
            others[key] = _joined(others[key], claim) if key in others else claim
    return (*known.values(), *(others[key] for key in sorted(others)), *nobodys)


def _joined(one: Claim, other: Claim) -> Claim:
    return replace(
        one,
        submissions=(*one.submissions, *other.submissions),
        faults=(*one.faults, *other.faults),
    )


def _claim(one: Submission, names: Names, has_list: bool, parent: str) -> Claim:
    if one.report is None:
        return _by_path(one, names, ())
    if any(note.what == AGENCY_NOT_FOUND for note in one.report.notes):
        return _by_path(one, names, (_unsaid(one),))
    agency = one.report.agency
    if not has_list:
        itself = bool(parent) and bare(agency) == bare(parent)
        return Claim(agency, submissions=(one,), faults=(_parent(one),) if itself else ())
    units = _meant(one, agency, names)
    if len(units) == 1:
        return Claim(units[0].name, submissions=(one,))
    if units:
        return _shared(one, agency, units, names)
    itself = bool(parent) and bare(agency) == bare(parent)
    fault = _parent(one) if itself else _not_listed(one, agency, names.nearest(agency))
    return Claim(agency, submissions=(one,), faults=(fault,))


def _meant(one: Submission, agency: str, names: Names) -> tuple[ListedUnit, ...]:
    """The units that an agency's name may stand for; a short one also that of the file's folder."""
    found = names.match(agency).units
    if len(found) != 1 or bare(found[0].name) == bare(agency):
        return found
    there = [u for u in names.in_path(one.name).units if bare(u.name).endswith(bare(agency))]
    return found if not there or found[0] in there else (*found, *there)


def _by_path(one: Submission, names: Names, faults: tuple[UnitFault, ...]) -> Claim:
    named = names.in_path(one.name).units
    name = named[0].name if len(named) == 1 else ""
    return Claim(name, submissions=(one,), faults=faults)


def _shared(one: Submission, agency: str, units: Sequence[ListedUnit], names: Names) -> Claim:
    in_path = {unit.name for unit in names.in_path(one.name).units}
    fitting = [unit.name for unit in units if unit.name in in_path]
    named = "、".join(unit.name for unit in units)
    if len(fitting) == 1:
        fault = UnitFault(
            FaultKind.NAME_SHARED,
            Severity.WARNING,
            f"报告里只写“{agency}”，名单里有 {named}；按文件名认作{fitting[0]}",
            "核对是不是这个单位；请单位在标题里写全称",
            (one.name,),
        )
        return Claim(fitting[0], submissions=(one,), faults=(fault,))
    fault = UnitFault(
        FaultKind.NAME_SHARED,
        Severity.ERROR,
        f"报告里只写“{agency}”，名单里有 {named}，分不清是哪一个",
        "把文件放进以单位全称命名的文件夹，或在标题里写全称，再汇总",
        (one.name,),
    )
    return Claim("", submissions=(one,), faults=(fault,))


def _unsaid(one: Submission) -> UnitFault:
    return UnitFault(
        FaultKind.AGENCY_UNSAID,
        Severity.ERROR,
        "报告里没有写单位名称",
        "在标题里写上单位全称；文件名带单位名称的，先按文件名认",
        (one.name,),
    )


def _parent(one: Submission) -> UnitFault:
    return UnitFault(
        FaultKind.PARENT_ITSELF,
        Severity.WARNING,
        "是本级自己的报告，没有计入合计（否则会重复计算）",
        "本级的报告用 --parent 给出；本机关自己的数要计入的，另存一份、写机关名称",
        (one.name,),
    )


def _not_listed(one: Submission, agency: str, near: str) -> UnitFault:
    close = f"；最像名单里的“{near}”" if near else ""
    return UnitFault(
        FaultKind.NOT_LISTED,
        Severity.ERROR,
        f"名单里没有“{agency}”{close}，没有计入合计",
        "是名单里某个单位的，在名单那一行后面补上这个名称；应当报的，加进名单；不该报的，移走文件",
        (one.name,),
    )
