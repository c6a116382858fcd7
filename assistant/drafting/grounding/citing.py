"""A clause that only leads on or cites: neutral words, titles and articles that are known."""

import re
from typing import TYPE_CHECKING

from assistant.drafting.grounding.account import Account
from assistant.drafting.grounding.cover import pieces_of
from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.naming_gaps import doubt_of_gap
from assistant.drafting.grounding.sentence import Clause, Sentence
from assistant.report.quantities import chinese_number
from assistant.report.references import Reference
from assistant.rules.lexicon import LEXICON

if TYPE_CHECKING:
    from assistant.drafting.grounding.ground import Ground

_NOT_A_NUMBER = re.compile(r"^第|条.*$")
_SPACES = re.compile(r"[\s　]")


def by_citing(sentence: Sentence, clause: Clause, ground: "Ground") -> Account:
    """The account of a clause by neutral words and by what it cites."""
    account = Account()
    cited = [
        r for r in (*sentence.titles, *sentence.references) if clause.start <= r.start < clause.end
    ]
    words = ground.citing_words if cited else ground.words
    for piece in pieces_of(sentence, clause, words):
        if piece.kind in ("gap", "negation"):
            account.doubts.append(doubt_of_gap(sentence, piece))
    for said in sentence.within(clause):
        start, end = said.quantity.start, said.quantity.end
        account.doubts.append(Doubt(start, end, "number", f"“{said.quantity.text}”不在任何事实里"))
    for date in sentence.dates_within(clause):
        if date.month is not None or date.year != ground.year:
            reason = f"日期“{date.text}”不在任何事实里"
            account.doubts.append(Doubt(date.start, date.end, "date", reason))
    for reference in cited:
        _cite(reference, sentence, ground, account)
    return account


def _cite(reference: Reference, sentence: Sentence, ground: "Ground", account: Account) -> None:
    """Notes the fact or source that a reference stands in, or a doubt."""
    for fact_id, fact in ground.facts.items():
        if isinstance(fact.value, str) and reference.name in _plain(fact.value):
            account.facts.append(fact_id)
            return
    cited = {r.name for r in sentence.references}
    articles = sorted(ground.articles.items(), key=lambda pair: pair[1].locator not in cited)
    for source_id, source in articles:
        known = reference.name in (source.locator, source.title) or reference.name in _plain(
            source.text
        )
        if known and not (reference.kind == "article" and _for_another_matter(reference, sentence)):
            account.sources.append(source_id)
            return
    reason = f"“{reference.text}”不在任何事实或来源里"
    account.doubts.append(Doubt(reference.start, reference.end, "reference", reason))


def _for_another_matter(reference: Reference, sentence: Sentence) -> bool:
    """Whether the sentence names a matter of the 条例 that other articles hold."""
    number = str(chinese_number(_NOT_A_NUMBER.sub("", reference.name)) or "")
    return any(
        word in sentence.plain and number not in articles.split()
        for word, articles in LEXICON.groups["law.matters"].items()
    )


def _plain(text: str) -> str:
    return _SPACES.sub("", text).translate(str.maketrans("〈〉", "《》"))
