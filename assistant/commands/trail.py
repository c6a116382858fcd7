"""The trail of a paper that we drafted: the draft from which it was printed, with what each sentence rests on."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from assistant.drafting.draft import Draft
    from assistant.drafting.revising.history import DraftHistory
    from assistant.report.model import AnnualReport

_LARGEST = 200 * 1024 * 1024
_VERSIONS = "versions.json"  # what `nianbao revise` writes


def trail_of(paper: Path, report: "AnnualReport", given: Path | None) -> "Draft | None":
    """The draft that a paper was printed from: the one given, else one beside it of the same report.

    Where there is none, what to hand in is said on standard error.

    Raises:
        UnusableInput: The one given is no draft, or of another agency or year.
    """
    if given is not None:
        return history_in(given, report).draft
    from assistant.exporting.export import default_stem

    names = (f"{paper.stem}.json", f"{default_stem(report)}.json", _VERSIONS)
    for path in dict.fromkeys(paper.with_name(name) for name in names):
        draft = _draft_in(path, report) if path.is_file() and path != paper else None
        if draft is not None:
            click.echo(f"注意：溯源用了旁边的草稿 {path.name}", err=True)
            return draft
    click.echo(
        f"注意：旁边没有这份报告的草稿（{'、'.join(dict.fromkeys(names))}），工作事实的出处多半找不到；"
        "有草稿的用 --trail 给出（nianbao draft 写出的 json，或网页“导出”里的 JSON），"
        "没有的用 --figures 给出数据文件",
        err=True,
    )
    return None


def _draft_in(path: Path, report: "AnnualReport") -> "Draft | None":
    """The draft in a file that happens to lie there; None where it is something else."""
    from assistant.errors import UnusableInput

    try:
        return history_in(path, report).draft
    except UnusableInput:
        return None


def history_in(path: Path, report: "AnnualReport") -> "DraftHistory":
    """The versions in a file: those of `revise`, or a draft of `draft` as the first one."""
    from pydantic import ValidationError

    from assistant.drafting.draft import Draft
    from assistant.drafting.revising.history import DraftHistory
    from assistant.drafting.revising.history_file import history_from_json
    from assistant.errors import UnusableInput

    text = _text_of(path)
    if '"pool":' in text:
        history = history_from_json(text)
    else:
        try:
            first = Draft.model_validate_json(text)
        except ValidationError as error:
            raise UnusableInput(
                "不是草稿",
                where=str(path),
                cure="给出 nianbao draft --out 写出的 json，或 nianbao revise 写出的 versions.json",
            ) from error
        history = DraftHistory().enter(first, asked=path.name, by="", at="")
    held = history.draft
    if held is not None and (held.agency, held.year) != (report.agency, report.year):
        raise UnusableInput(
            f"草稿是{held.agency} {held.year} 年的，数据文件是{report.agency} {report.year} 年的",
            where=str(path),
            cure="给出同一单位、同一年度的草稿和数据文件",
        )
    return history


def _text_of(path: Path) -> str:
    from assistant.errors import UnusableInput

    try:
        if path.stat().st_size > _LARGEST:
            raise UnusableInput("文件太大，不像草稿", where=str(path), cure="检查给出的是哪个文件")
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableInput(
            f"读不了这个文件（{type(error).__name__}）", where=str(path), cure="检查路径和权限"
        ) from error
