"""check: what is wrong with a report, what was decided about it, and the papers that say so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.commands.opening import read_and_note
from assistant.commands.options import (
    FILE,
    OK,
    WRONG,
    Command,
    codes_in,
    file_or_url,
    print_json,
    with_format,
)
from assistant.errors import UnusableInput

if TYPE_CHECKING:
    from assistant.report.model import AnnualReport
    from assistant.review.decisions import Decisions
    from assistant.review.reviewed import Reviewed
    from assistant.rules.case import Case
    from assistant.rules.engine import Outcome
    from assistant.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of `check` beside the file and the format, as they were given."""

    previous: Path | str | None
    figures: Path | str | None
    against: tuple[Path, ...]
    select: str
    ignore: str
    profile: Path | None
    accept: tuple[str, ...]
    withdraw: tuple[str, ...]
    reason: str
    by: str
    decisions: Path | None
    report: Path | None
    annotate: Path | None


_OPTIONS = (
    click.option("--previous", type=file_or_url, help="上年报告。"),
    click.option("--figures", type=file_or_url, help="数据文件，与报告逐格比对。"),
    click.option(
        "--against", type=FILE, multiple=True, help="其他单位的报告或文件夹，查雷同；可写多次。"
    ),
    click.option("--select", default="", help="只用这些规则，如 TAB3,TAB401。"),
    click.option("--ignore", default="", help="不用这些规则。"),
    click.option("--profile", type=FILE, help="地方要求（yaml），如 examples/profile.yaml。"),
    click.option("--accept", multiple=True, help="确认这个编号的结果没有问题；可写多次。"),
    click.option("--withdraw", multiple=True, help="撤回对这个编号的确认；可写多次。"),
    click.option("--reason", default="", help="确认的理由，与 --accept 同用。"),
    click.option("--by", default="", help="确认人，不写用登录名。"),
    click.option("--decisions", type=FILE, help="决定记在这个文件；不写则在报告旁边。"),
    click.option("--report", type=FILE, help="另写一份核对意见（html），可打印。"),
    click.option("--annotate", type=FILE, help="另写一份带批注的 Word 文档（docx）。"),
)


def _with_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command(cls=Command, help="校验：找出会被退回的问题，说明依据和改法。")
@click.argument("file", type=file_or_url)
@_with_options
@with_format
def check(file: Path | str, form: str, **given: Any) -> int:
    """Check a report against the rules."""
    from assistant.review.reviewed import reviewed
    from assistant.rules.all_rules import RULES
    from assistant.rules.engine import check as run
    from assistant.rules.engine import selected
    from assistant.rules.rule import Severity

    wanted = Wanted(**{field.name: given[field.name] for field in fields(Wanted)})
    _refuse_unfit(wanted, file)
    rules = selected(RULES, codes_in(wanted.select), codes_in(wanted.ignore))
    case = _case(file, wanted, RULES)
    outcome = run(case, rules)
    result = reviewed(case, outcome, _decisions(file, wanted, outcome, case.report), rules)
    written = _papers(result, file, wanted)
    _tell(result, written, form)
    return WRONG if result.count(Severity.ERROR) else OK


def _refuse_unfit(wanted: Wanted, file: Path | str) -> None:
    """Says before anything is read what cannot be done."""
    if wanted.accept and not wanted.reason.strip():
        raise UnusableInput("确认要写理由", cure='加上 --reason "理由"')
    if wanted.reason and not wanted.accept:
        raise UnusableInput("--reason 要和 --accept 同用", cure="写明确认哪一条：--accept 编号")
    if both := set(wanted.accept) & set(wanted.withdraw):
        raise UnusableInput(f"{'、'.join(sorted(both))} 又确认又撤回", cure="只写其中一个")
    for path, suffix in ((wanted.report, ".html"), (wanted.annotate, ".docx")):
        if path and path.suffix.lower() != suffix:
            raise UnusableInput(
                f"文件名要以 {suffix} 结尾", where=str(path), cure=f"如 核对意见{suffix}"
            )
    if (wanted.accept or wanted.withdraw) and isinstance(file, str) and not wanted.decisions:
        raise UnusableInput(
            "网页旁边没有地方记决定", where=file, cure="用 --decisions 文件.yaml 指定记在哪里"
        )
    _refuse_same_files(wanted, file)


def _refuse_same_files(wanted: Wanted, file: Path | str) -> None:
    read = [file, wanted.previous, wanted.figures, wanted.profile, wanted.decisions]
    inputs = {path.resolve() for path in read if isinstance(path, Path)}
    outputs = [path.resolve() for path in (wanted.report, wanted.annotate) if path]
    for path in outputs:
        if path in inputs:
            raise UnusableInput(
                "要写的文件和读的文件是同一个，没有写", where=str(path), cure="换一个文件名"
            )


def _case(file: Path | str, wanted: Wanted, rules: "Sequence[Rule]") -> "Case":
    from assistant.rules.case import Case
    from assistant.rules.profile import Profile

    profile = Profile()
    if wanted.profile:
        from assistant.review.profile_file import read_profile

        profile = read_profile(wanted.profile, rules)
    report = read_and_note(file)
    return Case(
        report,
        read_and_note(wanted.previous) if wanted.previous else None,
        read_and_note(wanted.figures) if wanted.figures else None,
        _others(file, wanted.against, report),
        profile,
    )


def _others(
    file: Path | str, against: tuple[Path, ...], report: "AnnualReport"
) -> "tuple[AnnualReport, ...]":
    if not against:
        return ()
    from assistant.reading.open_file import read_report
    from assistant.review.others import other_reports

    own = file if isinstance(file, Path) else None
    others = other_reports(against, report, own, read_report)
    for line in others.left_out:
        click.echo(f"注意：{line}", err=True)
    return others.reports


def _decisions(
    file: Path | str, wanted: Wanted, outcome: "Outcome", report: "AnnualReport"
) -> "Decisions":
    from assistant.review.decisions import beside, change_decisions, read_decisions
    from assistant.review.reviewed import accepted, withdrawn

    path = wanted.decisions or (beside(file) if isinstance(file, Path) else None)
    if path is None:
        return {}
    if not wanted.accept and not wanted.withdraw:
        return read_decisions(path, report)
    words = {
        "reason": wanted.reason,
        "by": wanted.by or _login(),
        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
    }

    def change(decisions: "Decisions") -> "Decisions":
        kept = withdrawn(decisions, _plain(wanted.withdraw))
        return accepted(kept, _plain(wanted.accept), outcome.findings, **words)

    changed = change_decisions(path, report, change)
    click.echo(f"决定记在 {path}", err=True)
    return changed


def _plain(fingerprints: tuple[str, ...]) -> list[str]:
    return [fingerprint.strip().lower() for fingerprint in fingerprints]


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for this user id, as in a bare container
        return ""


def _papers(result: "Reviewed", file: Path | str, wanted: Wanted) -> list[Path]:
    written: list[Path] = []
    if wanted.report:
        from assistant.review.page import save_page

        written.append(save_page(result, wanted.report))
    if wanted.annotate:
        from assistant.review.annotation import save_annotated

        own = file if isinstance(file, Path) else None
        saved = save_annotated(result, own, wanted.annotate)
        for line in saved.notes:
            click.echo(f"注意：{line}", err=True)
        written.append(saved.path)
    return written


def _tell(result: "Reviewed", written: list[Path], form: str) -> None:
    if form == "json":
        from assistant.review.reviewed import reviewed_as_json

        answer = reviewed_as_json(result)
        print_json({**answer, "files": [str(p) for p in written]} if written else answer)
        return
    from assistant.review.in_words import reviewed_in_words

    click.echo(reviewed_in_words(result))
    for path in written:
        click.echo(f"已写出 {path}")
