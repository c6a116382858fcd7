"""This year's tables beside last year's, in words: only what changed, with the exact growth."""

from decimal import ROUND_HALF_UP, Decimal

from assistant.drafting.drafter import unfit_previous
from assistant.report.model import AnnualReport, Value
from assistant.rules.rule import plain

_TOTALS = (".total",)


def years_in_words(report: AnnualReport, previous: AnnualReport | None) -> str:
    """What is other than last year; what cannot be compared is said, never guessed."""
    unfit = unfit_previous(report, previous)
    if previous is None or unfit:
        return (
            unfit or "没有上年报告，没法比。请先载入上年报告（页面“数据”里导入，或 --previous）。"
        )
    now, then = report.cells(), previous.cells()
    compared = [a for a in now if a in then and (a.startswith("t2.") or a.endswith(_TOTALS))]
    changed = [a for a in compared if now[a] != then[a]]
    lines = [f"{report.year} 年与 {previous.year} 年相比："]
    for address in changed:
        cell = report.form.by_address[address]
        lines.append(f"· {cell.label}：{_change(then[address], now[address], cell.unit)}")
    same = len(compared) - len(changed)
    lines.append(f"其余 {same} 项没有变化。" if changed else "表二和各行总计都没有变化。")
    return "\n".join(lines)


def _change(then: Value, now: Value, unit: str) -> str:
    if then is None or now is None:
        return f"上年 {plain(then)}，本年 {plain(now)}，有一年空白，没法比"
    gap = Decimal(now) - then
    way = "增加" if gap > 0 else "减少"
    size = f"{plain(abs(gap))}{unit}"
    if not then:
        return f"上年 0{unit}，本年 {plain(now)}{unit}，{way} {size}（上年是 0，没有增长率）"
    rate = (abs(gap) * 100 / then).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    shown = format(rate.normalize(), "f")
    return f"上年 {plain(then)}{unit}，本年 {plain(now)}{unit}，{way} {size}（{shown}%）"
