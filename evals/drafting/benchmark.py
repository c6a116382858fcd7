"""Drafting on six figures files, three ways: ours with the model, the model alone, offline.

    nianbao eval drafting                       all of it: an hour or more with a small model
    nianbao eval drafting --files 2 --sections 1.2,1.5

Answers are kept in the cache of the settings, so a run that was interrupted goes on, and one
that is repeated costs nothing; seconds are those that each answer took when it was given.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

from assistant.drafting.draft import Draft
from assistant.drafting.drafter import Drafter
from assistant.drafting.writer import Reply, Writer
from assistant.errors import ModelUnavailable
from assistant.report.ledger import build_ledger
from assistant.retrieval.corpus import Corpus
from evals.drafting.cases import Case, cases
from evals.drafting.metered import Metered
from evals.drafting.plain_arm import plain_draft
from evals.drafting.yardstick import Measured, measure

SECTIONS = ("1.1", "1.2", "1.3", "1.4", "1.5", "5", "6")
_ARMS = {"ours": "本项目＋模型", "plain": "同一模型，一个大提示词", "offline": "本项目离线"}


@dataclass(frozen=True, slots=True)
class Row:
    """One file drafted one way: what was measured, what it cost, what was said about it."""

    arm: str
    file: str
    measured: Measured
    requests: int
    tokens_in: int
    tokens_out: int
    seconds: Decimal
    notices: tuple[str, ...] = ()


def run(
    writer: Writer | None,
    corpus: Corpus | None,
    *,
    files: int,
    sections: tuple[str, ...] = SECTIONS,
    tell: Callable[[str], None],
) -> list[Row]:
    """Every file in every arm; without a writer only offline."""
    rows = []
    for case in cases(files):
        for arm in _ARMS if writer is not None else ("offline",):
            tell(f"{case.name}：{_ARMS[arm]}")
            rows.append(_row(arm, case, writer, corpus, sections))
            tell(f"  {_in_a_line(rows[-1])}")
    return rows


def _row(
    arm: str, case: Case, writer: Writer | None, corpus: Corpus | None, sections: tuple[str, ...]
) -> Row:
    metered = Metered(writer) if writer is not None and arm != "offline" else None
    draft = _drafted(arm, case, metered, corpus, sections)
    ledger = build_ledger(case.figures, case.previous)
    drafter = Drafter(case.figures, previous=case.previous)
    must = {s: tuple(i for p in drafter.material(s).pieces() for i in p.must) for s in sections}
    measured = measure(draft, case.figures, case.previous, ledger, must)
    return Row(
        arm,
        case.name,
        measured,
        requests=len(metered.replies) if metered else 0,
        tokens_in=metered.tokens_in if metered else 0,
        tokens_out=metered.tokens_out if metered else 0,
        seconds=metered.seconds if metered else Decimal(0),
        notices=draft.notices,
    )


def _drafted(
    arm: str, case: Case, writer: Metered | None, corpus: Corpus | None, sections: tuple[str, ...]
) -> Draft:
    if arm == "plain" and writer is not None:
        try:
            return plain_draft(case, sections, writer, Reply())
        except ModelUnavailable as error:
            figures = case.figures
            return Draft(
                agency=figures.agency, year=figures.year, engine="none", notices=(str(error),)
            )
    drafter = Drafter(case.figures, previous=case.previous, corpus=corpus, writer=writer)
    return drafter.draft(sections)


def totals(rows: list[Row]) -> dict[str, dict[str, Any]]:
    """The sums of each arm over all files."""
    found: dict[str, dict[str, Any]] = {}
    for arm in dict.fromkeys(row.arm for row in rows):
        own = [_counts(row) for row in rows if row.arm == arm]
        found[arm] = {name: sum(counts[name] for counts in own) for name in own[0]}
    return found


def _counts(row: Row) -> dict[str, Any]:
    measured = asdict(replace(row.measured, unsupported=()))
    return {
        **measured,
        "unsupported": len(row.measured.unsupported),
        "requests": row.requests,
        "tokens_in": row.tokens_in,
        "tokens_out": row.tokens_out,
        "seconds": row.seconds,
    }


def unsupported_in_ours(rows: list[Row]) -> int:
    """Unsupported numbers that our path let through, with a model and without: none may."""
    return sum(len(row.measured.unsupported) for row in rows if row.arm != "plain")


def as_json(rows: list[Row]) -> dict[str, Any]:
    """Everything measured: by file, and in sum."""
    by_file = [
        {
            "arm": row.arm,
            "file": row.file,
            **_counts(row),
            "seconds": str(row.seconds),
            "unsupported_numbers": list(row.measured.unsupported),
            "notices": list(row.notices),
        }
        for row in rows
    ]
    summed = {arm: {**sums, "seconds": str(sums["seconds"])} for arm, sums in totals(rows).items()}
    return {"files": by_file, "totals": summed}


def in_words(rows: list[Row]) -> str:
    """A table with a line for each arm, files added up."""
    lines = [
        "| 写法 | 数字 | 无依据 | 名目错 | 必说写到 | 句 | 其中模型句 | 规则错误 | 规则警告 | 字 | 请求 | 词元 入/出 | 秒 |",
        "| --- " * 13 + "|",
    ]
    for arm, s in totals(rows).items():
        lines.append(
            f"| {_ARMS[arm]} | {s['numbers']} | {s['unsupported']} | {s['wrong_label']} "
            f"| {s['said']}/{s['must']} | {s['sentences']} | {s['from_model']} | {s['errors']} "
            f"| {s['warnings']} | {s['characters']} | {s['requests']} "
            f"| {s['tokens_in']}/{s['tokens_out']} | {s['seconds']:.0f} |"
        )
    return "\n".join(lines)


def _in_a_line(row: Row) -> str:
    m = row.measured
    return (
        f"数字 {m.numbers}，无依据 {len(m.unsupported)}，必说 {m.said}/{m.must}，"
        f"句 {m.sentences}（模型 {m.from_model}），错误 {m.errors}，警告 {m.warnings}，"
        f"{m.characters} 字，{row.seconds:.0f} 秒"
    )
