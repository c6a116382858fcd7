"""Reads sentences out of a model's answer as it streams, however badly it keeps to the form.

Asked for {"sentences": [{"text", "facts", "sources"}]}; met in fact: that, in a code fence, with
prose around, single quotes, trailing commas, cut off in the middle, a list of strings, or plain
prose with headings and lists. A sentence is handed out as soon as its object is closed.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.drafting.writer import Finish
from assistant.drafting.writing.reasoning import after_reasoning

_KEY = r"[\"'](?:text|sentence|content|句子|正文)[\"']\s*[:：]\s*"
_TEXT = re.compile(_KEY + r"(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)')", re.S)
_OPEN_TEXT = re.compile(_KEY + r"[\"']((?:[^\"'\\]|\\.)*)\Z", re.S)
_FACTS = re.compile(r"\bf\d{1,3}\b")
_SOURCES = re.compile(r"\bs\d{1,3}\b")
_FORM = re.compile(r"[\[{]\s*[\"'\[{]")
_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*[。！？；])\"", re.S)
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_MARKS = re.compile(
    r"^\s*(?:(?:[-*#>•]+|\d{1,2}[.、．)]|[（(][一二三四五六七八九十\d]+[）)])\s*)+|\*\*|`+"
)
_HEADING = re.compile(
    r"^\s*#{1,6}\s*[^。！？]*$|^\s*\*\*[^*。]{2,20}\*\*[：:]?\s*$|^[^，。！？]{2,60}(?:报告|情况|公开|正文)[：:]?\s*$"
)
_LEADS = re.compile(
    r"^(?:以下是|好的|正文|改好的句子|改正后|答|根据(?:以上|上述)事实)[^。：:]{0,20}[：:]"
)
_QUOTED = re.compile(r"[‘\"']([^‘’\"'“”]{1,40})[’\"']")
_ENDS = "。！？；"


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as a model gave it, with the short ids that it says it rests on: a hint, no proof."""

    text: str
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass
class AnswerReader:
    """Takes an answer in pieces and gives the sentences that are finished."""

    _held: str = ""
    _at: int = 0
    _found: int = 0
    _all: list[str] = field(default_factory=list)

    def feed(self, text: str) -> Iterator[Written]:
        """The sentences that this piece of the answer completes."""
        self._all.append(text)
        self._held += text
        if "}" in text:
            yield from self._closed()

    def close(self, finish: Finish = "stop") -> Iterator[Written]:
        """What is left when the answer has ended; a sentence that was cut off is not among it."""
        self._held += "}"
        yield from self._closed()
        whole = after_reasoning("".join(self._all))
        if _FORM.search(whole) is None:
            yield from map(Written, _of_prose(whole, finish))
            return
        cut_off = _OPEN_TEXT.search(self._held, self._at)
        if cut_off:
            yield from map(Written, finished(_unescaped(cut_off[1].rstrip("}"))))
        elif not self._found:
            for match in _STRING.finditer(whole):
                yield from map(Written, sentences_of(_unescaped(match[1])))

    def _closed(self) -> Iterator[Written]:
        """Sentences whose object has its closing brace; one inside a string is a slot's."""
        while match := _TEXT.search(self._held, self._at):
            end = self._held.find("}", match.end())
            if end < 0:
                return
            start = max(self._held.rfind("{", self._at, match.start()), self._at)
            beside = self._held[start : match.start()] + self._held[match.end() : end]
            self._at = end + 1
            self._found += 1
            facts, sources = tuple(_FACTS.findall(beside)), tuple(_SOURCES.findall(beside))
            for text in sentences_of(_unescaped(match[1] or match[2] or "")):
                yield Written(text, facts, sources)


def sentences_of(answer: str) -> list[str]:
    """The sentences of a text, without list marks, headings and phrases of the model's own."""
    found: list[str] = []
    for line in answer.splitlines():
        if _HEADING.match(line):
            continue
        bare = _LEADS.sub("", _MARKS.sub("", line)).strip()
        for match in _SENTENCE.finditer(bare):
            sentence = match[0].strip()
            if len(sentence) > 3 and sentence not in found:
                found.append(sentence if sentence[-1] in _ENDS else f"{sentence}。")
    return found


def finished(text: str) -> list[str]:
    """The sentences of a text that was cut off, without the last if it has no end."""
    whole = text[: max(text.rfind(end) for end in "。！？") + 1]
    return sentences_of(whole)


def _of_prose(text: str, finish: Finish) -> list[str]:
    return finished(text) if finish == "length" else sentences_of(text)


def _unescaped(text: str) -> str:
    try:
        value = str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        value = re.sub(r"\\(.)", r"\1", text)
    # Inside JSON a model writes ‘双随机’ or "双随机" for the “双随机” that it was shown.
    if "“" in value:
        return value
    return _QUOTED.sub(r"“\1”", value)
