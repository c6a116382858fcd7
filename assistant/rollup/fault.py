"""What can be wrong with a unit beyond its report by itself: a name that says the fault."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.rules.rule import Severity

_DUTY = "条例第四十九条：县级以上政府部门每年1月31日前向本级主管部门提交上一年度报告"
_FORM = "国办公开办函〔2021〕30号：统一格式的六个部分和三张表"
_EXACT = "国办公开办函〔2021〕30号：年度报告不准确、不全面、内容雷同的要追究责任"


class FaultKind(StrEnum):
    """Kinds of fault; the value is part of the JSON that other programs read."""

    MISSING = "unit-missing"
    UNREADABLE = "file-unreadable"
    WRONG_YEAR = "wrong-year"
    YEAR_UNSAID = "year-not-said"
    AGENCY_UNSAID = "agency-not-said"
    NOT_LISTED = "unit-not-listed"
    PARENT_ITSELF = "parent-among-units"
    OLD_FORM = "old-form"
    SAME_TWICE = "same-report-twice"
    TWO_DIFFER = "two-reports-differ"
    NAME_SHARED = "name-shared"
    TABLE_BLANK = "table-blank"
    CELLS_BLANK = "cells-blank"
    ANOTHERS_NUMBERS = "numbers-of-another-unit"
    LAST_YEARS_NUMBERS = "last-years-numbers"
    NUMBERS_REWRITTEN = "numbers-read-with-doubt"
    HAS_MACROS = "macros-not-run"

    @property
    def label(self) -> str:
        """What people call it."""
        return _KINDS[self][0]

    @property
    def basis(self) -> str:
        """The provision behind it; empty where it is a matter of order only."""
        return _KINDS[self][1]


_KINDS = {
    FaultKind.MISSING: ("没有报", _DUTY),
    FaultKind.UNREADABLE: ("文件读不了", ""),
    FaultKind.WRONG_YEAR: ("年度不对", _DUTY),
    FaultKind.YEAR_UNSAID: ("没有写年度", _FORM),
    FaultKind.AGENCY_UNSAID: ("没有写单位", _FORM),
    FaultKind.NOT_LISTED: ("不在名单里", ""),
    FaultKind.PARENT_ITSELF: ("是本级的报告", ""),
    FaultKind.OLD_FORM: ("用了旧表", _FORM),
    FaultKind.SAME_TWICE: ("重复报送", ""),
    FaultKind.TWO_DIFFER: ("两份不一样", _EXACT),
    FaultKind.NAME_SHARED: ("单位同名", ""),
    FaultKind.TABLE_BLANK: ("整张表空白", _FORM),
    FaultKind.CELLS_BLANK: ("有空格", _FORM),
    FaultKind.ANOTHERS_NUMBERS: ("与别的单位数字相同", _EXACT),
    FaultKind.LAST_YEARS_NUMBERS: ("与上年数字相同", _EXACT),
    FaultKind.NUMBERS_REWRITTEN: ("数字写法不规范", ""),
    FaultKind.HAS_MACROS: ("带宏", ""),
}


@dataclass(frozen=True, slots=True)
class UnitFault:
    """A fault of a unit: what, in which files, where in the tables, what to do."""

    kind: FaultKind
    severity: Severity
    message: str
    cure: str
    files: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
