"""The days that a narrative gives for a step of the law, and whether it says that the law wants them.

条例: answer within 20 working days (article 33), public within 20 working days (26), extension of
at most 20 working days (33), correction told within 7 working days (30), third party and joint
maker heard within 15 working days (32, 34).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.report.numerals import chinese_number
from assistant.rules.narrative import Narrative, Sentence, once_kept

_AROUND = 160
_NUMBER = r"(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})"
_SPAN = re.compile(
    rf"(?<![\d.月第]){_NUMBER}\s?个?(?P<unit>工作日|自然日|日历日|天|日|月)(?!期|常|程|益|前|报)"
)
_LAW = re.compile(r"条例|法定|依法|规定|法律|应当")
_OWN_PACE = re.compile(
    r"压缩|缩短|提前|提速|平均|承诺|控制在|内部|力争|优化|加快|缩减|减少|比法定|少于|低于|快于|预警|提醒"
)


@dataclass(frozen=True, slots=True)
class Days:
    """A number of days as written (`whole[start:end]`) and the words beside it.

    `before` and `after` are a line of its sentence, `context` is several lines of it (not all:
    a text without full stops would make the work quadratic). `lawful` says that the sentence
    claims what the law says, `own_pace` that it speaks of the organ's own speed.
    """

    start: int
    end: int
    number: int
    unit: str
    section: str
    context: str
    before: str
    after: str
    lawful: bool
    own_pace: bool

    @property
    def written(self) -> str:
        return f"{self.number}{'个' if self.unit in ('工作日', '月') else ''}{self.unit}"

    def is_(self, number: int) -> bool:
        """Whether it is this number of working days."""
        return self.number == number and self.unit == "工作日"


@once_kept
def days_of(narrative: Narrative) -> tuple[Days, ...]:
    """Every number of days in sentences that speak of deadlines, in reading order."""
    sentences = {narrative.sentence_at(hit.start) for hit in narrative.words["law.days"]}
    ordered = sorted(sentences, key=lambda sentence: sentence.start)
    return tuple(found for sentence in ordered for found in _in(sentence, narrative.plain))


def _in(sentence: Sentence, plain: str) -> Iterator[Days]:
    for match in _SPAN.finditer(plain, sentence.start, sentence.end):
        written = match["number"]
        number = int(written) if written.isdecimal() else chinese_number(written)
        if not number:
            continue
        start, end = match.span()
        context = plain[max(sentence.start, start - _AROUND) : min(sentence.end, end + _AROUND)]
        yield Days(
            start,
            end,
            number,
            match["unit"],
            sentence.section,
            context,
            before=plain[max(sentence.start, start - 60) : start],
            after=plain[end : min(sentence.end, end + 40)],
            lawful=_LAW.search(context) is not None,
            own_pace=_OWN_PACE.search(context) is not None,
        )
