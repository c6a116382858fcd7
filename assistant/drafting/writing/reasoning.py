"""What a model thinks aloud is no answer: taken out of the stream, wherever it is cut."""

import re
from collections.abc import Iterator

_OPENING = ("<think>", "<thinking>", "<reasoning>")
_CLOSING = ("</think>", "</thinking>", "</reasoning>")
_LONGEST = max(map(len, _CLOSING))
_LEFT_CLOSING = re.compile(r"</(?:think|thinking|reasoning)>")


def without_reasoning(texts: Iterator[str]) -> Iterator[str]:
    """A stream of text without what stands in reasoning tags; an unclosed one runs to the end."""
    held, inside = "", False
    for text in texts:
        held += text
        while True:
            at, mark = _first_mark(held, _CLOSING if inside else _OPENING)
            if at < 0:
                break
            if not inside and at:
                yield held[:at]
            held, inside = held[at + len(mark) :], not inside
        keep = 0 if inside else max(_possible_start(held, mark) for mark in _OPENING)
        if not inside and len(held) > keep:
            yield held[: len(held) - keep]
        held = held[-_LONGEST:] if inside else held[len(held) - keep :]
    if held and not inside:
        yield held


def after_reasoning(text: str) -> str:
    """A whole answer from behind its last closing tag: some templates open it in the prompt."""
    return _LEFT_CLOSING.split(text)[-1]


def _first_mark(text: str, marks: tuple[str, ...]) -> tuple[int, str]:
    found = [(text.find(mark), mark) for mark in marks if mark in text]
    return min(found) if found else (-1, "")


def _possible_start(text: str, mark: str) -> int:
    """How many characters at the end of a text could be the beginning of `mark`."""
    return next((n for n in range(len(mark) - 1, 0, -1) if text.endswith(mark[:n])), 0)
