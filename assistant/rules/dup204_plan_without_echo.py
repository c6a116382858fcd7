"""DUP204: what last year's report planned is not spoken of this year."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.likeness import content_of
from assistant.rules.narrative import Narrative
from assistant.rules.rule import Finding, Rule, Severity

_PLAN = re.compile(r"下一步|将|计划|拟于|拟在|明年|下一年|20\d\d年，")
_NO_PLAN = re.compile(r"将近|即将到期|已将|并将|均将")
_CLAUSE = re.compile(r"[\u4e00-\u9fff、“”\d]{8,80}")
_GRAM = 4
_MOST_PLANS = 30
_MOST_SHOWN = 3


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    last = case.last
    span = case.narrative.span_of("5")
    if last is None or span is None:
        return
    plans = list(_plans(last.narrative))[:_MOST_PLANS]
    if not plans:
        return
    said = _grams(content_of(case.narrative).text)
    silent = [plan for plan in plans if _grams(plan).isdisjoint(said)]
    if silent:
        shown = "；".join(f"“{plan}”" for plan in silent[:_MOST_SHOWN])
        more = f"等 {len(silent)} 项" if len(silent) > _MOST_SHOWN else ""
        yield rule.at(
            case,
            (span[0], min(span[1], case.narrative.sentence_at(span[0]).end)),
            f"上年报告打算做的事，本年报告没有回应：{shown}{more}",
            found="没有回应",
            expected="说明完成情况",
        )


def _plans(narrative: Narrative) -> Iterator[str]:
    """The clauses of section five that tell of plans."""
    for sentence in narrative.sentences:
        if sentence.section == "5" and (match := _PLAN.search(sentence.text)):
            for clause in _CLAUSE.findall(sentence.text, match.start()):
                if not _NO_PLAN.search(clause):
                    yield clause


def _grams(text: str) -> set[str]:
    return {text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1)}


RULE = Rule(
    code="DUP204",
    name="plan-without-echo",
    severity=Severity.NOTE,
    summary="上年第五部分的打算，本年报告只字未提。",
    basis="《中华人民共和国政府信息公开条例》第五十条第一款第（四）项（改进情况）；以主管部门口径为准",
    cure="在第五部分写一句上年打算的完成情况；没有做的说明原因。",
    check=_check,
    needs=("narrative", "previous"),
)
