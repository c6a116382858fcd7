"""NAR401: the same quantity in the same words twice, with different values."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.judging import judge
from assistant.rules.definitions.meaning import meaning_of
from assistant.rules.mentions.mention import Mention
from assistant.rules.rule import Finding, Rule, Severity

_WHOLE = re.compile(r"共|全年|累计|总")
_SAYS_NOTHING = re.compile(
    r"20\d\d年度?|全年|年内|本年度?|累计|总计|共计|合计|共|总|我[市县区局镇乡办委]|本[局镇乡办委]|本机关"
    r"|全[市县区镇乡]|(?:向|面向)?社会(?:公众)?|公众|[的了约已为达\s“”]"
)
_Key = tuple[str, str, str, str]


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    seen: dict[_Key, Mention] = {}
    for mention in case.narrative.mentions.all:
        key = _same_thing(case, mention)
        if key is None:
            continue
        first = seen.setdefault(key, mention)
        if first.quantity.value != mention.quantity.value and first.sentence != mention.sentence:
            yield rule.at(
                case,
                mention.span,
                f"同一个数写了两个值：前面“{_clause(case, first)}”，这里“{_clause(case, mention)}”",
                expected=first.text,
            )


def _same_thing(case: Case, mention: Mention) -> _Key | None:
    """What the mention counts, in words; None where it may be a part or the tables decide."""
    if mention.kind != "count" or mention.year is not None or mention.part_of_year:
        return None
    if mention.quantity.about or mention.negated:
        return None
    words = case.narrative.plain[max(mention.clause[0], mention.start - 60) : mention.start]
    if not _WHOLE.search(words):
        return None
    thing = _SAYS_NOTHING.sub("", words)
    if len(thing) < 4 or thing[-1].isdigit() or _decided_by_tables(case, mention):
        return None
    scope = mention.scope if mention.scope in ("office", "unit") else ""
    return thing, scope, mention.applicant, mention.quantity.unit


def _decided_by_tables(case: Case, mention: Mention) -> bool:
    meaning = meaning_of(mention)
    return meaning is not None and bool(judge(mention, meaning, case.cells).tried)


def _clause(case: Case, mention: Mention) -> str:
    return case.narrative.whole[max(mention.clause[0], mention.start - 24) : mention.end].strip()


RULE = Rule(
    code="NAR401",
    name="same-quantity-told-differently",
    severity=Severity.WARNING,
    summary="正文里同一个数（同样的说法）前后写了两个不同的值。",
    basis="国办公开办函〔2021〕30号：年度报告应当准确、全面",
    cure="对照台账确定哪一个对，两处写成一样；如果是不同的数，请把两处的口径写清楚。",
    check=_check,
    needs=("narrative",),
)
