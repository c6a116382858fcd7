"""LAW102: a paragraph (款) or item (项) that the cited article of the 条例 does not have."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.citations import (
    ARTICLES,
    Citation,
    article_name,
    before_the_regulation,
    cited,
    items_of,
    paragraphs_of,
)
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.report.year < 2019:
        yield from before_the_regulation(rule, case)
        return
    for chain in cited(case.narrative):
        for citation in chain:
            has = _lacking(citation) if 1 <= citation.article <= ARTICLES else ""
            if has:
                text = case.narrative.whole[citation.start : citation.end]
                yield rule.at(
                    case,
                    (citation.start, citation.end),
                    f"“{text}”不存在：{article_name(citation.article)}{has}",
                    expected=has,
                )


def _lacking(citation: Citation) -> str:
    """What the article has, where the citation asks for more; empty where it exists."""
    paragraphs, items = paragraphs_of(citation.article), items_of(citation.article)
    if citation.paragraph is not None and not 1 <= citation.paragraph <= paragraphs:
        return f"只有 {paragraphs} 款"
    if citation.item is not None and not 1 <= citation.item <= items:
        return f"只有 {items} 项" if items else "没有分项"
    return ""


RULE = Rule(
    code="LAW102",
    name="paragraph-or-item-does-not-exist",
    severity=Severity.ERROR,
    summary="引用的款或项在该条里不存在。",
    basis="《中华人民共和国政府信息公开条例》（国务院令第711号）各条的款、项",
    cure="对照条例原文改正款、项的序号。",
    check=_check,
    needs=("narrative",),
)
