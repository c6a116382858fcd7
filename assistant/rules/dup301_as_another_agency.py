"""DUP301: passages are those of another agency's report."""

import re
from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.copied_parts import CopiedPart, copied_parts, copied_share, told
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.section_names import section_name

_PLACE = re.compile(r"([\u4e00-\u9fff]{2,4}?)(省|自治区|市|自治州|州|盟|县|区|旗|镇|乡|街道)")
_SELVES = tuple(
    who + what
    for who in ("我", "本", "全")
    for what in (
        "省",
        "市",
        "州",
        "县",
        "区",
        "旗",
        "镇",
        "乡",
        "街道",
        "局",
        "委",
        "厅",
        "办",
        "院",
    )
)
_MOST = 60
_NEARLY_ALL = 80
_ENOUGH = 300


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    for report in case.others:
        other = Case(report)
        if not other.narrative.whole or report == case.report:
            continue
        names = names_of(case.report.agency, report.agency)
        parts = copied_parts(case, other, names)
        if parts:
            yield _finding(rule, case, other, parts, copied_share(case, parts, names))


def _finding(rule: Rule, case: Case, other: Case, parts: list[CopiedPart], share: int) -> Finding:
    letters = sum(part.letters for part in parts)
    lines = "。".join(
        f"{section_name(part.section)}（{part.share}%）："
        + told(case, other, part.passages, "对方")
        for part in parts
    )
    grave = share > _NEARLY_ALL and letters >= _ENOUGH
    likely = any(part.share > _MOST for part in parts)
    return rule.at(
        case,
        parts[0].passages[0].span,
        f"与{other.report.agency} {other.report.year} 年报告有 {letters} 字相同，占全文 {share}%"
        f"（数字、单位和地名不计）。{lines}",
        found=f"{share}%",
        expected="写本单位的情况",
        severity=Severity.ERROR if grave else Severity.WARNING if likely else Severity.NOTE,
    )


def names_of(*agencies: str) -> tuple[str, ...]:
    """How reports of these agencies name the agency, its places and itself, longest first."""
    names = set(_SELVES)
    for agency in agencies:
        names |= {agency, agency.removesuffix("人民政府")}
        for place, kind in _PLACE.findall(agency):
            names |= {place, place + kind}
    return tuple(sorted((name for name in names if name), key=lambda name: (-len(name), name)))


RULE = Rule(
    code="DUP301",
    name="as-another-agency",
    severity=Severity.NOTE,
    summary="有整段与其他单位的报告相同（单位名、地名、数字和固定提法不计，40 字起；一部分超过六成为警告，全文超过八成为错误）。",
    basis="国办公开办函〔2021〕30号（不得内容雷同、敷衍塞责）；雷同的比例没有官方规定，以主管部门口径为准",
    cure="逐段改写成本单位自己的做法、数字和问题。",
    check=_check,
    needs=("narrative", "others"),
)
