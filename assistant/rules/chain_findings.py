"""What the rules of chains in running text have in common: the break, and the step that it lacks."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.chain_steps import word_of
from assistant.rules.chains import BreakKind, breaks_of_words
from assistant.rules.rule import Finding, Rule


def broken_chains(
    rule: Rule, case: Case, kind: BreakKind, lacking: int, message: str
) -> Iterator[Finding]:
    """Every break of this kind; `message` has places for the `step` met and the `lacking` one.

    `lacking` is the number of the step that should be there.
    """
    for found in breaks_of_words(case.narrative):
        if found.kind == kind:
            text = case.narrative.whole[found.step.start : found.step.end]
            expected = word_of(found.step, lacking)
            told = message.format(step=text, lacking=expected)
            span = found.span(case.narrative)
            yield rule.at(case, span, told, found=text, expected=expected)
