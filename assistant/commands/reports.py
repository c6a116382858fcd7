"""new, read, rules, export, eval: reports in and out, and what they are checked against."""

from pathlib import Path

import click

from assistant.commands.opening import read_and_note
from assistant.commands.options import (
    FILE,
    Command,
    codes_in,
    file_or_url,
    print_json,
    with_format,
)


@click.command(cls=Command, help="生成空白工作簿（xlsx）：三张官方表格和工作事实。")
@click.argument("out", type=FILE)
@click.option("--agency", default="", help="单位名称。")
@click.option("--year", type=int, required=True, help="报告年度，如 2025。")
@click.option("--from", "previous", type=FILE, help="上年报告：带入结转、现行有效件数和单位名称。")
@with_format
def new(out: Path, agency: str, year: int, previous: Path | None, form: str) -> None:
    """Write a workbook to fill in."""
    from assistant.errors import UnusableInput
    from assistant.exporting.blank import blank_report
    from assistant.exporting.export import export

    if out.suffix.lower() != ".xlsx":
        raise UnusableInput(
            "文件名要以 .xlsx 结尾", where=str(out), cure="如 nianbao new 年报.xlsx …"
        )
    report = blank_report(agency, year, read_and_note(previous) if previous else None)
    paths = export(report, ["xlsx"], out.parent, out.stem)
    if form == "json":
        print_json({"files": [str(path) for path in paths]})
    else:
        click.echo(f"已生成 {paths[0]}。填好后：nianbao check {paths[0]}")


@click.command(cls=Command, help="把报告或数据文件读成年度报告数据。")
@click.argument("file", type=file_or_url)
@with_format
def read(file: Path | str, form: str) -> None:
    """Read any file as an annual report."""
    report = read_and_note(file)
    if form == "json":
        click.echo(report.model_dump_json(indent=2))
        return
    from assistant.shell_text import report_in_words

    click.echo(report_in_words(report))


@click.command(cls=Command, help="列出全部规则，或一条规则的依据和改法。")
@click.argument("code", required=False)
@with_format
def rules(code: str | None, form: str) -> None:
    """Show rules."""
    from assistant.rules.all_rules import RULES
    from assistant.rules.engine import selected
    from assistant.shell_text import rule_as_json, rule_in_words

    chosen = selected(RULES, [code] if code else [])
    if form == "json":
        print_json([rule_as_json(rule) for rule in chosen])
        return
    for rule in chosen:
        click.echo(rule_in_words(rule, whole=code is not None))


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
