"""Official words for colloquial ones, by a vocabulary; what is counted stays as it is."""

import re
import tomllib
from functools import cache
from pathlib import Path

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.revising.locating import Spot
from assistant.drafting.revising.scene import Edit, Scene, is_persons, refusal, reworded
from assistant.drafting.revising.version import Refused
from assistant.report.agency import agency_kind
from assistant.report.quantities import find_quantities

_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|「[^」]*」")


def formal(scene: Scene) -> Edit:
    """The sentences meant without colloquial words; one that would lose its ground stays."""
    changed: dict[Spot, tuple[GroundedSentence, ...]] = {}
    refused, notes = [], []
    for spot in scene.spots:
        old = scene.at(spot)
        text, words = in_official_words(old.text, scene.basis.figures.year, _self_name(scene))
        if text == old.text:
            continue
        judgement = scene.ground([old]).judge(text, rests_on_facts=False)
        if judgement.holds or is_persons([old]) or not scene.ground([old]).judge(old.text).holds:
            changed[spot] = (reworded(scene, [old], text, judgement),)
            notes += words
        else:
            refused.append(Refused(text=text, why="；".join(judgement.reasons)))
    if not changed and not refused:
        return refusal(
            "改得更正式",
            "词表里的口语词这里一个也没有，没有改动",
            "要换整句的说法可以说“第几句改成：……”；设置了模型时可以由模型改写",
        )
    rows = scene.with_sentences(changed) if changed else None
    return Edit(rows, "换成书面语", tuple(refused), tuple(dict.fromkeys(notes)))


def _self_name(scene: Scene) -> str:
    return "本机关" if not agency_kind(scene.basis.figures.agency).is_government else "本级政府"


def in_official_words(text: str, year: int, self_name: str) -> tuple[str, list[str]]:
    """The text with official words, and which were put for which.

    A replacement that would change a number or its unit is not made.
    """
    words, pattern = _vocabulary()
    taken = [match.span() for match in _QUOTED.finditer(text)]
    taken += [match.span() for match in _kept().finditer(text)]
    pieces, at, made = [], 0, []
    for match in pattern.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        new = words[match[0]].format(year=year, agency_self=self_name)
        pieces += [text[at : match.start()], new]
        at = match.end()
        made.append(f"“{match[0]}”改为“{new}”")
    changed = "".join([*pieces, text[at:]])
    if _numbers(changed) != _numbers(text):
        return text, []
    return changed, made


def _numbers(text: str) -> list[tuple[str, str]]:
    return [(str(q.value), q.unit) for q in find_quantities(text)]


@cache
def _file() -> dict[str, dict[str, object]]:
    return tomllib.loads(Path(__file__).with_name("formal_words.toml").read_text("utf-8"))


@cache
def _vocabulary() -> tuple[dict[str, str], re.Pattern[str]]:
    words = {str(word): str(said) for word, said in _file()["words"].items()}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return words, re.compile("|".join(map(re.escape, longest_first)))


@cache
def _kept() -> re.Pattern[str]:
    words = _file()["kept"]["words"]
    listed = [str(word) for word in words] if isinstance(words, list) else []
    return re.compile("|".join(map(re.escape, listed)))
