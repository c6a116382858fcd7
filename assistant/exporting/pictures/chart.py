"""A chart as a value: what is shown, and the same in words for who cannot see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.exporting.outline import heading_text, shown
from assistant.report.model import Value


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers of a chart, one for each of its categories; None draws nothing.

    `key` says what it is (`granted`, `new`, …): the colour hangs on it.
    """

    key: str
    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: bars with one series, or lines over years with several.

    `keys` says what each bar is, where bars differ in colour. `omitted` are sentences on what
    is not in the picture (blank cells, missing years, units beyond the first), printed below it.
    """

    kind: Literal["bars", "lines"]
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    keys: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()

    def in_words(self) -> str:
        """All that the picture shows as sentences: its text alternative."""
        lines = "；".join(self._lines())
        return "".join((f"{self.title}（单位：{self.unit}）。{lines}。", *self.omitted))

    def _lines(self) -> Iterator[str]:
        for series in self.series:
            pairs = "、".join(
                f"{category} {shown(value) or '空缺'}"
                for category, value in zip(self.categories, series.values, strict=True)
            )
            yield f"{series.name}：{pairs}" if len(self.series) > 1 else pairs


def plain(text: str) -> str:
    """The text as one line that a picture can print."""
    return heading_text(text)
