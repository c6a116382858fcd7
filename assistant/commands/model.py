"""model: a small model on this machine in one command, and a trial of any server."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.options import OK, WRONG, Command, Commands, print_json, with_format

if TYPE_CHECKING:
    from assistant.drafting.model_trial import Trial

_PORT = click.option("--port", type=click.IntRange(1024, 65535), default=18080, help="端口。")


@click.group(cls=Commands, help="模型：在本机取用一个小模型，或试一试已配置的服务器。")
def model() -> None:
    """The group of commands about models."""


@model.command(cls=Command, help="取来小模型（约 1.2 GB，只取一次）并在本机启动。")
@_PORT
@with_format
def local(port: int, form: str) -> int:
    """Fetch and serve the small model on loopback."""
    from assistant.drafting.local_model import NAME, TERMS, LocalModel

    ours = LocalModel(_folder(), port)
    if not ours.is_fetched():
        click.echo(f"将取来：{TERMS.model}，许可证 {TERMS.licence}", err=True)
        click.echo(
            f"　　　　{TERMS.server}；共约 {TERMS.gigabytes} GB，存到 {ours.folder}", err=True
        )
        with click.progressbar(length=1, label="取文件", file=sys.stderr) as bar:

            def tell(_: str, done: int, whole: int) -> None:
                bar.length = whole
                bar.update(done - int(bar.pos))

            ours.fetch(tell)
    ours.start()
    if form == "json":
        print_json({"model": NAME, "base_url": ours.base_url, "environment": ours.environment})
        return OK
    click.echo(f"{NAME} 已在 {ours.base_url} 运行。使用前设置：")
    for name, value in ours.environment.items():
        click.echo(f"  export {name}={value}")
    click.echo(f"然后：nianbao model test；不用时：nianbao model stop --port {port}")
    return OK


@model.command(cls=Command, help="停下 model local 启动的模型。")
@_PORT
@with_format
def stop(port: int, form: str) -> int:
    """Stop the model that `local` started."""
    from assistant.drafting.local_model import LocalModel

    stopped = LocalModel(_folder(), port).stop()
    if form == "json":
        print_json({"stopped": stopped})
    else:
        click.echo("已停止" if stopped else f"端口 {port} 上没有由 nianbao 启动的模型")
    return OK


@model.command(
    cls=Command, help="试一试已配置的模型：连接、流式、中文、数字、速度、结构化输出、工具调用。"
)
@with_format
def test(form: str) -> int:
    """Try the configured server."""
    from assistant.chat.tool_trial import try_tools
    from assistant.drafting.model_trial import try_model
    from assistant.settings import Settings

    def tried() -> "Iterator[Trial]":
        connected = False
        for trial in try_model(Settings()):
            connected = trial.passed if trial.name == "连接" else connected
            yield trial
        if connected:
            yield try_tools(Settings())

    trials = []
    for trial in tried():
        trials.append(trial)
        if form == "text":
            click.echo(f"{'通过' if trial.passed else '不足'}　{trial.name}：{trial.seen}")
            if trial.advice:
                click.echo(f"　　　建议：{trial.advice}")
    if form == "json":
        print_json(
            [
                {"name": t.name, "passed": t.passed, "seen": t.seen, "advice": t.advice}
                for t in trials
            ]
        )
    return OK if all(trial.passed for trial in trials) else WRONG


def _folder() -> Path:
    """Where the model lies: NIANBAO_LLM_CACHE, else the user's cache folder."""
    import os

    from platformdirs import user_cache_path

    given = os.environ.get("NIANBAO_LLM_CACHE")
    return Path(given) if given else user_cache_path("nianbao-llm", appauthor=False)
