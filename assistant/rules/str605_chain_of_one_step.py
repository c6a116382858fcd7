"""STR605: a chain that has a first step and no second."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.chain_findings import broken_chains
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    yield from broken_chains(rule, case, "alone", 2, "只有“{step}”，后面没有“{lacking}”")


RULE = Rule(
    code="STR605",
    name="chain-of-one-step",
    severity=Severity.WARNING,
    summary="只有“一是”，后面没有“二是”。",
    basis="文字规范：分条叙述的序号应当连续（同类检查见已公开年报的常见问题）",
    cure="补上其余各条；如果只有一条，去掉“一是”。",
    check=_check,
    needs=("narrative",),
)
