"""An organ that speaks of itself as another kind: a 镇 that writes 我局 (rule 7)."""

import re
from collections.abc import Iterator

from assistant.report.agency import AgencyKind
from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity
from assistant.rules.wording import Span, gathered, quoted

_SELF = re.compile(
    r"[我本](?:局(?![部面域限])|镇|乡(?![村镇亲])|街道|委(?![托员会])|厅|县(?![级城域])|市(?![场民值级区])|区(?![域块间别级分位]))"
)
_ORGANS = frozenset({"局", "委", "厅"})
_LOW = frozenset({"镇", "乡", "街道"})
_AREAS = frozenset({"县", "市", "区"})
_GOVERNMENTS = frozenset({AgencyKind.PROVINCE, AgencyKind.CITY, AgencyKind.COUNTY, AgencyKind.TOWN})


def _own(name: str) -> str:
    """The word for its own kind: the last of 局委厅镇乡街道县市区 in the name of the organ."""
    body = re.sub(r"(?:人民政府)?(?:办公[厅室])?$|办事处$|员会$", "", name.strip())
    return "街道" if body.endswith(("街道", "街道办")) else body[-1:]


def _judge(word: str, case: Case) -> Severity | None:
    """How wrong this word is for the organ that reports; None where it can be right."""
    own, kind = _own(case.report.agency), case.kind
    if word == own:
        return None
    if word in _AREAS:
        return _judge_area(word, own, case)
    if kind in _GOVERNMENTS or kind is AgencyKind.SUBDISTRICT:
        return _judge_below(word, own, kind)
    if word in _LOW:
        return Severity.ERROR if own in _ORGANS or kind is AgencyKind.OFFICE else Severity.WARNING
    if kind is AgencyKind.OFFICE:
        return Severity.WARNING
    return Severity.WARNING if own in _ORGANS else None


def _judge_below(word: str, own: str, kind: AgencyKind) -> Severity | None:
    if own not in _AREAS | _LOW | {"省", "旗", "州", "盟"}:
        return None
    if word in _LOW and kind in (AgencyKind.TOWN, AgencyKind.SUBDISTRICT):
        return Severity.ERROR
    return Severity.ERROR if word == "局" else Severity.WARNING


def _judge_area(word: str, own: str, case: Case) -> Severity | None:
    """县 for 市, or 市 for 县: only where the name of the organ says which it is."""
    if case.kind not in (AgencyKind.CITY, AgencyKind.COUNTY) or own not in _AREAS:
        return None
    if word == "区" or (own == "区" and word == "市"):
        return Severity.NOTE
    return Severity.WARNING


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    if case.nameless:
        yield NotAssessed(rule.code, case.nameless)
        return
    whole = case.narrative.whole
    spans: dict[str, list[Span]] = {}
    for match in _SELF.finditer(whole):
        if not quoted(whole, match.start()):
            spans.setdefault(match[0][1:], []).append(match.span())
    agency = case.report.agency
    for word, places in spans.items():
        severity = _judge(word, case)
        if severity is not None:
            wrong = whole[slice(*places[0])]
            yield from gathered(
                rule,
                case,
                places,
                f"报告单位是“{agency}”，却自称“{wrong}”，可能是照搬了别的单位的文字",
                expected=f"与“{agency}”相符的自称",
                severity=severity,
            )


RULE = Rule(
    code="LAN503",
    name="wrong-self-reference",
    severity=Severity.ERROR,
    summary="自称与报告单位不符（镇写“我局”，局写“我镇”，县写“我市”）。",
    basis="条例第五十条：年度报告反映本机关的工作；国办公开办函〔2021〕30号：内容雷同、敷衍塞责的要追责",
    cure="改成本单位的自称，并核对这一段的内容是不是本单位的。",
    check=_check,
    needs=("narrative",),
)
