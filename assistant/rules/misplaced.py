"""What a clerk probably did: which cells, put right, would mend every broken sum of table three.

A hypothesis counts only where it mends every broken sum that it touches, breaks none, and no
other hypothesis of its kind does the same: an explanation that is not certain is not offered.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.report.forms import LAYOUTS
from assistant.report.model import Value
from assistant.rules.tables import Exact, Tables

FaultKind = Literal["cell", "split", "swap", "total", "sideways", "line"]
Changes = dict[int, Exact]
Hypothesis = tuple[Changes, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What would mend some broken sums: the right value of each wrong cell, and it in words."""

    kind: FaultKind
    changes: tuple[tuple[str, Exact], ...]
    mends: frozenset[int]
    hint: str


def faults_of(tables: Tables) -> tuple[Fault, ...]:
    """Single wrong cells, and what one slip with several cells explains of the rest."""
    gaps = {n: gap for n, gap in tables.gaps.items() if tables.identity(n).kind != "case"}
    if not gaps:
        return ()
    single = _swapped_pairs(tables, _wrong_cells(tables, gaps))
    rest = set(gaps).difference(*(fault.mends for fault in single))
    if not rest:
        return tuple(single)
    if everything := _several(tables, gaps, set(gaps)):
        return (everything,)
    several = _several(tables, gaps, rest) if single else None
    return (*single, several) if several else tuple(single)


def _wrong_cells(tables: Tables, gaps: dict[int, Exact]) -> list[Fault]:
    """Cells whose correction mends all sums that they are in, each alone in doing so for a sum."""
    sums, wanted = tables.sums, dict[int, Exact]()
    members = {n: [sums.place[a] for a in tables.identity(n).cells] for n in gaps}
    for at in {at for places in members.values() for at in places}:
        mine = [(n, sign) for n, sign in sums.touching[at] if n not in tables.blanks]
        if len(mine) < 2 or any(n not in gaps for n, _ in mine):
            continue
        values = {(tables.values[at] or 0) - sign * gaps[n] for n, sign in mine}
        if len(values) == 1 and (value := values.pop()) >= 0:
            wanted[at] = value
    mends: dict[int, set[int]] = {}
    for number, places in members.items():
        suspects = [at for at in places if at in wanted]
        if len(suspects) == 1:
            mends.setdefault(suspects[0], set()).add(number)
    return [_wrong_cell(tables, at, wanted[at], frozenset(m)) for at, m in sorted(mends.items())]


def _wrong_cell(tables: Tables, at: int, wanted: Exact, mends: frozenset[int]) -> Fault:
    address = tables.sums.addresses[at]
    now = tables.values[at]
    changes: tuple[tuple[str, Exact], ...] = ((address, wanted),)
    split = _was_split(tables, at, wanted)
    if split:
        changes = (*changes, (split, 0))
    how = f"；“{wanted}”可能被拆成了 {now} 和 0 两格" if split else _slip(str(now), str(wanted))
    hint = f"。行列交叉核对，多半是“{label(tables, address)}”（{address}）填错：现为 {now}，应为 {wanted}{how}"
    return Fault("split" if split else "cell", changes, mends, hint)


def _was_split(tables: Tables, at: int, wanted: Exact) -> str:
    """The zero to the right that belongs to this number, where the number wants it; else empty."""
    row = next(row for row in tables.sums.rows if at in row)
    right = row[row.index(at) + 1] if at in row[:5] else at
    now = tables.values[at]
    if right != at and now and tables.values[right] == 0 and f"{wanted}" == f"{now}0":
        return tables.sums.addresses[right]
    return ""


def _slip(now: str, wanted: str) -> str:
    """How fingers make the one number out of the other, where it is plain to see."""
    if len(now) == len(wanted) > 1 and sorted(now) == sorted(wanted):
        return "（数字前后颠倒）"
    longer, shorter = (now, wanted) if len(now) > len(wanted) else (wanted, now)
    one_more = len(longer) == len(shorter) + 1 > 2
    if one_more and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))):
        return "（多打了一位）" if longer == now else "（少打了一位）"
    return ""


def _swapped_pairs(tables: Tables, faults: list[Fault]) -> list[Fault]:
    """The same faults, two cells that want each other's value told as swapped."""
    found: list[Fault] = []
    left = list(faults)
    while left:
        one = left.pop(0)
        other = next((o for o in left if _exchanged(tables, one, o)), None)
        if other is None:
            found.append(one)
            continue
        left.remove(other)
        pair = (*one.changes, *other.changes)
        found.append(Fault("swap", pair, one.mends | other.mends, _swap_hint(tables, pair)))
    return found


def _exchanged(tables: Tables, one: Fault, other: Fault) -> bool:
    (a, wants_a), *more = one.changes
    (b, wants_b), *others = other.changes
    near = a.split(".")[1] == b.split(".")[1] or a.split(".")[2] == b.split(".")[2]
    fits = (wants_a, wants_b) == (tables.cells[b], tables.cells[a])
    return near and fits and not more and not others


def _swap_hint(tables: Tables, pair: Sequence[tuple[str, Exact]]) -> str:
    (a, wants_a), (b, wants_b) = pair
    return (
        f"。行列交叉核对，多半是“{label(tables, a)}”和“{label(tables, b)}”两格填反了："
        f"应分别为 {wants_a} 和 {wants_b}"
    )


def _several(tables: Tables, gaps: dict[int, Exact], rest: set[int]) -> Fault | None:
    """The one slip with several cells that mends all of `rest`; None where none or more do."""
    if len(rest) < 2:
        return None
    rows = [[tables.values[at] for at in row] for row in tables.sums.rows]
    kinds: tuple[tuple[FaultKind, Iterable[Hypothesis]], ...] = (
        ("split", _splits(tables, rows)),
        ("total", _copied_total(tables, rows)),
        ("swap", _swaps(tables)),
        ("sideways", _sideways(tables, rows)),
        ("line", _lines(tables, rows)),
    )
    for kind, hypotheses in kinds:
        fitting: dict[frozenset[tuple[int, Exact]], Hypothesis] = {}
        for changes, hint in hypotheses:
            real = {at: v for at, v in changes.items() if v != tables.values[at]}
            if real and _mends(tables, gaps, real, rest):
                fitting.setdefault(frozenset(real.items()), (real, hint))
        if len(fitting) == 1 or (kind == "line" and fitting):
            changes, hint = min(fitting.values(), key=lambda h: len(h[0]))
            return _fault(tables, kind, changes, rest, hint)
    return None


def _fault(tables: Tables, kind: FaultKind, changes: Changes, mends: set[int], hint: str) -> Fault:
    named = tuple((tables.sums.addresses[at], value) for at, value in sorted(changes.items()))
    return Fault(kind, named, frozenset(mends), hint or _swap_hint(tables, named))


def _mends(tables: Tables, gaps: dict[int, Exact], changes: Changes, rest: set[int]) -> bool:
    """Whether with these values every sum that they touch holds, and all of `rest` is touched."""
    after: dict[int, Exact] = {}
    for at, value in changes.items():
        now = tables.values[at]
        if now is None or value < 0:
            return False
        for number, sign in tables.sums.touching[at]:
            after[number] = after.get(number, gaps.get(number, 0)) + sign * (value - now)
    blank = any(number in tables.blanks for number in after)
    return not blank and rest <= after.keys() and not any(after.values())


def _whole(row: Sequence[Value]) -> list[Exact] | None:
    """The row where every cell is filled in, else None."""
    filled = [value for value in row if value is not None]
    return filled if len(filled) == len(row) else None


def _splits(tables: Tables, rows: list[list[Value]]) -> Iterator[Hypothesis]:
    """One number read as two neighbouring cells: the rest stayed, or was pushed to the right."""
    for places, found in zip(tables.sums.rows, rows, strict=True):
        row = _whole(found)
        for i in range(5 if row else 0):
            assert row is not None
            a, b = row[i], row[i + 1]
            if a <= 0 or b < 0 or not (isinstance(a, int) and isinstance(b, int)):
                continue
            one = int(f"{a}{b}")
            pushed = [*row[:i], one, *row[i + 2 : 6]]
            hint = (
                f"。“{label(tables, tables.sums.addresses[places[i]])}”的 {one} "
                f"多半被拆成了 {a} 和 {b} 两格，合起来行和列就都平了"
            )
            yield {places[i]: one, places[i + 1]: 0}, hint
            yield dict(zip(places, [*pushed, row[6] - sum(pushed), row[6]], strict=True)), hint
            last = [*row[:i], one, *row[i + 2 : 7]]
            yield dict(zip(places, [*last, sum(last)], strict=True)), hint


def _copied_total(tables: Tables, rows: list[list[Value]]) -> Iterator[Hypothesis]:
    """The total column repeats the natural persons although other columns are filled in."""
    whole = [_whole(row) for row in rows]
    if all(row is not None and row[6] == row[0] for row in whole):
        changes = {
            places[6]: sum(row[:6])
            for places, row in zip(tables.sums.rows, whole, strict=True)
            if row is not None
        }
        yield changes, "。“总计”一列多半照抄了“自然人”一列，没有加上各类组织，请整列重新合计"


def _swaps(tables: Tables) -> Iterator[Hypothesis]:
    """Two cells of a row, or of a column, with each other's number."""
    rows = tables.sums.rows
    lines = [*rows, *zip(*rows, strict=True)]
    for line in lines:
        for i, a in enumerate(line):
            one = tables.values[a]
            for b in line[i + 1 :]:
                other = tables.values[b]
                if one is not None and other is not None and one != other:
                    yield {a: other, b: one}, ""


def _sideways(tables: Tables, rows: list[list[Value]]) -> Iterator[Hypothesis]:
    """A row with a cell too few or too many, so that the rest of it stands one column off."""
    for places, found in zip(tables.sums.rows, rows, strict=True):
        row = _whole(found)
        if row is None or not any(row):
            continue
        name = tables.identity(tables.sums.touching[places[6]][0][0]).label
        for i in range(6):
            hint = f"。“{name}”一行从第 {i + 1} 格起多半错了一格，把它们{{}}移一格行和列就都平了"
            left = [*row[:i], *row[i + 1 :]]
            yield dict(zip(places, [*left, sum(left)], strict=True)), hint.format("往左")
            known = [*row[:i], *row[i:5]]
            missing = row[5] - sum(known)
            right = [*row[:i], missing, *row[i:6]]
            yield dict(zip(places, right, strict=True)), hint.format("往右")


def _lines(tables: Tables, rows: list[list[Value]]) -> Iterator[Hypothesis]:
    """Whole rows on the wrong line: two neighbours swapped, or all rows below one line off."""
    whole = [row for row in map(_whole, rows) if row is not None]
    if len(whole) != len(rows):
        return
    names = [
        tables.identity(tables.sums.touching[places[6]][0][0]).label for places in tables.sums.rows
    ]
    for r in range(len(whole) - 1):
        swapped = [*whole[:r], whole[r + 1], whole[r], *whole[r + 2 :]]
        hint = f"。“{names[r]}”和“{names[r + 1]}”两行多半填反了，对调后就都平了"
        yield _all_of(tables, swapped), hint
        up = [*whole[:r], *whole[r + 1 :]]
        hint = f"。“{names[r]}”以下各行多半往下错了一行，往上移一行就都平了"
        yield _all_of(tables, [*up, _left_over(up)]), hint
        down: list[list[Exact]] = [*whole[:r], [0] * 7, *whole[r:-1]]
        down[r] = _left_out(down, r)
        hint = f"。“{names[r]}”一行多半漏了，以下各行往上错了一行，往下移一行就都平了"
        yield _all_of(tables, down), hint


def _left_out(rows: list[list[Exact]], r: int) -> list[Exact]:
    """The row that the sums want at `r`, where zeros stand."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    if r < 2:
        return [c[-2] + c[-1] - c[0] - c[1] for c in columns]
    return [c[-2] - sum(c[2:-2]) if r < len(rows) - 2 else sum(c[2:-2]) for c in columns]


def _left_over(rows: list[list[Exact]]) -> list[Exact]:
    """四、结转下年度继续办理 as the balance wants it, （七）总计 being the last of these rows."""
    return [a + b - c for a, b, c in zip(rows[0], rows[1], rows[-1], strict=True)]


def _all_of(tables: Tables, rows: list[list[Exact]]) -> Changes:
    places = [at for row in tables.sums.rows for at in row]
    return dict(zip(places, [value for row in rows for value in row], strict=True))


def label(tables: Tables, address: str) -> str:
    """The words by which people know a cell."""
    return LAYOUTS[tables.layout].by_address[address].label
