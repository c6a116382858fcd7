"""The openings of `frames.toml`: what may stand before a statement of the staff without changing it.

Each opening is used once in a part, so that its sentences do not begin alike, and which one a
statement gets depends on agency, year and place.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.drafting.composing.voice import Voice
from assistant.drafting.planning.plan import PlanItem

_MARKS = "，；："
_NUMBERABLE = "面上"  # 一是在政策解读方面，一是在政策解读上，
_HEAD = 20  # characters in which a statement that names its matter does so
_BARE = ("",) * 3  # bare words weigh as much as three openings, as a clerk would have it
_DEED = re.compile(
    "(?:发布|公开|举办|召开|组织|开展|收到|审核|退回|清理|修订|编印|征求|设置|检查|抽查|公布|举行|印发|撤下|更新|核对|集中|培训"
    "|受理|办理|推送|制作|新增|评查|约谈|接受|回收|发出|抽看|归集|考核|放置|承办|编写|整理|参加|聘请|审定|当面答复|配备)(?!的)"
)
_WANT = re.compile("未(?!成年|来)|没有|无人")
_DATED = re.compile(
    r"\d{4}年|\d月|全年|年内|本年|当年|今年|明年|下年|次年|上年|上一年|去年|半年|季|年初|年末|年底|年度|以来|以前|期间|截至|每月|按月|起"
)


class Frames(BaseModel):
    """The data of `frames.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    leads: tuple[str, ...]
    deed_times: tuple[str, ...]
    want_times: tuple[str, ...]
    times: tuple[str, ...]
    links: tuple[str, ...]
    marks: tuple[str, ...]
    pairs: tuple[str, ...]
    openers: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]


@cache
def frames() -> Frames:
    """The frames, read once and strictly."""
    text = Path(__file__).with_suffix(".toml").read_text("utf-8")
    return Frames.model_validate(tomllib.loads(text))


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before a statement; `on_matter` if it says what all of the sentence is about."""

    text: str
    on_matter: bool = False


class Openings:
    """Hands out the openings of one part, none of them twice.

    `follows` tells that the sentence before was on the same matter, which is then not named
    again. A matter that article 50 names and the statement does not is always named.
    """

    def __init__(self, section: str, voice: Voice) -> None:
        self._section, self._voice = section, voice
        self._used = set[str]()

    def before(self, text: str, item: PlanItem | None, at: int, *, follows: bool) -> Opening:
        """What stands before the statement at a place of the part; empty for its bare words."""
        leads = _leads(text, item, follows=follows)
        if must_be_named(text, item):
            return Opening(self._unused(leads, at), on_matter=True)
        openers = frames().links if at else frames().openers.get(self._section, ())
        chosen = self._unused([*_BARE, *leads, *_times(text), *_plain(openers, text)], at)
        return Opening(chosen, on_matter=chosen in leads)

    def numbered(self, text: str, item: PlanItem | None, at: int, *, follows: bool) -> str:
        """What stands between “一是” and the statement."""
        leads = [lead for lead in _leads(text, item, follows=follows) if lead[-2] in _NUMBERABLE]
        return self._unused(leads, at) if must_be_named(text, item) else ""

    def between(self, last: str, at: int) -> str:
        """What stands before the last of the statements that share the sentence at a place."""
        return self._unused(_plain(frames().marks, last), at, "m")

    def _unused(self, fitting: Sequence[str], at: int, kind: str = "o") -> str:
        new = [one for one in fitting if one.strip(_MARKS) not in self._used]
        chosen = self._voice.choose(f"{self._section}{kind}{at}", new or fitting)
        self._used |= {chosen.strip(_MARKS)} - {""}
        return self._voice.dated(chosen)


def _leads(text: str, item: PlanItem | None, *, follows: bool) -> list[str]:
    """All leads that name the matter of a statement which does not name it itself."""
    if item is None or (follows and not must_be_named(text, item)):
        return []
    names = [item.lead] if item.kinds else [item.lead, *frames().names.get(item.id, ())]
    head = text if item.kinds else text[:_HEAD]
    new = [name for name in names if name and not names_matter(head, name)]
    named = [item.lead] if must_be_named(text, item) else new
    return [form.replace("{lead}", n) for n in named for form in _plain(frames().leads, text)]


def must_be_named(text: str, item: PlanItem | None) -> bool:
    """Whether article 50 names a matter of which the text has no word."""
    return item is not None and bool(item.kinds) and not names_matter(text, item.lead)


def names_matter(text: str, lead: str) -> bool:
    """Whether a text says the matter itself: its last two characters, or its first two."""
    return lead[-2:] in text or lead[:2] in text


def _times(text: str) -> tuple[str, ...]:
    if _DATED.search(text):
        return ()
    if _DEED.match(text):
        return frames().deed_times
    return frames().want_times if _WANT.match(text) else frames().times


def _plain(forms: Iterable[str], text: str) -> list[str]:
    """The forms that a text can follow: no second colon, no “同时，同步发布”."""
    alike = text[0] if text.startswith(("同", "此", "另")) else ""
    one_colon = [form for form in forms if "：" not in form or "：" not in text]
    return [form for form in one_colon if not alike or alike not in form]
