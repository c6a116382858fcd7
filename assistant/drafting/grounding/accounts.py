"""The accounts of a sentence: for each clause the one thing that explains it best."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.drafting.grounding.account import Account
from assistant.drafting.grounding.actors import Actors
from assistant.drafting.grounding.by_statement import by_statement
from assistant.drafting.grounding.by_table import TableReader
from assistant.drafting.grounding.causes import judged_connective
from assistant.drafting.grounding.citing import by_citing
from assistant.drafting.grounding.composed import counts_its_own_parts
from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.sayable import Said, Sayable
from assistant.drafting.grounding.sentence import Clause, Sentence
from assistant.drafting.grounding.statement import Statement
from assistant.drafting.grounding.table_words import TableWords

if TYPE_CHECKING:
    from assistant.drafting.grounding.ground import Ground

_DIVIDES = re.compile(
    r"其中|(?:位列|名列|位居|排名|列|居)第"
)  # what it says is of the words before
_LAST_YEAR = ("上年", "去年", "上一年")


class Accounts:
    """Accounts for one sentence on a ground; `facts` and `sources` are what it rests on."""

    def __init__(self, ground: "Ground", sentence: Sentence) -> None:
        self.ground = ground
        self.sentence = sentence
        self.facts: list[str] = []
        self.sources: list[str] = []
        self.turns: list[int] = []
        self._last = Account()
        self._actors = Actors(sentence, ground.words.meanings)
        self._kinds: set[str] = set()
        self._told: set[tuple[str, int]] = set()
        self._whole = ""
        section = "1.2" if any("t3." in f or "t4." in f for f in ground.tables.numbers) else "1.1"
        words = TableWords(sentence, ground.year, section)
        self._tables = TableReader(
            sentence, ground.tables, words, ground.table_words, ground.composed.whole
        )

    def of_clauses(self) -> Iterator[Doubt]:
        """The doubts that are left when each clause is explained as well as can be."""
        clauses = self.sentence.clauses
        for before, clause in zip([None, *clauses], clauses, strict=False):
            spoken_of = self._last.statement
            best = self._best(clause)
            if before is not None:
                same = best.statement if best.statement is spoken_of else None
                best.doubts = judged_connective(best.doubts, self.sentence, before, clause, same)
            if _is_other(best.statement, spoken_of) or self._leaves_a_division(clause, best):
                self.turns.append(clause.start)
            again = list(self._told_again(clause, best))
            divided = self._divides_another(clause, best)
            self.facts += best.facts
            self.sources += best.sources
            if best.statement is not None and (best.weight or best.slot >= 0):
                self._last = best
            other = self._actors.doubt(clause, best.statement)
            yield from [other] if other else []
            yield from best.doubts
            yield from [*divided, *again]
            yield from self._done_already(clause, best)
        if self._mixes_law_and_facts():
            yield Doubt(0, len(self.sentence.text), "matter", "法规的要求不能说成本单位做到的事")

    def _leaves_a_division(self, clause: Clause, best: Account) -> bool:
        """Whether figures of the tables go on to what the last “其中” does not divide."""
        counted = self._tables.counted
        own = [fact for at, fact in sorted(counted.items()) if clause.start <= at < clause.end]
        if self.sentence.plain.startswith(("其中", "为"), clause.start):
            before = [at for at in counted if at < clause.start]
            self._whole = counted[max(before)] if before else ""
            return False
        told = own or [fact for fact in best.facts if fact.startswith("share.")]
        left = bool(self._whole and told) and not self.ground.tables.holds(self._whole, told[0])
        self._whole = "" if left else self._whole
        return left

    def _done_already(self, clause: Clause, best: Account) -> Iterator[Doubt]:
        """“已” before the words of a measure that no fact calls done, though another fact names them."""
        text = self.sentence.plain[clause.start : clause.end].strip()
        bare = text.removeprefix("已经").removeprefix("已")
        plans = (s for s in self.ground.statements if s.fact_id.startswith("improvement"))
        if bare != text and not best.doubts and any(bare in plan.plain for plan in plans):
            yield Doubt(clause.start, clause.end, "plan", "事实里是打算或措施，没有说已经完成")

    def _told_again(self, clause: Clause, best: Account) -> Iterator[Doubt]:
        """A number of a statement that the sentence has given before: once is enough."""
        told = {(best.statement.text, i) for i in best.told} if best.statement else set()
        if told and told <= self._told:
            text = self.sentence.text[clause.start : clause.end]
            yield Doubt(clause.start, clause.end, "number", f"“{text}”前面已经说过")
        self._told |= told

    def _divides_another(self, clause: Clause, best: Account) -> list[Doubt]:
        """“其中” must divide what the sentence spoke of, not something from another statement."""
        text = self.sentence.plain[clause.start : clause.end]
        last = self._last.statement
        own = self.ground.composed.is_own(best.statement)
        if not _DIVIDES.match(text) or best.statement in (None, last):
            return []
        if last is None and not own:
            return []
        return [Doubt(clause.start, clause.end, "matter", f"“{text}”不是前面所说的一部分")]

    def _best(self, clause: Clause) -> Account:
        counted = dict(self._tables.counted)
        table = self._tables.account(clause) if self.ground.tables else None
        accounts = [table] if table else []
        for statement in self._near(clause):
            before = self._last.slot if self._last.statement is statement else -1
            accounts.append(
                by_statement(
                    self.sentence,
                    clause,
                    statement,
                    self.ground.words,
                    year=self.ground.year,
                    before=before,
                )
            )
        if not any(account.weight and not account.doubts for account in accounts):
            accounts.append(by_citing(self.sentence, clause, self.ground))
        best = min(accounts, key=lambda account: self._rank(account))
        if table is not None and not table.doubts and self.ground.composed.is_own(best.statement):
            best = table
        if best is not table:
            self._tables.counted = counted
        self._note(best, best is table)
        return best

    def _rank(self, account: Account) -> tuple[bool, int, bool, int]:
        """No doubts first, then the fewest strange words, then the statement spoken of, then most words."""
        doubted = sum(_cost(doubt) for doubt in account.doubts)
        goes_on = account.statement is not None and account.statement is self._last.statement
        own = account.statement is not None and self.ground.composed.is_own(account.statement)
        return bool(account.doubts), doubted + own, not goes_on, -account.weight

    def _note(self, best: Account, of_table: bool) -> None:
        if best.weight and best.statement is not None:
            self._kinds.add("law" if best.statement.source_id else "fact")
        elif best.weight and of_table:
            self._kinds.add("fact")

    def _mixes_law_and_facts(self) -> bool:
        return self._kinds >= {"law", "fact"}

    def _near(self, clause: Clause) -> Iterator[Statement]:
        """The statements that share words with a clause, and the one spoken of last."""
        text = self.sentence.masked[clause.start : clause.end]
        clause_text = self.sentence.text[clause.start : clause.end].strip()
        pairs = {text[i : i + 2] for i in range(len(text) - 1)}
        dates = [d for d in self.sentence.dates_within(clause) if d.month is not None]
        for statement in self.ground.statements:
            near = statement is self._last.statement or not pairs.isdisjoint(statement.pairs)
            if self.ground.composed.is_own(statement) and not _stands_in(clause_text, statement):
                continue
            near = near or any(d.fits(o) for d in dates for o in statement.sentence.dates)
            if near and self._may_be_said(statement):
                yield statement

    def _may_be_said(self, statement: Statement) -> bool:
        """An article only where the sentence cites it, last year's facts only as last year's."""
        if statement.source_id:
            return not self.ground.facts or self._cites(statement.source_id)
        if statement.fact_id.startswith("last."):
            year = f"{self.ground.year - 1}年"
            return any(word in self.sentence.plain for word in (*_LAST_YEAR, year))
        return True

    def _cites(self, source_id: str) -> bool:
        source = self.ground.articles[source_id]
        named = {r.name for r in (*self.sentence.references, *self.sentence.titles)}
        return source.locator in named

    def of_composed(self) -> Iterator[Doubt]:
        """A composed sentence as it stands: its numbers have to be those of some fact.

        What it rests on is worked out as for any other; doubts about its words are not, for
        they are the program's own.
        """
        for _ in self.of_clauses():
            pass
        for said in self.sentence.said:
            quantity = said.quantity
            owners = [f for f, n in self.ground.tables.numbers.items() if _is_size(said, n)]
            owners += [
                slot.fact_id
                for statement in self.ground.statements
                for slot in statement.slots
                if statement.fact_id and said.is_true_of(slot.number)
            ]
            if owners and not set(owners) & set(self.facts):
                self.facts.append(owners[0])
            if not owners and not counts_its_own_parts(said):
                reason = f"“{quantity.text}”不在任何事实里"
                yield Doubt(quantity.start, quantity.end, "number", reason)
        for statement in self.ground.statements:
            if statement.fact_id and statement.text.strip("。；") in self.sentence.text:
                self.facts.append(statement.fact_id)


def _is_other(statement: Statement | None, before: Statement | None) -> bool:
    """Whether both are the staff's, and not the same."""
    if statement is None or before is None or statement is before:
        return False
    return bool(statement.fact_id and before.fact_id)


def _stands_in(clause: str, statement: Statement) -> bool:
    """Whether a clause stands in a composed sentence as it is, from mark to mark."""
    at = statement.text.find(clause)
    if at < 0:
        return False
    before, after = statement.text[:at][-1:], statement.text[at + len(clause) :][:1]
    return (not before or before in _MARKS) and (not after or after in _MARKS)


_MARKS = "，；：。（）"


def _cost(doubt: Doubt) -> int:
    """Words that an account does not know count more than what it knows to be untrue."""
    return 3 * (doubt.end - doubt.start) if doubt.kind in _STRANGE else 2


_STRANGE = ("matter", "organisation", "person", "claim")


def _is_size(said: Said, number: Sayable) -> bool:
    return said.is_true_of(number.size)
