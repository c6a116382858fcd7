"""TAB305: columns of table three that err against each other, so that the total column adds up."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, NotAssessed, Rule, Severity
from assistant.rules.sums import listed, undecided
from assistant.rules.tables import Exact, Tables

_WORDS = {
    "balance": "新收加上年结转减去办理结果总计和结转下年",
    "result": "（一）至（六）各项相加减去（七）总计",
}


def _check(rule: Rule, case: Case) -> Iterator[Finding | NotAssessed]:
    tables, told = case.tables, set[str]()
    if tables.blanks:
        yield from undecided(rule, case, "balance")
        yield from undecided(rule, case, "result")
    for kind, numbers in tables.cancelled.items():
        fault = tables.explained.get(numbers[0]) if numbers else None
        hint = fault.hint if fault else ""
        if not numbers or (hint and hint in told):
            continue
        told.add(hint)
        names = "、".join(f"“{tables.identity(n).label}”" for n in numbers)
        gaps = "、".join(_signed(tables.gaps[n]) for n in numbers)
        cells = [address for address, _ in fault.changes] if fault else []
        cells += [address for n in numbers for address in tables.identity(n).cells]
        yield rule.finding(
            f"表三{names}各列不平：{_WORDS[kind]}，分别相差 {gaps}；"
            f"几列的差正好抵消，所以只看“总计”一列是平的{hint}",
            cells=tuple(dict.fromkeys(cells)),
            found=_sums(tables, numbers, 1),
            expected=_sums(tables, numbers, 0),
        )


def _sums(tables: Tables, numbers: list[int], side: int) -> str:
    return listed(tables.both(n)[side] for n in numbers)


def _signed(gap: Exact) -> str:
    return f"{gap:+}"


RULE = Rule(
    code="TAB305",
    name="columns-cancel-out",
    severity=Severity.ERROR,
    summary="表三的总计列是平的，单独看几列却不平：错误互相抵消了。",
    basis="国办公开办函〔2021〕30号附件：表三首格“第一项加第二项之和，等于第三项加第四项之和”，每一列都要成立",
    cure="逐列核对点名的几列，多半是申请人类别归错了列；总计不用改，改分列。",
    check=_check,
)
