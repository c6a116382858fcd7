"""A drafted sample report and a reviser for it: what every test of revising starts from."""

from functools import cache

from assistant.drafting.draft import Draft
from assistant.drafting.drafter import Drafter
from assistant.drafting.revising.basis import Basis
from assistant.drafting.revising.reviser import Reviser
from assistant.drafting.revising.revision import Revision, RevisionAction, Target, Unit
from assistant.drafting.revising.version import Revised
from assistant.drafting.writer import Writer
from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport
from assistant.resources import corpus_dir, examples_dir
from tests.drafting.conftest import previous_of


@cache
def drafted(name: str) -> tuple[AnnualReport, Draft]:
    """The figures of an example or a sample and the draft composed of them, last year's beside."""
    path = examples_dir() / f"{name}.yaml"
    path = path if path.exists() else corpus_dir() / "samples" / f"{name}.yaml"
    figures = read_figures(path)
    return figures, Drafter(figures, previous=previous_of(path)).draft()


@cache
def basis_of(name: str) -> Basis:
    figures, _ = drafted(name)
    return Basis.of(figures, previous_of(corpus_dir() / "samples" / f"{name}.yaml"))


def revised(
    action: RevisionAction,
    section: str,
    unit: Unit = "section",
    *numbers: int,
    paragraph: int = 0,
    draft: Draft | None = None,
    name: str = "yuanzhou-2022",
    writer: Writer | None = None,
    **more: object,
) -> Revised:
    """One wish carried out on a draft; that of the example if none is given."""
    target = Target(section=section, unit=unit, numbers=numbers, paragraph=paragraph)
    wish = Revision.model_validate({"action": action, "target": target, **more})
    return Reviser(basis_of(name), writer).revise(draft or drafted(name)[1], wish)


def texts(draft: Draft, section: str) -> list[str]:
    """The sentences of a part."""
    found = draft.section(section)
    return [s.text for s in found.sentences()] if found else []
