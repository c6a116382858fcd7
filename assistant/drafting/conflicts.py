"""What does not agree in the figures themselves, said before anything is drafted.

The figures are composed offline and read by the rules: what these find in sentences that say nothing
but the facts is a contradiction of the facts, whoever writes the report afterwards.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.drafting.composing.composer import Composer
from assistant.drafting.draft import Conflict, Draft, DraftSection, Paragraph, assemble
from assistant.drafting.planning.plan import SECTION_IDS
from assistant.report.ledger import render_statement
from assistant.report.model import AnnualReport
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check
from assistant.rules.rule import Finding, Severity

_OF_THE_FACTS = ("TAB", "NAR", "ARI", "YEA")  # rules about numbers; the others are about wording
_LONGEST = 400  # characters of a work fact that a reader still takes in
_BREAK = re.compile(r"\s")
_MARKUP = re.compile(r"<[A-Za-z/!][^>]*>|\{\{|\}\}|```|<<|>>")
_ORDER = re.compile(
    r"忽略(?:以上|上述|前面|之前)|不要遵守|(?:现在|请)你?(?:扮演|输出|写[：:])|系统提示|ignore (?:all|the|previous)|system prompt|"
    r"^\s*(?:system|assistant|user|系统)\s*[:：]",
    re.I | re.M,
)


def conflicts(
    report: AnnualReport, composer: Composer, previous: AnnualReport | None
) -> tuple[Conflict, ...]:
    """Facts that contradict each other, the tables or last year's, and facts that are no facts."""
    draft = _composed(report, composer)
    outcome = check(Case(assemble(draft, report), previous), RULES)
    found = [
        _conflict(finding, draft)
        for finding in outcome.findings
        if finding.severity is not Severity.NOTE and finding.code[:3] in _OF_THE_FACTS
    ]
    return (*found, *_twice(report), *_unfit(report))


def _composed(report: AnnualReport, composer: Composer) -> Draft:
    sections = []
    for section_id in SECTION_IDS:
        paragraphs = tuple(
            Paragraph(sentences=tuple(s for piece in pieces for s in piece.sentences))
            for pieces in composer.material(section_id).paragraphs
        )
        sections.append(DraftSection(id=section_id, title="", paragraphs=paragraphs))
    return Draft(agency=report.agency, year=report.year, engine="offline", sections=tuple(sections))


def _conflict(finding: Finding, draft: Draft) -> Conflict:
    return Conflict(
        what=finding.message,
        cure=finding.cure,
        facts=(*finding.where.cells, *_facts_at(finding, draft)),
        finding=finding.fingerprint,
    )


def _facts_at(finding: Finding, draft: Draft) -> tuple[str, ...]:
    """The work facts of the sentence in which a finding stands."""
    start = finding.where.start
    section = draft.section(finding.where.section or "")
    if section is None or start is None:
        return ()
    at = 0
    for paragraph in section.paragraphs:
        for sentence in paragraph.sentences:
            at += len(sentence.text)
            if start < at:
                return tuple(f for f in sentence.facts if f.startswith("work."))
        at += 1  # the line break between paragraphs
    return ()


def _twice(report: AnnualReport) -> Iterator[Conflict]:
    """Work facts that say the same words with other values."""
    seen: dict[str, str] = {}
    for work in report.facts:
        words = re.sub(r"\{[^{}]*\}|\d[\d.,]*|\s", "", work.text)
        first = seen.setdefault(words, work.id)
        if first != work.id:
            yield Conflict(
                what=f"工作事实“{first}”和“{work.id}”说的是同一件事：{render_statement(work)[:40]}",
                cure="两条只留一条；数字不同的，先查准是哪一个",
                facts=(f"work.{first}", f"work.{work.id}"),
            )


def _unfit(report: AnnualReport) -> Iterator[Conflict]:
    """An agency or a fact with markup, a fact that reads like an order, one that is very long."""
    for pattern, problem in ((_MARKUP, "里有网页或模板的标记"), (_BREAK, "里有空格或换行")):
        if pattern.search(report.agency):
            name = " ".join(report.agency[:40].split())
            cure = "把 agency 改成单位的全称，只留文字，写在一行里"
            yield Conflict(what=f"单位名称“{name}”{problem}", cure=cure, facts=("agency",))
    works = ((f"工作事实“{w.id}”", f"work.{w.id}", render_statement(w)) for w in report.facts)
    for name, fact_id, text in (*works, *_stated(report)):
        for problem, cure in _faults(text):
            yield Conflict(what=f"{name}{problem}", cure=cure, facts=(fact_id,))


def _stated(report: AnnualReport) -> Iterator[tuple[str, str, str]]:
    """The problems and improvements as they are called, with their ids and texts."""
    for kind, name, texts in (
        ("problem", "问题", report.problems),
        ("improvement", "改进", report.improvements),
    ):
        yield from ((f"{name}第 {n} 条", f"{kind}.{n}", text) for n, text in enumerate(texts, 1))


def _faults(text: str) -> Iterator[tuple[str, str]]:
    if _ORDER.search(text):
        yield (
            f"像是写给模型的指令：“{text[:40]}”",
            "只当作文字写入，没有照着做；请核对来源，不是事实的删掉",
        )
    if _MARKUP.search(text):
        yield f"里有网页或模板的标记：“{text[:40]}”", "删去标记，只留文字"
    if len(text) > _LONGEST:
        yield (
            f"有 {len(text)} 字，照原样写入会成为很长的一句",
            "拆成几条，一条一件事",
        )


def in_words(found: Sequence[Conflict]) -> list[str]:
    """Each conflict in a line, with what to do."""
    return [f"数据对不上：{one.what}。{one.cure}" for one in found]
