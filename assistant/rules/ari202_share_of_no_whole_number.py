"""ARI202: a share of a few pieces that no whole number of pieces gives: 88% of 9."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Mention
from assistant.rules.percentages import counts_beside, counts_that_fit, is_cut, share_of, shown
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.told_numbers import is_exact, is_hedged, is_opinion, nearby

_LARGEST = 200
_PIECES = frozenset(
    [
        "件",
        "条",
        "篇",
        "次",
        "个",
        "份",
        "期",
        "场",
        "人",
        "家",
        "项",
        "起",
        "宗",
        "例",
        "封",
        "部",
        "处",
        "名",
        "种",
        "幅",
        "户",
        "册",
    ]
)


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for one in case.narrative.mentions.shares:
        share, whole = one.share, one.whole
        if one.part is not None or whole is None or is_hedged(case, share):
            continue
        if not _is_few(whole) or not _belongs(case, share, whole):
            continue
        out_of = int(whole.quantity.value)
        if _possible(share, out_of) or any(_possible(share, n) for n in _others(case, share)):
            continue
        beside = "，".join(
            f"{count} ÷ {out_of} = {shown(share_of(count, out_of))}"
            for count in counts_beside(share.quantity, out_of)
        )
        cut = is_cut(share.quantity, out_of)
        sure = share.sentence == whole.sentence and not cut
        yield rule.at(
            case,
            share.span,
            f"总数是 {out_of}{whole.quantity.unit}，没有整数个能占到 {share.text}：{beside}",
            expected=beside,
            severity=rule.severity if sure else Severity.WARNING,
        )


def _is_few(whole: Mention) -> bool:
    value = whole.quantity.value
    return is_exact(whole) and whole.quantity.unit in _PIECES and 0 < value <= _LARGEST


def _belongs(case: Case, share: Mention, whole: Mention) -> bool:
    if is_opinion(case, share):
        return False
    alike = share.subject in ("", whole.subject) and whole.subject != ""
    return alike and share.year == whole.year and not share.part_of_year


def _possible(share: Mention, whole: int) -> bool:
    return next(counts_that_fit(share.quantity, whole), None) is not None


def _others(case: Case, share: Mention) -> Iterator[int]:
    """Other counts of the sentence that the share may be of."""
    for other in nearby(case, share):
        if other.sentence == share.sentence and other.quantity.step == 1:
            yield int(other.quantity.value)


RULE = Rule(
    code="ARI202",
    name="share-of-no-whole-number",
    severity=Severity.ERROR,
    summary="件数不多时，占比必须是某个整数件算得出来的。",
    basis="国办公开办函〔2021〕30号：年度报告内容要准确（占比按所写位数四舍五入推算）",
    cure="查准是几件，写明件数，并按件数重新计算占比。",
    check=_check,
    needs=("narrative",),
)
