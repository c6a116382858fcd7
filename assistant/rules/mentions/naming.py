"""Names what a quantity counts, in the words of its clause or of those before it."""

import re

from assistant.rules.mentions.around import Around, unexplained
from assistant.rules.mentions.draft import Draft
from assistant.rules.mentions.subjects import (
    CASES,
    OF_REQUESTS,
    OUTCOMES,
    Thread,
    carried,
    counts,
)
from assistant.rules.mentions.words import Word

_AND = re.compile(r"[、和与及或以\s]{1,3}")
_UNIT_NAME = re.compile(
    r"(?:局|委|办|厅|院|中心|政府|县|区|市|镇|乡|街道|部门|本级|园|会|队|处|室|单位|[县市区省镇乡]级|公司|学校)"
    r"(?:共计?|合计|分别|收到|新收|接收|收办|受理|办理|办结|公开|发布|制作|的|为|有|\s){0,3}$"
)
_UNIT_TAIL = frozenset("局委办厅院心府县区市镇乡道门级园会队处室位司校")
_VERB_TAIL = frozenset("共计到收办理结开布作的为有 ")
LISTED_UNITS = frozenset(["件", "条", "份", "篇", "宗", "起", "例", "期", "元", "万元"])
_LONGEST_NAME = 8  # characters that `_UNIT_NAME` can match
_UNKNOWN = 2
_SPECIAL = OF_REQUESTS | OUTCOMES


class Namer:
    """Finds the subject of each quantity of a text."""

    def __init__(self, plain: str) -> None:
        self.plain = plain

    def name(self, draft: Draft, around: Around, thread: Thread) -> None:
        """Settle subject, applicant and certainty, and what the thread goes on with."""
        if around.chain or "applicants" in around.nearest:
            self._applicant(draft, around)
        word = around.own_subject()
        of_media = around.chain or "channels" in around.nearest
        own = (of_media and self._media(draft, around, word)) or self._own(around, word, thread)
        if own and counts(own, draft.quantity.unit):
            self._take(draft, around, word, own, thread)
            return
        special = bool(draft.applicant) or not draft.qualifiers.isdisjoint(_SPECIAL)
        if (word is not None or own) and not special:
            _lose(draft, thread)
        else:
            self._carry(draft, around, thread, special)

    def _own(self, around: Around, word: Word | None, thread: Thread) -> str:
        """The subject that the clause names; empty if it names none or something else."""
        if word is None:
            return ""
        if not word.meaning or around.names_another(self.plain) or self._is_far(around, word):
            return ""
        if word.meaning == "information":
            return _published_where(around)
        if word.meaning in CASES:
            return self._joined(around, word)
        if word.meaning == "documents" and self._goes_on(around, word, thread):
            return "normative_documents"
        if self._is_attribute(word, thread):
            return thread.subject
        return word.meaning

    def _goes_on(self, around: Around, word: Word, thread: Thread) -> bool:
        """制发规范性文件9件，现行有效文件62件: bare 文件 are those spoken of before."""
        if thread.subject != "normative_documents" or not thread.in_sentence:
            return False
        bare = self.plain[word.start : word.end] == "文件"
        return bare and unexplained(self.plain, around.start, word.start, around.before) == 0

    def _is_attribute(self, word: Word, thread: Thread) -> bool:
        """公文862份，其中主动公开117份、依申请公开203份: how documents are marked, no requests."""
        spoken = thread.in_sentence and thread.subject in ("documents", "information")
        return spoken and self.plain[word.start : word.end] in ("依申请公开", "依申请")

    def _joined(self, around: Around, word: Word) -> str:
        """行政复议、行政诉讼共5件 counts both; 行政复议后的行政诉讼 does not."""
        before = around.all_of("subjects")
        if len(before) < 2 or before[-1] is not word:
            return word.meaning
        first = before[-2]
        both = {first.meaning, word.meaning} == {"reconsideration", "litigation"}
        return (
            "cases" if both and _AND.fullmatch(self.plain, first.end, word.start) else word.meaning
        )

    def _take(
        self, draft: Draft, around: Around, word: Word | None, own: str, thread: Thread
    ) -> None:
        draft.subject, draft.named = own, True
        draft.certain = self.is_certain(own, thread) and self._is_one(draft, around, word, own)
        thread.subject, thread.in_sentence = own, True
        thread.clause = draft.clause
        if draft.subject not in ("requests", *CASES):
            draft.applicant = ""
        if word is not None:
            self._restrict(draft, around, word)

    def _is_one(self, draft: Draft, around: Around, word: Word | None, own: str) -> bool:
        """Whether one thing is counted: 规章、规范性文件等112件 are two."""
        if word is None or (own != word.meaning and own == "normative_documents"):
            return word is None
        before = around.all_of("subjects")
        if len(before) < 2 or before[-1] is not word or own == "cases":
            return True
        other = before[-2]
        joined = other.meaning not in ("", own) and _AND.fullmatch(
            self.plain, other.end, word.start
        )
        if joined and not (
            draft.marker and draft.marker.meaning in ("apiece", "each", "respectively")
        ):
            draft.qualifiers.add("restricted")
            return False
        return True

    def _carry(self, draft: Draft, around: Around, thread: Thread, special: bool) -> None:
        if draft.kind == "count" and not special and self._is_strange(draft, around):
            listed = draft.marker is not None and draft.marker.meaning in ("some", "each", "whole")
            if not listed or thread.subject == "?":
                _lose(draft, thread)
                return
            draft.qualifiers.add("restricted")
        draft.subject = carried(thread, draft.quantity.unit, draft.qualifiers, draft.applicant)
        same = draft.subject == thread.subject and thread.clause is draft.clause
        draft.certain = same and bool(draft.subject) and self.is_certain(draft.subject, thread)
        if draft.subject != "requests":
            draft.applicant = ""
        if draft.subject:
            thread.subject = draft.subject
        if thread.topical:
            draft.qualifiers.add("restricted")

    def _is_strange(self, draft: Draft, around: Around) -> bool:
        """Whether a word that we do not know says what is counted."""
        if around.names_another(self.plain):
            return True
        start = draft.quantity.start
        if self.unit_before(around):
            return False
        return unexplained(self.plain, around.start, start, around.before) >= _UNKNOWN

    def _applicant(self, draft: Draft, around: Around) -> None:
        words = around.all_of("applicants")
        if not words:
            words = [w for w in around.after[: around.chain] if w.group == "applicants"]
        words = [w for w in words if w.meaning]
        if not words or words[-1].meaning == "everyone":
            return
        draft.applicant = words[-1].meaning
        if len(words) > 1 and _AND.fullmatch(self.plain, words[-2].end, words[-1].start):
            draft.applicant = ""
            draft.qualifiers.add("restricted")

    def _media(self, draft: Draft, around: Around, word: Word | None) -> str:
        """Accounts and items of media that the clause names nearer than another subject."""
        channel = next(
            (w for w in around.after[: around.chain] if w.group == "channels"),
            around.nearest.get("channels"),
        )
        if channel is None or (word is not None and word.start > channel.start):
            return ""
        if channel.end <= around.quantity.start and self._is_far(around, channel):
            return ""
        unit = around.quantity.unit
        if channel.meaning == "new_media" and unit in ("个", "家"):
            return "new_media_accounts"
        if word is None and "published" in draft.qualifiers and unit in ("条", "篇", "期"):
            return "web_items" if channel.meaning == "web" else "new_media_items"
        return ""

    def _is_far(self, around: Around, word: Word) -> bool:
        """Whether something else stands between the word and the number: 会议邀请代表6次."""
        start = around.quantity.start
        if word.end >= start:
            return False
        return unexplained(self.plain, word.end, start, around.before) > _UNKNOWN

    def _restrict(self, draft: Draft, around: Around, word: Word) -> None:
        """A topic before the subject (涉及征地的申请12件) makes it a part of what is meant."""
        if word.start >= draft.quantity.end:
            start, words = draft.quantity.end, around.after
        else:
            start, words = around.start, around.before
        piece = self.plain[start : word.start]
        topic = piece.endswith(("的", "类")) or (draft.marker and draft.marker.meaning == "some")
        if topic and unexplained(self.plain, start, word.start, words) >= _UNKNOWN:
            draft.qualifiers.add("restricted")

    def is_certain(self, subject: str, thread: Thread) -> bool:
        """Cases and requests can be of another kind where the text is about something else."""
        if subject not in CASES and subject != "requests":
            return True
        return thread.about or thread.section in ("1.2", "3", "4")

    def follow(self, word: Word, thread: Thread) -> None:
        """A subject of a clause without quantities is what the next ones count."""
        kept = thread.in_sentence and thread.subject == "normative_documents"
        if not (kept and word.meaning == "documents"):
            thread.subject, thread.in_sentence = word.meaning, True

    def unit_before(self, around: Around) -> int:
        """The end of a unit's name right before the number (县公安局3件); 0 without one."""
        if around.unit_end is None:
            around.unit_end = self._unit_end(around)
        return around.unit_end

    def _unit_end(self, around: Around) -> int:
        quantity = around.quantity
        start = quantity.start
        if quantity.unit not in LISTED_UNITS or start == around.start:
            return 0
        last = self.plain[start - 1]
        if last not in _UNIT_TAIL and last not in _VERB_TAIL:
            return 0
        match = _UNIT_NAME.search(self.plain, max(around.start, start - _LONGEST_NAME), start)
        if match is None:
            return 0
        end = match.start() + 1
        verb = any(w.start < end <= w.end and w.group == "qualifiers" for w in around.before)
        return 0 if verb else end

    def unit_in_front(self, around: Around) -> str:
        """The name of a unit (县公安局) before a verb that a clause begins with; empty without one."""
        name = self.plain[around.start : around.before[0].start]
        if not name or name[-1] not in _UNIT_TAIL:
            return ""
        return name if _UNIT_NAME.search(name) else ""


def _lose(draft: Draft, thread: Thread) -> None:
    """Something else is counted here; what follows does not count the old subject again."""
    draft.applicant, draft.strange = "", True
    if draft.kind == "count":
        thread.subject, thread.in_sentence = "?", True


def _published_where(around: Around) -> str:
    where = {w.meaning for w in around.all_of("channels")}
    if where == {"web"}:
        return "web_items"
    return "new_media_items" if where == {"new_media"} else "information"


def is_about_disclosure(text: str) -> bool:
    """Whether a sentence speaks of disclosure or requests for it."""
    return "信息公开" in text or "依申请" in text
