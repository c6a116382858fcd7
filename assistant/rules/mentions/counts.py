"""Reads a quantity of a clause: of what kind it is, and its year, range and qualifiers."""

import re

from assistant.rules.mentions.around import Around
from assistant.rules.mentions.clauses import Clause
from assistant.rules.mentions.draft import Draft
from assistant.rules.mentions.mention import Scope
from assistant.rules.mentions.naming import LISTED_UNITS, Namer
from assistant.rules.mentions.subjects import TIMES, Thread
from assistant.rules.mentions.words import Word

_HEDGE = re.compile(r"(?:了|约|近|为|达|至|幅度?|率|超过|超|逾|均为|到|\s){0,3}")
_FROM = re.compile(r"[由从][^，。；、\n\d]{0,12}$")
_RATIOS = frozenset(["%", "‰", "成", "个百分点", "百分点"])
_CARRIED = frozenset(["carried_in", "carried_out"])
_TIMES = frozenset(["times", "years"])
_SCOPES: dict[str, Scope] = {"area": "area", "own": "own", "office": "office", "unit": "unit"}
_COMPARING = frozenset(["compared", "directions", "reached"])
_SINGLE = 1


class Reader:
    """Reads the quantities of one sentence after the other, keeping the thread of a paragraph."""

    def __init__(self, plain: str, year: int) -> None:
        self.plain = plain
        self.year = year
        self.namer = Namer(plain)

    def read(self, around: Around, clause: Clause, thread: Thread) -> Draft:
        """A draft of the mention; relations to others are settled later."""
        quantity, nearest = around.quantity, around.nearest
        draft = Draft(quantity, clause, around.start, around.before)
        unit = quantity.unit
        if unit in TIMES:
            return draft
        draft.marker = nearest.get("markers") or thread.marker
        draft.rate = around.rate(self.plain)
        thread.marker = None
        ratio = unit in _RATIOS or unit[:1] == "/"
        if clause.reached_at > quantity.start or not _COMPARING.isdisjoint(nearest):
            self._kind(draft, around, thread, ratio)
        elif ratio:
            draft.kind = "share"
        if around.after or draft.rate is not None or "qualifiers" in nearest:
            self._qualify(draft, around)
        self.namer.name(draft, around, thread)
        self._when(draft, around, thread)
        self._scope(draft, around, thread)
        return draft

    def _kind(self, draft: Draft, around: Around, thread: Thread, ratio: bool) -> None:
        """Of what kind it is where words of comparing stand about it."""
        unit = draft.quantity.unit
        compared = [w for w in around.all_of("compared") if w.meaning != "-"]
        direction = self._direction(around, ratio)
        if compared or (direction and self.plain.startswith("同比", direction.start)):
            thread.compared = True
        if direction and (ratio or thread.compared):
            draft.kind = "growth" if ratio or unit == "倍" else "difference"
            draft.direction = 1 if direction.meaning == "+" else -1
            return
        draft.kind = "share" if ratio else "count"
        self._compared_value(draft, around, compared)

    def _compared_value(self, draft: Draft, around: Around, compared: list[Word]) -> None:
        """Whether it is the older or the newer value of a comparison."""
        start = draft.quantity.start
        reached = around.nearest.get("reached")
        if reached and _HEDGE.fullmatch(self.plain, reached.end, start):
            draft.reached, draft.direction = True, {"+": 1, "-": -1}.get(reached.meaning, 0)
        elif compared and compared[-1].meaning != "rate":
            draft.base = True
        elif draft.clause.reached_at > start:
            piece = self.plain[max(around.start, start - 16) : start]
            draft.base = _FROM.search(piece) is not None

    def _direction(self, around: Around, ratio: bool) -> Word | None:
        """The word of growth or decline right before the number, if there is one."""
        word = around.nearest.get("directions")
        if word is None or (
            word is not around.before[-1] and around.before[-1].group != "compared"
        ):
            return None
        gap = around.quantity.start - word.end
        if word.end - word.start == _SINGLE and gap > 1 + ratio:
            return None
        return word if _HEDGE.fullmatch(self.plain, word.end, around.quantity.start) else None

    def _qualify(self, draft: Draft, around: Around) -> None:
        rate = draft.rate
        words = around.all_of("qualifiers")
        if rate and rate.meaning == "of":
            draft.of = frozenset(
                name for w in words if w.start > rate.start for name in w.meaning.split()
            )
            words = [w for w in words if w.start < rate.start]
        said = draft.qualifiers
        for word in words:
            said.update(word.meaning.split())
        for word in around.after:
            if word.group == "qualifiers":
                said.update(word.meaning.split())
        if rate and rate.meaning not in ("of", "rate") and draft.kind == "share":
            said.update(rate.meaning.split())
            draft.kind = "all" if draft.quantity.value == 100 else "share"
        if "carried" in said:
            said.discard("carried")
            said |= self._carried(around)
        if "carried_out" in said:
            said -= {"handled", "on_time", "accepted"}

    def _carried(self, around: Around) -> set[str]:
        """Into which year 结转 carries, where the clause says."""
        times = {w.meaning for w in (*around.before, *around.after) if w.group in _TIMES}
        if times & {"next", str(self.year + 1)}:
            return {"carried_out"}
        return {"carried_in"} if times & {"last", str(self.year - 1)} else set()

    def _when(self, draft: Draft, around: Around, thread: Thread) -> None:
        if draft.kind in ("growth", "difference"):
            return
        draft.year = thread.year
        if draft.base or not _TIMES.isdisjoint(around.nearest):
            self._told_before(draft, around, thread)
        if not _CARRIED.isdisjoint(draft.qualifiers):
            draft.year = thread.year
        elif draft.base:
            draft.year = self.year - 1 if draft.year is None else draft.year
        else:
            thread.year = draft.year
        if around.after and around.after[0].group == "times" and around.after[0].meaning == "part":
            draft.part_of_year = True

    def _told_before(self, draft: Draft, around: Around, thread: Thread) -> None:
        for word in around.before:
            if word.group in _TIMES:
                self._at(draft, word.meaning, thread)
            elif word.group == "compared" and draft.base and word.meaning == "last":
                draft.year = self.year - 1

    def _at(self, draft: Draft, time: str, thread: Thread) -> None:
        if time.isdigit() or time == "this":
            number = self.year if time == "this" else int(time)
            thread.this_year |= number == self.year
            draft.year = None if number == self.year else number
        elif time in ("last", "next"):
            draft.year = self.year + (1 if time == "next" else -1)
        elif time == "part":
            draft.part_of_year = True
        elif time != "cumulative" or not thread.this_year:
            draft.cumulative = True

    def _scope(self, draft: Draft, around: Around, thread: Thread) -> None:
        word = around.nearest.get("scopes")
        if word is not None:
            thread.scope = word.meaning
        draft.scope = _SCOPES.get(thread.scope, "")
        if around.quantity.unit not in LISTED_UNITS:
            return
        name = self.namer.unit_before(around)
        if name and not (word and word.end > name):
            draft.scope = "unit"
        if around.before and around.before[0].group == "qualifiers":
            draft.lead = self.namer.unit_in_front(around)

    def follow(self, clause: Clause, thread: Thread) -> None:
        """What a clause without quantities says of those that follow in its sentence."""
        for word in clause.words:
            _, _, group, meaning = word
            if group == "subjects" and meaning and not clause.claims:
                self.namer.follow(word, thread)
            elif group in _TIMES:
                self._follow_time(meaning, thread)
            elif group == "scopes":
                thread.scope = meaning
            elif group == "markers":
                thread.marker = word
            elif group == "compared" and meaning != "-":
                thread.compared = True
        thread.topical = thread.topical or self.plain.startswith("类", clause.end - 1)

    def _follow_time(self, time: str, thread: Thread) -> None:
        if time.isdigit() or time == "this":
            number = self.year if time == "this" else int(time)
            thread.this_year |= number == self.year
            thread.year = None if number == self.year else number
        elif time == "last":
            thread.year = self.year - 1

    def settle(self, draft: Draft, thread: Thread) -> None:
        """Certainty, time and scope of what is said without a number."""
        draft.certain = draft.named and self.namer.is_certain(draft.subject, thread)
        draft.year, scope = thread.year, thread.scope
        for word in draft.clause.words:
            if word.start >= draft.quantity.end:
                break
            if word.group in _TIMES:
                self._at(draft, word.meaning, thread)
            elif word.group == "scopes":
                scope = word.meaning
        draft.scope = _SCOPES.get(scope, "")
        if "carried" in draft.qualifiers:
            draft.qualifiers.discard("carried")
            draft.qualifiers.add("carried_in" if draft.year == self.year - 1 else "carried_out")
        if draft.qualifiers & _CARRIED:
            draft.year = thread.year
