"""What a run leaves behind: scores, reasons, and all that one needs to make the same run again."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.drafting.planning.plan import SECTION_IDS
from assistant.errors import UnusableInput

RESULTS = "results.json"
RECORDS = "records.json"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ScoredCase(_Frozen):
    """One case's scores, and why each is not 1; None where nothing could be said.

    A case is a draft, a query, a kind of fault, a file, an utterance; `groups` are what it is
    summed up by beside its half, `title` what a reader knows it by.
    """

    case: str
    digest: str
    agency: str = ""
    year: int | None = None
    split: Literal["tuning", "held-out", ""] = ""
    title: str = ""
    groups: tuple[str, ...] = ()
    values: dict[str, Decimal | None]
    reasons: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class ArmRun(_Frozen):
    """One way of drafting (searching, reading) over all cases."""

    arm: str
    label: str
    engine: str
    prompts: dict[str, str] = Field(default_factory=dict)
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: Decimal = Decimal(0)
    cases: tuple[ScoredCase, ...] = ()

    def means(self, split: str = "") -> dict[str, Decimal | None]:
        """The mean of each value over the cases (of one half) that have it."""
        own = [case for case in self.cases if not split or case.split == split]
        return {name: self._mean(own, name) for name in (own[0].values if own else ())}

    @staticmethod
    def _mean(cases: list[ScoredCase], name: str) -> Decimal | None:
        values = [v for case in cases if (v := case.values.get(name)) is not None]
        if not values:
            return None
        return (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.0001"))


class Record(_Frozen):
    """One run of a suite. `scores` are the same for the same commit; `made` and seconds are not."""

    suite: str
    commit: str
    changed: bool
    made: str
    settings: dict[str, str] = Field(default_factory=dict)
    labels: dict[str, str] = Field(default_factory=dict)  # of the values; empty for drafts
    parts: tuple[str, ...] = SECTION_IDS  # scored; earlier records were of all
    arms: tuple[ArmRun, ...] = ()
    notices: tuple[str, ...] = ()
    took: Decimal = Decimal(0)  # seconds of the whole suite, on a clock

    @property
    def scored_parts(self) -> str:
        """Which parts were drafted and scored, in Chinese."""
        if self.parts == SECTION_IDS:
            return "评的是整篇报告"
        return f"只评了 {'、'.join(self.parts)}：应写的事实、参照报告的要点和部分是否齐全都只按这些部分算"

    def arm(self, name: str) -> ArmRun | None:
        """The run of one way of drafting."""
        return next((arm for arm in self.arms if arm.arm == name), None)


def write_records(records: Mapping[str, Record], folder: Path) -> None:
    """The records of a run by suite, for comparisons."""
    data = {suite: record.model_dump(mode="json") for suite, record in records.items()}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (folder / RECORDS).write_text(text + "\n", "utf-8")


def read_records(path: Path) -> dict[str, Record]:
    """The records of a run by suite, from its folder or a file of it.

    Raises:
        UnusableInput: There are none.
    """
    file = path / RECORDS if path.is_dir() else path
    try:
        data = json.loads(file.read_text("utf-8"))
        return {suite: Record.model_validate(one) for suite, one in data.items()}
    except (OSError, UnicodeDecodeError, ValueError, AttributeError, ValidationError):
        return {"drafting": read_record(path)}  # written before every suite had a record


def read_record(path: Path) -> Record:
    """A record from the folder or file that a run wrote.

    Raises:
        UnusableInput: There is none, or it is no record.
    """
    file = path / RESULTS if path.is_dir() else path
    try:
        data = json.loads(file.read_text("utf-8"))
        data = data.get("drafting", data)
        for added in ("faults", "judge"):  # by the door, for whoever reads the file
            data.pop(added, None)
        return Record.model_validate(data)
    except (OSError, UnicodeDecodeError, ValueError, AttributeError, ValidationError) as error:
        raise UnusableInput(
            f"不是评测结果（{type(error).__name__}）",
            where=str(file),
            cure="写 nianbao eval … --out 写出的文件夹，或其中的 records.json",
        ) from error
