"""The shell door: which commands there are, and how what goes wrong is told."""

import os
import re
import sys

import click

from assistant.commands import (
    checking,
    evaluation,
    export,
    library,
    model,
    new,
    people,
    reports,
    revising,
    rollup,
    safekeeping,
    serve,
    writing,
)
from assistant.commands.options import OK, UNUSABLE, Commands
from assistant.errors import AssistantError


def main(arguments: list[str] | None = None) -> None:
    """Run a command; exit 0 (done), 1 (done, something is wrong) or 2 (unusable)."""
    # onnxruntime, which others load for us, has a collector of its own; nothing is to go out.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        code = cli(args=arguments, prog_name="nianbao", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(OK)
    except click.ClickException as error:
        _fail(
            f"命令用法不对：{_usage_fault(error)}\n  怎么办：用 nianbao --help 或 nianbao 命令 --help 查看用法"
        )
    except click.Abort:
        _fail("已取消")
    except AssistantError as error:
        _fail(str(error))
    except BrokenPipeError:
        sys.exit(OK)
    sys.exit(code if isinstance(code, int) else OK)


def _fail(message: str) -> None:
    click.echo(message, err=True)
    sys.exit(UNUSABLE)


def _usage_fault(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}"
        case click.MissingParameter():
            return f"缺少参数 {error.param.human_readable_name if error.param else ''}"
        case click.BadParameter():
            return f"参数 {error.param.human_readable_name if error.param else ''} 的值不对（{error.message}）"
        case click.UsageError() if error.ctx and (match := re.search(r"'([^']*)'", error.message)):
            return f"没有“{match[1]}”这个命令或参数"
        case _:
            return error.format_message()


@click.group(cls=Commands, help="年报助手：起草、核对政府信息公开工作年度报告。每个数字都有出处。")
@click.version_option(package_name="nianbao", prog_name="nianbao")
def cli() -> None:
    """The group of all commands."""


for command in (
    new.new,
    reports.read,
    checking.check,
    reports.rules,
    writing.draft,
    revising.revise,
    writing.ask,
    writing.chat,
    library.corpus,
    export.export,
    rollup.rollup,
    evaluation.evaluate,
    serve.serve,
    model.model,
    people.user,
    safekeeping.backup,
    safekeeping.restore,
):
    cli.add_command(command)
