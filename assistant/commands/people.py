"""user: the accounts of those who sign in at the page."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import click

from assistant.commands.options import OK, Command, Commands, print_json, with_format

if TYPE_CHECKING:
    from assistant.workspace.people import People
    from assistant.workspace.values import Account, Role
    from assistant.workspace.workspace import Workspace

_ROLES = {"起草": "drafter", "审核": "reviewer", "管理": "administrator"}
_NAME = click.argument("name", metavar="姓名")
_ROLE_HELP = "起草（填数、起草、提交）、审核（退回、通过）、管理（全部，并看操作记录）。"
_AGENCY = click.option(
    "--agency", "agencies", multiple=True, required=True, help="所属机关的全称，可以写几次。"
)


@click.group(cls=Commands, help="帐号：建立以后，网页要登录才能用；机关之间互相看不见。")
def user() -> None:
    """The group of commands about accounts."""


@user.command(cls=Command, help="建立帐号。口令在提示后输入，或从标准输入读一行，不写在命令里。")
@_NAME
@click.option("--role", type=click.Choice([*_ROLES]), default="起草", help=_ROLE_HELP)
@_AGENCY
@with_format
def add(name: str, role: str, agencies: tuple[str, ...], form: str) -> int:
    """Make an account."""
    with _people() as people:
        account = people.add(name, _password(), cast("Role", _ROLES[role]), agencies)
        _show(account, "已建立", form)
    return OK


@user.command("list", cls=Command, help="列出帐号。")
@with_format
def list_users(form: str) -> int:
    """List the accounts."""
    with _people() as people:
        accounts = people.list()
    if form == "json":
        print_json([_as_json(account) for account in accounts])
    elif not accounts:
        click.echo(
            "还没有帐号：网页只能在本机使用，不用登录。建立：nianbao user add 姓名 --role 管理 --agency 机关"
        )
    else:
        for account in accounts:
            click.echo(_in_words(account))
    return OK


@user.command(cls=Command, help="停用帐号；它的登录立即失效，以往的记录都在。")
@_NAME
@with_format
def disable(name: str, form: str) -> int:
    """Disable an account."""
    with _people() as people:
        _show(people.disable(name), "已停用", form)
    return OK


@user.command(cls=Command, help="重新启用帐号。")
@_NAME
@with_format
def enable(name: str, form: str) -> int:
    """Enable an account again."""
    with _people() as people:
        _show(people.enable(name), "已启用", form)
    return OK


@user.command(
    cls=Command, help="重设口令；以前的登录立即失效。口令在提示后输入，或从标准输入读一行。"
)
@_NAME
@with_format
def password(name: str, form: str) -> int:
    """Set another password."""
    with _people() as people:
        _show(people.set_password(name, _password()), "已重设口令", form)
    return OK


@user.command(cls=Command, help="改角色：" + _ROLE_HELP)
@_NAME
@click.argument("new_role", metavar="角色", type=click.Choice([*_ROLES]))
@with_format
def role(name: str, new_role: str, form: str) -> int:
    """Give another role."""
    with _people() as people:
        _show(people.set_role(name, cast("Role", _ROLES[new_role])), "已改角色", form)
    return OK


@user.command(cls=Command, help="改所属机关（以这次写的为准）。")
@_NAME
@_AGENCY
@with_format
def agency(name: str, agencies: tuple[str, ...], form: str) -> int:
    """Give other agencies."""
    with _people() as people:
        _show(people.set_agencies(name, agencies), "已改机关", form)
    return OK


@contextmanager
def opened_workspace() -> "Iterator[Workspace]":
    """The workspace that the settings name."""
    from datetime import UTC, datetime

    from assistant.settings import Settings
    from assistant.workspace.workspace import open_workspace

    workspace = open_workspace(Settings(), lambda: datetime.now(UTC))
    try:
        yield workspace
    finally:
        workspace.close()


@contextmanager
def _people() -> "Iterator[People]":
    from assistant.workspace.people import People

    with opened_workspace() as workspace:
        yield People(workspace)


def _password() -> str:
    if sys.stdin.isatty():
        given: str = click.prompt("口令", hide_input=True, confirmation_prompt="再输一次", err=True)
        return given
    return sys.stdin.readline().rstrip("\r\n")


def _show(account: "Account", done: str, form: str) -> None:
    if form == "json":
        print_json(_as_json(account))
    else:
        click.echo(f"{done}：{_in_words(account)}")


def _in_words(account: "Account") -> str:
    from assistant.workspace.values import ROLE_LABELS

    state = "" if account.active else "  （已停用）"
    return f"{account.name}  {ROLE_LABELS[account.role]}  {'、'.join(account.agencies)}{state}"


def _as_json(account: "Account") -> dict[str, object]:
    return {
        "name": account.name,
        "role": account.role,
        "agencies": list(account.agencies),
        "active": account.active,
        "created": account.created.isoformat(),
    }
