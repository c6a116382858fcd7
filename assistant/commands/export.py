"""export: a report in the official form, as files of any kind."""

from pathlib import Path

import click

from assistant.commands.opening import read_and_note
from assistant.commands.options import FILE, Command, codes_in, print_json, with_format


@click.command(cls=Command, help="把报告导出为官方格式的 docx、html、md、xlsx、json。")
@click.argument("file", type=FILE)
@click.option("--to", "formats", default="docx", help="格式，用逗号隔开。")
@click.option("--out", type=FILE, required=True, help="写到这个文件夹。")
@with_format
def export(file: Path, formats: str, out: Path, form: str) -> None:
    """Export a report."""
    from assistant.exporting.export import export as write

    paths = write(read_and_note(file), codes_in(formats), out)
    if form == "json":
        print_json({"files": [str(path) for path in paths]})
    else:
        click.echo("\n".join(f"已写出 {path}" for path in paths))
