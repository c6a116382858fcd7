"""`rollup`: the reports of subordinate units as one value: who counts, the sums, what is wrong."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.errors import UnusableInput
from assistant.report.model import AnnualReport
from assistant.rollup.adding import CellSum, sums_of_units
from assistant.rollup.comparing import Comparison, compared
from assistant.rollup.folder import HandedIn, LeftOut
from assistant.rollup.kept import Kept
from assistant.rollup.likeness import with_likenesses
from assistant.rollup.looking import Look, Progress, look_at
from assistant.rollup.matching import claims_of
from assistant.rollup.shared_prose import SharedSentence, shared_sentences
from assistant.rollup.submission import Submission
from assistant.rollup.unit import Standing, Unit, unit_of
from assistant.rollup.unit_list import ListedUnit
from assistant.rules.rule import Severity

_LONGEST_NAME = 100  # characters of an agency's name, as in a report


@dataclass(frozen=True, slots=True)
class RollUp:
    """Everything that a roll-up found; the same files give the same value.

    `units` are the listed ones in the order of the list, then others, then one without a name
    for each file of which nobody can say whose it is. `left_out` are files that were not read;
    `shared` are sentences that units have in common.
    """

    parent: str
    year: int
    year_is_from: str
    units: tuple[Unit, ...]
    sums: tuple[CellSum, ...]
    comparison: Comparison
    left_out: tuple[LeftOut, ...] = ()
    hidden: int = 0
    shared: tuple[SharedSentence, ...] = ()

    @property
    def counted(self) -> tuple[Unit, ...]:
        """The units whose figures are in the sums."""
        return self.standing(Standing.COUNTED)

    def standing(self, standing: Standing) -> tuple[Unit, ...]:
        """The units of one standing, in their order."""
        return tuple(unit for unit in self.units if unit.standing is standing)

    @property
    def is_whole(self) -> bool:
        """Whether every unit is in the sums and every cell that adds up has a sum."""
        return len(self.counted) == len(self.units) and not any(s.blank for s in self.sums)

    @property
    def has_faults(self) -> bool:
        """Whether anybody has to do something: an error of a unit, or a difference."""
        errors = any(unit.count(Severity.ERROR) for unit in self.units)
        return errors or bool(self.comparison.differences) or not self.counted


@dataclass(frozen=True, slots=True)
class Asked:
    """What a roll-up is to go by beside files, parent and list; all of it may be left out.

    `year` is the parent's, else that of most reports, unless given; `past` are reports of the
    year before; `left_out` and `hidden` are of the folder, to be told of.
    """

    agency: str = ""
    year: int = 0
    past: tuple[AnnualReport, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    hidden: int = 0
    look: Look = field(default_factory=Look)


def rollup(
    files: Sequence[HandedIn],
    parent: AnnualReport | None = None,
    units: Sequence[ListedUnit] = (),
    asked: Asked | None = None,
    *,
    kept: Kept | None = None,
    progress: Progress | None = None,
) -> RollUp:
    """Read and check every file, match it to a unit, add up, compare with the parent's figures.

    Raises:
        UnusableInput: Not one file has a report, or the parent's is of the old form.
    """
    asked = asked or Asked()
    look = Look(asked.past, asked.look.allowed, asked.look.processes)
    return rolled_up(look_at(files, look, kept, progress), parent, units, asked)


def rolled_up(
    submissions: Sequence[Submission],
    parent: AnnualReport | None = None,
    units: Sequence[ListedUnit] = (),
    asked: Asked | None = None,
) -> RollUp:
    """The same from files that have been looked at; no file is touched."""
    asked = asked or Asked()
    _refuse_unfit(submissions, parent, asked)
    year, how = _year(submissions, parent, asked)
    name = asked.agency or (parent.agency if parent else "")
    claims = claims_of(submissions, units, name)
    found = with_likenesses([unit_of(claim, year) for claim in claims], asked.past)
    sums = sums_of_units(found)
    comparison = compared(parent, sums, found)
    shared = shared_sentences(found)
    return RollUp(name, year, how, found, sums, comparison, asked.left_out, asked.hidden, shared)


def _refuse_unfit(
    submissions: Sequence[Submission], parent: AnnualReport | None, asked: Asked
) -> None:
    if not any(one.report for one in submissions):
        first = next((f"；如 {s.name}：{s.why}" for s in submissions), "")
        raise UnusableInput(
            f"没有一份可以汇总的报告（{len(submissions)} 个文件读不了，"
            f"{len(asked.left_out)} 个没有读）{first}",
            cure="检查文件夹是不是各单位上报年报的那一个",
        )
    if asked.agency and not 2 <= len(asked.agency) <= _LONGEST_NAME:
        raise UnusableInput("本级名称要 2 到 100 个字", cure="--agency 写全称，如 青坪县人民政府")
    if parent is not None and parent.layout != "2021":
        raise UnusableInput(
            f"本级的数据用的是 {parent.layout} 年版的旧表，没法比对",
            cure="换成 2021 年版统一格式的数据（空表用 nianbao new 生成）",
        )
    if parent is not None and asked.year and parent.year != asked.year:
        raise UnusableInput(
            f"本级的数据是 {parent.year} 年的，要汇总的是 {asked.year} 年",
            cure="换成同一年的数据，或改 --year",
        )


def _year(
    submissions: Sequence[Submission], parent: AnnualReport | None, asked: Asked
) -> tuple[int, str]:
    if asked.year:
        return asked.year, "指定的"
    if parent is not None:
        return parent.year, "本级数据的年度"
    years = Counter(one.report.year for one in submissions if one.report)
    most = max(years.values())
    year = max(year for year, count in years.items() if count == most)
    return year, f"{most} 份报告的年度（共 {sum(years.values())} 份）"
