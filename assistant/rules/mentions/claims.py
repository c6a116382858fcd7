"""What is said without a number: that there was none (未收到), or that it was all (全部办结)."""

import re
from collections.abc import Iterator

from assistant.rules.mentions.around import unexplained
from assistant.rules.mentions.clauses import Clause
from assistant.rules.mentions.draft import Draft, said
from assistant.rules.mentions.subjects import (
    CASES,
    OUTCOMES,
    REASONS,
    RESULTS,
    TIMES,
    Thread,
    carried,
)
from assistant.rules.mentions.words import Word

_COUNTABLE = CASES | {
    "requests",
    "regulations",
    "normative_documents",
    "licensing",
    "penalties",
    "coercion",
    "fees",
    "processing_fee",
    "complaints",
    "accountability",
    "press",
    "consultations",
    "gazette",
    "suggestions",
}
# 没有制定规章的权限, 未收到超出合理范围的申请: nothing is said of their number.
_NOT_A_NUMBER = re.compile(
    r"权限|资格|职能|职权|必要|意识|超出|超过|频次|合理|条件|超期|逾期|差错|失误|异议|经验"
)
_STRANGE = 3
_FAR = 18
_TRIED = 4


def absences(plain: str, clause: Clause) -> Iterator[Draft]:
    """One draft for each subject that a clause says there was none of."""
    for index, word in enumerate(clause.words):
        if word.group != "negations" or word.meaning == "-":
            continue
        if any(q.start >= word.start for q in clause.quantities):
            return
        if _NOT_A_NUMBER.search(plain, word.end, clause.end):
            return
        yield from _absent(plain, clause, index)
        return


def _absent(plain: str, clause: Clause, index: int) -> Iterator[Draft]:
    negation = clause.words[index]
    later = clause.words[index + 1 :]
    targets = _targets(plain, negation.end, later)
    if not targets and _ends(plain, negation, later, clause):
        targets = [w for w in clause.words[:index] if w.group == "subjects" and w.meaning]
    if (
        plain[negation.start : negation.end] == "零"
        and targets
        and targets[0].start > negation.start
    ):
        return
    qualifiers = set(negation.meaning.split())
    for word in (*clause.words[:index], *later):
        if word.group == "qualifiers":
            qualifiers.update(word.meaning.split())
    if not targets and not qualifiers.isdisjoint({"carried", "carried_in", "carried_out"}):
        targets = [negation._replace(group="subjects", meaning="requests")]
    for target in targets:
        if target.meaning in _COUNTABLE:
            start = min(negation.start, target.start)
            end = max(negation.end, target.end)
            draft = Draft(said(start, end, plain, 0), clause, subject=target.meaning)
            draft.negated = draft.named = True
            draft.qualifiers = set(qualifiers)
            draft.applicant = _applicant(clause) if target.meaning == "requests" else ""
            yield draft


def _targets(plain: str, start: int, later: list[Word]) -> list[Word]:
    """The subjects that follow a negation, as long as nothing unknown stands in between."""
    found: list[Word] = []
    between: list[Word] = []
    for word in later:
        between.append(word)
        if word.group != "subjects":
            continue
        if not word.meaning or unexplained(plain, start, word.start, between) > _STRANGE:
            break
        found.append(word)
        start, between = word.end, []
    names = {w.meaning for w in found}
    if len(names) > 1 and names & (CASES | {"accountability", "complaints"}):
        # 没有因申请引发的行政复议: the request is the cause.
        found = [w for w in found if w.meaning != "requests" or w is not found[0]]
    kept: dict[str, Word] = {}
    for word in found:
        kept.setdefault(word.meaning, word)
    return list(kept.values())


def _ends(plain: str, negation: Word, later: list[Word], clause: Clause) -> bool:
    return unexplained(plain, negation.end, clause.end, later) <= 1


def _applicant(clause: Clause) -> str:
    names = [w.meaning for w in clause.words if w.group == "applicants" and w.meaning]
    return names[0] if len(names) == 1 and names[0] != "everyone" else ""


def total_claim(plain: str, clause: Clause, before: Draft | None, thread: Thread) -> Draft | None:
    """全部办结, 均已按期答复: that all of something was handled; None where nothing is claimed."""
    words = clause.words
    places = [i for i, w in enumerate(words) if w.group == "all_of_it" and not w.meaning]
    for index in reversed(places[-_TRIED:]):
        word = words[index]
        handled = _handled(plain, clause, index)
        if handled:
            quantity = said(word.start, handled[-1].end, plain, 100, "%")
            draft = Draft(quantity, clause, kind="all")
            draft.qualifiers = {name for w in handled for name in w.meaning.split()}
            _claimed_of(draft, clause, index, before, thread)
            return draft
    return None


def _handled(plain: str, clause: Clause, index: int) -> list[Word]:
    """The words of handling that follow “all”, none where a number or a negation comes first."""
    found: list[Word] = []
    at = clause.words[index].end
    for word in clause.words[index + 1 : index + 1 + _FAR]:
        between = any(at <= q.start < word.start and q.unit not in TIMES for q in clause.quantities)
        denied = plain.find("未", at, word.start) >= 0
        if word.start - at > _FAR or word.group == "negations" or between or denied:
            break
        if word.group == "qualifiers" and word.meaning:
            if not set(word.meaning.split()) <= {"handled", "on_time"}:
                break
            found.append(word)
        at = max(at, word.end)
    return found


def _claimed_of(
    draft: Draft, clause: Clause, index: int, before: Draft | None, thread: Thread
) -> None:
    own = [w for w in clause.words[:index] if w.group == "subjects"]
    if own:
        draft.subject, draft.named = own[-1].meaning, True
    else:
        draft.subject = carried(thread, "%", draft.qualifiers, "")
    narrow = RESULTS | REASONS | OUTCOMES | {"restricted", "of_which"}
    if before is not None and not before.qualifiers.isdisjoint(narrow):
        draft.qualifiers.add("restricted")
