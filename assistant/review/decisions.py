"""Decisions on findings, kept in a file beside the report so that they survive every re-run.

`年报.docx` has `年报.docx.decisions.yaml`: YAML that people can read, the same bytes for the same
decisions. It is changed under a lock and replaced as a whole: two people who write at the same
time lose nothing, and who reads sees the old file or the new one.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from assistant.errors import UnusableInput
from assistant.report.agency import same_agency
from assistant.report.model import AnnualReport
from assistant.review.visible import one_line

SUFFIX = ".decisions.yaml"
_MOST_BYTES = 2 * 1024 * 1024
_PATIENCE = 20.0  # seconds
_WORDS = 500  # characters of a message or a reason
_CURE = "如果不是 nianbao 写的文件，用 --decisions 另指一个；如果手工改坏了，改好所说的行，或移走它重新确认"
_HEAD = """\
# 对校验结果的决定，由 nianbao check --accept 和 --withdraw 写入。
# reason、by 可以手工修改；删去一条等于撤回。fingerprint 不要改。
"""
_Text = Annotated[str, StringConstraints(max_length=2000)]


class Decision(BaseModel):
    """That a finding was looked at and stands as it is: which one, why, who said so, when."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}\d{3}$")]
    message: _Text = ""
    reason: _Text
    by: _Text = ""
    at: _Text = ""


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    agency: str
    year: int
    decisions: tuple[Decision, ...] = ()


Decisions = dict[str, Decision]


def beside(report: Path) -> Path:
    """Where the decisions on the findings of this report file stand."""
    return report.with_name(report.name + SUFFIX)


def read_decisions(path: Path, report: AnnualReport) -> Decisions:
    """The decisions of a file by fingerprint; none where there is no such file.

    Raises:
        UnusableInput: It is no file of decisions, damaged, or of another report.
    """
    if not path.exists() and not path.is_symlink():
        return {}
    from assistant.review.yaml_form import read_form

    file = read_form(path, _File, "决定文件", _CURE, _MOST_BYTES)
    if not same_agency(file.agency, report.agency) or file.year != report.year:
        raise UnusableInput(
            f"这是“{one_line(file.agency, 60)}”{file.year} 年报告的决定，"
            f"不是“{one_line(report.agency, 60)}”{report.year} 年的，没有使用",
            where=str(path),
            cure="用 --decisions 另指一个文件；单位改名的，把文件里的 agency 改成新名称",
        )
    found: Decisions = {}
    for decision in file.decisions:
        if decision.fingerprint in found:
            raise UnusableInput(
                f"同一条结果 {decision.fingerprint} 有两个决定",
                where=str(path),
                cure="删去其中一个",
            )
        found[decision.fingerprint] = decision
    return found


def change_decisions(
    path: Path, report: AnnualReport, change: Callable[[Decisions], Decisions]
) -> Decisions:
    """What `change` makes of the decisions on file, written whole; nobody else writes meanwhile.

    Raises:
        UnusableInput: The file cannot be read or written, or someone else holds it for long.
            Nothing is written then.
    """
    from filelock import FileLock, Timeout

    from assistant.exporting.saving import save

    lock = FileLock(path.with_name(f".{path.name}.lock"), mode=0o666)
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout as error:
        raise UnusableInput(
            "别人正在写这个决定文件", where=str(path), cure="稍等片刻再运行"
        ) from error
    except OSError as error:
        raise UnusableInput(
            f"写不进去（{error.strerror or error}）",
            where=str(path),
            cure="用 --decisions 另指一个可以写入的文件",
        ) from error
    try:
        changed = change(read_decisions(path, report))
        target = path.resolve()
        save(target.parent, target.name, rendered(report, changed.values()).encode())
    finally:
        lock.release()
    return changed


def rendered(report: AnnualReport, decisions: Iterable[Decision]) -> str:
    """The file's text: sorted by code, then fingerprint."""
    lines = [f"{_HEAD}agency: {_quoted(report.agency)}", f"year: {report.year}"]
    ordered = sorted(decisions, key=lambda d: (d.code, d.fingerprint))
    lines.append("decisions:" if ordered else "decisions: []")
    for decision in ordered:
        fields = decision.model_dump().items()
        texts = [f"{name}: {_quoted(value)}" for name, value in fields]
        lines += [f"  - {texts[0]}", *(f"    {text}" for text in texts[1:])]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A JSON string, which is a YAML one too; marks that nobody sees are spelt out."""
    return json.dumps(one_line(text, _WORDS), ensure_ascii=False)
