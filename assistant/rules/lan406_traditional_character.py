"""Traditional characters in a text of simplified ones."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.lexicon import Hit
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import gathered


def _runs(hits: list[Hit]) -> list[tuple[str, str, tuple[int, int]]]:
    """Hits that stand side by side, as words with their simplified form and place."""
    runs: list[tuple[str, str, tuple[int, int]]] = []
    for hit in hits:
        if runs and runs[-1][2][1] == hit.start:
            word, right, (start, _) = runs[-1]
            runs[-1] = (word + hit.word, right + hit.meaning, (start, hit.end))
        else:
            runs.append((hit.word, hit.meaning, (hit.start, hit.end)))
    return runs


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    runs = _runs(case.narrative.words["wording.traditional"])
    if runs:
        word, right, _ = runs[0]
        yield from gathered(
            rule,
            case,
            [span for _, _, span in runs],
            f"“{word}”是繁体字，规范字是“{right}”",
            expected=right,
        )


RULE = Rule(
    code="LAN406",
    name="traditional-character",
    severity=Severity.WARNING,
    summary="正文里夹有繁体字。",
    basis="《国家通用语言文字法》第九条：国家机关以规范汉字为公务用字",
    cure="改成规范的简化字；人名、店名等专名除外。",
    check=_check,
    needs=("narrative",),
)
