"""Findings of one rule and severity put together, and no more of them than a reader can use."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.rules.rule import Finding, NotAssessed, Severity

_CODES = 12


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule with one severity; `shown` are the first ones, `total` counts all.

    `basis` and `cure` are those that all of them share, empty where they differ.
    """

    code: str
    name: str
    severity: Severity
    shown: tuple[Finding, ...]
    total: int
    basis: str
    cure: str

    @property
    def hidden(self) -> int:
        """How many are not shown."""
        return self.total - len(self.shown)


def groups_of(findings: Iterable[Finding], most: int) -> list[Group]:
    """Groups, gravest first, then in the order in which rules came; at most `most` shown of each."""
    together: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        together.setdefault((finding.severity, finding.code), []).append(finding)
    order = list(Severity)
    return [
        Group(
            code=code,
            name=of_one[0].name,
            severity=severity,
            shown=tuple(of_one[:most]),
            total=len(of_one),
            basis=_shared([finding.basis for finding in of_one]),
            cure=_shared([finding.cure for finding in of_one]),
        )
        for (severity, code), of_one in sorted(
            together.items(), key=lambda item: order.index(item[0][0])
        )
    ]


def _shared(texts: list[str]) -> str:
    return texts[0] if len(set(texts)) == 1 else ""


def undecided_in_words(items: Sequence[NotAssessed]) -> list[str]:
    """What could not be decided, a line a reason: the reason, and the rules that it stopped."""
    codes: dict[str, list[str]] = {}
    for item in items:
        known = codes.setdefault(item.why, [])
        if item.code not in known:
            known.append(item.code)
    return [f"{why}：{_listed(stopped)}未查" for why, stopped in codes.items()]


def _listed(codes: list[str]) -> str:
    """The codes, or where they are many, how many of each family."""
    if len(codes) == 1:
        return codes[0]
    named = codes
    if len(codes) > _CODES:
        families = Counter(code[:3] for code in codes)
        named = [f"{family} {count} 条" for family, count in families.items()]
    return f"{'、'.join(named)}，共 {len(codes)} 条规则"
