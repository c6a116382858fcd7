"""Fill the three official tables of the sample reports, and list the corpus in sources.toml.

The samples are invented, so their tables need not be collected, only consistent.
Every request is dealt out as one object with an applicant kind; it is carried
out or gets exactly one outcome. The identities of table three therefore hold in
every column by construction, and so do the chains from one year to the next.

    python corpus/generate_tables.py             print every table block
    python corpus/generate_tables.py --check     exit 1 if a sample differs from its block
    python corpus/generate_tables.py --write     put the blocks into the samples
    python corpus/generate_tables.py --sources   list the corpus, with digests, in sources.toml

A block stands at the end of its sample, after the line `MARKER`; `--write`
replaces what follows that line and leaves the prose above it alone.
"""

import argparse
import hashlib
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

CORPUS = Path(__file__).resolve().parent
MARKER = (
    "# --- tables: written by corpus/generate_tables.py from tables.toml; change them there ---"
)

KINDS = ("natural_person", "business", "research", "social_welfare", "legal_service", "other_org")
RESULT_ROWS = (
    "granted",
    "partially_granted",
    "denied_state_secret",
    "denied_other_law",
    "denied_safety_stability",
    "denied_third_party",
    "denied_internal_affairs",
    "denied_process_info",
    "denied_enforcement_files",
    "denied_administrative_query",
    "unavailable_not_held",
    "unavailable_needs_creation",
    "unavailable_unclear",
    "not_processed_petition",
    "not_processed_duplicate",
    "not_processed_publication",
    "not_processed_excessive",
    "not_processed_confirmation",
    "other_no_correction",
    "other_fee_unpaid",
    "other_misc",
)
DOCUMENTS = ("regulations", "normative_documents")
DECISIONS = ("licensing", "penalties", "coercion")
CASES = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
VERDICTS = ("upheld", "corrected", "other", "pending")

Figures = Mapping[str, Any]
Tables = dict[str, dict[str, Any]]


class FiguresError(ValueError):
    """The figures of tables.toml contradict each other; the text says where and how."""


def tables_of_agency(slug: str, figures: Figures) -> dict[str, Tables]:
    """The table blocks of one agency, by sample name (`slug-year`), in year order.

    What one year leaves open, and what it leaves in force, is what the next one starts with.

    Raises:
        FiguresError: Outcomes that do not add up, or more pending cases than can be closed.
    """
    carried_in: Counter[str] = Counter(figures.get("carried_in", {}))
    in_force: Counter[str] = Counter(figures.get("in_force_before", {}))
    pending: Counter[str] = Counter()
    blocks: dict[str, Tables] = {}
    for year in sorted(key for key in figures if key.isdigit()):
        name, of_year = f"{slug}-{year}", figures[year]
        table2 = _table_two(of_year, in_force)
        table3 = _table_three(name, of_year, carried_in, random.Random(f"{figures['seed']}-{year}"))
        table4 = _table_four(name, of_year, pending)
        blocks[name] = {"table2": table2, "table3": table3, "table4": table4}
        carried_in = Counter({kind: table3["carried_out"][kind] for kind in KINDS})
        in_force = Counter({kind: table2[kind]["in_force"] for kind in DOCUMENTS})
        pending = Counter({case: table4[case]["pending"] for case in CASES})
    return blocks


def _table_two(of_year: Figures, in_force: Counter[str]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for kind in DOCUMENTS:
        change = {"issued": 0, "repealed": 0} | of_year.get(kind, {})
        now = in_force[kind] + change["issued"] - change["repealed"]
        table[kind] = {**change, "in_force": now}
    for kind in DECISIONS:
        table[kind] = of_year.get(kind, 0)
    table["fees"] = of_year.get("fees", "0")
    return table


def _table_three(
    name: str, of_year: Figures, carried_in: Counter[str], chance: random.Random
) -> dict[str, dict[str, int]]:
    new: Counter[str] = Counter(of_year.get("new", {}))
    arrived = sorted(new.elements())
    chance.shuffle(arrived)
    left_open = Counter(arrived[: of_year["carried_out"]])
    closed = sorted((new + carried_in - left_open).elements())
    chance.shuffle(closed)
    outcomes = [row for row, count in of_year.get("outcomes", {}).items() for _ in range(count)]
    if len(outcomes) != len(closed):
        raise FiguresError(f"{name}: {len(closed)} requests closed, {len(outcomes)} outcomes")
    dealt = Counter(zip(outcomes, closed, strict=True))
    rows = {"new": new, "carried_in": carried_in}
    for row in RESULT_ROWS:
        rows[row] = Counter({kind: dealt[row, kind] for kind in KINDS})
    rows["result_total"] = Counter(closed)
    rows["carried_out"] = left_open
    return {row: {k: of[k] for k in KINDS} | {"total": of.total()} for row, of in rows.items()}


def _table_four(name: str, of_year: Figures, pending: Counter[str]) -> dict[str, dict[str, int]]:
    table: dict[str, dict[str, int]] = {}
    for case in CASES:
        counts = dict(zip(VERDICTS, of_year.get(case, (0, 0, 0, 0)), strict=True))
        total = sum(counts.values())
        if total - counts["pending"] < pending[case]:
            raise FiguresError(f"{name}: {case} closes fewer cases than were pending")
        table[case] = {**counts, "total": total}
    return table


def all_tables(path: Path = CORPUS / "tables.toml") -> dict[str, Tables]:
    """The table blocks of all samples, by sample name."""
    agencies = tomllib.loads(path.read_text("utf-8"))
    return {
        name: block
        for slug, figures in agencies.items()
        for name, block in tables_of_agency(slug, figures).items()
    }


def block_text(block: Tables) -> str:
    """One table block as YAML, ending with a line feed."""
    return yaml.safe_dump(block, sort_keys=False, allow_unicode=True, default_flow_style=False)


def stale_samples(samples: Path = CORPUS / "samples") -> list[str]:
    """The names of the samples that are missing or whose tables are not the generated ones."""
    blocks = all_tables()
    present = {path.stem for path in samples.glob("*.yaml")}
    differing = {
        name
        for name in present & blocks.keys()
        if _split(samples / f"{name}.yaml")[1] != block_text(blocks[name])
    }
    return sorted(differing | (present ^ blocks.keys()))


def write_samples(samples: Path = CORPUS / "samples") -> None:
    """Put every generated block into its sample; the prose above the marker stays as it is."""
    for name, block in all_tables().items():
        path = samples / f"{name}.yaml"
        prose = _split(path)[0].rstrip("\n")
        path.write_text(f"{prose}\n\n{MARKER}\n{block_text(block)}", "utf-8")


def _split(path: Path) -> tuple[str, str]:
    prose, _, tables = path.read_text("utf-8").partition(MARKER + "\n")
    return prose, tables


def sources_text(corpus: Path = CORPUS) -> str:
    """The text of sources.toml: every built-in file with its title, kind, licence and digest."""
    return "# Written by `python corpus/generate_tables.py --sources`.\n" + "".join(
        f'\n[[source]]\npath = "{path}"\ntitle = "{title}"\nkind = "{kind}"\n'
        f'origin = "written for this project"\nlicence = "Apache-2.0"\nsha256 = "{digest}"\n'
        for path, title, kind, digest in _listing(corpus)
    )


def _listing(corpus: Path) -> Iterator[tuple[str, str, str, str]]:
    for folder, kind in (
        ("regulation", "regulation digest"),
        ("questions", "questions for search"),
        ("samples", "sample report"),
    ):
        for path in sorted((corpus / folder).glob("*.yaml")):
            raw = path.read_bytes()
            title = yaml.safe_load(raw)["title"]
            yield f"{folder}/{path.name}", title, kind, hashlib.sha256(raw).hexdigest()


def main() -> int:
    """Do what the one option says; without one, print every block."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--check", action="store_true", help="exit 1 if a sample's tables differ")
    choice.add_argument("--write", action="store_true", help="put the tables into the samples")
    choice.add_argument("--sources", action="store_true", help="rewrite sources.toml")
    asked = parser.parse_args()
    if asked.check:
        stale = stale_samples()
        print(
            "\n".join(f"{name}: tables differ" for name in stale) or "all tables are as generated"
        )
        return 1 if stale else 0
    if asked.write:
        write_samples()
    elif asked.sources:
        (CORPUS / "sources.toml").write_text(sources_text(), "utf-8")
    else:
        for name, block in all_tables().items():
            print(f"# {name}\n{block_text(block)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
