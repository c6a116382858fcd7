"""`python -m assistant.reading.ocr_pages FILE PAGES NUMBERS`: a scan's pages as JSON, a line each.

NUMBERS is `all` or page numbers with commas. It runs in a process of its own, as
`pdf_pages.py` does; the models are those in rapidocr's wheel, nothing is fetched.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from assistant.reading.label_match import pieces
from assistant.reading.official_words import is_official
from assistant.reading.pdf_page import (
    Box,
    Char,
    Page,
    RuledCell,
    RuledTable,
    lines_of,
    page_as_json,
)
from assistant.reading.picture_lines import has_ink, ink_of, ruled_cells, straightened

if TYPE_CHECKING:
    from assistant.reading.picture_lines import Image

TOO_MANY_PAGES, TOO_LARGE = 5, 6  # exit codes
UNREAD = "？"  # stands where something is printed that was not read for certain
_DPI = 200
_LONGEST_SIDE = 4000  # pixels
_MOST_PIXELS = 60_000_000
_PAPER = (595.0, 842.0)  # A4 in points: what a picture's width is taken for
_CERTAIN = 0.9  # of the engine's own score, for digits
_LETTER = 0.75  # of a box's height


class TooMuch(Exception):
    """More pages or pixels than a report has."""


@dataclass(frozen=True, slots=True)
class Found:
    """A run of text in a picture: where (points), what, and how sure the engine is."""

    box: Box
    text: str
    score: float

    @property
    def doubtful(self) -> bool:
        """Whether digits stand in it that may be others."""
        return self.score < _CERTAIN and any(character.isdigit() for character in self.text)


def pages_of(path: Path, most_pages: int, numbers: frozenset[int]) -> Iterator[Page]:
    """The pages of a scan or the one page of a picture; only `numbers`, if there are any.

    Raises:
        TooMuch: More pages than `most_pages`, or a picture larger than any scan.
    """
    engine = None
    for number, image, scale in _images(path, most_pages, numbers):
        engine = engine or _engine()  # not for a file that is no picture: it takes a second
        boxes, texts, scores = _recognised(engine, image)
        image, boxes = straightened(image, boxes)
        found = [
            Found(_bounds(box, scale), text, float(score))
            for box, text, score in zip(boxes, texts, scores, strict=True)
        ]
        yield page_of(number, image, found, scale)


def _engine() -> Any:
    # onnxruntime 1.32 for Linux keeps a device id and knows Microsoft's address; this stops both
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,  # lines that stand on their head
            "Rec.rec_img_shape": [3, 48, 96],  # most boxes are one digit: less white to look at
        }
    )


def _recognised(engine: Any, image: "Image") -> tuple[Any, Sequence[str], Sequence[float]]:
    import numpy as np

    result = engine(image)
    if result.txts is None:
        return np.zeros((0, 4, 2)), (), ()
    return result.boxes, result.txts, result.scores


def _images(
    path: Path, most_pages: int, numbers: frozenset[int]
) -> Iterator[tuple[int, "Image", float]]:
    """Page number, picture and points per pixel of each page that is wanted."""
    if path.read_bytes()[:1024].find(b"%PDF-") < 0:
        image = _picture(path)
        paper = _PAPER[0] if image.shape[0] >= image.shape[1] else _PAPER[1]
        yield 1, image, paper / image.shape[1]
        return
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        wanted = [i for i in range(len(pdf)) if not numbers or i + 1 in numbers]
        if len(wanted) > most_pages:
            raise TooMuch(TOO_MANY_PAGES)
        for i in wanted:
            page = pdf[i]
            scale = min(_DPI / 72, _LONGEST_SIDE / max(*page.get_size(), 1.0))
            yield i + 1, page.render(scale=scale, rev_byteorder=True).to_numpy()[..., :3], 1 / scale
            page.close()


def _picture(path: Path) -> "Image":
    import numpy as np
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    with Image.open(path) as opened:
        if opened.width * opened.height > _MOST_PIXELS:
            raise TooMuch(TOO_LARGE)
        opened.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return np.asarray(upright)


def _bounds(quad: Any, scale: float) -> Box:
    xs, ys = quad[:, 0] * scale, quad[:, 1] * scale
    return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())


def page_of(number: int, image: "Image", found: Sequence[Found], scale: float) -> Page:
    """The page that the recognised runs and the ruling lines of a picture make."""
    ink = ink_of(image)
    left = list(found)
    tables = []
    for cells in ruled_cells(ink, scale):
        box = _around(cells)
        inside = [run for run in left if _within(_middle(run.box), box)]
        left = [run for run in left if run not in inside]
        read = tuple(_cell(cell, inside, has_ink(ink, cell, scale)) for cell in cells)
        tables.append(RuledTable(box, read, tuple(lines_of(map(_char, inside)))))
    return Page(
        number=number,
        width=image.shape[1] * scale,
        height=image.shape[0] * scale,
        lines=tuple(lines_of(map(_char, left))),
        tables=tuple(sorted(tables, key=lambda table: table.box[1])),
        unsure=tuple(run.text for run in found if run.doubtful),
    )


def _cell(cell: Box, runs: Sequence[Found], inked: bool) -> RuledCell:
    """The text of a cell; `UNREAD` where it is not certain that it is this cell's and all of it."""
    touching = [run for run in runs if _overlap(run.box, cell)]
    own = [run for run in touching if _within(_middle(run.box), cell)]
    if len(own) < len(touching) or any(_sticks_out(run.box, cell) for run in own):
        return RuledCell(cell, UNREAD)
    if any(run.doubtful for run in own) or (inked and not own):
        return RuledCell(cell, UNREAD)
    text = "\n".join(line.text for line in lines_of(map(_char, own)))
    return RuledCell(cell, UNREAD if _is_two(text) else text)


def _is_two(text: str) -> bool:
    """Whether a cell holds what stands in two, the line between them rubbed out."""
    labels = [piece for piece in pieces(text) if is_official(piece)]
    return len(labels) > 1 or ("\n" in text and "".join(text.split()).isdigit())


def _overlap(run: Box, cell: Box) -> bool:
    """Whether a run reaches well into a cell, not just over its line."""
    across = min(run[2], cell[2]) - max(run[0], cell[0])
    down = min(run[3], cell[3]) - max(run[1], cell[1])
    wide = min(run[2] - run[0], cell[2] - cell[0])
    return across > 0.3 * wide and down > 0.5 * min(run[3] - run[1], cell[3] - cell[1])


def _sticks_out(run: Box, cell: Box) -> bool:
    return max(cell[0] - run[0], run[2] - cell[2]) > 0.5 * (run[3] - run[1])


def _char(run: Found) -> Char:
    x0, top, x1, bottom = run.box
    size = _LETTER * min(bottom - top, x1 - x0)
    return {"text": run.text, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "size": size}


def _middle(box: Box) -> tuple[float, float]:
    return median(box[::2]), median(box[1::2])


def _within(point: tuple[float, float], box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _around(cells: Sequence[Box]) -> Box:
    return (
        min(cell[0] for cell in cells),
        min(cell[1] for cell in cells),
        max(cell[2] for cell in cells),
        max(cell[3] for cell in cells),
    )


def main(arguments: list[str]) -> int:
    """Write the pages to standard output; the exit code says what stopped it."""
    path, most, numbers = Path(arguments[0]), int(arguments[1]), arguments[2]
    wanted = frozenset() if numbers == "all" else frozenset(map(int, numbers.split(",")))
    try:
        for page in pages_of(path, most, wanted):
            line = json.dumps(page_as_json(page), ensure_ascii=False)
            sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
            sys.stdout.buffer.flush()
    except TooMuch as error:
        return int(error.args[0])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
