"""The heart: nothing in a sentence that its facts and sources do not say.

Every number (with its unit and the words beside it), date, 《title》, article, document
number and claim is looked for in the facts that the sentence may use and in the
articles given as sources. Passages of other agencies' reports support nothing: their
figures are not this agency's. The check is the same for whoever wrote the sentence,
and it never asks a model.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.drafting.draft import DraftSource
from assistant.drafting.grounding.claims import unsupported_change, unsupported_claims
from assistant.drafting.grounding.matter import off_the_matter, speaks_of
from assistant.drafting.grounding.sayable import Sayable, sayable_numbers
from assistant.report.dates import DateMention, find_dates
from assistant.report.ledger import Fact
from assistant.report.quantities import Quantity, find_quantities
from assistant.report.references import find_numbered_references, find_titles

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
_BOUNDARY = re.compile(r"[，。；：、,;:（）()]")
_NEGATION = re.compile(r"未(?:发生|收到|产生|出现|制发|新收|有)|没有|无")
_EVERY = re.compile(r"均|全部|都(?!市)")
_WHOLES = ("t3.new.total", "t3.result_total.total", "sum.t3.handled.total")
_FILLER = re.compile(r"(?:共计|总计|合计|为|达到|达|共|有|约|近|超过|了)$")
_OWN_WORDS = 6  # characters in a row that show that a sentence speaks of a statement


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a sentence stands: the facts and sources it rests on, or the reasons against it."""

    facts: tuple[str, ...]
    sources: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.reasons


class Ground:
    """What one piece of text may rest on.

    Args:
        facts: Facts that the text may use.
        sources: Sources by id; only regulations support anything.
        templates: The texts of work facts by fact id (`work.x`), to know what a value is called.
        composed: The composed wording of the same facts; its claim words are theirs.
    """

    def __init__(
        self,
        facts: Sequence[Fact],
        sources: Mapping[str, DraftSource] | None = None,
        templates: Mapping[str, str] | None = None,
        composed: str = "",
    ) -> None:
        self.facts = {fact.id: fact for fact in facts}
        self.articles = {k: s for k, s in (sources or {}).items() if s.kind == "regulation"}
        self._templates = templates or {}
        self._statements = {f.id: str(f.value) for f in facts if isinstance(f.value, str)}
        self._support = "\n".join([*self._statements.values(), composed])
        self._matter = "\n".join([self._support, *[fact.label for fact in facts]])
        self._numbers = [
            number
            for fact in facts
            for number in sayable_numbers(fact, self._templates.get(_owner(fact.id), ""))
        ]
        self._dates = [(f, d) for f, text in self._statements.items() for d in find_dates(text)]
        self._years = {f.id: f.value for f in facts if f.id in ("year", "next_year")}
        self._wholes = {f.value for f in facts if f.id in _WHOLES and f.value}

    def judge(self, text: str, *, rests_on_facts: bool = True) -> Judgement:
        """Whether everything that the text says has a ground, and which.

        With `rests_on_facts` a sentence that speaks of no fact at all does not stand either.
        """
        used: list[str] = []
        cited: list[str] = []
        reasons = _language(text)
        quantities = find_quantities(text)
        for index, quantity in enumerate(quantities):
            before = quantities[index - 1].end if index else 0
            after = quantities[index + 1].start if index + 1 < len(quantities) else len(text)
            reasons += self._judge_number(text, quantity, (before, after), used, cited)
        reasons += self._judge_dates(text, used)
        reasons += self._judge_references(text, used, cited)
        reasons += self._judge_wholes(text, used)
        reasons += unsupported_claims(text, self._support)
        reasons += unsupported_change(text, self._support, used)
        reasons += off_the_matter(text, self._matter)
        used += [f for f, said in self._statements.items() if _shares_words(text, said)]
        if rests_on_facts and not used and not cited and not reasons:
            reasons.append("没有用到任何事实")
        return Judgement(tuple(dict.fromkeys(used)), tuple(dict.fromkeys(cited)), tuple(reasons))

    def _judge_number(
        self,
        text: str,
        quantity: Quantity,
        bounds: tuple[int, int],
        used: list[str],
        cited: list[str],
    ) -> list[str]:
        fitting = [n for n in self._numbers if n.is_said_by(quantity, text)]
        if not fitting:
            source = self._source_of(quantity)
            if source:
                cited.append(source)
                return []
            return [f"“{quantity.text}”不在任何事实里"]
        named = self._named_beside(text, quantity, bounds)
        if named and not named & {n.fact_id for n in fitting}:
            labels = "、".join(sorted({self.facts[f].label for f in named})[:2])
            return [f"“{quantity.text}”与“{labels}”对不上（应为{self._values(named)}）"]
        chosen = [n for n in fitting if n.fact_id in named or (not named and self._meant(n, text))]
        if not chosen:
            return [f"没有说明“{quantity.text}”是什么的数"]
        used += [n.fact_id for n in chosen[:2]]
        return []

    def _meant(self, number: Sayable, text: str) -> bool:
        """Whether a sentence that does not name a number beside it speaks of its fact at all."""
        if number.names and not number.adjacent:
            return any(name in text for name in number.names)
        owner = self._statements.get(_owner(number.fact_id)) or self._statements.get(number.fact_id)
        return owner is None or speaks_of(text, owner) or text.strip("。；") in owner

    def _values(self, fact_ids: set[str]) -> str:
        return "、".join(sorted({self.facts[f].written for f in fact_ids})[:3])

    def _source_of(self, quantity: Quantity) -> str | None:
        for source_id, source in self.articles.items():
            for other in find_quantities(source.text):
                if other.value == quantity.value and other.unit == quantity.unit:
                    return source_id
        return None

    def _named_beside(self, text: str, quantity: Quantity, bounds: tuple[int, int]) -> set[str]:
        """The facts that the words beside a number name: those before it first, else behind.

        Words behind are its own only if no other number follows them directly.
        """
        before = _BOUNDARY.split(text[bounds[0] : quantity.start])[-1]
        owners = self._last_named(before)
        behind = _BOUNDARY.split(text[quantity.end : bounds[1]])
        if owners or (len(behind) == 1 and bounds[1] < len(text)):
            return owners
        return self._last_named(behind[0], behind=True)

    def _last_named(self, context: str, *, behind: bool = False) -> set[str]:
        """The facts whose name stands last in a stretch of text, the longest name winning.

        A work fact's value is called by the words directly before it and by nothing else.
        """
        best, owners = (-1, 0), set[str]()
        bare = _FILLER.sub("", context)
        for number in self._numbers:
            if behind and number.adjacent:
                continue
            for name in number.names:
                at = context.rfind(name) if not number.adjacent else _at_end(bare, name)
                rank = (at + len(name), len(name))
                if at >= 0 and rank > best:
                    best, owners = rank, {number.fact_id}
                elif at >= 0 and rank == best:
                    owners.add(number.fact_id)
        return owners

    def _judge_wholes(self, text: str, used: list[str]) -> list[str]:
        """“未发生行政复议” needs a zero, “均予以公开” the whole; else the clause is false."""
        reasons = []
        for clause in re.split(r"[，。；]", text):
            negation, every = _NEGATION.search(clause), _EVERY.search(clause)
            if find_quantities(clause) or not (negation or every):
                continue
            ends = negation is not None and negation.end() == len(clause)
            said = clause[negation.start() :] if negation and not ends else clause
            known = self._named_in(said)
            true = [f.id for f in known if (not f.value if negation else f.value in self._wholes)]
            used += true
            if known and not true and not any(clause in s for s in self._statements.values()):
                reasons.append(f"“{clause}”与“{known[0].label}”{known[0].written}不符")
        return reasons

    def _named_in(self, said: str) -> list[Fact]:
        """Table facts that are called by name in a stretch of text without numbers."""
        named = [n for n in self._numbers if not n.adjacent and not n.signed]
        return [self.facts[n.fact_id] for n in named if any(name in said for name in n.names)]

    def _judge_dates(self, text: str, used: list[str]) -> list[str]:
        reasons = []
        for date in find_dates(text):
            owner = self._date_owner(date)
            if owner is None:
                reasons.append(f"日期“{date.text}”不在任何事实里")
            else:
                used.append(owner)
        return reasons

    def _date_owner(self, date: DateMention) -> str | None:
        if date.month is None:
            for fact_id, year in self._years.items():
                if year == date.year:
                    return fact_id
        return next((f for f, known in self._dates if date.fits(known)), None)

    def _judge_references(self, text: str, used: list[str], cited: list[str]) -> list[str]:
        wanted = [*find_titles(text), *find_numbered_references(text)]
        reasons = []
        for reference in wanted:
            if reference.kind == "ordinal":
                continue
            fact = next(
                (f for f, s in self._statements.items() if _mentions(s, reference.name)), None
            )
            source = next((k for k, s in self.articles.items() if _cites(s, reference.name)), None)
            if fact:
                used.append(fact)
            elif source:
                cited.append(source)
            else:
                reasons.append(f"“{reference.text}”不在任何事实或来源里")
        return reasons


def _owner(fact_id: str) -> str:
    return fact_id.rpartition(".")[0]


def _at_end(context: str, name: str) -> int:
    return len(context) - len(name) if context.endswith(name) else -1


def _language(text: str) -> list[str]:
    han = len(_HAN.findall(text))
    if not han or len(_LATIN_WORD.findall(text)) > han // 8:
        return ["不是中文句子"]
    return []


def _mentions(statement: str, name: str) -> bool:
    plain = re.sub(r"[\s　]", "", statement).translate(str.maketrans("〈〉", "《》"))
    return name in plain


def _cites(source: DraftSource, name: str) -> bool:
    return name == source.locator or name in source.title or _mentions(source.text, name)


def _shares_words(text: str, statement: str) -> bool:
    """Whether a stretch of the statement stands in the text, numbers aside."""
    return any(
        statement[i : i + _OWN_WORDS] in text
        for i in range(max(1, len(statement) - _OWN_WORDS + 1))
        if len(statement) >= _OWN_WORDS
    )
