"""Writes what a roll-up gives to a folder, and takes away what an earlier run left there."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.errors import UnusableInput
from assistant.exporting.saving import LONGEST_NAME, safe_name, save
from assistant.rollup.as_json import rollup_as_json
from assistant.rollup.letters import letter_to, to_chase
from assistant.rollup.page import to_page
from assistant.rollup.rollup import RollUp
from assistant.rollup.word_paper import to_word
from assistant.rollup.workbook import parent_workbook

LETTERS = "整改通知"
_WRITTEN = ".nianbao-rollup.json"


def papers_of(result: RollUp) -> Iterator[tuple[str, bytes]]:
    """Every paper with its path below the folder: workbook, list, letters, summary, JSON."""
    rest = f"{result.year}年汇总{'' if result.is_whole else '（未齐）'}"
    who = safe_name(result.parent or "本级", LONGEST_NAME - len(rest))
    yield f"{who}{rest}.xlsx", parent_workbook(result)
    yield "催报名单.docx", to_word(to_chase(result))
    for number, unit in enumerate(result.units, 1):
        letter = letter_to(unit, result)
        if letter is not None:
            yield f"{LETTERS}/{number:03}-{safe_name(unit.name, 60)}.docx", to_word(letter)
    yield "汇总结果.html", to_page(result).encode()
    whole = json.dumps(rollup_as_json(result), ensure_ascii=False, indent=2, sort_keys=False)
    yield "汇总结果.json", f"{whole}\n".encode()


def write_papers(result: RollUp, folder: Path) -> tuple[list[Path], list[str]]:
    """Write all papers; return their paths, and the names of earlier ones that were taken away.

    Everything is made before the first file is written. Of an earlier run only what it wrote
    itself and nobody changed since is taken away.

    Raises:
        UnusableInput: The folder cannot be written.
    """
    papers = dict(papers_of(result))
    before = _before(folder)
    paths = [
        save((folder / name).parent, (folder / name).name, data) for name, data in papers.items()
    ]
    gone = [
        name
        for name, digest in before.items()
        if name not in papers and _took(folder, name, digest)
    ]
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in papers.items()}
    save(folder, _WRITTEN, json.dumps(digests, ensure_ascii=False, indent=0).encode())
    return paths, sorted(gone)


def _before(folder: Path) -> Mapping[str, str]:
    try:
        written = json.loads((folder / _WRITTEN).read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(written, dict):
        return {}
    return {
        n: d for n, d in written.items() if isinstance(n, str) and isinstance(d, str) and _ours(n)
    }


def _ours(name: str) -> bool:
    """Whether a name lies in the folder or among the letters: nothing else is ever taken away."""
    return bool(name) and ".." not in name and name.removeprefix(f"{LETTERS}/").count("/") == 0


def _took(folder: Path, name: str, digest: str) -> bool:
    path = folder / name
    try:
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            return False
        path.unlink()
    except OSError as error:
        raise UnusableInput(
            f"上次写的文件删不掉（{error.strerror}）", where=str(path), cure="请先关闭打开它的程序"
        ) from error
    return True
