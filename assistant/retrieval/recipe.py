"""How a search weighs what it knows of a passage."""

import re
from dataclasses import dataclass

# Tuned on the tuning half of evals/retrieval/queries.yaml: `nianbao eval retrieval` shows what
# each of them brings there and on the held-out half.
_WORDS = 0.15
_EXAMPLE = 0.02
_ASKS_LESS = 0.03  # 0.015 and 0.045 were tried beside it, with words 0.15 and 0.22
_ASKS_FOR_EXAMPLES = re.compile(
    r"怎么写|咋写|如何写|怎么表述|如何表述|怎么交代|怎么介绍|写法|例子|范例|案例|参考|有人写过"
    r"|别的(?:单位|县|局|市|地方|机关)|其他(?:单位|县|局|市|地方)(?:是?怎么|如何)"
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """The weights of one search; the score is their sum.

    `meaning` weighs the cosine of the passage (or of a question that it answers) to the
    query, `words` the share of the query's words that it has, `example` a report's passage
    when the query asks how others write. `per_year` is taken off for each year that a
    report is older than the newest of the candidates, `diversity` off for likeness to what
    is ranked before (maximal marginal relevance). `rewriting` puts everyday words of the
    query in official ones, but for those in `without`; `names` lets articles, titles, document numbers, agencies and
    years that are named outright decide; `asks` counts the questions that a provision answers
    as well as its text, their cosine less `asks_less`.
    """

    meaning: float = 1.0
    words: float = _WORDS
    example: float = _EXAMPLE
    per_year: float = 0.0
    diversity: float = 0.0
    rewriting: bool = True
    names: bool = True
    asks: bool = True
    asks_less: float = _ASKS_LESS
    without: frozenset[str] = frozenset()


BEST = Recipe()


def asks_for_examples(query: str) -> bool:
    """Whether a query asks how others write something, not what the rules say."""
    return _ASKS_FOR_EXAMPLES.search(query) is not None
