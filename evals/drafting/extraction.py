"""The figures file that an agency would have had before it wrote a report, made from that report.

Deterministic, without a model. Cells come from the tables. A work fact is made of those clauses of
a sentence that hold a number which no cell accounts for: what a cell says (by the definitions of
the rules) is left to the table, clauses without a number are left to whoever writes. Problems and
improvements are the steps of section 五, or its sentences by what they tell of. So the facts are in
the report's own words: content scores of such cases are higher than with a clerk's notes, and only
comparisons between drafts of the same cases mean something.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.report.dates import find_dates
from assistant.report.model import AnnualReport, WorkFact, WorkValue
from assistant.rules.definitions.judging import judge
from assistant.rules.definitions.meaning import meaning_of
from assistant.rules.mentions.mention import Mention
from assistant.rules.narrative import Narrative, Sentence
from assistant.rules.section_five import PROBLEM, enumerations, tells_of_improvement

_PARTS = {"1": "1.1", **{p: p for p in ("1.1", "1.2", "1.3", "1.4", "1.5", "5", "6")}}
_TABLES = frozenset(
    [
        "requests", "reconsideration", "litigation", "litigation_direct", "cases",
        "litigation_after_reconsideration", "fees",
    ]
)  # fmt: skip
_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十]+是|第[一二三四五六]，|[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|其中|同时|此外|另外|并且?|还|且|以及|\s|[，、；：])+"
)
_SUBJECT = 4  # Chinese letters that a clause needs to be understood without the one before it
_LONGEST = 160
_HAN = re.compile(r"[㐀-鿿]")
_DIGIT = re.compile(r"\d")
_STEP = re.compile(r"[；，：:。][一二三四五六七八九]是")
_LEADS_ON = re.compile(r"如下$|[两三四五六](?:个|大|方面|处|项|点)|的是$|主要表现在")
_SHORT = 30  # characters of a sentence that only announces what follows
_UNUSED = {
    "differs": "与表格对不上",
    "may differ": "像是表格里的数，却对不上",
    "unfit": "所在的句子太长或没有主语",
}
_CONTACT = re.compile(r"邮编|电话|传真|邮箱")
_BRACKETED = re.compile(r"（[^（）\n]*）")
_MARK = re.compile(r"[，；。：（）\n]")
_PERIOD = ((1, 1), (12, 31))
_STOP = re.compile(r"[。；\n]")


@dataclass(frozen=True, slots=True)
class Extracted:
    """The figures made of a report, and what of its numbers could not be used, in Chinese."""

    figures: AnnualReport
    notices: tuple[str, ...] = ()


def extract(report: AnnualReport) -> Extracted:
    """The report's tables, and its work facts, problems and improvements as data."""
    narrative = Narrative.of(report)
    points, taken = _points(narrative)
    unused: list[tuple[str, str]] = []
    facts: list[WorkFact] = []
    parts = _PARTS | _stray_parts(report)
    for sentence in narrative.sentences:
        if sentence.start in taken or _CONTACT.search(sentence.text):
            continue
        if sentence.section in parts:
            place = (f"told{len(facts) + 1}", parts[sentence.section])
            fact = _fact(report, narrative, sentence, place, unused)
            facts += [fact] if fact else []
    figures = report.model_copy(
        update={
            "preface": (),
            "sections": {},
            "facts": tuple(facts),
            "problems": points["problems"],
            "improvements": points["improvements"],
        }
    )
    notices = tuple(_unused_in_words(unused))
    return Extracted(AnnualReport.model_validate(figures.model_dump()), notices)


def _unused_in_words(unused: list[tuple[str, str]]) -> Iterator[str]:
    """One line for each reason, with all the numbers that it is true of."""
    for why, told in _UNUSED.items():
        texts = dict.fromkeys(text for text, reason in unused if reason == why)
        if texts:
            yield f"正文“{'、'.join(texts)}”{told}，没有取作工作事实"


def _stray_parts(report: AnnualReport) -> dict[str, str]:
    """Where to put what a report tells before or between its sections that has no section one."""
    if any(text for part, text in report.texts() if part.partition(".")[0] == "1"):
        return {}
    return {"preface": "1.1", "2": "1.1", "3": "1.2", "4": "1.2"}


def _fact(
    report: AnnualReport,
    narrative: Narrative,
    sentence: Sentence,
    place: tuple[str, str],
    unused: list[tuple[str, str]],
) -> WorkFact | None:
    """The work fact with this id and part that a sentence tells, if it tells one."""
    wanted = []
    of_tables = _follows_from_the_tables(report, narrative)
    for mention in narrative.mentions.in_sentence((sentence.start, sentence.end)):
        said = _said_by_the_tables(report, mention)
        if said in _UNUSED:
            unused.append((mention.text, said))
        elif said == "not there" and _DIGIT.search(mention.text) and mention not in of_tables:
            wanted.append(mention)
    spans = _clauses(narrative, sentence, [*wanted, *_dates(sentence)])
    text = "，".join(_bare(narrative.whole[start:end]) for start, end in spans)
    if not spans or len(_HAN.findall(text)) < _SUBJECT or len(text) > _LONGEST:
        unused += [(mention.text, "unfit") for mention in wanted]
        return None
    text, values = _with_slots(text, wanted)
    return WorkFact.model_validate(
        {
            "id": place[0],
            "section": place[1],
            "text": text,
            "values": values,
            "source": f"{report.year}年报告正文",
        }
    )


def _said_by_the_tables(report: AnnualReport, mention: Mention) -> str:
    meaning = meaning_of(mention)
    if meaning is not None:
        judgement = judge(mention, meaning, report.cells())
        if judgement.agrees is not None:
            return "agrees"
        if not judgement.tried or mention.scope == "unit":
            return "not there"  # of a table that is missing, of a unit that has no table here
        return "differs" if meaning.certain and mention.certain else "may differ"
    return "agrees" if mention.subject in _TABLES else "not there"


def _follows_from_the_tables(report: AnnualReport, narrative: Narrative) -> list[Mention]:
    """Changes and shares of what the tables say, and those of nothing that is named."""
    found = [
        one.change
        for one in narrative.mentions.changes
        if one.now is None or _said_by_the_tables(report, one.now) != "not there"
    ]
    return found + [
        one.share
        for one in narrative.mentions.shares
        if one.part is not None and _said_by_the_tables(report, one.part) != "not there"
    ]


class _Spot(NamedTuple):
    """A date with the clause it stands in; it has no number that a slot could hold."""

    start: int
    end: int
    clause: tuple[int, int]


def _dates(sentence: Sentence) -> Iterator[_Spot]:
    """The days and months that a sentence names, without those on which every report's year begins
    and ends.
    """
    for date in find_dates(sentence.text):
        if date.month is None or (date.month, date.day) in _PERIOD:
            continue
        before = _MARK.split(sentence.text[: date.start])[-1]
        after = _MARK.split(sentence.text[date.end :])[0]
        start, end = date.start - len(before), date.end + len(after)
        base = sentence.start
        yield _Spot(base + date.start, base + date.end, (base + start, base + end))


def _clauses(
    narrative: Narrative, sentence: Sentence, wanted: Sequence[Mention | _Spot]
) -> list[tuple[int, int]]:
    """The clauses of these mentions and dates, each with the one before it where it names nothing itself."""
    found: dict[int, tuple[int, int]] = {}
    for mention in wanted:
        start, end = mention.clause
        words = narrative.whole[start : mention.start] + narrative.whole[mention.end : end]
        if len(_HAN.findall(_LEAD.sub("", words))) < _SUBJECT:
            start = _start_of_the_clause_before(narrative.whole, sentence.start, start)
        if narrative.whole[start - 1 : start] == "（" and start > sentence.start + 1:
            # What stands in brackets is of what stands before them.
            start = _start_of_the_clause_before(narrative.whole, sentence.start, start)
        end += narrative.whole[end : end + 1] == "）"
        found[end] = (min(start, found.get(end, (start, end))[0]), end)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found.values()):
        if merged and _is_one_clause(narrative.whole, merged[-1][1], start):
            merged[-1] = (min(start, merged[-1][0]), end)
        else:
            merged.append((start, end))
    return merged


def _is_one_clause(whole: str, end: int, start: int) -> bool:
    """Whether what begins at `start` goes on with what ended: at once, or after words in brackets."""
    return start <= end + 1 or _BRACKETED.fullmatch(whole[end:start]) is not None


def _start_of_the_clause_before(whole: str, floor: int, start: int) -> int:
    at = start - 1
    while at > floor and whole[at - 1] not in "，；。：\n":
        at -= 1
    return max(floor, at)


def _bare(text: str) -> str:
    return _LEAD.sub("", text).strip("，；。：、\n ")


def _with_slots(text: str, wanted: list[Mention]) -> tuple[str, dict[str, WorkValue]]:
    """The text with its plainly written numbers as slots; others stay in it as they are."""
    values: dict[str, WorkValue] = {}
    text = text.replace("{", "（").replace("}", "）")
    for mention in wanted:
        quantity = mention.quantity
        plain = f"{quantity.value}{quantity.unit}" == mention.text and bool(quantity.unit)
        if plain and text.count(mention.text) == 1:
            name = f"v{len(values) + 1}"
            values[name] = WorkValue(value=quantity.value, unit=quantity.unit)
            text = text.replace(mention.text, f"{{{name}}}{quantity.unit}")
    return text, values


def _points(narrative: Narrative) -> tuple[dict[str, tuple[str, ...]], set[int]]:
    """Problems and improvements of section 五, and the starts of the sentences they stand in."""
    found: dict[str, list[str]] = {"problems": [], "improvements": []}
    taken: set[int] = set()
    for about, start, text in _told(narrative):
        found[about].append(text)
        sentence = narrative.sentence_at(start)
        if not _DIGIT.search(sentence.text):
            taken.add(sentence.start)
    return {about: tuple(dict.fromkeys(texts)) for about, texts in found.items()}, taken


def _told(narrative: Narrative) -> Iterator[tuple[str, int, str]]:
    chains = enumerations(narrative)
    if {chain.about for chain in chains} == {"problems", "improvements"}:
        yield from _of_chains(narrative)
        return
    for sentence in narrative.sentences:
        for step in _STEP.split(sentence.text) if sentence.section == "5" else ():
            text = _bare("，".join(c for c in step.split("，") if not _DIGIT.search(c)))
            about = _about(text)
            if text and about:
                yield about, sentence.start, text[:_LONGEST]


def _of_chains(narrative: Narrative) -> Iterator[tuple[str, int, str]]:
    for chain in enumerations(narrative):
        for step in chain.steps:
            stop = _STOP.search(narrative.whole, step.end)
            text = _bare(narrative.whole[step.end : stop.start() if stop else None])
            if text:
                yield chain.about, step.start, text[:_LONGEST]


def _about(text: str) -> str:
    """What a sentence of section 五 tells of; empty where it only leads to the next."""
    if _LEADS_ON.search(text) and len(text) < _SHORT:
        return ""
    if tells_of_improvement(text):
        return "improvements"
    return "problems" if PROBLEM.search(text) and not text.endswith("：") else ""
