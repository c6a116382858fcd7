"""What the rules of wording share: one finding for a fault in many places, and what is quoted."""

from collections.abc import Iterator, Sequence

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity

Span = tuple[int, int]
_PAIRS = (("“", "”"), ("《", "》"), ("「", "」"), ("『", "』"))
_REACH = 120


def gathered(
    rule: Rule,
    case: Case,
    spans: Sequence[Span],
    message: str,
    *,
    expected: str = "",
    cure: str = "",
    severity: Severity | None = None,
) -> Iterator[Finding]:
    """One finding at the first of these places that says how many there are; none for none."""
    if spans:
        more = f"（全文共 {len(spans)} 处，这是第一处）" if len(spans) > 1 else ""
        yield rule.at(
            case, spans[0], message + more, expected=expected, cure=cure, severity=severity
        )


def quoted(text: str, at: int) -> bool:
    """Whether the character at `at` stands between quotation or title marks opened shortly before."""
    left = max(text.rfind("\n", 0, at), at - _REACH, 0)
    for opening, closing in _PAIRS:
        start = text.rfind(opening, left, at)
        if start >= 0 and text.find(closing, start, at) < 0:
            return True
    return False


def around(text: str, start: int, end: int, before: int = 8, after: int = 8) -> str:
    """`text[start:end]` with some characters of its own line on both sides."""
    left = text[max(0, start - before) : start].rpartition("\n")[2]
    right = text[end : end + after].partition("\n")[0]
    return (left + text[start:end] + right).strip()


def clause_before(text: str, at: int, reach: int = 40) -> str:
    """The words of the same sentence before `at`, at most `reach` characters."""
    left = max(0, at - reach)
    cut = max(text.rfind(mark, left, at) for mark in "。；！？\n")
    return text[max(left, cut + 1) : at]


def clause_after(text: str, at: int, reach: int = 40) -> str:
    """The words of the same sentence from `at` on, at most `reach` characters."""
    right = min(len(text), at + reach)
    ends = [end for mark in "。；！？\n" if (end := text.find(mark, at, right)) >= 0]
    return text[at : min(ends, default=right)]
