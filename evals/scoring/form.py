"""Form: our own rules on the assembled report, the official structure, chains, length."""

from decimal import Decimal
from itertools import combinations

from assistant.drafting.planning.plan import SECTION_IDS
from assistant.rules.rule import Finding, Severity
from evals.scoring.drafted import Drafted
from evals.scoring.scored import ONE, Scored, rounded, share, shown

_WEIGHTS = {Severity.ERROR: 4, Severity.WARNING: 1, Severity.NOTE: 0}
_HALF = 20  # weight of findings at which `rules` is a half: five errors
_CHAINS = "STR6"
_WANTED = ("preface", "1.1", "1.2", "1.3", "1.4", "1.5", "5", "6")


def form(drafted: Drafted) -> Scored:
    """`rules`: 1 without errors and warnings, a half at five errors, never zero; `structure`:
    share of the wanted parts that have text, times the share of pairs in the official order; `chains`:
    as `rules`, of numbering alone; `length`: the shorter by the longer of draft and reference.

    A finding counts whether the draft or the figures are at fault: the reader of the report sees it.
    """
    findings = [f for f in drafted.findings if _WEIGHTS[f.severity]]
    chains = [f for f in findings if f.code.startswith(_CHAINS)]
    parts = [section.id for section in drafted.draft.sections if section.text]
    wanted = [part for part in _WANTED if part in drafted.known.parts]
    absent = [part for part in wanted if part not in parts]
    pairs = list(combinations([SECTION_IDS.index(p) for p in parts if p in SECTION_IDS], 2))
    ordered = share(sum(a < b for a, b in pairs), len(pairs))
    has_text = share(len(wanted) - len(absent), len(wanted))
    lengths = [_length(t) for t in (drafted.texts, drafted.known.reference_texts)]
    reasons = [f"{f.code}（{f.where.section}）{f.message}" for f in findings]
    reasons += [f"{part} 部分没有文字" for part in absent]
    if ordered is not None and ordered < 1:
        reasons.append("各部分的次序与格式不同")
    if drafted.known.reference_texts:
        reasons.append(f"正文 {lengths[0]} 字，参照报告 {lengths[1]} 字")
    return Scored(
        {
            "rules": _from_one_down(findings),
            "structure": None
            if has_text is None
            else rounded(has_text * (ONE if ordered is None else ordered)),
            "chains": _from_one_down(chains),
            "length": share(min(lengths), max(lengths)) if lengths[1] else None,
        },
        tuple(shown(reason, 120) for reason in reasons),
    )


def _from_one_down(findings: list[Finding]) -> Decimal:
    weight = sum(_WEIGHTS[f.severity] for f in findings)
    return rounded(ONE * _HALF / (_HALF + weight))


def _length(texts: dict[str, str]) -> int:
    return sum(map(len, texts.values()))
