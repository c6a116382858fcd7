"""More and less than last year: whose difference or growth it is, in the right direction."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.drafting.grounding.account import Account
from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.sayable import Said, Sayable
from assistant.drafting.grounding.sentence import Clause, Sentence
from assistant.drafting.grounding.table_facts import LAST, TableFacts
from assistant.drafting.grounding.table_words import TableWords
from assistant.drafting.grounding.topics import applicants_in, results_in, totals_in
from assistant.rules.mentions.mention import Mention

_YEARS = re.compile(r"(?:比|较|与|同)(20\d\d)年")
_GROWN = re.compile(r"增长了?$")  # counts increase, rates grow
_SAME = "持平"
_OPEN = {"t3.granted.total", "t3.partially_granted.total"}
_NO_DIRECTION = 0


@dataclass(frozen=True)
class Changes:
    """Checks what a clause says of another year."""

    sentence: Sentence
    facts: TableFacts
    words: TableWords
    compared: list[str]  # what the sentence compared last

    def check(self, clause: Clause, counted: Mapping[int, str], account: Account) -> None:
        """Adds the facts of each difference, or the doubt that no fact holds it."""
        told = False
        for said in self.sentence.within(clause):
            for mention in self.words.by_start.get(said.quantity.start, ()):
                if mention.kind in ("growth", "difference"):
                    told = True
                    self._number(said, mention, clause, counted, account)
        text = self.sentence.plain[clause.start : clause.end]
        other = _YEARS.search(text)
        if other and int(other[1]) != self.words.year - 1:
            self._add(account, clause, f"“{other[0]}”：只有上年的数可以比较")
        if not told and (_SAME in text or self._directions(clause)):
            self._bare(clause, counted, account)

    def _directions(self, clause: Clause) -> list[int]:
        return [
            1 if w.meaning == "+" else -1
            for w in self.words.named(clause, "directions")
            if len(self.sentence.plain[w.start : w.end]) > 1
        ]

    def _number(
        self,
        said: Said,
        mention: Mention,
        clause: Clause,
        counted: Mapping[int, str],
        account: Account,
    ) -> None:
        points = "百分点" in said.quantity.unit
        kind = "points" if points else ("diff" if mention.kind == "difference" else "growth")
        grown = kind == "diff" and _GROWN.search(self.sentence.plain, 0, said.quantity.start)
        bases = self._bases(said.quantity.start, clause, counted)
        known = self.facts.derived(kind, bases)
        for fact_id in known:
            number = self.facts.value(fact_id)
            if number is not None and not grown and _true_change(said, mention.direction, number):
                account.facts.append(fact_id)
                self.compared[:] = [fact_id.partition(".")[2]]
                return
        start, end = said.quantity.start, said.quantity.end
        if known:
            right = self.facts.written(known[0])
            reason = f"“{said.quantity.text}”与“{self.facts.label(known[0])}”对不上（应为{right}）"
        else:
            reason = f"“{said.quantity.text}”是与上年的比较，没有事实支持"
        account.doubts.append(Doubt(start, end, "comparison", reason))

    def _bases(self, at: int, clause: Clause, counted: Mapping[int, str]) -> list[str]:
        """The figures that a change may be of: what the clause names, else what was counted last.

        A value of last year told before (比上年的174件) settles it.
        """
        before = sorted(place for place in counted if place < at)
        older = [counted[p] for p in before if counted[p].startswith(LAST)]
        inside = [
            counted[p] for p in before if p >= clause.start and not counted[p].startswith(LAST)
        ]
        narrow = results_in(self.words, clause) + applicants_in(self.words, clause)
        narrow = ["sum.t3.open.total"] if set(narrow) == _OPEN else narrow
        named = narrow or totals_in(self.words, clause)
        now = [counted[p] for p in before if not counted[p].startswith(LAST)]
        bases = (
            inside[-1:]
            or named
            or self.compared
            or now[-1:]
            or [o.removeprefix(LAST) for o in older[-1:]]
        )
        if older:
            bases = [b for b in bases if b == older[-1].removeprefix(LAST)]
        return bases

    def _bare(self, clause: Clause, counted: Mapping[int, str], account: Account) -> None:
        """A direction without a number must be that of the difference."""
        text = self.sentence.plain[clause.start : clause.end]
        known = self.facts.derived("diff", self._bases(clause.end, clause, counted))
        amounts = [number.value for f in known if (number := self.facts.value(f)) is not None]
        wanted = [_NO_DIRECTION] if _SAME in text else self._directions(clause)
        if amounts and all((a > 0) - (a < 0) == w for a in amounts for w in wanted):
            account.facts += known
        else:
            self._add(account, clause, f"“{text}”是与上年的比较，没有事实支持")

    def _add(self, account: Account, clause: Clause, reason: str) -> None:
        account.doubts.append(Doubt(clause.start, clause.end, "comparison", reason))


def _true_change(said: Said, direction: int, number: Sayable) -> bool:
    """Whether a change is told with its size and in its direction."""
    if (number.value > 0) - (number.value < 0) != direction:
        return False
    return said.is_true_of(number.size)
