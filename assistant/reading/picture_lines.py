"""The ruling lines of a table in a picture, and the cells that they make.

Long straight strokes are lines (OpenCV's morphological opening); which cells they make,
pdfplumber knows from its own work on PDF.
"""

import math
from statistics import median
from typing import TYPE_CHECKING, Any

from assistant.reading.pdf_page import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]

_LONG = {"h": 22.0, "v": 15.0}  # points: no stroke of a letter is as long, and no cell as short
_GAP = 1.8  # points: what a poor scan rubs out of a line
_LEVEL = 0.15  # degrees: no more than a scanner's own unevenness
_RUN = 6  # times as long as high: a run of text whose slope counts
_SPECK = 1.5  # square points of ink: less is no digit
_SNAP, _JOIN, _CROSS = 3.0, 8.0, 5.0  # points


def ink_of(image: "Image") -> "Image":
    """The picture as black and white, ink 255, whatever the light it was taken in."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) if image.ndim == 3 else image
    ink = cv2.adaptiveThreshold(
        grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 10
    )
    return np.asarray(ink, np.uint8)


def ruled_cells(ink: "Image", scale: float) -> list[list[Box]]:
    """The tables that ruling lines make, each as the boxes of its cells, in points.

    `scale` is points per pixel.
    """
    from pdfplumber.table import (
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
        merge_edges,
    )

    edges = [*_edges(ink, "h", scale), *_edges(ink, "v", scale)]
    joined = merge_edges(edges, _SNAP, _SNAP, _JOIN, _JOIN)
    crossings = edges_to_intersections(joined, _CROSS, _CROSS)
    tables = cells_to_tables(intersections_to_cells(crossings))
    return [table for table in tables if len(table) > 3]


def _edges(ink: "Image", orientation: str, scale: float) -> list[dict[str, Any]]:
    import cv2

    length = max(8, round(_LONG[orientation] / scale))
    shape = (length, 1) if orientation == "h" else (1, length)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, shape)
    thick = cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3) if orientation == "h" else (3, 1))
    gap = max(3, round(_GAP / scale))
    bridge = cv2.getStructuringElement(cv2.MORPH_RECT, (gap, 1) if orientation == "h" else (1, gap))
    whole = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bridge)
    lines = cv2.dilate(cv2.morphologyEx(whole, cv2.MORPH_OPEN, kernel), thick)
    outlines, _ = cv2.findContours(lines, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return [_edge(cv2.boundingRect(outline), orientation, scale) for outline in outlines]


def _edge(rectangle: Any, orientation: str, scale: float) -> dict[str, Any]:
    x, y, width, height = (float(value) * scale for value in rectangle)
    if orientation == "h":
        middle = y + height / 2
        box = {"x0": x, "x1": x + width, "top": middle, "bottom": middle}
    else:
        middle = x + width / 2
        box = {"x0": middle, "x1": middle, "top": y, "bottom": y + height}
    return {**box, "width": width, "height": height, "orientation": orientation}


def has_ink(ink: "Image", box: Box, scale: float) -> bool:
    """Whether something is printed inside a cell, its lines apart."""
    import cv2

    margin = 2.5  # points
    x0, top = (round((edge + margin) / scale) for edge in box[:2])
    x1, bottom = (round((edge - margin) / scale) for edge in box[2:])
    inside = ink[max(top, 0) : max(bottom, 0), max(x0, 0) : max(x1, 0)]
    if inside.size == 0:
        return False
    printed = cv2.medianBlur(inside, 3)  # without the specks of a poor scan
    return int((printed > 0).sum()) * scale * scale > _SPECK


def straightened(image: "Image", boxes: Any) -> tuple["Image", Any]:
    """The picture and the boxes found in it, turned so that lines of text are level."""
    import cv2
    import numpy as np

    angle = _slope(boxes)
    if abs(angle) < _LEVEL:
        return image, boxes
    height, width = image.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    level: Image = np.asarray(
        cv2.warpAffine(image, turn, (width, height), borderValue=(255, 255, 255)), np.uint8
    )
    return level, boxes @ turn[:, :2].T + turn[:, 2]


def _slope(boxes: Any) -> float:
    """The angle of most long runs of text, in degrees."""
    angles = []
    for corners in boxes:
        across = corners[1] - corners[0]
        down = corners[3] - corners[0]
        if math.hypot(*across) > _RUN * math.hypot(*down):
            angles.append(math.degrees(math.atan2(across[1], across[0])))
    return median(angles) if angles else 0.0
