"""Results as people read them in a terminal, and as JSON where a model has none of its own."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.report.model import AnnualReport
from assistant.rules.engine import Outcome
from assistant.rules.rule import Case, Rule, Severity

if TYPE_CHECKING:
    from assistant.drafting.draft import Draft
    from assistant.retrieval.passages import Document
    from assistant.retrieval.search import Hit

_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "疑点", Severity.NOTE: "提示"}
_SHOWN = 20


def report_in_words(report: AnnualReport) -> str:
    """What was read, in a few lines: who, when, how much is filled in, what was noted."""
    cells = report.cells()
    blank = [address for address, value in cells.items() if value is None]
    lines = [
        f"{report.full_title}",
        f"单位 {report.agency}，年度 {report.year}，{report.layout} 年版格式",
        f"表格 {len(cells)} 格，已填 {len(cells) - len(blank)} 格，空白 {len(blank)} 格",
        f"工作事实 {len(report.facts)} 条，问题 {len(report.problems)} 条，改进 {len(report.improvements)} 条",
    ]
    written = [(name, len(text)) for name, text in report.texts() if text]
    lines += [f"正文 {name}：{length} 字" for name, length in written]
    return "\n".join(lines)


def outcome_in_words(outcome: Outcome, case: Case) -> str:
    """Findings with basis and cure, the counts, and what could not be decided."""
    lines = []
    for finding in outcome.findings:
        place = finding.where.section or "、".join(finding.where.cells[:3])
        lines += [
            f"【{_SEVERITIES[finding.severity]}】{finding.code} {finding.message}",
            f"  位置：{place}　现为：{finding.found}　应为：{finding.expected}",
            f"  依据：{finding.basis}",
            f"  怎么改：{finding.cure}",
            f"  编号：{finding.fingerprint}",
            "",
        ]
    if outcome.not_assessed:
        lines.append(f"没法判断的 {len(outcome.not_assessed)} 项（不算通过）：")
        lines += [f"  {item.code} {item.why}" for item in outcome.not_assessed[:_SHOWN]]
        more = len(outcome.not_assessed) - _SHOWN
        lines += [f"  ……另有 {more} 项"] if more > 0 else []
    counts = "，".join(f"{_SEVERITIES[s]} {outcome.count(s)}" for s in Severity)
    lines.append(f"{case.report.agency} {case.report.year} 年：{counts}")
    return "\n".join(lines)


def rule_in_words(rule: Rule, *, whole: bool) -> str:
    """A rule in a line, or with its basis and cure."""
    line = f"{rule.code} {rule.name} 【{_SEVERITIES[rule.severity]}】{rule.summary}"
    return f"{line}\n  依据：{rule.basis}\n  怎么改：{rule.cure}" if whole else line


def rule_as_json(rule: Rule) -> dict[str, str]:
    """A rule's printed fields."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "summary": rule.summary,
        "basis": rule.basis,
        "cure": rule.cure,
    }


def draft_in_words(draft: "Draft", files: list[Path], *, whole: bool) -> str:
    """What was drafted, what was dropped and why, what is missing, where the files are."""
    lines = []
    if whole:
        for section in draft.sections:
            lines += [section.title, section.text, ""]
    if draft.dropped:
        lines.append(f"去掉或改写的句子 {len(draft.dropped)} 处：")
        lines += [f"  [{d.section}] {d.text}\n      原因：{d.why}" for d in draft.dropped]
    if draft.missing:
        lines.append("还缺这些内容（没有依据，未写；请在 facts 里补上）：")
        lines += [f"  [{m.section}] {m.what}" for m in draft.missing]
    if draft.findings:
        lines.append(f"校验发现 {len(draft.findings)} 处：")
        lines += [f"  {f['code']} {f['message']}" for f in draft.findings[:_SHOWN]]
    engine = "离线组稿" if draft.engine == "offline" else f"模型 {draft.engine}"
    lines.append(
        f"{draft.agency} {draft.year} 年：起草 {len(draft.sections)} 个部分（{engine}），"
        f"引用事实 {len(draft.facts)} 条、资料 {len(draft.sources)} 条"
    )
    lines += [f"已写出 {path}" for path in files]
    return "\n".join(lines)


def document_as_json(document: "Document") -> dict[str, Any]:
    """A document of the corpus."""
    return {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "origin": document.origin,
        "source": document.source,
        "sha256": document.sha256,
        "added": document.added,
        "agency": document.agency,
        "year": document.year,
    }


def hit_as_json(hit: "Hit") -> dict[str, Any]:
    """A search result."""
    passage = hit.passage
    return {
        "id": passage.id,
        "title": passage.title,
        "locator": passage.locator,
        "kind": passage.kind,
        "agency": passage.agency,
        "year": passage.year,
        "section": passage.section,
        "text": passage.text,
        "score": format(hit.score, ".6f"),
    }
