"""Whether a model's sentence is language: our own LAN rules, run before it is accepted.

The grounding holds each word to the facts, so what is put together from true words may pass it and
still be no sentence (“培训3场场”, “审核的的公文”, “信息条”). What the staff wrote themselves is theirs
and is not held against the model.
"""

from functools import cache

from assistant.report.model import AnnualReport, PartText, SectionText
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check
from assistant.rules.rule import Rule, Severity


def language_faults(text: str, section: str, agency: str, year: int, known: str) -> list[str]:
    """What the LAN rules would return the sentence for, in their words; notes are let pass.

    `known` are the staff's words: a fault that stands there too is no fault of the model.
    """
    findings = check(Case(_report_of(text, section, agency, year)), _language_rules()).findings
    return [
        finding.message
        for finding in findings
        if finding.severity is not Severity.NOTE and (finding.where.text or text) not in known
    ]


def _report_of(text: str, section: str, agency: str, year: int) -> AnnualReport:
    """A report that says nothing but this sentence, in its own part."""
    whole, _, part = section.partition(".")
    parts = {section: PartText(title="", paragraphs=(text,))} if part else {}
    paragraphs = () if part else (text,)
    sections = {whole: SectionText(title="", paragraphs=paragraphs, parts=parts)}
    return AnnualReport.model_validate({"agency": agency, "year": year, "sections": sections})


@cache
def _language_rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.code.startswith("LAN"))
