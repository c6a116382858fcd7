"""ARI302: the fees of the single units that do not make the fee in all."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.processing_fees import FeeSentence, fee_sentences, in_yuan
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.told_numbers import figures

_LISTS = ("其中", "分别", "包括", "：", "（")


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for sentence in fee_sentences(case):
        whole, *parts = sentence.money
        if len(parts) < 2 or not any(word in sentence.text for word in _LISTS):
            continue
        if any(m.quantity.about for m in sentence.money):
            continue
        total, limit = sum(in_yuan(part) for part in parts), in_yuan(whole)
        if total > limit or (total < limit and _all_pieces_told(sentence)):
            yield rule.at(
                case,
                (whole.start, parts[-1].end),
                f"信息处理费共 {whole.text}，各单位 {figures(parts)} 相加是 {total} 元"
                f"（相差 {abs(total - limit)} 元）",
                found=f"{total} 元",
                expected=whole.text,
            )


def _all_pieces_told(sentence: FeeSentence) -> bool:
    """Whether the pieces of the units make all pieces, so that the list is a whole one."""
    if len(sentence.pieces) < 3:
        return False
    whole, *parts = (piece.quantity.value for piece in sentence.pieces)
    return sum(parts) == whole


RULE = Rule(
    code="ARI302",
    name="fee-parts-mismatch",
    severity=Severity.ERROR,
    summary="各单位信息处理费相加等于总额。",
    basis="国办公开办函〔2021〕30号附件：第六部分报告收取信息处理费情况",
    cure="对照缴款凭证核对总额和各单位的金额。",
    check=_check,
)
