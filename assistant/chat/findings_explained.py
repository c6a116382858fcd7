"""A finding explained: what the rule looks at, what was found, on what basis, what to do."""

from collections.abc import Sequence

from assistant.drafting.revising.revision import Target
from assistant.errors import UnusableInput
from assistant.review.groups import groups_of
from assistant.review.place import excerpt_of, place_name
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check
from assistant.rules.rule import Finding, Rule

_MANY = 1000
_SHOWN = 3


def explained(code: str, target: Target | None, case: Case | None) -> str:
    """The finding of a code, the nth of a check, or the gravest; without figures the rule alone.

    Raises:
        UnusableInput: No rule has the code, or there are not so many findings.
    """
    if code:
        rule = _rule(code)
        found = [f for f in _findings(case) if f.code == rule.code]
        return _in_words(rule, found, case)
    findings = _findings(case)
    number = target.numbers[0] if target and target.numbers else 1
    if case is None:
        raise UnusableInput("还没有数据，没有可以解释的问题", cure="先载入数据文件，再说“校验”")
    if not 0 < number <= len(findings):
        have = f"只有 {len(findings)} 处" if findings else "一处也没有"
        raise UnusableInput(f"没有第 {number} 处问题（{have}）", cure="先说“校验”看有哪些")
    finding = findings[number - 1]
    return _in_words(_rule(finding.code), [finding], case)


def _rule(code: str) -> Rule:
    rule = next((rule for rule in RULES if rule.code == code.upper()), None)
    if rule is None:
        near = [rule.code for rule in RULES if rule.code[:3] == code.upper()[:3]][:_SHOWN]
        raise UnusableInput(
            f"没有编号为 {code} 的规则",
            cure=f"如 {'、'.join(near) or 'TAB301'}；全部见 nianbao rules",
        )
    return rule


def _findings(case: Case | None) -> list[Finding]:
    """In the order in which a check shows them."""
    if case is None:
        return []
    groups = groups_of(check(case, RULES).findings, _MANY)
    return [finding for group in groups for finding in group.shown]


def _in_words(rule: Rule, findings: Sequence[Finding], case: Case | None) -> str:
    lines = [f"【{rule.severity.label}】{rule.code}：{rule.summary}"]
    for finding in findings[:_SHOWN] if case else ():
        assert case is not None
        lines.append(f"这里是：{finding.message}")
        lines.append(f"在哪里：{place_name(finding.where, case)}")
        excerpt = excerpt_of(finding.where, case)
        lines += [f"原文：{excerpt}"] if excerpt else []
    if len(findings) > _SHOWN:
        lines.append(f"同类另有 {len(findings) - _SHOWN} 处。")
    if not findings:
        lines.append("这次校验没有这一类问题。" if case else "载入数据后可以看具体在哪里。")
    cure = findings[0].cure if findings else rule.cure
    return "\n".join([*lines, f"依据：{rule.basis}", f"怎么改：{cure}"])
