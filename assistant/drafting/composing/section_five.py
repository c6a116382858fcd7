"""五 as a clerk writes it: what became of last year's improvements, then problems and cures in pairs.

A problem stands with its improvement; what a work fact adds to an improvement stands beside it. The
staff's words are not changed, and nothing is said of an improvement of which no fact tells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

from assistant.drafting.composing.frames import frames
from assistant.drafting.composing.pairing import pairing
from assistant.drafting.composing.pieces import Piece
from assistant.drafting.composing.statements import Statement, chained, set_out
from assistant.drafting.composing.telling import Teller
from assistant.drafting.composing.work import Told, free_sentences, must_say
from assistant.drafting.draft import GroundedSentence, Missing
from assistant.drafting.planning.promises import Promise, matches
from assistant.report.model import AnnualReport, WorkFact

_LAYOUTS = ("pairs", "pairs", "lists", "pairs", "pairs")
_SAID, _SAID_WHOLE = 80, 75  # percent of a clause, of a whole statement
_DIGIT = re.compile(r"\d")
_PUNCTUATION = re.compile(r"[，。；：、“”（）《》\s]")


@dataclass(frozen=True, slots=True)
class SectionFive:
    """The paragraphs of 五 as pieces, questions to the staff, and what was decided for them."""

    paragraphs: tuple[tuple[Piece, ...], ...]
    missing: tuple[Missing, ...]
    notices: tuple[str, ...]


class FiveComposer:
    """Composes 五 of one report."""

    def __init__(self, report: AnnualReport, teller: Teller, promises: Sequence[Promise]) -> None:
        self._report = report
        self._teller = teller
        self._promises = promises
        self._works = {w.id: w for w in report.facts if w.section == "5"}

    def compose(self) -> SectionFive:
        """Follow-ups, then pairs or two lists, then work facts on neither."""
        followed = self._followed()
        problems = [
            Statement(_bare(text), (f"problem.{i}",))
            for i, text in enumerate(self._report.problems, 1)
        ]
        improvements, beside = self._improvements(set(followed))
        paired = pairing(
            [problem.own for problem in problems], [cure.text("，") for cure in improvements]
        )
        if paired.order is not None:
            improvements = [improvements[i] for i in paired.order]
        rest = [w for w in self._works if w not in followed and w not in beside]
        paragraphs = [
            self._follow_ups(followed),
            *self._problems_and_cures(problems, improvements, paired.order is not None),
            self._rest(rest),
        ]
        told = tuple((piece,) for piece in paragraphs if piece)
        return SectionFive(told, self._unanswered(), (paired.notice,) if paired.notice else ())

    def _followed(self) -> list[str]:
        """Work facts of 五 that tell of last year's improvements, in the order of these."""
        ids = [i for promise in self._promises for i in promise.followed_by if i in self._works]
        return list(dict.fromkeys(ids))

    def _unanswered(self) -> tuple[Missing, ...]:
        return tuple(
            Missing(
                section="5",
                what=f"上年提出的改进措施“{_inner(promise.text)}”落实得怎样",
                item="promise",
                hint="加一条 section 为 5 的工作事实；没有落实的也写明原因",
                basis="国办公开办函〔2021〕30号：五、存在的主要问题及改进情况",
            )
            for promise in self._promises
            if not promise.followed_by
        )

    def _improvements(self, taken: set[str]) -> tuple[list[Statement], set[str]]:
        """The improvements, each with the work facts of 五 that tell of it."""
        texts = self._report.improvements
        owners = matches(texts, self._report)
        found, beside = [], set[str]()
        for index, text in enumerate(texts):
            own = [
                w
                for w in self._works
                if w not in taken and w not in beside and index in owners[w][:1]
            ]
            beside |= set(own)
            found.append(self._with_facts(f"improvement.{index + 1}", _bare(text), own))
        return found, beside

    def _with_facts(self, fact_id: str, text: str, works: Sequence[str]) -> Statement:
        """An improvement with its facts; what one of them says is not said by the other again."""
        told = [_bare(str(self._teller.ledger[f"work.{w}"].value)) for w in works]
        facts = tuple(f for w in works for f in _fact_ids(self._works[w]))
        own = _without_repeated(text, "".join(told))
        beside = tuple(_without_beginning(one, own) for one in told)
        return Statement(own, (fact_id, *facts), beside)

    def _follow_ups(self, works: Sequence[str]) -> Piece | None:
        lead = self._teller.tell("followed_lead", "promises") if works else None
        if lead is None:
            return None
        told = [
            Statement(_bare(str(self._teller.ledger[f"work.{w}"].value)), _fact_ids(self._works[w]))
            for w in works
        ]
        return _piece("followed", self._set_out(lead, told, "promises"))

    def _problems_and_cures(
        self, problems: list[Statement], improvements: list[Statement], paired: bool
    ) -> list[Piece | None]:
        if paired and self._teller.voice.choose("five", _LAYOUTS) == "pairs":
            return [self._pairs(problems, improvements)]
        return [
            self._listed("problem", "problems_lead", problems),
            self._listed("improvement", "improvements_lead", improvements),
        ]

    def _listed(self, name: str, group: str, statements: list[Statement]) -> Piece | None:
        lead = self._teller.tell(group, f"{name}s") if statements else None
        return _piece(name, self._set_out(lead, statements, f"{name}s")) if lead else None

    def _set_out(
        self, lead: GroundedSentence, told: Sequence[Statement], item: str
    ) -> list[GroundedSentence]:
        return set_out(lead, told, item, self._teller.voice)

    def _pairs(self, problems: list[Statement], cures: list[Statement]) -> Piece | None:
        """Each problem and its cure in one sentence, each of another form."""
        lead = self._teller.tell("pairs_lead", "problems")
        if lead is None:
            return None
        forms = cycle(self._teller.voice.permuted("pair", frames().pairs))
        told = [
            Statement(_paired(form, problem, cure), problem.facts + cure.facts)
            for form, problem, cure in zip(forms, problems, cures, strict=False)
        ]
        return _piece("pairs", [lead, *chained(told, "problems", "。")])

    def _rest(self, works: Sequence[str]) -> Piece | None:
        told = [
            Told(
                _bare(str(self._teller.ledger[f"work.{w}"].value)), _fact_ids(self._works[w]), None
            )
            for w in works
        ]
        sentences = free_sentences("5", told, self._teller.voice)
        of_five = [s.model_copy(update={"item": "improvements"}) for s in sentences]
        return _piece("rest", of_five) if of_five else None


def _paired(form: str, problem: Statement, cure: Statement) -> str:
    """A problem and its cure in one sentence; “针对对……” and “……问题的问题” are avoided."""
    own = problem.own
    if "{problem}的问题" in form and (own.startswith("对") or own.endswith("问题")):
        form = "{problem}，对此，{cure}"
    return form.replace("{problem}", own).replace("{cure}", cure.text("；"))


def _without_repeated(text: str, told: str) -> str:
    """A statement without the clauses at its end that facts say too; empty if they say it all."""
    clauses = text.split("，")
    while len(clauses) > 1 and _said_of(clauses[-1], told) >= _SAID:
        clauses.pop()
    rest = "，".join(clauses)
    return "" if _said_of(rest, told) >= _SAID_WHOLE else rest


def _without_beginning(fact: str, own: str) -> str:
    """A fact without its first clause where the improvement says it and it has no number."""
    first, _, rest = fact.partition("，")
    if rest and not _DIGIT.search(first) and _said_of(first, own) >= _SAID:
        return rest
    return fact


def _said_of(text: str, told: str) -> int:
    """How much of a text stands in another, in percent of its pairs of characters."""
    own, other = _pairs(text), _pairs(told)
    return len(own & other) * 100 // len(own) if own else 0


def _pairs(text: str) -> set[str]:
    letters = _letters(text)
    return {letters[i : i + 2] for i in range(len(letters) - 1)}


def _piece(piece_id: str, sentences: Sequence[GroundedSentence]) -> Piece:
    must = tuple(f for s in sentences for f in must_say(s.facts))
    return Piece(piece_id, tuple(sentences), must, query="存在的主要问题及改进情况")


def _fact_ids(work: WorkFact) -> tuple[str, ...]:
    stem = f"work.{work.id}"
    return (stem, *[f"{stem}.{name}" for name in work.values])


def _bare(text: str) -> str:
    return text.strip().rstrip("。；，、 ")


def _inner(text: str) -> str:
    """A statement to be quoted: quotation marks of its own become single ones."""
    return _bare(text).translate(str.maketrans("“”", "‘’"))


def _letters(text: str) -> str:
    return _PUNCTUATION.sub("", text)
