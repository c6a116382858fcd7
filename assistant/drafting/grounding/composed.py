"""The composed wording of the facts: what it says may be said again, in its own words."""

import re
from collections.abc import Iterator

from assistant.drafting.grounding.sayable import Said
from assistant.drafting.grounding.statement import Statement
from assistant.drafting.grounding.table_facts import TableFacts

_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
_MARKS = "。；！？：\n"
_LIST_MARK = re.compile(r"^(?:[一二三四五六七八九十]是|其[一二三四五六七八九十]，?)")


class Composed:
    """A composed text; `statements` are its sentences, to be reworded as those of the staff are."""

    def __init__(self, text: str, tables: TableFacts) -> None:
        self._text = text
        self.whole = Statement(text)
        values = tuple((fact_id, number.size) for fact_id, number in tables.numbers.items())
        self.statements = [Statement(s, values=values) for s in _sentences(text)]

    def says(self, sentence: str) -> bool:
        """Whether a sentence stands here as a whole, from one mark to another."""
        bare = _LIST_MARK.sub("", sentence.strip().rstrip(_MARKS + "，、 "))
        at = self._text.find(bare) if bare else -1
        while at >= 0:
            before, after = self._text[:at], self._text[at + len(bare) :]
            begins = not before or before[-1] in _MARKS or _LIST_MARK.search(before[-2:])
            if begins and (not after or after[0] in _MARKS):
                return True
            at = self._text.find(bare, at + 1)
        return False

    def is_own(self, statement: Statement | None) -> bool:
        """Whether a statement is a sentence of this text and no fact of its own."""
        return statement is not None and not statement.fact_id and not statement.source_id


def _sentences(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        bare = _LIST_MARK.sub("", match[0].strip())
        if bare:
            yield bare


def counts_its_own_parts(said: Said) -> bool:
    """Whether a number counts what the text lists itself: 两类, 两项合计, 六个部分."""
    quantity = said.quantity
    small = quantity.value <= _FEW and not quantity.text[0].isdigit() and not said.hedge
    return small and quantity.unit in ("类", "项", "个", "种")


_FEW = 10
