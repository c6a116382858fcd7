"""Foreign text made safe to print: what has no shape of its own is named instead."""

import re

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\uffff]"
)


def visible(text: str) -> str:
    """The text with control, zero-width and direction marks spelt out, such as `‹U+202E›`.

    They could turn a line around, hide words, or steer a terminal. Line breaks and tabs stay.
    """
    return _UNSEEN.sub(lambda match: f"‹U+{ord(match[0]):04X}›", text)


def one_line(text: str, most: int = 0) -> str:
    """Visible text in one line, cut to `most` characters where that is not 0."""
    plain = " ".join(visible(text).split())
    return f"{plain[:most]}……" if most and len(plain) > most else plain
