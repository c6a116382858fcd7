"""new: a workbook to fill in, with the questions that every report has to answer."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.commands.opening import read_and_note
from assistant.commands.options import FILE, Command, print_json, with_format

if TYPE_CHECKING:
    from assistant.exporting.workbook_lists import FactPrompt

_NAMED = re.compile(r"\{(\w+)\}(?:（([^（）]{1,6})）)?")  # {count}（篇） in the hint of a question


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
    from assistant.exporting.saving import safe_name, save
    from assistant.exporting.workbook import to_xlsx

    if out.suffix.lower() != ".xlsx":
        raise UnusableInput(
            "文件名要以 .xlsx 结尾", where=str(out), cure="如 nianbao new 年报.xlsx …"
        )
    report = blank_report(agency, year, read_and_note(previous) if previous else None)
    workbook = to_xlsx(report, tuple(_prompts(report.agency)))
    path = save(out.parent, f"{safe_name(out.stem)}.xlsx", workbook)
    if form == "json":
        print_json({"files": [str(path)]})
    else:
        click.echo(f"已生成 {path}。填好后：nianbao check {path}")


def _prompts(agency: str) -> "Iterator[FactPrompt]":
    """What an agency of this kind has to tell beside its tables and problems."""
    from assistant.drafting.planning.plan import plans
    from assistant.exporting.workbook_lists import FactPrompt
    from assistant.report.agency import agency_kind

    kind = agency_kind(agency)
    for plan in plans():
        for item in plan.items:
            if item.words and item.asked_of(kind):
                question = f"{item.question}。{item.hint}" if item.hint else item.question
                names = tuple((name, unit) for name, unit in _NAMED.findall(item.hint))
                yield FactPrompt(item.id, plan.section, question, names)
