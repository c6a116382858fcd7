"""Content against the published report, part by part: sentence by sentence, and in letters."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from evals.scoring.alignment import SAME, Aligner, key_points
from evals.scoring.drafted import Drafted
from evals.scoring.scored import ONE, ZERO, Scored, rounded, share, shown
from evals.scoring.subsequence import common_length

_NO_REFERENCE = "没有参照报告，或它的这些部分没有文字，内容没有评"
_EVERY_YEAR = ("preface",)  # the same in every report: it tells no draft from another


def content(drafted: Drafted, aligner: Aligner) -> Scored:
    """`stated`: share of the reference's sentences that the same part of the draft states;
    `supported`: share of the draft's sentences that the reference or a fact of the case says.

    Both are None without a reference.
    """
    reference = _of_parts(drafted.known.reference_texts)
    if not reference:
        return Scored({"stated": None, "supported": None}, (_NO_REFERENCE,))
    draft = _of_parts(drafted.texts)
    facts = _facts_by_part(drafted)
    stated, unstated, reasons = 0, 0, []
    for part, points in reference.items():
        for point, (cosine, at) in zip(
            points, aligner.nearest(points, draft.get(part, [])), strict=True
        ):
            stated += cosine >= SAME
            unstated += cosine < SAME
            if cosine < SAME:
                near = f"最近的一句是“{shown(draft[part][at])}”" if at >= 0 else "这一部分是空的"
                reasons.append(f"{part} 部分没有写到“{shown(point)}”（{near}，{cosine}）")
    supported, whole = 0, 0
    for part, points in draft.items():
        for point, said in zip(
            points,
            _supported(points, reference.get(part, []), facts.get(part, []), aligner),
            strict=True,
        ):
            whole += 1
            supported += said
            if not said:
                reasons.append(f"{part} 部分多写了“{shown(point)}”，参照报告和事实里都没有")
    values = {
        "stated": share(stated, stated + unstated),
        "supported": share(supported, whole) if whole else ZERO,
    }
    return Scored(values, tuple(reasons))


def _supported(
    points: list[str], reference: list[str], facts: list[str], aligner: Aligner
) -> list[bool]:
    """Of each sentence whether reference or facts say it; the facts are asked for the rest alone."""
    in_reference = aligner.is_said(points, reference)
    rest = [p for p, said in zip(points, in_reference, strict=True) if not said]
    in_facts = iter(aligner.is_said(rest, facts))
    return [said or next(in_facts) for said in in_reference]


def _of_parts(texts: Mapping[str, str]) -> dict[str, list[str]]:
    return {
        part: points
        for part, text in texts.items()
        if part not in _EVERY_YEAR and (points := key_points(text))
    }


def _facts_by_part(drafted: Drafted) -> dict[str, list[str]]:
    """What the facts say, by part: statements as they stand, and the offline wording of the rest."""
    found: dict[str, list[str]] = {}
    for fact in drafted.known.ledger.values():
        if fact.kind == "statement" and fact.section and isinstance(fact.value, str):
            found.setdefault(fact.section, []).append(fact.value)
    for part, text in drafted.known.composed_by_part.items():
        found.setdefault(part, []).extend(key_points(text))
    return found


def likeness(drafted: Drafted) -> Scored:
    """ROUGE-L (F over characters) and chrF of each part, weighed by the reference's length.

    The yardsticks that papers use. A part that the draft leaves empty counts as zero.
    """
    reference = {p: t for p, t in drafted.known.reference_texts.items() if p not in _EVERY_YEAR}
    whole = sum(map(len, reference.values()))
    if not whole:
        return Scored({"rouge_l": None, "chrf": None}, (_NO_REFERENCE,))
    rouge, chrf, reasons = ZERO, ZERO, []
    for part, text in reference.items():
        written = drafted.texts.get(part, "")
        own, grams = rouge_l(written, text), chr_f(written, text)
        rouge += own * len(text)
        chrf += grams * len(text)
        if not written:
            reasons.append(f"{part} 部分是空的，参照报告有 {len(text)} 字")
        elif (own, grams) != (ONE, ONE):
            sizes = f"草稿 {len(written)} 字，参照报告 {len(text)} 字"
            reasons.append(f"{part} 部分与参照报告用字不同：ROUGE-L {own}，chrF {grams}（{sizes}）")
    return Scored(
        {"rouge_l": rounded(rouge / whole), "chrf": rounded(chrf / whole)}, tuple(reasons)
    )


@lru_cache(maxsize=4096)
def rouge_l(written: str, reference: str) -> Decimal:
    """ROUGE-L's F over characters; zero where one of the texts has none."""
    from rouge_chinese.rouge_score import f_r_p_rouge_n  # type: ignore[import-untyped]

    texts = ["".join(text.split()) for text in (written, reference)]
    if not all(texts):
        return ZERO
    found = f_r_p_rouge_n(*map(len, texts), common_length(*texts))["f"]
    return rounded(Decimal(str(found)))


@lru_cache(maxsize=4096)
def chr_f(written: str, reference: str) -> Decimal:
    """chrF (character n-grams up to 6, beta 2) from 0 to 1."""
    from sacrebleu.metrics.chrf import CHRF

    if not written.strip() or not reference.strip():
        return ZERO
    return rounded(Decimal(str(CHRF().sentence_score(written, [reference]).score)) / 100)
