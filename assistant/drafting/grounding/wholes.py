"""“均”, “全部” and what is told without a number: true only where the figures are equal."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.drafting.grounding.account import Account
from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.sentence import Clause, Sentence
from assistant.drafting.grounding.table_facts import (
    CARRIED_IN,
    CARRIED_OUT,
    HANDLED,
    NEW,
    TableFacts,
)
from assistant.drafting.grounding.table_words import TableWords
from assistant.drafting.grounding.topics import applicants_in, results_in, totals_in
from assistant.drafting.grounding.vocabulary import Wordlist, wordlist, words_in

# A clause that ends so only says what the next one is about.
_HEADINGS = ("方面", "情况", "来看", "看", "中", "如下", "分")
_MOST = re.compile(r"为主|居多|占多数|占大多数")
_OF_OTHERS = re.compile(r"上年|去年|上一年|\d{4}年|办结|结转|答复")  # not what came in this year
_RESULT_TOTAL = "t3.result_total.total"
_OUTCOMES = {
    "upheld": "upheld",
    "corrected": "corrected",
    "other_result": "other",
    "pending": "pending",
}
_CASES = ("reconsideration", "litigation_direct", "litigation_after_reconsideration", "litigation")


def all_settled(facts: TableFacts) -> tuple[str, ...]:
    """The facts that show that every request was settled; none if they do not show it."""
    left, results = facts.amount(CARRIED_OUT), facts.amount(_RESULT_TOTAL)
    come = facts.amount(HANDLED)
    if come is None and facts.amount(CARRIED_IN) == 0:
        come = facts.amount(NEW)
    if left != 0 or not results or (come is not None and come != results):
        return ()
    return (_RESULT_TOTAL, CARRIED_OUT)


@dataclass(frozen=True)
class Wholes:
    """Checks what a clause claims of all, and what it names without a number."""

    sentence: Sentence
    facts: TableFacts
    words: TableWords

    def check(self, clause: Clause, counted: Mapping[int, str], account: Account) -> None:
        """Adds the facts that show it, or a doubt for each word of “all” that nothing shows."""
        text = self.sentence.plain[clause.start : clause.end]
        marks = [at for at, _ in _marks().find(text)]
        if _MOST.search(text):
            self._most(clause, counted, account)
        elif marks:
            shown = self._shown(clause, counted)
            account.facts += shown
            for at in [] if shown or self._none(clause) else marks:
                start = clause.start + at
                reason = f"“{text[at:]}”：不是全部如此，或者没有事实支持"
                account.doubts.append(Doubt(start, clause.end, "whole", reason))
        elif not self.sentence.within(clause) and not self._none(clause):
            self._bare(clause, counted, account)

    def _most(self, clause: Clause, counted: Mapping[int, str], account: Account) -> None:
        """以自然人为主 is true of more than half of the new requests, and nothing else is said so."""
        text = self.sentence.plain[clause.start : clause.end]
        parts = [] if _OF_OTHERS.search(text) else applicants_in(self.words, clause, "new")
        part = self.facts.amount(parts[0]) if len(parts) == 1 else None
        whole = self.facts.amount(NEW)
        if part and whole and Decimal(part) > Decimal(whole) / 2:
            account.facts += [*parts, NEW]
            account.weight += clause.end - clause.start
        else:
            self._doubt(clause, account)

    def _none(self, clause: Clause) -> bool:
        return bool(self.words.denied(clause))

    def _shown(self, clause: Clause, counted: Mapping[int, str]) -> tuple[str, ...]:
        """The facts that show that all are of the kind that the clause names."""
        whole = _last(counted, clause)
        row = whole.split(".")[1] if whole.startswith("t3.") and whole.endswith(".total") else "new"
        applicants = applicants_in(self.words, clause, row)
        if applicants:
            return self._equal(applicants, f"t3.{row}.total")
        outcomes = self._outcomes(clause, counted)
        if outcomes:
            return self._equal(*outcomes)
        results = results_in(self.words, clause)
        if results and whole not in ("", *results) and self.facts.holds(whole, results[0]):
            return self._equal(results, whole)
        if results:
            settled = all_settled(self.facts) if whole in (NEW, HANDLED) else (_RESULT_TOTAL,)
            return self._equal(results, _RESULT_TOTAL) if settled else ()
        if self._settling(clause):
            return all_settled(self.facts)
        return ()

    def _equal(self, parts: list[str], whole: str) -> tuple[str, ...]:
        total = self.facts.amount(whole)
        if len(parts) == 1 and total and self.facts.amount(parts[0]) == total:
            return (parts[0], whole)
        return ()

    def _outcomes(self, clause: Clause, counted: Mapping[int, str]) -> tuple[list[str], str] | None:
        """The outcomes that a clause names, of the cases that it or the last number counts."""
        meanings = [m for w in self.words.named(clause, "qualifiers") for m in w.meaning.split()]
        named = [_OUTCOMES[m] for m in meanings if m in _OUTCOMES]
        subjects = [w.meaning for w in self.words.named(clause, "subjects")]
        group = next((s for s in subjects if s in _CASES), "") or _group(_last(counted, clause))
        if not named or not group:
            return None
        prefix = "sum.t4.litigation" if group == "litigation" else f"t4.{group}"
        return [f"{prefix}.{outcome}" for outcome in named], f"{prefix}.total"

    def _bare(self, clause: Clause, counted: Mapping[int, str], account: Account) -> None:
        """What a clause tells without a number is told of all; what it only names must exist."""
        text = self.sentence.plain[clause.start : clause.end]
        if text.endswith(_HEADINGS):
            return
        told = [*results_in(self.words, clause), *applicants_in(self.words, clause)]
        settled = "已" in text and self._settling(clause)
        if told or settled or self._outcomes(clause, counted):
            shown = self._shown(clause, counted)
            account.facts += shown
            if not shown:
                self._doubt(clause, account)
        elif not all(self.facts.amount(f) for f in totals_in(self.words, clause)):
            self._doubt(clause, account)

    def _settling(self, clause: Clause) -> bool:
        named = self.words.named(clause, "qualifiers")
        return any("handled" in word.meaning.split() for word in named)

    def _doubt(self, clause: Clause, account: Account) -> None:
        text = self.sentence.text[clause.start : clause.end]
        reason = f"“{text}”与表中的数不符，或者没有事实支持"
        account.doubts.append(Doubt(clause.start, clause.end, "whole", reason))


def most_named(sentence: Sentence, clause: Clause, account: Account) -> list[str]:
    """The fact that a clause without a number says is most of all: 以自然人为主, 共191件."""
    most = _MOST.search(sentence.plain, clause.start, clause.end)
    known = [f for f in account.facts if f != NEW]
    return known if most and not account.doubts and not sentence.within(clause) else []


def _last(counted: Mapping[int, str], clause: Clause) -> str:
    before = [at for at in counted if at < clause.end]
    return counted[max(before)] if before else ""


def _group(fact_id: str) -> str:
    bare = fact_id.removeprefix("sum.")
    return bare.split(".")[1] if bare.startswith("t4.") else ""


def _marks() -> Wordlist:
    return wordlist(words_in("tables", "wholes"))
