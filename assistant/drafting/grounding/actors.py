"""Who did it: what stands behind another body's deed in one sentence reads as that body's too.

镇司法所审核公示52份，撤下过期名单33份 says that the office took the lists down. So a deed of another
statement may not follow a named body without a name of its own.
"""

import re
from collections.abc import Container

from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.sentence import Clause, Sentence
from assistant.drafting.grounding.statement import Statement
from assistant.drafting.grounding.vocabulary import wordlist, words_in

_BODY = re.compile(
    r"([\u4e00-\u9fff、]{1,24}?(?:政府|办公室|委员会|中心|[局委厅院所馆]))(?:联合|共同|会同)?(.*)"
)
_JOINS = re.compile(r"(?:并|还|同时|另外|此外|又|且)+")
READS_AS_ITS = "读起来成了它做的事"


class Actors:
    """Follows through one sentence which other body was last said to have done something."""

    def __init__(self, sentence: Sentence, own: Container[str]) -> None:
        self.sentence = sentence
        self.own = own
        self._actor = ""
        self._statement: Statement | None = None

    def doubt(self, clause: Clause, statement: Statement | None) -> Doubt | None:
        """The doubt about a clause that rests on `statement`, if it reads as another body's deed."""
        text = self.sentence.plain[clause.start : clause.end]
        text = _JOINS.sub("", text, count=1) if _JOINS.match(text) else text
        if clause.lead in "；。":
            self._actor = ""
        body = _BODY.match(text)
        if body and _is_deed(body[2]):
            self._actor = "" if body[1] in self.own else body[1]
            self._statement = statement
        elif self._actor and _is_deed(text) and self._is_another(statement):
            reason = f"“{text[:12]}”接在“{self._actor}”后面，{READS_AS_ITS}"
            return Doubt(clause.start, clause.end, "organisation", reason)
        return None

    def _is_another(self, statement: Statement | None) -> bool:
        return (
            statement is not None and bool(statement.fact_id) and statement is not self._statement
        )


def _is_deed(text: str) -> bool:
    return bool(text) and bool(
        wordlist(words_in("organisations", "deeds")).longest(text, 0, len(text))
    )
