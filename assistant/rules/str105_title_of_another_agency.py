"""STR105: a title that names another agency."""

from collections.abc import Iterator

from assistant.report.agency import UNKNOWN_AGENCY
from assistant.rules.case import Case
from assistant.rules.report_titles import agency_of_title, title_where
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    agency = "".join(case.report.agency.split())
    named = agency_of_title(case)
    if len(named) < 2 or agency == UNKNOWN_AGENCY or _fits(named, agency):
        return
    apart = not any(named[i : i + 2] in agency for i in range(len(named) - 1))
    yield rule.finding(
        f"标题里的机关是“{named}”，报告的机关是“{agency}”",
        found=named,
        expected=agency,
        severity=Severity.ERROR if apart else _how_sure(named, agency),
        where=title_where(case),
    )


def _how_sure(named: str, agency: str) -> Severity:
    """Names of one place may be two names of one agency; names of two places are not."""
    return Severity.WARNING if named[:2] == agency[:2] else Severity.ERROR


def _fits(named: str, agency: str) -> bool:
    """Whether one name is the other with words left out (某市住建局, 某市住房和城乡建设局)."""
    one, other = _bare(named), _bare(agency)
    return _within(one, other) or _within(other, one)


def _bare(name: str) -> str:
    return name.removesuffix("办公室").removesuffix("人民政府").removesuffix("办事处")


def _within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


RULE = Rule(
    code="STR105",
    name="title-of-another-agency",
    severity=Severity.ERROR,
    summary="标题里的机关不是编制这份年报的机关。",
    basis="《政府信息公开条例》第四十九条：公布本行政机关（本级政府）的年度报告",
    cure="把标题里的机关名称改成本机关的全称。",
    check=_check,
)
