"""Reads a quantity of a clause: what it counts, of what kind, year and scope."""

import re

from assistant.rules.mentions.around import Around, unexplained
from assistant.rules.mentions.clauses import Clause
from assistant.rules.mentions.draft import Draft
from assistant.rules.mentions.mention import Scope
from assistant.rules.mentions.subjects import (
    CASES,
    OF_REQUESTS,
    OUTCOMES,
    Thread,
    carried,
    counts,
)
from assistant.rules.mentions.words import Word

_HEDGE = re.compile(r"(?:了|约|近|为|达|至|幅度?|率|超过|超|逾|均为|到|\s){0,3}")
_FROM = re.compile(r"[由从][^，。；、\n\d]{0,12}$")
_UNIT_NAME = re.compile(
    r"(?:局|委|办|厅|院|中心|政府|县|区|市|镇|乡|街道|部门|本级|园|会|队|处|室|单位|[县市区省镇乡]级|公司|学校)"
    r"(?:共计?|合计|收到|新收|接收|收办|受理|办理|办结|公开|发布|制作|的|为|有|\s)*$"
)
_UNIT_TAIL = frozenset("局委办厅院心府县区市镇乡道门级园会队处室位司校共计到收办理结开布作的为有 ")
_LISTED_UNITS = frozenset("件 条 份 篇 宗 起 例 期 元 万元".split())
_SHARES = frozenset(["%", "‰", "成"])
_POINTS = frozenset(["个百分点", "百分点"])
_ABOUT = ("信息公开", "依申请")


class Reader:
    """Reads the quantities of one sentence after the other, keeping the thread of a paragraph."""

    def __init__(self, plain: str, year: int) -> None:
        self.plain = plain
        self.year = year

    def read(self, around: Around, clause: Clause, thread: Thread) -> Draft:
        """A draft of the mention; relations to others are settled later."""
        draft = Draft(around.quantity, clause)
        draft.marker, draft.rate = around.last("markers") or thread.marker, around.last("rates")
        thread.marker = None
        if draft.rate and draft.rate.meaning == "-":
            draft.rate = None
        self._kind(draft, around, thread)
        self._qualify(draft, around, thread)
        self._subject(draft, around, thread)
        self._when(draft, around, thread)
        self._scope(draft, around, thread)
        return draft

    def _kind(self, draft: Draft, around: Around, thread: Thread) -> None:
        unit = draft.quantity.unit
        percent = unit in _SHARES or unit.startswith("/")
        compared = [w for w in around.groups.get("compared", ()) if w.meaning != "-"]
        if compared:
            thread.compared = True
        sign = self._direction(around, percent or unit in _POINTS)
        if sign and (percent or unit in _POINTS or thread.compared):
            draft.kind = "growth" if percent or unit in _POINTS or unit == "倍" else "difference"
            draft.direction = sign
        else:
            draft.kind = "share" if percent else "count"
            self._compared_value(draft, around, compared)

    def _compared_value(self, draft: Draft, around: Around, compared: list[Word]) -> None:
        """Whether it is the older or the newer value of a comparison."""
        start = draft.quantity.start
        reached = around.last("reached")
        if reached and _HEDGE.fullmatch(self.plain, reached.end, start):
            draft.reached, draft.direction = True, {"+": 1, "-": -1}.get(reached.meaning, 0)
            return
        if compared and compared[-1].meaning != "rate":
            draft.base = True
        elif any(w.group == "reached" and w.start >= draft.quantity.end for w in draft.clause.words):
            piece = self.plain[max(around.start, start - 16) : start]
            draft.base = _FROM.search(piece) is not None

    def _direction(self, around: Around, percent: bool) -> int:
        word = around.last("directions")
        if word is None or word is not around.before[-1] and around.before[-1].group != "compared":
            return 0
        gap = around.quantity.start - word.end
        if len(self.plain[word.start : word.end]) == 1 and gap > 1 + percent:
            return 0
        if not _HEDGE.fullmatch(self.plain, word.end, around.quantity.start):
            return 0
        return 1 if word.meaning == "+" else -1

    def _qualify(self, draft: Draft, around: Around, thread: Thread) -> None:
        words = list(around.groups.get("qualifiers", ()))
        rate = draft.rate
        if rate and rate.meaning == "of":
            draft.of = frozenset(
                name for w in words if w.start > rate.start for name in w.meaning.split()
            )
            words = [w for w in words if w.start < rate.start]
        words += [w for w in around.after if w.group == "qualifiers"]
        for word in words:
            draft.qualifiers.update(word.meaning.split())
        if rate and rate.meaning not in ("of", "rate") and draft.kind == "share":
            draft.qualifiers.update(rate.meaning.split())
            if draft.quantity.value == 100:
                draft.kind = "all"
        if "carried" in draft.qualifiers:
            draft.qualifiers.discard("carried")
            draft.qualifiers |= self._carried(around)
        if "carried_out" in draft.qualifiers:
            draft.qualifiers -= {"handled", "on_time", "accepted"}
        applicant = around.last("applicants") or next(
            (w for w in around.after[: around.chain] if w.group == "applicants"), None
        )
        if applicant and applicant.meaning != "everyone":
            draft.applicant = applicant.meaning

    def _carried(self, around: Around) -> set[str]:
        """Into which year 结转 carries, where the clause says."""
        times = [w.meaning for w in (*around.before, *around.after) if w.group in ("times", "years")]
        if "next" in times or str(self.year + 1) in times:
            return {"carried_out"}
        if "last" in times or str(self.year - 1) in times:
            return {"carried_in"}
        return set()

    def _subject(self, draft: Draft, around: Around, thread: Thread) -> None:
        unit = draft.quantity.unit
        word = around.own_subject()
        own = word.meaning if word else ""
        foreign = word is not None and (
            not own or around.names_another(self.plain) or self._is_far(around, word)
        )
        own = "" if foreign else own
        if not own and (media := self._media(draft, around)):
            own, foreign = media, False
        elif own == "information":
            own = self._published_where(around)
        if own and counts(own, unit):
            draft.subject, draft.named = own, True
            draft.certain = self._is_certain(own, thread)
            thread.subject, thread.in_sentence = own, True
            self._restrict(draft, around, word)
            return
        special = not draft.qualifiers.isdisjoint(OF_REQUESTS | OUTCOMES) or bool(draft.applicant)
        if (foreign or own) and not special:
            self._lose_thread(draft, thread)
            return
        self._carry(draft, around, thread, special)

    def _is_far(self, around: Around, word: Word) -> bool:
        """Whether something else stands between the word and the number: 会议邀请代表6次."""
        start = around.quantity.start
        if word.end > start or word.end == start:
            return False
        return unexplained(self.plain, word.end, start, around.before) > 2

    def _lose_thread(self, draft: Draft, thread: Thread) -> None:
        draft.applicant = ""
        if draft.kind == "count":
            thread.subject, thread.in_sentence = "?", True

    def _carry(self, draft: Draft, around: Around, thread: Thread, special: bool) -> None:
        rest = unexplained(self.plain, around.start, draft.quantity.start, around.before)
        listed = draft.marker is not None and draft.marker.meaning == "some"
        if rest >= 3 and not special and not self._unit_name(around) and draft.kind == "count":
            if not listed or thread.subject == "?":
                self._lose_thread(draft, thread)
                return
            draft.qualifiers.add("restricted")
        subject = "" if thread.subject == "?" and not special else thread.subject
        thread.subject = subject
        draft.subject = carried(thread, draft.quantity.unit, frozenset(draft.qualifiers), draft.applicant)
        if draft.subject != "requests":
            draft.applicant = ""

    def _media(self, draft: Draft, around: Around) -> str:
        channel = around.last("channels")
        if channel is None:
            return ""
        unit = draft.quantity.unit
        if channel.meaning == "new_media" and unit in ("个", "家"):
            return "new_media_accounts"
        published = "published" in draft.qualifiers
        if published and unit in ("条", "篇", "期") and not around.last("subjects"):
            return "web_items" if channel.meaning == "web" else "new_media_items"
        return ""

    def _published_where(self, around: Around) -> str:
        where = {w.meaning for w in around.groups.get("channels", ())}
        if where == {"web"}:
            return "web_items"
        return "new_media_items" if where == {"new_media"} else "information"

    def _is_certain(self, subject: str, thread: Thread) -> bool:
        """Cases and requests can be of another kind where the text is about something else."""
        if subject not in CASES and subject != "requests":
            return True
        return thread.about or thread.section in ("1.2", "3", "4")

    def _restrict(self, draft: Draft, around: Around, word: Word | None) -> None:
        """A topic before the subject (涉及征地的申请12件) makes it a part of what is meant."""
        if word is None:
            return
        if word.start >= draft.quantity.end:
            start, words = draft.quantity.end, around.after
        else:
            start, words = around.start, around.before
        piece = self.plain[start : word.start]
        if piece.endswith(("的", "类")) and unexplained(self.plain, start, word.start, words) >= 2:
            draft.qualifiers.add("restricted")

    def _when(self, draft: Draft, around: Around, thread: Thread) -> None:
        if draft.kind in ("growth", "difference"):
            return
        draft.year = thread.year
        draft.part_of_year = False
        for word in around.before:
            if word.group in ("times", "years") or (
                word.group == "compared" and draft.base and word.meaning == "last"
            ):
                self._at(draft, word.meaning)
        if draft.base and draft.year is None:
            draft.year = self.year - 1
        elif not draft.base and not draft.qualifiers & {"carried_in", "carried_out"}:
            thread.year = draft.year
        if draft.qualifiers & {"carried_in", "carried_out"}:
            draft.year = thread.year
        if any(w.group == "times" and w.meaning == "part" for w in around.after[:1]):
            draft.part_of_year = True

    def _at(self, draft: Draft, time: str) -> None:
        if time.isdigit():
            draft.year = None if int(time) == self.year else int(time)
        elif time == "this":
            draft.year = None
        elif time in ("last", "next"):
            draft.year = self.year + (1 if time == "next" else -1)
        elif time == "part":
            draft.part_of_year = True
        else:
            draft.cumulative = True

    def _scope(self, draft: Draft, around: Around, thread: Thread) -> None:
        word = around.last("scopes")
        if word is not None:
            thread.scope = word.meaning
        draft.scope = _as_scope(thread.scope)
        name = self._unit_name(around)
        if name and not (word and word.end > name[0]):
            draft.scope = "unit"

    def _unit_name(self, around: Around) -> tuple[int, int] | None:
        """Where a unit is named right before the number: 县公安局3件."""
        quantity = around.quantity
        start = quantity.start
        if quantity.unit not in _LISTED_UNITS or start == around.start:
            return None
        if self.plain[start - 1] not in _UNIT_TAIL:
            return None
        first = max(around.start, start - 24)
        match = _UNIT_NAME.search(self.plain, first, start)
        if match is None:
            return None
        end = first + 1
        end = match.start() + 1
        if any(w.start < end <= w.end and w.group == "qualifiers" for w in around.before):
            return None
        return end, match.end()


    def follow(self, clause: Clause, thread: Thread) -> None:
        """What a clause without quantities says of those that follow in its sentence."""
        for word in clause.words:
            match word.group:
                case "subjects" if word.meaning:
                    thread.subject, thread.in_sentence = word.meaning, True
                case "times" | "years":
                    self._follow_time(word.meaning, thread)
                case "scopes":
                    thread.scope = word.meaning
                case "compared" if word.meaning != "-":
                    thread.compared = True
                case "markers" if word.meaning:
                    thread.marker = word
                case _:
                    pass

    def _follow_time(self, time: str, thread: Thread) -> None:
        if time.isdigit():
            thread.year = None if int(time) == self.year else int(time)
        elif time == "this":
            thread.year = None
        elif time == "last":
            thread.year = self.year - 1

    def settle(self, draft: Draft, thread: Thread) -> None:
        """Certainty, time and scope of what is said without a number."""
        draft.certain = draft.named and self._is_certain(draft.subject, thread)
        draft.year, scope = thread.year, thread.scope
        for word in draft.clause.words:
            if word.start >= draft.quantity.end:
                break
            if word.group in ("times", "years"):
                self._at(draft, word.meaning)
            elif word.group == "scopes":
                scope = word.meaning
        draft.scope = _as_scope(scope)
        if "carried" in draft.qualifiers:
            draft.qualifiers.discard("carried")
            draft.qualifiers.add("carried_in" if draft.year == self.year - 1 else "carried_out")
        if draft.qualifiers & {"carried_in", "carried_out"}:
            draft.year = thread.year


def _as_scope(name: str) -> Scope:
    match name:
        case "area" | "own" | "office" | "unit":
            return name
    return ""


def is_about_disclosure(text: str) -> bool:
    """Whether a sentence speaks of disclosure or requests for it."""
    return any(word in text for word in _ABOUT)
