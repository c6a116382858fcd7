"""Only what can bear on a number is read word for word, and nothing is read otherwise for that."""

from pathlib import Path

import pytest

from assistant.reading.figures import read_figures
from assistant.report.quantities import find_quantities
from assistant.rules.mentions.clauses import Clause, clauses_of
from assistant.rules.mentions.stretches import stretches_told
from assistant.rules.mentions.words import claims_of, matches_of, words_of, words_within
from assistant.rules.narrative import Narrative
from tests.rules.rule_examples import SAMPLES

TITLED = "印发《关于做好公开工作的若干意见。》，共3件。其余见网站。"


def narrative_of(*paragraphs: str) -> Narrative:
    text = "\n".join(paragraphs)
    return Narrative(text, ("1.2",), ((0, len(text)),), 2023)


def telling(narrative: Narrative, everything: bool) -> list[Clause]:
    """The clauses with a number or a claim, all words read or those of the stretches alone."""
    plain, quantities = narrative.plain, find_quantities(narrative.whole)
    matches = matches_of(plain)
    stretches = stretches_told(narrative, quantities, claims_of(matches))
    words = words_of(plain) if everything else words_within(plain, matches, stretches)
    cut = clauses_of(words, quantities, len(plain))
    return [clause for found in cut for clause in found if clause.quantities or clause.claims]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_stretches_of_a_sample_tell_what_the_whole_text_tells(path: Path) -> None:
    narrative = Narrative.of(read_figures(path))
    assert telling(narrative, everything=False) == telling(narrative, everything=True)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("收到申请3件。", "制度健全。", "其中自然人2件"),
        ("没有发生行政复议。机制更加完善。", "上年结转：", "5件", "全部办结"),
        ("制发文件2", "件，废止1件。队伍稳定！", ""),
        (TITLED, "没有收费。"),
        ("（一是机制健全。二是收到3件。）完善流程。",),
    ],
    ids=lambda paragraphs: paragraphs[0][:6],
)
def test_odd_breaks_and_marks_change_nothing(paragraphs: tuple[str, ...]) -> None:
    narrative = narrative_of(*paragraphs)
    assert telling(narrative, everything=False) == telling(narrative, everything=True)


def test_a_paragraph_without_numbers_and_what_follows_the_last_number_are_passed_over() -> None:
    narrative = narrative_of(
        "健全制度，压实责任。", "收到申请3件。完善流程，做好服务。", "加强学习。"
    )
    claims = claims_of(matches_of(narrative.plain))
    stretches = stretches_told(narrative, find_quantities(narrative.whole), claims)
    read = "".join(narrative.plain[start:end] for start, end in stretches)
    assert read == "\n收到申请3件。\n"
