"""A reviewed report as people read it in a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from assistant.review.decisions import Decision
from assistant.review.groups import Group, groups_of, undecided_in_words
from assistant.review.place import excerpt_of, place_name
from assistant.review.reviewed import Reviewed
from assistant.review.visible import one_line
from assistant.rules.case import Case
from assistant.rules.rule import Finding, Severity

MOST_OF_A_RULE = 10
_MOST_REASONS = 20
_LONGEST = 400  # characters of a value or a message


def reviewed_in_words(result: Reviewed) -> str:
    """Open findings gravest first, what was accepted, what could not be decided, the counts."""
    lines: list[str] = []
    for group in groups_of(result.open, MOST_OF_A_RULE):
        lines += [*_group(group, result.case), ""]
    lines += _accepted(result.accepted)
    lines += _lost("已不再出现的决定", result.gone, "可以用 --withdraw 编号 删去")
    lines += _lost("这次没有查到的决定", result.unchecked, "所属规则这次没有用或没法判断，决定保留")
    lines += _undecided(result)
    counts = "，".join(f"{s.label} {result.count(s)}" for s in Severity)
    accepted = f"，已确认 {len(result.accepted)}" if result.accepted else ""
    report = result.case.report
    lines.append(f"{one_line(report.agency)} {report.year} 年：{counts}{accepted}")
    return "\n".join(lines)


def _group(group: Group, case: Case) -> Iterator[str]:
    many = group.total > 1
    if many:
        yield f"【{group.severity.label}】{group.code} {group.name}　{group.total} 处"
    for number, finding in enumerate(group.shown, 1):
        mark = f"  {number}. " if many else f"【{group.severity.label}】{group.code} "
        yield f"{mark}{one_line(finding.message, _LONGEST)}"
        yield from (("     " if many else "  ") + line for line in _details(finding, case, group))
    if group.hidden:
        yield f"  ……同类另有 {group.hidden} 处，全部见 --format json"
    if many and group.basis:
        yield f"  依据：{group.basis}"
    if many and group.cure:
        yield f"  怎么改：{group.cure}"


def _details(finding: Finding, case: Case, group: Group) -> Iterator[str]:
    yield f"位置：{place_name(finding.where, case)}{_compared(finding)}"
    words = excerpt_of(finding.where, case)
    if words is not None:
        yield f"原文：{words}"
    if group.total == 1 or not group.basis:
        yield f"依据：{finding.basis}"
    if group.total == 1 or not group.cure:
        yield f"怎么改：{finding.cure}"
    yield f"编号：{finding.fingerprint}"


def _compared(finding: Finding) -> str:
    found, expected = (one_line(t, _LONGEST) for t in (finding.found, finding.expected))
    shown = f"　现为：{found}" if found and found != one_line(finding.where.text, _LONGEST) else ""
    return f"{shown}　应为：{expected}" if expected else shown


def _accepted(pairs: Sequence[tuple[Finding, Decision]]) -> Iterator[str]:
    if pairs:
        yield f"已确认 {len(pairs)} 条（不计入下面的数）："
        for finding, decision in pairs[:_MOST_REASONS]:
            yield f"  {finding.code} {one_line(finding.message, _LONGEST)}"
            yield f"    理由：{decided_in_words(decision)}　编号：{finding.fingerprint}"
        yield from _more(len(pairs), "条")
        yield ""


def decided_in_words(decision: Decision) -> str:
    """The reason, who gave it, and on which day."""
    who = "，".join(part for part in (decision.by, decision.at[:10]) if part)
    return one_line(f"{decision.reason}（{who}）" if who else decision.reason)


def _lost(title: str, decisions: Sequence[Decision], hint: str) -> Iterator[str]:
    if decisions:
        yield f"{title} {len(decisions)} 条（{hint}）："
        for decision in decisions[:_MOST_REASONS]:
            yield f"  {decision.fingerprint} {decision.code} {one_line(decision.message, 100)}"
        yield from _more(len(decisions), "条")
        yield ""


def _undecided(result: Reviewed) -> Iterator[str]:
    if result.not_assessed:
        reasons = undecided_in_words(result.not_assessed)
        yield f"没有查、没法判断的 {len(result.not_assessed)} 项（不算通过）："
        yield from (f"  {one_line(reason)}" for reason in reasons[:_MOST_REASONS])
        yield from _more(len(reasons), "项")


def _more(count: int, unit: str) -> Iterable[str]:
    return [f"  ……另有 {count - _MOST_REASONS} {unit}"] if count > _MOST_REASONS else []
