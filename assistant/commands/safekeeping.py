"""backup, restore: the whole workspace in one file."""

from collections.abc import Mapping
from pathlib import Path

import click

from assistant.commands.options import FILE, OK, Command, print_json, with_format
from assistant.commands.people import opened_workspace


@click.command(
    cls=Command, help="把项目、版本、对话、帐号和操作记录备份到一个文件；网页开着也可以。"
)
@click.argument("file", type=FILE)
@with_format
def backup(file: Path, form: str) -> int:
    """Save the workspace to a file."""
    from assistant.workspace.backup import back_up

    with opened_workspace() as workspace:
        counts = back_up(workspace, file)
    if form == "json":
        print_json({"file": str(file), "rows": dict(counts)})
    else:
        click.echo(f"已备份到 {file}：{_in_words(counts)}")
        click.echo(
            "文件里有未公开的内容和口令的指纹，请妥善保管。自己加入的资料（corpus）不在其中，请另外留存原件。"
        )
    return OK


@click.command(cls=Command, help="从备份恢复工作区，全部恢复或一点不动；恢复后大家重新登录。")
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="代替现有内容（现有内容先另存一份）。")
@with_format
def restore(file: Path, replace: bool, form: str) -> int:
    """Bring the workspace back to a backup."""
    from assistant.workspace.backup import restore as bring_back

    with opened_workspace() as workspace:
        restored = bring_back(workspace, file, replace=replace)
    former = str(restored.former) if restored.former else None
    if form == "json":
        print_json({"file": str(file), "rows": dict(restored.counts), "former": former})
        return OK
    click.echo(f"已从 {file} 恢复：{_in_words(restored.counts)}")
    if former:
        click.echo(f"原来的内容另存在 {former}")
    return OK


def _in_words(counts: Mapping[str, int]) -> str:
    return (
        f"{counts['projects']} 个项目，{counts['versions']} 个版本，"
        f"{counts['messages']} 条对话，{counts['accounts']} 个帐号"
    )
