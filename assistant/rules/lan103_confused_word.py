"""A word taken for one that looks or sounds alike: “不公开为另外” (rule 99)."""

from collections.abc import Iterator
from functools import lru_cache

from assistant.rules.case import Case
from assistant.rules.lexicon import LEXICON, Hit
from assistant.rules.outline import part_headings, section_headings
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import gathered

_SEVERITIES = {
    "wording.confusions": Severity.ERROR,
    "wording.likely_confusions": Severity.WARNING,
}


@lru_cache(maxsize=4096)
def _confused(title: str) -> tuple[tuple[Hit, Severity], ...]:
    found = LEXICON.find(title)
    return tuple((hit, sure) for group, sure in _SEVERITIES.items() for hit in found[group])


def _in_headings(rule: Rule, case: Case) -> Iterator[Finding]:
    for heading in (*section_headings(case.report), *part_headings(case.report)):
        for hit, severity in _confused(heading.title):
            yield rule.finding(
                f"标题里的“{hit.word}”应为“{hit.meaning}”",
                found=hit.word,
                expected=hit.meaning,
                severity=severity,
                where=heading.where,
            )


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    yield from _in_headings(rule, case)
    words = case.narrative.words
    for group, severity in _SEVERITIES.items():
        last = -1
        for hit in words[group]:
            if hit.start >= last:
                last = hit.end
                yield rule.at(
                    case,
                    (hit.start, hit.end),
                    f"“{hit.word}”应为“{hit.meaning}”",
                    expected=hit.meaning,
                    severity=severity,
                )
    by_word: dict[str, list[Hit]] = {}
    for hit in words["wording.nicer_words"]:
        by_word.setdefault(hit.word, []).append(hit)
    for word, hits in by_word.items():
        yield from gathered(
            rule,
            case,
            [(hit.start, hit.end) for hit in hits],
            f"“{word}”的规范写法是“{hits[0].meaning}”",
            expected=hits[0].meaning,
            severity=Severity.NOTE,
        )


RULE = Rule(
    code="LAN103",
    name="confused-word",
    severity=Severity.ERROR,
    summary="形近、音近的错别字（“不公开为另外”“单位决赛信息”“行政复义”）。",
    basis="《国家通用语言文字法》第九条；国办公开办函〔2021〕30号：报告内容应当准确",
    cure="改成正确的词，并用查找功能看全文还有没有。",
    check=_check,
    needs=("narrative",),
)
