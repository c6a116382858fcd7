"""NAR110: “all requests are handled” while table three carries some over."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.definitions.certainty import severity_if_wrong
from assistant.rules.definitions.meaning import Meaning
from assistant.rules.definitions.said_within import said_in_section, said_within
from assistant.rules.mentions.mention import Mention
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity, plain

_LEFT = "t3.carried_out.total"
_MEANING = Meaning("requests.all", "全部办结", ())
_HANDLED_CELL = "t3.result_total.total"
_NUMBER = re.compile(r"\d[\d,]{0,12}")
# 全部依法依规办理 says how they are dealt with, not that it is done.
_IN_WHAT_WAY = re.compile(r"(?:依法|依规|依法依规|规范|妥善|认真)(?:办理|处理)$")
_HANDLED = frozenset(["handled", "on_time"])


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if _LEFT not in case.cells:
        return
    claims = [m for m in case.narrative.mentions.about("requests") if _claims_all(m)]
    left = case.cells[_LEFT]
    if claims and left is None:
        yield from rule.blanks([_LEFT], case)
    elif left is not None and left > 0:
        for mention in claims:
            severity = _severity(case, mention)
            if severity is not None:
                yield rule.at(
                    case,
                    mention.span,
                    f"正文说申请“{mention.text}”，表三“结转下年度继续办理”却有 {plain(left)} 件",
                    expected=f"另有 {plain(left)} 件结转下年度",
                    cells=(_LEFT,),
                    severity=severity,
                )


def _claims_all(mention: Mention) -> bool:
    if _IN_WHAT_WAY.search(mention.text):
        return False
    whole = mention.kind == "all" or (mention.kind == "share" and mention.quantity.value == 100)
    return whole and bool(mention.qualifiers & _HANDLED) and not mention.negated


def _severity(case: Case, mention: Mention) -> Severity | None:
    """None where only finished requests are meant; a warning where what is left is told too."""
    base = severity_if_wrong(case, mention, _MEANING)
    start, end = max(mention.sentence[0], mention.start - 200), mention.end + 200
    near = max(start, mention.clause[0] - 40), min(mention.end + 40, mention.clause[1])
    if base is None or said_within(case, "narrative.of_the_finished", *near):
        return None
    if _speaks_of_the_finished(case, mention):
        return None
    told = said_within(case, "narrative.unfinished", start, min(end, mention.sentence[1]))
    timely = "handled" not in mention.qualifiers or "on_time" in mention.qualifiers
    if not told and said_in_section(case, "narrative.unfinished", mention.section):
        return Severity.NOTE if timely else Severity.WARNING
    return Severity.WARNING if told or timely else base


def _speaks_of_the_finished(case: Case, mention: Mention) -> bool:
    """“办结5件，均在法定期限内答复”: the number told just before is that of table three."""
    before = case.narrative.plain[max(mention.sentence[0], mention.start - 80) : mention.start]
    numbers = _NUMBER.findall(before)
    return bool(numbers) and numbers[-1].replace(",", "") == str(case.cells[_HANDLED_CELL])


RULE = Rule(
    code="NAR110",
    name="all-handled-with-some-left",
    severity=Severity.ERROR,
    summary="正文说申请全部办结（均已答复、办结率100%），表三却有结转下年度的申请。",
    basis="表三第四项“结转下年度继续办理”；条例第三十三条的答复期限",
    cure="改为“办结 N 件，均在法定期限内答复；其余 N 件未到期限，结转下年度继续办理”。",
    check=_check,
    needs=("narrative",),
)
