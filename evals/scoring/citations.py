"""Citations: does the article exist, say it, hold; are the sources those of the corpus?"""

from assistant.drafting.draft import DraftSource
from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.sentence import Sentence
from assistant.report.references import Reference
from assistant.rules.rule import Finding, Severity
from evals.scoring.drafted import Drafted
from evals.scoring.scored import Scored, share, shown


def citations(drafted: Drafted) -> Scored:
    """`right`: share of the titles, articles and document numbers that are known and that no rule
    of law finds at fault; `sources`: share of the sources used that the draft shows with their text.

    A draft that cites nothing has no value: that is the form's matter.
    """
    at_fault = [f for f in drafted.findings if f.code.startswith("LAW") and f.severity is not Severity.NOTE]  # fmt: skip
    right, whole, reasons = 0, 0, []
    for section, sentence, doubts in drafted.judged:
        parsed = Sentence(sentence.text)
        own = [f for f in at_fault if f.where.section == section]
        for cited in (*parsed.titles, *parsed.references):
            why = _fault(cited, own) or _doubt(cited, doubts)
            whole += 1
            right += not why
            if why:
                reasons.append(f"{section} 部分“{shown(cited.text)}”：{why}")
    used = [i for _, sentence, _ in drafted.judged for i in sentence.sources]
    lost = [i for i in used if not _is_whole(drafted.draft.sources.get(i))]
    reasons += [f"来源 {i} 不在草稿的来源表里" for i in dict.fromkeys(lost)]
    return Scored(
        {"right": share(right, whole), "sources": share(len(used) - len(lost), len(used))},
        tuple(reasons),
    )


def _fault(cited: Reference, findings: list[Finding]) -> str:
    """What the rules of law say against this title or article."""
    for finding in findings:
        text = finding.where.text
        if text in cited.text or cited.text in text:
            return f"{finding.code} {finding.message}"
    return ""


def _doubt(cited: Reference, doubts: tuple[Doubt, ...]) -> str:
    """Why this title or article is in no fact and no source."""
    for doubt in doubts:
        if doubt.kind == "reference" and doubt.start < cited.end and cited.start < doubt.end:
            return doubt.reason
    return ""


def _is_whole(source: DraftSource | None) -> bool:
    return source is not None and bool(source.title and source.text)
