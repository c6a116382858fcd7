"""A report as a small pdf, written without a printer: text in lines, tables as ruled grids."""

from collections.abc import Iterator
from itertools import accumulate

from assistant.exporting.export import RENDERERS
from assistant.report.model import AnnualReport

_WIDE, _HIGH, _EDGE = 1191, 842, 30  # A3 on its side
_TEXT, _CELL = 12, 4  # points of a letter
_LINE = (_WIDE - 2 * _EDGE) // _TEXT - 1  # letters
_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/Ascent 880/Descent -120/CapHeight 880"
    b"/ItalicAngle 0/StemV 80/FontBBox[0 -120 1000 880]>>",
)


def pdf_of(report: AnnualReport) -> bytes:
    """The report's pages, in a font that every reader of pdf has by name."""
    pages = list(_pages(report))
    kids = [6 + 2 * at for at in range(len(pages))]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>".encode(),
        *_FONT,
    ]
    for kid, page in zip(kids, pages, strict=True):
        box = (
            f"/MediaBox[0 0 {_WIDE} {_HIGH}]/Resources<</Font<</F 3 0 R>>>>/Contents {kid + 1} 0 R"
        )
        objects.append(f"<</Type/Page/Parent 2 0 R{box}>>".encode())
        stream = page.encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    parts = [b"%PDF-1.4\n", *(b"%d 0 obj%s\nendobj\n" % one for one in enumerate(objects, 1))]
    at = list(accumulate(map(len, parts)))
    table = b"".join(b"%010d 00000 n \n" % start for start in at[:-1])
    trailer = b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF"
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return b"".join([*parts, head, table, trailer % (len(objects) + 1, at[-1])])


def _pages(report: AnnualReport) -> Iterator[str]:
    """Each table on a page of its own, the text between them on as many as it takes."""
    lines: list[str] = []
    rows: list[list[str]] = []
    for line in [*RENDERERS["md"](report).decode().splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("| ").split("|")])
            continue
        if rows:
            yield from _text(lines)
            yield _grid([row for row in rows if set("".join(row)) - set("-: ")])
            lines, rows = [], []
        plain = line.strip("#* ")
        lines += [plain[n : n + _LINE] for n in range(0, len(plain), _LINE)]
    yield from _text(lines)


def _text(lines: list[str]) -> Iterator[str]:
    height = (_HIGH - 2 * _EDGE) // (2 * _TEXT)
    for first in range(0, len(lines), height):
        shown = lines[first : first + height]
        yield "\n".join(_letters(_EDGE, _HIGH - _EDGE - 2 * _TEXT * n, _TEXT, line) for n, line in enumerate(shown))  # fmt: skip


def _grid(rows: list[list[str]]) -> str:
    wide = [_CELL * max(3, *map(len, column)) + 6 for column in zip(*rows, strict=True)]
    lefts = list(accumulate(wide, initial=_EDGE))
    high = 2 * _CELL + 2
    told = []
    for n, row in enumerate(rows):
        top = _HIGH - _EDGE - high * n
        for left, width, cell in zip(lefts, wide, row, strict=False):
            told.append(f"{left} {top - high} {width} {high} re S")
            told.append(_letters(left + 3, top - high + 4, _CELL, cell))
    return "\n".join(told)


def _letters(x: int, y: int, size: int, text: str) -> str:
    return f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"
