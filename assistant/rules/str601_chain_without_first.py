"""STR601: a chain of steps that begins with its second."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.chain_findings import broken_chains
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    yield from broken_chains(rule, case, "first", 1, "“{step}”之前没有“{lacking}”，分条缺了开头")


RULE = Rule(
    code="STR601",
    name="chain-without-first",
    severity=Severity.WARNING,
    summary="分条叙述直接从“二是”“第二”开始，前面没有“一是”“第一”。",
    basis="文字规范：分条叙述的序号应当连续（同类检查见已公开年报的常见问题）",
    cure="在第一条前面补上“一是”（或“第一”），或者核对是不是漏掉了第一条。",
    check=_check,
    needs=("narrative",),
)
