"""The project that whoever starts the server asks for with it."""

from assistant.errors import UnusableInput
from assistant.report.agency import same_agency
from assistant.report.model import AnnualReport
from assistant.workspace.people import People
from assistant.workspace.project import Project
from assistant.workspace.workspace import Workspace
from ui.projects import opened_or_started


def project_at_start(workspace: Workspace, figures: AnnualReport) -> Project:
    """The project of these figures, made if there is none; who may see it is as for every other.

    Whoever runs the shell owns the workspace's files and needs no account for this. Where there
    are accounts, the page then asks its visitor to sign in.

    Raises:
        UnusableInput: There are accounts, and none of them is of this agency.
    """
    accounts = [one for one in People(workspace).list() if one.active]
    if People(workspace).exist() and not any(
        same_agency(figures.agency, agency) for one in accounts for agency in one.agencies
    ):
        raise UnusableInput(
            f"没有在用的帐号属于“{figures.agency}”，这个项目建了也没有人能打开",
            where="--figures",
            cure=f"先建帐号：nianbao user add 姓名 --agency {figures.agency}；或不写 --figures，登录后在网页上建立",
        )
    return opened_or_started(workspace.as_owner(), figures, "命令行")
