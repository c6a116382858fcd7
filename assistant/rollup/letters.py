"""The papers that go to units: a letter of faults each (整改通知), and the list of whom to chase (催报)."""

from assistant.rollup.remarks import remarks_of
from assistant.rollup.rollup import RollUp
from assistant.rollup.unit import Standing, Unit
from assistant.rollup.word_paper import WordPaper
from assistant.rules.rule import Severity

_REPORT = "政府信息公开工作年度报告"


def letter_to(unit: Unit, result: RollUp) -> WordPaper | None:
    """What a unit has to put right; None where there is nothing, or nobody knows whose file it is."""
    remarks = remarks_of(unit) if unit.name and unit.files else ()
    if not remarks:
        return None
    errors = sum(remark.severity is Severity.ERROR for remark in remarks)
    files = "、".join(unit.files[:5])
    state = "已计入本级汇总" if unit.standing is Standing.COUNTED else "没有计入本级汇总"
    return WordPaper(
        title=f"{result.year}年{_REPORT}\n整改通知",
        before=(
            f"{unit.name}：",
            f"你单位报送的{result.year}年{_REPORT}（{files}）已经核对，{state}。"
            f"发现错误{errors}处、需核实{len(remarks) - errors}处，见下表。",
        ),
        heads=("序号", "问题", "依据", "整改建议"),
        widths=(10, 74, 32, 40),
        rows=tuple(
            (str(n), f"【{r.severity.label}】{r.problem}", r.basis, r.cure)
            for n, r in enumerate(remarks, 1)
        ),
        after=("请逐条核对台账、改正后重新报送；经核实无误的，说明理由。",),
        sender=result.parent,
        year=result.year,
    )


def to_chase(result: RollUp) -> WordPaper:
    """Every unit whose figures are not in the sums, and every file nobody could use, with what to do."""
    units = [unit for unit in result.units if unit.standing is not Standing.COUNTED]
    partial = [unit for unit in result.counted if _blanks(unit)]
    rows = [_row(unit) for unit in units]
    rows += [(unit.name, "缺数", _blanks(unit), "请补上后重报") for unit in partial]
    rows += [(one.name, "没有读", one.why, one.cure) for one in result.left_out]
    told = f"共{len(result.units)}个单位，已计入{len(result.counted)}个，"
    told += f"未报{len(result.standing(Standing.MISSING))}个，其余须催办的见下表。"
    return WordPaper(
        title=f"{result.year}年{_REPORT}催报名单",
        before=(told,),
        heads=("序号", "单位（文件）", "情况", "说明", "要做什么"),
        widths=(10, 40, 18, 48, 40),
        rows=tuple((str(n), *row) for n, row in enumerate(rows, 1)),
        after=() if rows else ("没有需要催办的单位。",),
        sender=result.parent,
        year=result.year,
    )


def _row(unit: Unit) -> tuple[str, str, str, str]:
    errors = [f for f in unit.faults if f.severity is Severity.ERROR] or list(unit.faults)
    name = unit.name or f"认不出单位：{unit.files[0]}"
    why = "；".join(f"{f.kind.label}：{f.message}" for f in errors)
    return name, unit.standing.label, why, "；".join(dict.fromkeys(f.cure for f in errors))


def _blanks(unit: Unit) -> str:
    blank = ("table-blank", "cells-blank")
    return "；".join(fault.message for fault in unit.faults if fault.kind.value in blank)
