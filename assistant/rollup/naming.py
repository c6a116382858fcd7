"""Which unit of a list a name stands for: by its full name, its aliases, its place, common short forms."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from assistant.rollup.unit_list import ListedUnit

_PLACE = re.compile(r"(?:[\u4e00-\u9fff]{1,7}?(?:省|自治区|市|自治州|州|盟|县|区|旗))+")
_NOISE = re.compile(r"[\s“”\"'‘’《》〈〉·.]|\((?:本级|机关|本机关|汇总)\)")
_GOVERNMENT = "人民政府"
_SUBDISTRICT = re.compile(r"街道(办事处|办)?$")
_CLOSE = 0.7


@dataclass(frozen=True, slots=True)
class Match:
    """The units that a name may stand for, most often one, and in words how it was told."""

    units: tuple[ListedUnit, ...] = ()
    how: str = ""


def bare(name: str) -> str:
    """A name without what people write differently: width, spaces, quotes, 人民政府 at the end."""
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", name))
    return plain.removesuffix(_GOVERNMENT) or plain


def place_of(name: str) -> str:
    """The place that a government's name begins with (青岚县人民政府办公室: 青岚县); empty if none."""
    match = _PLACE.match(bare(name))
    return match[0] if match else ""


class Names:
    """A list of units, to be asked by name."""

    def __init__(self, units: Sequence[ListedUnit], parent: str = "") -> None:
        self._units = tuple(units)
        place = place_of(parent) or _usual_place(units)
        self._places = tuple(p for p in (place, place[-1:]) if p)
        self._steps: tuple[tuple[str, Callable[[str], str]], ...] = (
            ("名称一致", bare),
            ("去掉地名后一致", self._placeless),
            ("通用简称", lambda name: _in_full(self._placeless(name))),
        )

    def match(self, name: str) -> Match:
        """The units with this name; the surest way of telling that finds any decides."""
        by_alias = [u for u in self._units if bare(name) in map(bare, u.aliases)]
        for how, form in self._steps:
            found = [u for u in self._units if form(u.name) == form(name)]
            if not found and how == "名称一致":
                found, how = by_alias, "名单里的别名"
            if found:
                return Match(tuple(found), how)
        return Match()

    def in_path(self, path: str) -> Match:
        """The unit that a file's path names, the longest name deciding."""
        parts = [bare(part) for part in path.rpartition(".")[0].split("/")]
        best: list[ListedUnit] = []
        longest = 0
        for unit in self._units:
            names = [n for name in (unit.name, *unit.aliases) for n in self._forms(name)]
            length = max((len(n) for n in names if any(n in part for part in parts)), default=0)
            if length and length >= longest:
                best = [*best, unit] if length == longest else [unit]
                longest = length
        return Match(tuple(best), "文件名")

    def nearest(self, name: str) -> str:
        """The listed name most like this one; empty where none is."""
        known = {bare(unit.name): unit.name for unit in self._units}
        close = get_close_matches(bare(name), known, n=1, cutoff=_CLOSE)
        return known[close[0]] if close else ""

    def _forms(self, name: str) -> Iterable[str]:
        placeless = self._placeless(name)
        short = [s for s, whole in _abbreviations().items() if whole == placeless]
        forms = {bare(name), placeless, _in_full(placeless), *short}
        return (form for form in forms if len(form) > 2)

    def _placeless(self, name: str) -> str:
        plain = bare(name)
        for place in self._places:
            rest = plain.removeprefix(place)
            if rest != plain and len(rest) > 1:
                return rest
        return plain


def _usual_place(units: Sequence[ListedUnit]) -> str:
    """The place that most names of a list begin with; empty where most begin with none."""
    places = Counter(place_of(unit.name) for unit in units)
    return places.most_common(1)[0][0] if places else ""


@cache
def _abbreviations() -> dict[str, str]:
    path = Path(__file__).with_name("abbreviations.toml")
    names: dict[str, str] = tomllib.loads(path.read_text("utf-8"))["names"]
    return names


def _in_full(name: str) -> str:
    known = _abbreviations()
    if name in known:
        return known[name]
    return _SUBDISTRICT.sub("街道办事处", name)
