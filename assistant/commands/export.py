"""export: a report in the official form, as files of any kind."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.opening import read_and_note
from assistant.commands.options import FILE, Command, codes_in, print_json, with_format

if TYPE_CHECKING:
    from assistant.exporting.annex import Annex


@click.command(cls=Command, help="把报告导出为官方格式的 docx、html、md、xlsx、json、pdf。")
@click.argument("file", type=FILE)
@click.option("--to", "formats", default="docx", help="格式，用逗号隔开；pdf 要装 LibreOffice。")
@click.option("--out", type=FILE, required=True, help="写到这个文件夹。")
@click.option("--with-sources", is_flag=True, help="docx、pdf 后附溯源表：正文每个数的出处。")
@click.option("--with-pictures", is_flag=True, help="docx、pdf 后附数据图，html 里也画出。")
@click.option("--figures", type=FILE, help="数据文件：溯源表里工作事实的出处。")
@click.option("--trail", type=FILE, help="草稿的 json：溯源表里每句的依据；不写就找报告旁边的。")
@click.option(
    "--previous", type=FILE, multiple=True, help="往年报告，可写多次：同比数的出处、历年图。"
)
@with_format
def export(
    file: Path,
    formats: str,
    out: Path,
    with_sources: bool,
    with_pictures: bool,
    figures: Path | None,
    trail: Path | None,
    previous: tuple[Path, ...],
    form: str,
) -> None:
    """Export a report."""
    from assistant.commands.tracing import pictures_of_report, sources_of_report
    from assistant.commands.trail import trail_of
    from assistant.exporting.export import export as write

    report = read_and_note(file)
    earlier = [read_and_note(path) for path in previous]
    wanted = codes_in(formats)
    annexes: list[Annex] = []
    if with_sources:
        facts = read_and_note(figures) if figures else None
        draft = None if figures and not trail else trail_of(file, report, trail)
        annexes.append(sources_of_report(report, facts, earlier, draft))
        if earlier and all(one.year != report.year - 1 for one in earlier):
            click.echo(f"注意：没有给{report.year - 1}年的报告，同比的数找不到出处", err=True)
    if with_pictures:
        annexes.append(pictures_of_report(report, earlier))
    for asked, name, takers in (
        (with_sources, "溯源表", ("docx", "pdf")),
        (with_pictures, "数据图", ("docx", "pdf", "html")),
    ):
        if asked and not set(wanted) & set(takers):
            click.echo(f"注意：{name}只附在 {'、'.join(takers)} 里，这次没有写出", err=True)
    paths = write(report, wanted, out, annexes=annexes)
    if form == "json":
        print_json({"files": [str(path) for path in paths]})
    else:
        click.echo("\n".join(f"已写出 {path}" for path in paths))
