"""rollup: the reports of subordinate units, checked one by one, then added up."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.commands.opening import read_and_note
from assistant.commands.options import FILE, OK, WRONG, Command, print_json, with_format
from assistant.errors import UnusableInput

if TYPE_CHECKING:
    from assistant.report.model import AnnualReport
    from assistant.rollup.kept import Kept
    from assistant.rollup.looking import Look, Progress
    from assistant.rollup.rollup import RollUp

_CACHE = ("cache", "rollup")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of `rollup` beside the folder and the format, as they were given."""

    parent: Path | None
    units: Path | None
    previous: Path | None
    agency: str
    year: int | None
    leave_out: tuple[Path, ...]
    out: Path | None
    again: bool


@click.command(
    cls=Command, help="汇总：逐份核对各单位的年报，对名单、对上年，逐格相加，与本级的数比。"
)
@click.argument("folder", type=FILE)
@click.option("--parent", type=FILE, help="本级填报的数据文件，逐格比对。")
@click.option("--units", type=FILE, help="应报单位名单（txt、csv、xlsx；全称后可写简称）。")
@click.option("--previous", type=FILE, help="各单位上年报告的文件夹，查结转、查照抄上年。")
@click.option("--agency", default="", help="本级名称；给了 --parent 就不用写。")
@click.option(
    "--year", type=click.IntRange(2008, 2099), help="报告年度；不写就用本级数据或多数报告的年度。"
)
@click.option("--leave-out", type=FILE, multiple=True, help="不汇总的文件；可写多次。")
@click.option("--out", type=FILE, help="把汇总表、催报名单、整改通知、结果写到这个文件夹。")
@click.option("--again", is_flag=True, help="没有变的文件也重新读。")
@with_format
def rollup(folder: Path, form: str, **given: Any) -> int:
    """Roll up a folder."""
    from assistant.rollup.folder import folder_of
    from assistant.rollup.rollup import Asked
    from assistant.rollup.rollup import rollup as run
    from assistant.rollup.unit_list import read_unit_list

    wanted = Wanted(**{field.name: given[field.name] for field in fields(Wanted)})
    found = folder_of(folder, _besides(folder, wanted))
    parent = read_and_note(wanted.parent) if wanted.parent else None
    units = read_unit_list(wanted.units) if wanted.units else ()
    past = _past(wanted)
    asked = Asked(
        wanted.agency.strip(),
        wanted.year or 0,
        past,
        found.left_out,
        found.hidden,
        _look(),
    )
    with _bar(len(found.files), "核对各单位年报") as progress:
        kept = _kept(wanted, past)
        result = run(found.files, parent, units, asked, kept=kept, progress=progress)
    _tell(result, wanted.out, form)
    return WRONG if result.has_faults else OK


def _besides(folder: Path, wanted: Wanted) -> list[Path]:
    """What may lie in the folder and is no unit's report."""
    own = (wanted.parent, wanted.units, wanted.previous, wanted.out)
    named = [path if path.exists() else folder / path for path in wanted.leave_out]
    for path in named:
        if not path.exists():
            raise UnusableInput(
                "没有这个文件", where=str(path), cure="--leave-out 写文件夹里的文件名"
            )
    return [*(path for path in own if path), *named]


def _look(past: "tuple[AnnualReport, ...]" = ()) -> "Look":
    from assistant.reading.open_file import Allowance
    from assistant.rollup.looking import Look
    from assistant.settings import Settings

    settings = Settings()
    return Look(past, Allowance(settings.read_max_bytes, settings.read_seconds))


def _past(wanted: Wanted) -> "tuple[AnnualReport, ...]":
    """Last year's reports; a file among them that cannot be read is named."""
    if wanted.previous is None:
        return ()
    from assistant.rollup.folder import HandedIn, folder_of
    from assistant.rollup.looking import look_at

    if wanted.previous.is_dir():
        found = folder_of(wanted.previous)
        files = found.files
    else:
        files = (HandedIn(wanted.previous, wanted.previous.name),)
    with _bar(len(files), "读上年报告") as progress:
        looked = look_at(files, _look(), _kept(wanted), progress)
    for one in looked:
        if one.report is None:
            click.echo(f"注意：上年报告 {one.name} 没有用：{one.why}", err=True)
    return tuple(one.report for one in looked if one.report)


def _kept(wanted: Wanted, past: "tuple[AnnualReport, ...]" = ()) -> "Kept":
    import hashlib

    from assistant.rollup.kept import Kept
    from assistant.settings import Settings

    beside = [hashlib.sha256(report.model_dump_json().encode()).hexdigest() for report in past]
    settings = Settings()
    beside.append(str(settings.read_max_bytes))  # a file that was too large may not be any more
    return Kept(settings.home.joinpath(*_CACHE), sorted(beside), fresh=wanted.again)


@contextmanager
def _bar(total: int, label: str) -> "Iterator[Progress]":
    """A bar on a terminal, and nothing elsewhere: what went wrong is told at the end."""
    if not sys.stderr.isatty():
        yield lambda done, total, name: None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
        yield lambda done, total, name: bar.update(1)


def _tell(result: "RollUp", out: Path | None, form: str) -> None:
    paths: tuple[Path, ...] = ()
    if out is not None:
        from assistant.rollup.papers import write_papers

        written = write_papers(result, out)
        paths = written.paths
        for line in written.told:
            click.echo(f"注意：{line}", err=True)
    if form == "json":
        from assistant.rollup.as_json import rollup_as_json

        print_json({**rollup_as_json(result), "files": [str(path) for path in paths]})
        return
    from assistant.rollup.in_words import rollup_in_words

    click.echo(rollup_in_words(result))
    if paths:
        click.echo(f"已写出 {len(paths)} 个文件到 {out}")
