"""The lies and the honest rewordings as data, each with the ground that it is judged on."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.drafting.draft import DraftSource
from assistant.drafting.grounding.ground import Ground
from assistant.reading.figures import read_figures
from assistant.report.ledger import Fact, Ledger, build_ledger
from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir, examples_dir

HERE = Path(__file__).parent
_ALWAYS = ("agency", "year", "next_year", "period", "title")
_TABLES = {"1.1": ("t2.",), "1.2": ("t3.", "t4.")}
ARTICLE = DraftSource(
    kind="regulation",
    title="中华人民共和国政府信息公开条例",
    locator="第三十三条",
    text="能当场答复的当场答复；不能当场答复的，在收到申请之日起20个工作日内答复。",
)
ELSEWHERE = DraftSource(
    kind="report", title="别的单位2021年报告", locator="1.2", text="全年收到申请77件，按时办结。"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its figures file and part; `marker` is what is false in it."""

    figures: str
    section: str
    kind: str
    text: str
    marker: str = ""

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the half that nobody looks at while changing the code."""
        digest = hashlib.sha256(f"{self.figures}\x1f{self.section}\x1f{self.text}".encode())
        return digest.digest()[0] % 2 == 1


def lies(name: str = "lies.yaml") -> list[Case]:
    """Every lie of a data set."""
    return [
        Case(g["figures"], g["section"], kind, re.sub("[⟦⟧]", "", told), _marker(told))
        for g in _groups(name)
        for kind, sentences in g["lies"].items()
        for told in sentences
    ]


def honest(name: str = "honest.yaml") -> list[Case]:
    """Every honest rewording of a data set."""
    return [
        Case(g["figures"], g["section"], "honest", text)
        for g in _groups(name)
        for text in g["honest"]
    ]


def probes() -> list[Case]:
    """Lies written to find what the code lets through; they measure nothing."""
    return lies("probes.yaml")


def fresh() -> tuple[list[Case], list[Case]]:
    """Lies and honest rewordings for figures that the grounding had never been tried on."""
    return lies("fresh-lies.yaml"), honest("fresh-honest.yaml")


def newer() -> list[Case]:
    """Forty lies of kinds that no other set has, judged once before anything was changed."""
    return lies("newer-lies.yaml")


def reviewer() -> tuple[list[Case], list[Case]]:
    """What an outside reviewer wrote before reading the grounding: lies and honest rewordings.

    At first sight all 64 lies were refused and 17 of 40 honest sentences accepted.
    """
    return lies("reviewer-lies.yaml"), honest("reviewer-honest.yaml")


def wider() -> tuple[list[Case], list[Case]]:
    """Lies against what was then made wider, and honest sentences on other figures.

    At first sight 26 of 28 lies were refused and 19 of 30 honest sentences accepted.
    """
    return lies("wider-lies.yaml"), honest("second-honest.yaml")


def third() -> tuple[list[Case], list[Case]]:
    """Lies and honest sentences on yet other figures, written when all of that was done.

    At first sight 24 of 25 lies were refused and 25 of 30 honest sentences accepted.
    """
    return lies("third-lies.yaml"), honest("third-honest.yaml")


def of_model() -> list[Case]:
    """What a 1.5B model wrote and the grounding let through until it was read in its drafts."""
    return lies("model-lies.yaml")


def _marker(told: str) -> str:
    return told[told.index("⟦") + 1 : told.index("⟧")]


def _groups(name: str) -> Iterator[dict[str, Any]]:
    yield from yaml.safe_load((HERE / name).read_text("utf-8"))


@cache
def report_of(figures: str) -> AnnualReport:
    """The report of a figures file of the repository."""
    return read_figures(_path(figures))


@cache
def previous_of(figures: str) -> AnnualReport | None:
    """Last year's report of the same agency, where there is one."""
    path = _path(figures)
    stem, _, year = path.stem.rpartition("-")
    last = path.with_name(f"{stem}-{int(year) - 1}.yaml")
    return read_figures(last) if last.exists() else None


def _path(figures: str) -> Path:
    folder, _, rest = figures.partition("/")
    return (corpus_dir() if folder == "corpus" else examples_dir()) / rest


@cache
def ground_of(figures: str, section: str) -> Ground:
    """The ground of a whole part, as wide as it ever gets; no composed text helps it."""
    report = report_of(figures)
    ledger = build_ledger(report, previous_of(figures))
    facts = [fact for fact in ledger.values() if _may_use(fact, section, ledger)]
    return Ground(facts, {"s1": ARTICLE, "s2": ELSEWHERE})


def _may_use(fact: Fact, section: str, ledger: Ledger) -> bool:
    if fact.id in _ALWAYS:
        return True
    if fact.kind in ("work", "statement"):
        return fact.section == section and not fact.id.startswith("last.")
    if fact.kind == "derived":
        return all(_may_use(ledger[operand], section, ledger) for operand in fact.operands)
    table = fact.id.removeprefix("last.")
    return fact.kind == "cell" and table.startswith(_TABLES.get(section, ("none",)))


def piece_of_forty() -> tuple[Ground, list[str]]:
    """A ground of forty facts of one part with its sentences, lies and honest ones."""
    figures, section = "corpus/samples/qinglan-xian-2024.yaml", "1.2"
    wide = ground_of(figures, section)
    totals = [f for f in wide.facts.values() if f.id.endswith(".total") or f.kind != "cell"]
    statements = [f for f in totals if f.kind in ("identity", "statement", "work")]
    facts = [*statements, *(f for f in totals if f not in statements)][:40]
    cases = [c for c in (*honest(), *lies()) if (c.figures, c.section) == (figures, section)]
    return Ground(facts, {"s1": ARTICLE}), [case.text for case in cases]
