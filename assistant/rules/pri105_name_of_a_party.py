"""PRI105: the name of a person who asked for information or is a party of a case."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.names_of_persons import PERSON, SUIT, is_name, masked_name
from assistant.rules.private_data import private_finding
from assistant.rules.rule import Finding, Rule, Severity

_NEAR = 40


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    narrative = case.narrative
    seen: set[int] = set()
    for hit in narrative.words["privacy.party"]:
        match = PERSON.match(narrative.whole, hit.end)
        if match and match.start() not in seen and is_name(match[0]):
            seen.add(match.start())
            yield _finding(rule, case, hit.word, match.span())
    for hit in narrative.words["privacy.suit"]:
        if hit.word != "诉" or not _is_a_case(narrative.whole, hit.end):
            continue
        match = SUIT.search(narrative.whole, max(0, hit.start - 6), hit.end)
        if not match or match.end() != hit.start or match.start("name") in seen:
            continue
        seen.add(match.start("name"))
        if "某" in match["name"] or "×" in match["name"]:
            yield _half_masked(rule, case, match.span("name"), match["name"])
        elif is_name(match["name"]):
            yield _finding(rule, case, "诉讼当事人", match.span("name"))


def _is_a_case(whole: str, at: int) -> bool:
    """Whether an organ and a case are named after 诉: 诉某县人民政府信息公开案."""
    after = whole[at : at + _NEAR].split("。")[0]
    return "案" in after and any(word in after for word in ("府", "局", "委", "街道", "镇", "厅"))


def _finding(rule: Rule, case: Case, who: str, span: tuple[int, int]) -> Finding:
    shown = masked_name(case.narrative.whole[slice(*span)])
    message = f"“{who}”后面像是真实姓名（这里以“{shown}”代替），不得公开申请人、当事人的姓名"
    if who == "诉讼当事人":
        message = f"案件名称里像是当事人的真实姓名（这里以“{shown}”代替），不得公开"
    return private_finding(rule, case, span, message, shown)


def _half_masked(rule: Rule, case: Case, span: tuple[int, int], name: str) -> Finding:
    message = f"案件名称里写了“{name}”，虽已隐去名字，请确认连同案情不会认出当事人"
    return private_finding(rule, case, span, message, name, Severity.NOTE)


RULE = Rule(
    code="PRI105",
    name="name-of-a-party",
    severity=Severity.WARNING,
    summary="写出了申请人、案件当事人的姓名。",
    basis="《中华人民共和国政府信息公开条例》第十五条",
    cure="改为“申请人”“1名申请人”或者“张某某”；案件只写件数和结果。",
    check=_check,
    needs=("narrative",),
)
