"""What the commands share: kinds of arguments, the form of the answer, exit codes, Chinese help."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

OK, WRONG, UNUSABLE = 0, 1, 2
_WEB = ("http://", "https://")
FILE = click.Path(path_type=Path)
ENGINE = click.option(
    "--engine", type=click.Choice(["auto", "llm", "offline"]), default="auto", help="写作方式。"
)


def file_or_url(given: str) -> Path | str:
    """A file, or a web address as it is: a path would melt its slashes together."""
    return given if given.lower().startswith(_WEB) else Path(given)


def with_format(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--format text|json`, which every command has."""
    option = click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        help="输出文字或 JSON（json：标准输出只有一个 JSON 文档）。",
    )
    return option(command)


def print_json(value: object) -> None:
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def codes_in(text: str) -> list[str]:
    return [code.strip() for code in text.replace("，", ",").split(",") if code.strip()]


class Commands(click.Group):
    """A group whose help is headed in Chinese, and so is that of its commands."""

    def get_help(self, ctx: click.Context) -> str:
        return in_chinese(super().get_help(ctx))


class Command(click.Command):
    """A command whose help is headed in Chinese."""

    def get_help(self, ctx: click.Context) -> str:
        return in_chinese(super().get_help(ctx))


Commands.command_class = Command
Commands.group_class = Commands
_HEADINGS = {
    "Usage:": "用法：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "Show this message and exit.": "显示帮助。",
    "Show the version and exit.": "显示版本。",
    "[required]": "[必填]",
    "[default: ": "[默认：",
}


def in_chinese(text: str) -> str:
    for english, chinese in _HEADINGS.items():
        text = text.replace(english, chinese)
    return text
