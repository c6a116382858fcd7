"""Writes what a roll-up gives to a folder, and takes away what an earlier run left there."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import UnusableInput
from assistant.exporting.list_sheet import ListSheet
from assistant.exporting.saving import LONGEST_NAME, safe_name, save
from assistant.report.model import AnnualReport
from assistant.rollup.as_json import rollup_as_json
from assistant.rollup.folder import RECORD
from assistant.rollup.kept import version_of_code
from assistant.rollup.letters import letter_to, to_chase
from assistant.rollup.page import to_page
from assistant.rollup.pictures import charts_of, pictures_of
from assistant.rollup.rollup import RollUp
from assistant.rollup.word_paper import WordPaper
from assistant.rollup.workbook import lists_of, parent_report

LETTERS = "整改通知"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to write: its name below the folder, what it is made of, and how."""

    name: str
    matter: str
    render: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Written:
    """The papers that stand in the folder now, and in words what was moved or taken away."""

    paths: tuple[Path, ...]
    told: tuple[str, ...]


class _Before(BaseModel):
    """What an earlier run wrote: for each name what it was made of, and the digest of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    papers: dict[str, tuple[str, str]] = Field(default_factory=dict)


def papers_of(result: RollUp) -> Iterator[Paper]:
    """Every paper: workbook, list of whom to chase, letters, summary, JSON."""
    rest = f"{result.year}年汇总{'' if result.is_whole else '（未齐）'}"
    who = safe_name(result.parent or "本级", LONGEST_NAME - len(rest))
    report, lists = parent_report(result), lists_of(result)
    matter = f"{report.model_dump_json()}{lists!r}"
    yield Paper(f"{who}{rest}.xlsx", matter, lambda: _workbook(report, lists))
    yield _word("催报名单.docx", to_chase(result))
    for number, unit in enumerate(result.units, 1):
        letter = letter_to(unit, result)
        if letter is not None:
            yield _word(f"{LETTERS}/{number:03}-{safe_name(unit.name, 60)}.docx", letter)
    # Told apart by what is drawn, so that a run in which nothing has changed draws nothing.
    yield Paper("汇总结果.html", f"{to_page(result)}{charts_of(result)!r}", lambda: _page(result))
    whole = f"{json.dumps(rollup_as_json(result), ensure_ascii=False, indent=2)}\n"
    yield Paper("汇总结果.json", whole, whole.encode)


def _word(name: str, paper: WordPaper) -> Paper:
    def render() -> bytes:
        # A run in which nothing has changed renders nothing, and loads no docx or openpyxl.
        from assistant.rollup.word_file import to_word

        return to_word(paper)

    return Paper(name, repr(paper), render)


def _page(result: RollUp) -> bytes:
    return to_page(result, pictures_of(result)).encode()


def _workbook(report: AnnualReport, lists: Sequence[ListSheet]) -> bytes:
    from assistant.exporting.workbook import to_xlsx

    return to_xlsx(report, lists=lists)


def write_papers(result: RollUp, folder: Path) -> Written:
    """Write all papers that are not there already.

    Of an earlier run only what it wrote itself and nobody changed is replaced or taken away;
    what a person changed is kept under another name.

    Raises:
        UnusableInput: The folder cannot be written.
    """
    papers = list(papers_of(result))
    before = _before(folder).papers
    now: dict[str, tuple[str, str]] = {}
    told: list[str] = []
    for paper in papers:
        path, old = folder / paper.name, before.get(paper.name, ("", ""))
        here, matter = _digest_of(path), _matter(paper)
        if not here or (matter, here) != old:
            data = paper.render()
            here, there = hashlib.sha256(data).hexdigest(), here
            told += _kept_aside(path) if there not in ("", old[1], here) else []
            save(path.parent, path.name, data)
        now[paper.name] = (matter, here)
    told += _taken_away(folder, {n: d for n, (_, d) in before.items() if n not in now})
    save(folder, RECORD, _Before(papers=now).model_dump_json(indent=0).encode())
    return Written(tuple(folder / paper.name for paper in papers), tuple(told))


def _matter(paper: Paper) -> str:
    return hashlib.sha256(f"{version_of_code()}{paper.matter}".encode()).hexdigest()


def _before(folder: Path) -> _Before:
    try:
        return _Before.model_validate_json((folder / RECORD).read_bytes(), strict=False)
    except (OSError, ValidationError):
        return _Before()


def _digest_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _kept_aside(path: Path) -> list[str]:
    """Moves a file that we did not write, or that somebody changed since, out of the way."""
    for number in range(1, 1000):
        aside = path.with_name(f"{path.stem}（改过的 {number}）{path.suffix}")
        if not aside.exists():
            try:
                path.rename(aside)
            except OSError as error:
                raise _cannot(path, error) from error
            return [f"{path.name} 被人改过，改过的那份存为 {aside.name}"]
    return []


def _taken_away(folder: Path, unwanted: Mapping[str, str]) -> list[str]:
    told = []
    for name, digest in sorted(unwanted.items()):
        path = folder / name
        if _is_ours(name) and digest and _digest_of(path) == digest:
            try:
                path.unlink()
            except OSError as error:
                raise _cannot(path, error) from error
            told.append(f"上次写的 {name} 已不再需要，删去了")
    return told


def _is_ours(name: str) -> bool:
    """Whether a name lies in the folder or among the letters: nothing else is ever taken away."""
    return ".." not in name and name.removeprefix(f"{LETTERS}/").count("/") == 0


def _cannot(path: Path, error: OSError) -> UnusableInput:
    return UnusableInput(
        f"上次写的文件动不了（{error.strerror}）", where=str(path), cure="请先关闭打开它的程序"
    )
