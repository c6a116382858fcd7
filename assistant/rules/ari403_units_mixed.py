"""ARI403: requests counted now in 件, now in 条 or 宗."""

from collections import Counter
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Mention
from assistant.rules.rule import Finding, Rule, Severity

_UNITS = frozenset(["件", "宗", "起", "条", "个", "例", "封", "份", "项"])
_OF_CASES = frozenset(["件", "宗", "起", "例"])
_OF_THE_WHOLE = frozenset(
    ["new", "received", "accepted", "handled", "carried_in", "carried_out", "total"]
)
_GROUPS = (
    (("requests",), "申请"),
    (("reconsideration", "litigation"), "复议、诉讼"),
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    mentions = case.narrative.mentions
    for subjects, label in _GROUPS:
        counted = [m for m in mentions.about(*subjects) if _is_count(m, subjects)]
        units = Counter(m.quantity.unit for m in counted)
        if len(units) < 2:
            continue
        usual = "件" if "件" in units else units.most_common(1)[0][0]
        odd = next(m for m in counted if m.quantity.unit != usual)
        yield rule.at(
            case,
            odd.span,
            f"{label}的数量一处用“{usual}”，一处用“{odd.quantity.unit}”（{odd.text}）",
            found=odd.quantity.unit,
            expected=usual,
        )


def _is_sure(mention: Mention) -> bool:
    return mention.certain or mention.section == "1.2"


def _is_count(mention: Mention, subjects: tuple[str, ...]) -> bool:
    if mention.kind != "count" or mention.negated or not _is_sure(mention):
        return False
    unit = mention.quantity.unit
    if "restricted" in mention.qualifiers or unit not in _UNITS:
        return False
    if subjects[0] != "requests":
        return unit in _OF_CASES
    return not _OF_THE_WHOLE.isdisjoint(mention.qualifiers)


RULE = Rule(
    code="ARI403",
    name="units-mixed",
    severity=Severity.NOTE,
    summary="同一种数量前后用同一个单位，申请和复议、诉讼案件用“件”。",
    basis="国办公开办函〔2021〕30号附件：表三、表四按件统计（单位用法以主管部门口径为准）",
    cure="全文统一用“件”。",
    check=_check,
    needs=("narrative",),
)
