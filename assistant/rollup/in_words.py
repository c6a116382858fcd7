"""A roll-up as people read it in a terminal."""

from collections.abc import Iterator

from assistant.review.visible import one_line
from assistant.rollup.rollup import RollUp
from assistant.rollup.unit import Standing, Unit
from assistant.rules.rule import Severity, plain

_MOST = 60
_LONGEST = 300
_SHOWN = (
    "t3.new.total",
    "t3.result_total.total",
    "t3.carried_out.total",
    "t4.reconsideration.total",
)


def rollup_in_words(result: RollUp) -> str:
    """Who is counted and who is not and why, faults, sums in brief, differences, questions."""
    lines = [*_faulty(result), *_files(result), *_questions(result), *_differences(result)]
    return "\n".join([*lines, *_sums(result), _counts(result)])


def _faulty(result: RollUp) -> Iterator[str]:
    for unit in result.units:
        counts = unit.count(Severity.ERROR), unit.count(Severity.WARNING)
        if any(counts) or unit.faults:
            yield f"【{unit.standing.label}】{_name(unit)}：错误 {counts[0]}，警告 {counts[1]}"
            yield from _of_unit(unit)


def _of_unit(unit: Unit) -> Iterator[str]:
    for fault in unit.faults:
        yield f"  {fault.severity.label} {fault.kind.label}：{one_line(fault.message, _LONGEST)}"
        yield f"    怎么办：{one_line(fault.cure, _LONGEST)}"
    errors = [f for f in unit.findings if f.severity is Severity.ERROR]
    for finding in errors[:5]:
        yield f"  {finding.code} {one_line(finding.message, _LONGEST)}"
    if len(errors) > 5:
        yield f"  ……另有 {len(errors) - 5} 处错误，见整改通知（--out）或 --format json"


def _name(unit: Unit) -> str:
    name = one_line(unit.name)
    files = "、".join(unit.files[:3]) + ("等" if len(unit.files) > 3 else "")
    return f"{name}（{files}）" if name and files else name or f"认不出单位的文件 {files}"


def _files(result: RollUp) -> Iterator[str]:
    for one in result.left_out[:_MOST]:
        yield f"没有读：{one.name} {one.why}" + (f"。怎么办：{one.cure}" if one.cure else "")
    if len(result.left_out) > _MOST:
        yield f"没有读：另有 {len(result.left_out) - _MOST} 个文件，全部见 --format json"
    if result.hidden:
        yield f"隐藏文件、Office 临时文件等 {result.hidden} 个，没有读"


def _questions(result: RollUp) -> Iterator[str]:
    asked = [one for one in result.sums if one.question]
    if asked:
        yield "不能相加、要由人填的格："
    for one in asked:
        most = f"（加起来是 {plain(one.known)}，最大的一个单位是 {plain(one.largest)}）"
        yield f"  {one.address} {one.question}{most}"
    blank = [one for one in result.sums if one.blank]
    if blank:
        named = "、".join(one.address for one in blank[:6]) + ("等" if len(blank) > 6 else "")
        yield f"有 {len(blank)} 格因为有单位空着而没有合计：{named}"


def _differences(result: RollUp) -> Iterator[str]:
    found = result.comparison.differences
    if found:
        yield f"与本级填报的数不同的有 {len(found)} 格："
    yield from (f"  {text}" for text in result.comparison.explained)
    for one in found[:_MOST]:
        how = "；".join(one.causes) or (
            "由同一行的差额带出" if one.follows else "没有找到能解释的单位"
        )
        yield f"  {one.label}：本级 {one.parent}，合计 {one.total}，相差 {one.gap}。{how}"
    if len(found) > _MOST:
        yield f"  ……另有 {len(found) - _MOST} 格，全部见 --format json"
    if result.comparison.compared and not found:
        yield f"与本级填报的数逐格相符（比了 {result.comparison.compared} 格）"


def _sums(result: RollUp) -> Iterator[str]:
    by_address = {one.address: one for one in result.sums}
    parts = [f"{by_address[a].label} {plain(by_address[a].value)}" for a in _SHOWN]
    yield f"合计：{'，'.join(parts)}"


def _counts(result: RollUp) -> str:
    parts = [f"{s.label} {len(result.standing(s))}" for s in Standing]
    who = one_line(result.parent) or "本级"
    return f"{who} {result.year} 年（{result.year_is_from}）：{len(result.units)} 个单位，{'，'.join(parts)}"
