"""What a question says in everyday words, said as official texts say it.

Rewriting adds a second query, it never replaces the first: what the words do not
cover is still searched as it was asked.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

_GAP = "…"
_LONGEST = 60
_WORDS = "everyday_words.toml"


def rewritten(query: str, without: frozenset[str] = frozenset()) -> str:
    """The query with everyday expressions put in official words; empty if it has none.

    Of expressions that overlap the one that starts first counts, then the longest. A text
    of more than `_LONGEST` characters is no question but a document's own words.
    `without` are expressions as they stand in the query that are left as they are.
    """
    if len(query) > _LONGEST:
        return ""
    terms, pattern = _vocabulary()

    def put(match: re.Match[str]) -> str:
        return match[0] if match[0] in without else f" {terms[match.lastgroup or '']} "

    plain = " ".join(pattern.sub(put, query).split())
    return "" if plain == " ".join(query.split()) else plain


def everyday(query: str) -> tuple[str, ...]:
    """The everyday expressions in a query, as they stand there."""
    return tuple(match[0] for match in _vocabulary()[1].finditer(query))


@cache
def _vocabulary() -> tuple[dict[str, str], re.Pattern[str]]:
    """The official words by group name, and one pattern of all expressions, the longest first."""
    data = tomllib.loads((files(__package__) / _WORDS).read_text("utf-8"))["words"]
    pairs = [(said, official) for official, all_said in data.items() for said in all_said]
    pairs.sort(key=lambda pair: (-len(pair[0]), pair))
    terms = {f"w{number}": official for number, (_, official) in enumerate(pairs)}
    spelled = [
        f"(?P<w{number}>{re.escape(said).replace(re.escape(_GAP), '.{0,6}?')})"
        for number, (said, _) in enumerate(pairs)
    ]
    return terms, re.compile("|".join(spelled))
