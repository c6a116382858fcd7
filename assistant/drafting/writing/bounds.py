"""A model that goes in circles or never ends is stopped; what it wrote so far is judged as ever."""

import re
from collections.abc import Iterator

from assistant.drafting.writer import Reply

_AGAIN = 3  # times that a sentence may stand in one answer before it is a circle
_SENTENCE = re.compile(r"[^。！？\n]{4,}[。！？\n]")
_CHARACTERS_A_TOKEN = 4  # no model's token is longer on average, in any language


def bounded(texts: Iterator[str], max_tokens: int, reply: Reply) -> Iterator[str]:
    """The stream until it repeats itself or is longer than its budget can be.

    A server that knows no budget is held to it here. `reply.finish` says which it was.
    """
    said: dict[str, int] = {}
    length, rest = 0, ""
    for text in texts:
        yield text
        length += len(text)
        rest += text
        end = 0
        for match in _SENTENCE.finditer(rest):
            end = match.end()
            said[match[0]] = said.get(match[0], 0) + 1
        rest = rest[end:]
        if said and max(said.values()) >= _AGAIN:
            reply.finish = "loop"
            return
        if length > max_tokens * _CHARACTERS_A_TOKEN:
            reply.finish = "length"
            return
