"""DUP101: the same passage stands twice in one report."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.likeness import Passage, repeated
from assistant.rules.narrative import Narrative, Sentence
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.section_names import section_name

_SHORTEST = 24
_CERTAIN = 48  # letters beyond fixed phrases: no two sentences are the same that long by chance
_LETTERS_PER_NUMBER = 12
_SENTENCE = 28
_FIGURE = re.compile(r"[1-9]\d*")
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_NAME = re.compile(
    r"\d{0,4}年?[一-鿿]{8,60}(?:局|委员会|政府|办公[室厅]|办事处|中心|[镇乡县市区])[在对]?"
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    passages = repeated(case.narrative, _SHORTEST)
    for passage in passages:
        if not _can_stand_twice(case.narrative.plain, passage):
            yield _finding(rule, case, passage)
    told = [passage.span for passage in passages]
    for passage in _same_sentences(case.narrative):
        if not any(start < passage.span[1] and passage.span[0] < end for start, end in told):
            yield _finding(rule, case, passage)


def _same_sentences(narrative: Narrative) -> Iterator[Passage]:
    """Sentences that stand twice with the same figures: shorter ones than make a passage."""
    first: dict[str, Sentence] = {}
    for sentence in narrative.sentences:
        if len(sentence.text) >= _SENTENCE:
            other = first.setdefault(sentence.text, sentence)
            if other is not sentence and _FIGURE.search(sentence.text):
                span, there = (sentence.start, sentence.end), (other.start, other.end)
                yield Passage(span, there, len(sentence.text))


def _is_a_list_of_figures(plain: str, passage: Passage) -> bool:
    """Whether two lists name the same units or results, each with its own figures."""
    here, there = plain[slice(*passage.span)], plain[slice(*passage.other)]
    numbers = _NUMBERS.findall(here)
    if len(numbers) * _LETTERS_PER_NUMBER < passage.letters:
        return False
    return numbers != _NUMBERS.findall(there) or set(numbers) == {"0"}


def _can_stand_twice(plain: str, passage: Passage) -> bool:
    """A list of figures, an organ's long name, or one sentence frame with each its own figures."""
    here, there = plain[slice(*passage.span)], plain[slice(*passage.other)]
    numbers = _NUMBERS.findall(here)
    apart = len(numbers) > 1 and set(numbers).isdisjoint(_NUMBERS.findall(there))
    own = apart and passage.letters < _CERTAIN
    return own or bool(_NAME.fullmatch(here)) or _is_a_list_of_figures(plain, passage)


def _finding(rule: Rule, case: Case, passage: Passage) -> Finding:
    narrative = case.narrative
    first, second = narrative.place(*passage.other), narrative.place(*passage.span)
    where = f"{section_name(first.section)}第 {first.start + 1}—{first.end} 字"
    again = f"{section_name(second.section)}第 {second.start + 1}—{second.end} 字"
    return rule.at(
        case,
        passage.span,
        f"同一段话出现两次：{where}和{again}都是“{_short(second.text)}”",
        expected="只出现一次",
        severity=Severity.ERROR if passage.letters >= _CERTAIN else Severity.WARNING,
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:40]}……{text[-16:]}"


RULE = Rule(
    code="DUP101",
    name="passage-repeated",
    severity=Severity.WARNING,
    summary="同一段话在一份报告里出现两次（数字、标点、固定提法和文件名不计，24 字起）。",
    basis="国办公开办函〔2021〕30号（不得内容雷同、敷衍塞责）",
    cure="保留一处，另一处改写成该部分自己的内容，或者删去。",
    check=_check,
    needs=("narrative",),
)
