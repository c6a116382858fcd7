"""A clause held against the tables: what each number counts there, what is none, what is all."""

import re
from dataclasses import dataclass, field

from assistant.drafting.grounding.account import Account
from assistant.drafting.grounding.by_statement import is_when
from assistant.drafting.grounding.changes import Changes
from assistant.drafting.grounding.composed import counts_its_own_parts
from assistant.drafting.grounding.cover import Piece, pieces_of
from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.naming_gaps import doubt_of_gap
from assistant.drafting.grounding.sayable import Said
from assistant.drafting.grounding.sentence import NUMBER, Clause, Sentence
from assistant.drafting.grounding.shares import share_of
from assistant.drafting.grounding.statement import Statement
from assistant.drafting.grounding.table_facts import LAST, TableFacts
from assistant.drafting.grounding.table_words import TableWords, definitions_of, none_of
from assistant.drafting.grounding.topics import results_in
from assistant.drafting.grounding.vocabulary import Wordlist
from assistant.drafting.grounding.wholes import Wholes, all_settled, most_named
from assistant.rules.mentions.mention import Mention

_RATIOS = ("%", "‰", "成")
_TOGETHER = ("共", "共计", "合计", "总计", "两项合计", "两项共计", "两类合计", "两者合计")
_SO_MANY = ("", "共", "有", "共有", "为", "达", "计", "共计")
_REST_OF_OTHERS = "t3.other_misc.total"
_KINDS_OF_CASE = {
    "直接起诉": "litigation_direct",
    "复议后起诉": "litigation_after_reconsideration",
}
_REST = re.compile(rf"[，、；{NUMBER}（](?:以及|和|其他处理中，)?其他(?:情形|情况|的)?$")
_COMPARES = re.compile(r"[比较与同]|上年[为是]|上一年[为是]|去年[为是]")
_CHANGES = ("growth", "difference")


@dataclass
class TableReader:
    """Reads the clauses of one sentence in order, keeping what was counted last.

    `counted` holds the fact of each number by where the number begins.
    """

    sentence: Sentence
    facts: TableFacts
    words: TableWords
    vocabulary: Wordlist
    composed: Statement
    counted: dict[int, str] = field(default_factory=dict)
    compared: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)  # whose number the next clause may give

    def account(self, clause: Clause) -> Account:
        """The account of a clause by the tables."""
        account = Account()
        pieces = pieces_of(self.sentence, clause, self.vocabulary, self.composed)
        account.doubts += [doubt_of_gap(self.sentence, p) for p in pieces if p.kind == "gap"]
        account.doubts += [self._unknown_title(p) for p in pieces if p.kind == "title"]
        account.weight = sum(p.end - p.start for p in pieces if p.kind == "number")
        self._numbers(clause, account)
        self._dates(clause, account)
        self._denials(clause, pieces, account)
        Wholes(self.sentence, self.facts, self.words).check(clause, self.counted, account)
        self.named = most_named(self.sentence, clause, account)
        Changes(self.sentence, self.facts, self.words, self.compared).check(
            clause, self.counted, account
        )
        return account

    def _unknown_title(self, piece: Piece) -> Doubt:
        text = self.sentence.text[piece.start : piece.end]
        return Doubt(piece.start, piece.end, "reference", f"“{text}”不在任何事实或来源里")

    def _numbers(self, clause: Clause, account: Account) -> None:
        for said in self.sentence.within(clause):
            mentions = self.words.by_start.get(said.quantity.start, [])
            if any(mention.kind in _CHANGES for mention in mentions):
                continue
            unit = said.quantity.unit
            if unit in _RATIOS or unit.startswith("/"):
                account.doubts += self._share(said, clause, account)
            elif counts_its_own_parts(said) and said.quantity.value <= len(self.counted):
                continue
            elif not mentions:
                account.doubts.append(_doubt(said, f"“{said.quantity.text}”不在任何事实里"))
            for mention in mentions if mentions and mentions[0].kind == "count" else ():
                doubt = self._count(said, mention, clause, account)
                account.doubts += [doubt] if doubt else []

    def _share(self, said: Said, clause: Clause, account: Account) -> list[Doubt]:
        used: list[str] = []
        doubt = share_of(said, clause, self.words, self.facts, self.counted, used)
        account.facts += used
        self.compared = [f.removeprefix("share.") for f in used[:1]] or self.compared
        return [doubt] if doubt else []

    def _count(
        self, said: Said, mention: Mention, clause: Clause, account: Account
    ) -> Doubt | None:
        prefix = self._year(mention)
        if prefix is None or mention.part_of_year or mention.cumulative:
            return _doubt(said, f"“{said.quantity.text}”说的不是报告年度的全年，没有事实支持")
        text = self.sentence.plain[clause.start : clause.end]
        mention = self._kind_of_case(mention, clause, said)
        definitions = definitions_of(mention, text)
        known = [f for d in definitions if (f := self.facts.of(d, prefix))]
        known = self._of_whole(mention, known) or self._spoken_of(said, clause, prefix)
        known = known or self._rest_of_others(said, mention, clause)
        for fact_id in known:
            number = self.facts.value(fact_id)
            if number is not None and said.is_true_of(number):
                self.counted[said.quantity.start] = fact_id
                account.facts.append(fact_id)
                self.compared.clear()
                if self._unsettled(mention, fact_id):
                    return _doubt(said, f"“{said.quantity.text}”没有全部办结")
                return self._of_last_year(said, clause, fact_id) or self._outside(
                    said, mention, clause, fact_id
                )
        if not known:
            return _doubt(said, f"没有说明“{said.quantity.text}”是什么的数，或者没有这项事实")
        label, written = self.facts.label(known[0]), self.facts.written(known[0])
        return _doubt(said, f"“{said.quantity.text}”与“{label}”对不上（应为{written}）")

    def _year(self, mention: Mention) -> str | None:
        """The prefix of facts of the year that is spoken of; None for any other year."""
        if mention.year is None:
            return ""
        return LAST if mention.year == self.words.year - 1 else None

    def _spoken_of(self, said: Said, clause: Clause, prefix: str) -> list[str]:
        """What a number without a name of its own counts: 与上年的174件相比, 两项合计225件."""
        now = [self.counted[at] for at in sorted(self.counted) if at < said.quantity.start]
        if prefix == LAST:
            return [f"{LAST}{f}" for f in now[-1:] if f"{LAST}{f}" in self.facts.numbers]
        text = self.sentence.masked[clause.start : said.quantity.start].replace(NUMBER, "")
        if self.named and text.strip() in _SO_MANY:
            return self.named
        together = self.facts.sum_of(now[-2:]) if text.strip() in _TOGETHER else ""
        return [together] if together else []

    def _of_whole(self, mention: Mention, known: list[str]) -> list[str]:
        """The readings that are part of the figure that the sentence divides, if any is."""
        whole = self._whole(mention)
        return [f for f in known if self.facts.holds(whole, f)] or known if whole else known

    def _whole(self, mention: Mention) -> str:
        for one in self.words.mentions.breakdowns:
            if any(part.start == mention.start for part in one.parts):
                return self.counted.get(one.whole.start, "")
        return ""

    def _unsettled(self, mention: Mention, fact_id: str) -> bool:
        """Whether requests that came in are said to be handled though not all of them are."""
        said = mention.qualifiers
        come = not said.isdisjoint({"new", "received", "accepted"})
        if "handled" not in said or not come or fact_id == "t3.result_total.total":
            return False
        return mention.kind == "count" and not all_settled(self.facts)

    def _outside(self, said: Said, mention: Mention, clause: Clause, fact_id: str) -> Doubt | None:
        """The doubt that a part is no part of its whole (其中, 中)."""
        whole = self._whole(mention) or self._heading(clause)
        if not whole and self.sentence.plain.startswith("其中", clause.start):
            before = [at for at in self.counted if at < clause.start]
            whole = self.counted[max(before)] if before else ""
        if whole in ("", _REST_OF_OTHERS) or self.facts.holds(whole, fact_id):
            return None
        label = self.facts.label(whole) if whole in self.facts.numbers else "前面所说的"
        return _doubt(said, f"“{said.quantity.text}”不是“{label}”的一部分")

    def _kind_of_case(self, mention: Mention, clause: Clause, said: Said) -> Mention:
        """Which of the two kinds a lawsuit is, by the words before its number or the one told last."""
        if mention.subject != "litigation":
            return mention
        before = self.sentence.plain[clause.start : said.quantity.start]
        named = [subject for word, subject in _KINDS_OF_CASE.items() if word in before]
        last = [fact_id for at, fact_id in sorted(self.counted.items()) if at < clause.start][-1:]
        if not named and "行政诉讼" not in before and last:
            named = [s for s in _KINDS_OF_CASE.values() if last[0].startswith(f"t4.{s}.")]
        return mention._replace(subject=named[0]) if len(named) == 1 else mention

    def _rest_of_others(self, said: Said, mention: Mention, clause: Clause) -> list[str]:
        """其他61件 among what is counted of 其他处理."""
        before = self.sentence.masked[: said.quantity.start]
        since = max([at for at in self.counted if at < said.quantity.start], default=-1)
        whole = self._whole(mention) or self._heading(clause) or self.counted.get(since, "")
        of_others = whole.startswith(("sum.t3.other.", "t3.other_"))
        rest = of_others and _REST.search(before) and _REST_OF_OTHERS in self.facts.numbers
        return [_REST_OF_OTHERS] if rest else []

    def _heading(self, clause: Clause) -> str:
        """The results that the clause before announces to divide: 不予公开中，…"""
        before = [c for c in self.sentence.clauses if c.end <= clause.start][-1:]
        text = self.sentence.plain[before[0].start : before[0].end] if before else ""
        named = results_in(self.words, before[0]) if text.endswith("中") else []
        return named[0] if len(named) == 1 else ""

    def _of_last_year(self, said: Said, clause: Clause, fact_id: str) -> Doubt | None:
        """The doubt that a figure of last year is told as a part of this year's: 其中…，上年新收21件."""
        text = self.sentence.plain
        since = max(text.rfind(mark, 0, clause.start) for mark in "；。\n") + 1
        divides = text.find("其中", since, said.quantity.start) >= 0
        compares = _COMPARES.search(text, clause.start, said.quantity.start)
        if not fact_id.startswith(LAST) or not divides or compares:
            return None
        return _doubt(said, f"“{said.quantity.text}”是上年的数，不是今年的一部分")

    def _dates(self, clause: Clause, account: Account) -> None:
        for date in self.sentence.dates_within(clause):
            own = is_when(date, clause) and date.year in self._years()
            if own and date.year == self.words.year:
                account.facts.append("year")
            elif not own:
                reason = f"日期“{date.text}”不在任何事实里"
                account.doubts.append(Doubt(date.start, date.end, "date", reason))

    def _years(self) -> tuple[int, ...]:
        """The years whose figures are known."""
        last = any(fact_id.startswith(LAST) for fact_id in self.facts.numbers)
        return (self.words.year, self.words.year - 1) if last else (self.words.year,)

    def _denials(self, clause: Clause, pieces: list[Piece], account: Account) -> None:
        """Every negation must deny something that is zero."""
        denied = self.words.denied(clause)
        for mention in denied:
            prefix = self._year(mention)
            shown = self._shown_none(mention, prefix) if prefix is not None else ()
            account.facts += shown
            account.weight += mention.end - mention.start
            if not shown:
                reason = f"“{mention.text}”与表中的数不符，或者没有事实支持"
                account.doubts.append(Doubt(mention.start, mention.end, "negation", reason))
        for piece in pieces:
            inside = any(m.start <= piece.start < m.end for m in denied)
            if piece.kind == "negation" and not inside:
                text = self.sentence.text[piece.start : clause.end]
                reason = f"“{text}”没有事实支持"
                account.doubts.append(Doubt(piece.start, clause.end, "negation", reason))

    def _shown_none(self, mention: Mention, prefix: str) -> tuple[str, ...]:
        shown: list[str] = []
        for definitions in none_of(mention):
            zeros = [z for d in definitions if (z := self.facts.is_zero(d, prefix))]
            if not zeros:
                return ()
            shown += zeros[0]
        return tuple(shown)


def _doubt(said: Said, reason: str) -> Doubt:
    return Doubt(said.quantity.start, said.quantity.end, "number", reason)
