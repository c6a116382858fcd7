"""A chain of which a model wrote a link is taken apart; a whole one stays as it is."""

from assistant.drafting.draft import GroundedSentence
from assistant.drafting.writing.broken_chains import without_broken_chains


def sentences(*texts: str) -> list[GroundedSentence]:
    return [GroundedSentence(text=text) for text in texts]


COMPOSED = [sentences("一是公开66条；", "二是解读9篇；"), sentences("三是培训3场。")]


def test_a_whole_chain_stays() -> None:
    assert without_broken_chains(COMPOSED, COMPOSED) == COMPOSED


def test_the_links_that_are_left_of_a_broken_chain_lose_their_numbers() -> None:
    written = [sentences("本机关公开66条，解读9篇。"), sentences("三是培训3场。")]
    texts = [[s.text for s in own] for own in without_broken_chains(written, COMPOSED)]
    assert texts == [["本机关公开66条，解读9篇。"], ["培训3场。"]]
    written = [COMPOSED[0], sentences("本机关培训3场。")]
    texts = [[s.text for s in own] for own in without_broken_chains(written, COMPOSED)]
    assert texts == [["公开66条。", "解读9篇。"], ["本机关培训3场。"]]


def test_another_chain_of_the_part_is_left_alone() -> None:
    composed = [*COMPOSED, sentences("一是问题甲；", "二是问题乙。")]
    written = [COMPOSED[0], [], composed[2]]
    done = without_broken_chains(written, composed)
    assert done[2] == composed[2]
    assert done[0][0].text == "公开66条。"
