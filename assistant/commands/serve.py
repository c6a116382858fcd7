"""serve: the web page on which staff work."""

from pathlib import Path

import click

from assistant.commands.opening import corpus_at, read_and_note, writer_for
from assistant.commands.options import FILE, Command, print_json, with_format


@click.command(cls=Command, help="打开网页：填数、校验、起草、对比、导出。")
@click.option("--host", default="127.0.0.1", help="监听地址；给别的机器用要先建帐号。")
@click.option("--port", default=7860, type=click.IntRange(1, 65535), help="端口。")
@click.option("--figures", type=FILE, help="打开时建立（或接着做）这份数据的项目。")
@with_format
def serve(host: str, port: int, figures: Path | None, form: str) -> None:
    """Serve the web page until interrupted."""
    from assistant.settings import Settings
    from ui.page import serve as run

    def announce(url: str) -> None:
        if form == "json":
            print_json({"url": url})
        else:
            click.echo(f"网页地址：{url}  （Ctrl-C 结束）")

    run(
        host,
        port,
        figures=read_and_note(figures) if figures else None,
        corpus=corpus_at,
        writer=lambda: writer_for("auto"),
        settings=Settings(),
        announce=announce,
    )
