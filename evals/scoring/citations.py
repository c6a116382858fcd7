"""Citations: does the article exist, say it, hold; are the sources those of the corpus?"""

from collections.abc import Mapping
from functools import cache

from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.sentence import Sentence
from assistant.report.references import Reference
from assistant.rules.rule import Finding, Severity
from evals.scoring.drafted import Drafted
from evals.scoring.scored import Scored, share, shown


def citations(drafted: Drafted) -> Scored:
    """`right`: share of the titles, articles and document numbers that are known and that no rule
    of law finds at fault; `sources`: share of the sources used that the draft shows with their text,
    word for word as the corpus (or last year's report, for the agency's own) has it.

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
    lost = {i: why for i in dict.fromkeys(used) if (why := _lost(drafted, i))}
    reasons += [f"来源 {i} {why}" for i, why in lost.items()]
    reasons += [] if whole else ["草稿没有引用法规、文件，引用没有评"]
    reasons += [] if used else ["草稿没有用到来源，来源没有评"]
    return Scored(
        {
            "right": share(right, whole),
            "sources": share(sum(i not in lost for i in used), len(used)),
        },
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


def _lost(drafted: Drafted, name: str) -> str:
    """Why a source that a sentence rests on cannot be looked up, in Chinese; empty if it can."""
    source = drafted.draft.sources.get(name)
    if source is None or not (source.title and source.text):
        return "不在草稿的来源表里"
    text = _squeezed(source.text)
    own = drafted.known.last_texts.values() if source.own else ()
    if any(text in _squeezed(one) for one in own) or text in _corpus().get(source.title, ""):
        return ""
    return f"（{source.title} {source.locator}）不在语料库里，或文字与语料库里的不同"


@cache
def _corpus() -> Mapping[str, str]:
    """All passages of the corpus that travels with the program, joined by title."""
    # Late: whoever calls may still keep numpy to one thread.
    from assistant.retrieval.built_in import built_in_documents

    found: dict[str, str] = {}
    for passage in (p for document in built_in_documents() for p in document.passages):
        found[passage.title] = f"{found.get(passage.title, '')}\n{_squeezed(passage.text)}"
    return found


def _squeezed(text: str) -> str:
    return "".join(text.split())
