"""The ways to draft a case that are measured side by side, each with what it cost."""

import hashlib
import json
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.drafting.draft import Draft, DraftSection, GroundedSentence, Paragraph
from assistant.drafting.drafter import Drafter
from assistant.drafting.planning.plan import SECTION_IDS
from assistant.drafting.writer import Reply, Writer
from assistant.errors import ModelUnavailable
from assistant.resources import prompts_dir
from assistant.retrieval.corpus import Corpus
from evals.drafting.cases import Case
from evals.drafting.metered import Metered
from evals.drafting.plain_arm import plain_draft

ArmName = Literal["offline", "llm", "plain", "published"]
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
LABELS: dict[ArmName, str] = {
    "offline": "本项目离线",
    "llm": "本项目＋模型",
    "plain": "同一模型，一个大提示词",
    "published": "发布的报告本身",
}


class Made(BaseModel):
    """A draft and what it cost when it was made."""

    model_config = ConfigDict(frozen=True)

    draft: Draft
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: Decimal = Decimal(0)


class Arm(Protocol):
    """A way to draft."""

    @property
    def name(self) -> ArmName: ...

    @property
    def engine(self) -> str:
        """What writes: `offline` or the model's name."""

    @property
    def sections(self) -> tuple[str, ...]:
        """The parts that are drafted, and so scored."""

    def make(self, case: Case) -> Made:
        """The draft of a case.

        Raises:
            ModelUnavailable: The model is needed and does not answer.
        """
        ...


@dataclass(frozen=True)
class OfflineArm:
    """The composed prose: no model."""

    corpus: Corpus | None = None
    sections: tuple[str, ...] = SECTION_IDS
    name: ArmName = "offline"
    engine: str = "offline"

    def make(self, case: Case) -> Made:
        drafter = Drafter(case.figures, previous=case.previous, corpus=self.corpus)
        return Made(draft=drafter.draft(self.sections))


@dataclass(frozen=True)
class GroundedArm:
    """The product with its model: grounded piece by piece."""

    writer: Writer
    corpus: Corpus | None = None
    sections: tuple[str, ...] = SECTION_IDS
    name: ArmName = "llm"

    @property
    def engine(self) -> str:
        return self.writer.name

    def make(self, case: Case) -> Made:
        metered = Metered(self.writer)
        drafter = Drafter(case.figures, previous=case.previous, corpus=self.corpus, writer=metered)
        draft = drafter.draft(self.sections)
        if drafter.writer is None:
            # The product goes on offline; a measurement of the model must not.
            raise ModelUnavailable("；".join(draft.notices) or "模型中途不可用", where=case.name)
        return _made(draft, metered)


@dataclass(frozen=True)
class PlainArm:
    """The same model with one plain prompt, its answer taken as it comes."""

    writer: Writer
    sections: tuple[str, ...] = SECTION_IDS
    name: ArmName = "plain"

    @property
    def engine(self) -> str:
        return self.writer.name

    def make(self, case: Case) -> Made:
        metered = Metered(self.writer)
        wanted = tuple(s for s in self.sections if s not in ("preface", "1"))
        return _made(plain_draft(case, wanted, metered, Reply()), metered)


@dataclass(frozen=True)
class PublishedArm:
    """The published report as if it were a draft: what a good text scores, and false alarms on it.

    Its work facts are a clerk's notes and not all that it tells, so some of its true numbers have
    no ground here.
    """

    sections: tuple[str, ...] = SECTION_IDS
    name: ArmName = "published"
    engine: str = "person"

    def make(self, case: Case) -> Made:
        figures, texts = case.figures, dict(case.reference.texts()) if case.reference else {}
        sections = tuple(
            DraftSection(
                id=part,
                title="前言" if part == "preface" else figures.form.title_of(part),
                paragraphs=tuple(map(_paragraph, texts[part].splitlines())),
            )
            for part in self.sections
            if texts.get(part)
        )
        return Made(
            draft=Draft(
                agency=figures.agency, year=figures.year, engine=self.engine, sections=sections
            )
        )


def _paragraph(line: str) -> Paragraph:
    sentences = _SENTENCE.findall(line)
    return Paragraph(sentences=tuple(GroundedSentence(text=s, origin="person") for s in sentences))


def _made(draft: Draft, metered: Metered) -> Made:
    return Made(
        draft=draft,
        requests=len(metered.replies),
        tokens_in=metered.tokens_in,
        tokens_out=metered.tokens_out,
        seconds=metered.seconds,
    )


@dataclass(frozen=True)
class Resuming:
    """An arm whose drafts are kept in a folder, so that a run that broke off goes on.

    A draft is used again only for the same case, engine, settings and prompts.
    """

    arm: Arm
    folder: Path
    settings: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> ArmName:
        return self.arm.name

    @property
    def engine(self) -> str:
        return self.arm.engine

    @property
    def sections(self) -> tuple[str, ...]:
        return self.arm.sections

    def make(self, case: Case) -> Made:
        path = self.folder / f"{self.name}-{case.name}-{self._key(case)}.json"
        kept = _kept(path)
        if kept is not None:
            return kept
        made = self.arm.make(case)
        self.folder.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".part")
        half.write_text(made.model_dump_json(), "utf-8")
        half.replace(path)
        return made

    def kept(self, cases: list[Case]) -> int:
        """How many of these need not be drafted again."""
        return sum(
            _kept(self.folder / f"{self.name}-{c.name}-{self._key(c)}.json") is not None
            for c in cases
        )

    def _key(self, case: Case) -> str:
        prompts = [(p.name, hashlib.sha256(p.read_bytes()).hexdigest()) for p in sorted(prompts_dir().glob("*.md")) if not p.name.startswith("judge_")]  # fmt: skip
        told = [case.digest, self.name, self.engine, self.settings, prompts]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]


def _kept(path: Path) -> Made | None:
    try:
        return Made.model_validate_json(path.read_text("utf-8"))
    except (OSError, ValidationError):
        return None  # not there, or of another version: it is drafted anew
