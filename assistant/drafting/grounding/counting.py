"""The numbers of a clause held against those of a statement, one by one."""

import re

from assistant.drafting.grounding.account import Account
from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.sentence import NUMBER, Clause, Sentence
from assistant.drafting.grounding.slots import slot_of
from assistant.drafting.grounding.statement import Statement
from assistant.drafting.grounding.steps import is_step
from assistant.drafting.grounding.vocabulary import canonical

_JOINED = re.compile(r"[和与及]|或者|以及")
_HANGING = re.compile(r"^(?:比上年|较上年|比)?(?:增加|减少|占)$")


def count_numbers(sentence: Sentence, clause: Clause, account: Account) -> None:
    statement = account.statement
    if statement is None:
        return
    told = list[int]()
    for said in sentence.within(clause):
        index, doubt = slot_of(sentence, clause, said, statement, account.slot)
        left = sentence.plain[clause.start : said.quantity.start]
        if doubt is not None and is_step(said, canonical(left), statement, account.slot):
            account.doubts = [d for d in account.doubts if d.end > said.quantity.start]
            account.facts += [statement.slots[i].fact_id for i in (account.slot - 1, account.slot)]
        elif doubt is not None:
            account.doubts.append(doubt)
        elif why := _misplaced(sentence, canonical(left), statement, index, account.slot):
            start, end = said.quantity.start, said.quantity.end
            account.doubts.append(Doubt(start, end, "number", f"“{said.quantity.text}”{why}"))
        else:
            account.slot = index
            told.append(index)
            account.facts.append(statement.slots[index].fact_id)
    account.told = told
    name = _names_without_numbers(sentence.masked[clause.start : clause.end], told, statement)
    if name:
        reason = f"“{name}”另有它的数，不能与别的数连着说"
        account.doubts.append(Doubt(clause.start, clause.end, "number", reason))


def _misplaced(sentence: Sentence, left: str, statement: Statement, index: int, before: int) -> str:
    """Why a true number with its own words does not stand here; empty if it does."""
    if loses_heading(sentence, statement, index):
        return "没有说明是什么的数"
    return "在事实里说的是另一个数" if _hangs_on_another(left, statement, index, before) else ""


def loses_heading(sentence: Sentence, statement: Statement, index: int) -> bool:
    """Whether what the statement counts is said before its colon and nowhere in the sentence."""
    heading, colon, _ = statement.masked.partition("：")
    if not colon or NUMBER in heading or statement.slots[index].start < len(heading):
        return False
    return not any(heading[i : i + 2] in sentence.plain for i in range(len(heading) - 1))


def _hangs_on_another(left: str, statement: Statement, index: int, before: int) -> bool:
    """Whether 比上年提高1.8分 is said of another number than in the statement.

    Between the two there may be others that hang on the same one.
    """
    if not _HANGING.search(left) or not _HANGING.search(statement.slots[index].left):
        return False
    base = index - 1
    while base > before and base >= 0 and _HANGING.search(statement.slots[base].left):
        base -= 1
    return base >= 0 and base != before


def _names_without_numbers(clause_text: str, said: list[int], statement: Statement) -> str:
    """A thing that the statement counts and the clause names beside another's number.

    30个部门为优秀, where 30 are the departments and 12 of them 优秀.
    """
    told = "".join(statement.slots[i].left + statement.slots[i].right for i in said)
    for index, slot in enumerate(statement.slots):
        for part in _JOINED.split(slot.left) if said and index not in said else ():
            name = part.rpartition(NUMBER)[2].strip("其中共和、的有为")
            if len(name) > 1 and name in clause_text and name not in told:
                return name
    return ""
