"""What may follow a paper as 附件: the sources of its numbers, pictures of them."""

from dataclasses import dataclass
from typing import ClassVar

from assistant.exporting.pictures.chart import Chart
from assistant.exporting.sources import SourceRow


@dataclass(frozen=True, slots=True)
class SourceTable:
    """The 溯源表 of a report."""

    title: ClassVar[str] = "数据溯源表"
    rows: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class PictureSheet:
    """Pictures of a report's figures."""

    title: ClassVar[str] = "数据图"
    charts: tuple[Chart, ...]


Annex = SourceTable | PictureSheet
