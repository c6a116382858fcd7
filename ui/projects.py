"""Starting a project: blank, from last year's report, from a file of this year, from the sample."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import BinaryIO

from assistant.errors import AssistantError, UnusableInput
from assistant.exporting.blank import blank_report
from assistant.exporting.saving import safe_name
from assistant.reading.open_file import read_report
from assistant.report.agency import same_agency
from assistant.report.model import AnnualReport
from assistant.resources import examples_dir
from assistant.workspace.project import Project
from assistant.workspace.workspace import PersonalView
from ui.apart.running import CalledOff, read_apart

SAMPLE = "yuanzhou-2022.yaml"


def start_blank(view: PersonalView, agency: str, year: int) -> Project:
    """A project with every cell blank.

    Raises:
        UnusableInput: The name or year cannot be right, or there is such a project already.
    """
    return _started(view, blank_report(agency, year), "新建")


def start_from_last_year(view: PersonalView, last: AnnualReport) -> Project:
    """A project of the year after a report, with what that report settles.

    Raises:
        UnusableInput: There is such a project already.
    """
    project = _started(view, blank_report("", last.year + 1, last), f"从{last.year}年年报建立")
    project.save("previous", last.model_dump(mode="json"), 0, f"导入{last.year}年年报")
    return project


def start_from_figures(view: PersonalView, report: AnnualReport, name: str) -> Project:
    """A project of a file that holds this year's figures.

    Raises:
        UnusableInput: There is such a project already.
    """
    return _started(view, report, f"从 {name} 建立")


def sample_project(view: PersonalView) -> Project:
    """The sample; the one that was opened before, with what was done to it, if there is one."""
    return opened_or_started(view, read_report(examples_dir() / SAMPLE), "示例数据")


def opened_or_started(view: PersonalView, report: AnnualReport, name: str) -> Project:
    """The project of a report's agency and year, made of the report if there is none yet."""
    for info in view.projects():
        if info.year == report.year and same_agency(info.agency, report.agency):
            return view.project(info.id)
    return start_from_figures(view, report, name)


def read_upload(file: BinaryIO, name: str, folder: Path, stop: Event) -> AnnualReport:
    """The report in an uploaded file; no copy of it is left, and no path is told.

    Raises:
        UnusableInput: It cannot be read as a report.
        CalledOff: `stop` was set before it was read.
    """
    with TemporaryDirectory(dir=folder) as place:
        path = Path(place) / safe_name(Path(name).name or "文件")
        with path.open("wb") as copy:
            shutil.copyfileobj(file, copy)
        *_, report = read_apart(path, stop)
    if stop.is_set() or not isinstance(report, AnnualReport):
        raise CalledOff("已取消", cure="没有建立项目；要建立时再选一次文件")
    return report


def read_named(path: Path) -> AnnualReport:
    """The report in a file; what is wrong with it is told by the file's name, without its folder.

    Raises:
        UnusableInput: It cannot be read as a report.
    """
    try:
        return read_report(path)
    except AssistantError as error:
        raise UnusableInput(
            error.what.replace(str(path), path.name),
            where=error.where.replace(str(path), path.name),
            cure=error.cure.replace(str(path), path.name),
        ) from error


def _started(view: PersonalView, report: AnnualReport, why: str) -> Project:
    project = view.create_project(report.agency, report.year)
    project.save("figures", report.model_dump(mode="json"), 0, why)
    return project
