"""LAW101: an article of the 条例 that does not exist."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.citations import ARTICLES, before_the_regulation, cited
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.report.year < 2019:
        yield from before_the_regulation(rule, case)
        return
    for chain in cited(case.narrative):
        for citation in chain:
            if not 1 <= citation.article <= ARTICLES:
                text = case.narrative.whole[citation.start : citation.end]
                yield rule.at(
                    case,
                    (citation.start, citation.end),
                    f"《条例》只有 {ARTICLES} 条，没有“{text}”",
                    expected=f"第一条至第五十六条（共 {ARTICLES} 条）",
                )


RULE = Rule(
    code="LAW101",
    name="article-does-not-exist",
    severity=Severity.ERROR,
    summary="引用的条款号在《政府信息公开条例》里不存在（现行条例共 56 条）。",
    basis="《中华人民共和国政府信息公开条例》（国务院令第711号），共五十六条",
    cure="对照条例原文改正条款号；拿不准就只写条例名称，不写条款号。",
    check=_check,
    needs=("narrative",),
)
