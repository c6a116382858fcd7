"""ARI302: the fees of the single units that do not make the fee in all."""

from collections.abc import Iterator
from decimal import Decimal

from assistant.rules.case import Case
from assistant.rules.mentions.mention import Mention
from assistant.rules.processing_fees import FeeSentence, fee_sentences, in_yuan
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.told_numbers import figures

_LISTS = ("其中", "分别", "包括", "：", "（")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    before: FeeSentence | None = None
    for sentence in fee_sentences(case):
        money, pieces = _listed(case, sentence, before)
        before = sentence
        if len(money) < 3 or any(m.quantity.about for m in money):
            continue
        limit, *parts = (in_yuan(m) for m in money)
        whole, *counts = (piece.quantity.value for piece in pieces or money)
        apart = len(pieces) == len(money) and sum(counts) != whole
        if sum(parts) > limit or (sum(parts) < limit and pieces and sum(counts) == whole):
            yield _finding(rule, case, money, f"{sum(parts):f} 元", abs(sum(parts) - limit))
        elif sum(parts) == limit and apart:
            total = sum(counts)
            yield _finding(rule, case, pieces, f"{total} 件", abs(Decimal(total) - whole))


def _listed(
    case: Case, sentence: FeeSentence, before: FeeSentence | None
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """The sums of money and the pieces, in each the whole first; empty where nothing is listed."""
    if sentence.text.startswith(_LISTS[:3]):
        if before is None:
            return (), ()
        whole = before.pieces[:1]
        return (before.money[0], *sentence.money), (*whole, *sentence.pieces) if whole else ()
    first = sentence.money[0]
    rest = case.narrative.whole[first.end : sentence.money[-1].start]
    listed = any(word in rest for word in _LISTS)
    return (sentence.money, sentence.pieces) if listed else ((), ())


def _finding(
    rule: Rule, case: Case, listed: tuple[Mention, ...], total: str, gap: Decimal
) -> Finding:
    whole, *parts = listed
    return rule.at(
        case,
        (parts[0].start, parts[-1].end),
        f"信息处理费共 {whole.text}，各单位 {figures(parts)} 相加是 {total}（相差 {gap:f}）",
        found=total,
        expected=whole.text,
    )


RULE = Rule(
    code="ARI302",
    name="fee-parts-mismatch",
    severity=Severity.ERROR,
    summary="各单位信息处理费相加等于总额。",
    basis="国办公开办函〔2021〕30号附件：第六部分报告收取信息处理费情况",
    cure="对照缴款凭证核对总额和各单位的金额。",
    check=_check,
    needs=("narrative",),
)
