"""read, rules: reports in, and what they are checked against."""

from pathlib import Path

import click

from assistant.commands.opening import read_and_note
from assistant.commands.options import Command, file_or_url, print_json, with_format


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
