"""What a check found, as a clerk reads it in the conversation."""

from collections.abc import Sequence

from assistant.review.groups import groups_of
from assistant.rules.rule import Finding

_OF_A_RULE = 10


def findings_in_words(findings: Sequence[Finding]) -> str:
    """Findings as a clerk reads them: what, where, why, and what to do."""
    if not findings:
        return "表格校验通过：各行各列的勾稽关系都成立。"
    lines = [f"发现 {len(findings)} 处："]
    for group in groups_of(findings, _OF_A_RULE):
        for finding in group.shown:
            lines.append(f"\n【{group.severity.label}】{group.code} {finding.message}")
            if not group.cure:
                lines.append(f"依据：{finding.basis}\n怎么改：{finding.cure}")
        if group.hidden:
            lines.append(f"……同类另有 {group.hidden} 处")
        if group.cure:
            lines.append(f"依据：{group.basis or group.shown[0].basis}\n怎么改：{group.cure}")
    return "\n".join(lines)
