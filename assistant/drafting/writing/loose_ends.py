"""Connectives of a model's sentence that join nothing: “32名市民参加，同时。”, “其中规章1件。”"""

import re

_AT_THE_END = re.compile(
    r"[，、；：]\s*(?:同时|并且|而且|以及|其中|此外|另外|并|还)[，、；：\s]*(?=[。！？]?$)"
)
# A part without its whole; behind another sentence it reads as well without the word.
_AT_THE_START = re.compile(r"^(?:其中|并且|而且|以及)[，：]?(?=.{4})")


def without_loose_ends(sentence: str) -> str:
    """The sentence without connectives that stand alone at either end; its facts stay as they are."""
    return _AT_THE_START.sub("", _AT_THE_END.sub("", sentence))
