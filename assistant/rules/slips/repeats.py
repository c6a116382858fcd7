"""Where a text repeats itself at once: “的的”, “进一步进一步”."""

from assistant.rules.narrative import Narrative, once_kept

_NARROW, _WIDE = 2, 4


class Overlay:
    """A text laid against itself, shifted, as one large number: equal characters leave zeros.

    That is some twenty times faster than a regular expression with a reference, and linear.
    """

    def __init__(self, text: str) -> None:
        data = text.encode("utf-16-le", "surrogatepass")
        self._width = _NARROW
        if len(data) != _NARROW * len(text):
            data, self._width = text.encode("utf-32-le", "surrogatepass"), _WIDE
        self._size = len(data)
        self._number = int.from_bytes(data, "little")

    def repeats(self, length: int) -> list[int]:
        """Every place at which `length` characters stand twice in a row."""
        shift = 8 * self._width * length
        gaps = (self._number ^ (self._number >> shift)).to_bytes(self._size, "little")
        blank = bytes(self._width * length)
        found = []
        at = gaps.find(blank)
        while at >= 0:
            first = -(-at // self._width)
            start = first * self._width
            if gaps.startswith(blank, start):
                found.append(first)
                at = gaps.find(blank, self._past(gaps, start))
            else:
                at = gaps.find(blank, start + 1)
        return found

    def _past(self, gaps: bytes, start: int) -> int:
        """The end of the run of zeros that begins at `start`."""
        rest = gaps[start : start + _FAR]
        return start + (len(rest) - len(rest.lstrip(b"\0"))) + 1


@once_kept
def overlay_of(narrative: Narrative) -> Overlay:
    """The text of a narrative laid against itself."""
    return Overlay(narrative.whole)


@once_kept
def doubled_characters(narrative: Narrative) -> list[int]:
    """Where a character stands twice in a row."""
    return overlay_of(narrative).repeats(1)


_FAR = 4096
