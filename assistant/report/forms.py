"""The two official forms, each as one piece of data.

Readers, rules, exporters and the page all work from these. Sources:
国办公开办函〔2021〕30号 (in force) and 国办公开办函〔2019〕60号 (the trial form that it
replaced). The grids follow the official blank form cell by cell, spans included.
"""

from dataclasses import dataclass

from assistant.report.labels import (
    APPLICANTS,
    BALANCE_NOTE,
    CARRIED_IN,
    CARRIED_OUT,
    CASE_GROUPS,
    CASE_OUTCOMES,
    COLUMNS,
    DENIED,
    GRANTED,
    NEW,
    NOT_PROCESSED,
    OTHER,
    OTHER_2019,
    PARTIAL,
    RESULT_TOTAL,
    SECTIONS,
    TOTAL_COLUMN,
    UNAVAILABLE,
)
from assistant.report.layout import Cell, Grid, GridCell, Group, Layout, LayoutId, Named


@dataclass(frozen=True, slots=True)
class _Block:
    """One of the small blocks of table two: heading, columns, rows of (label, addresses)."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


_BLOCKS_2021 = (
    _Block(
        "第二十条第（一）项",
        ("本年制发件数", "本年废止件数", "现行有效件数"),
        (
            (
                "规章",
                ("t2.regulations.issued", "t2.regulations.repealed", "t2.regulations.in_force"),
            ),
            (
                "行政规范性文件",
                (
                    "t2.normative_documents.issued",
                    "t2.normative_documents.repealed",
                    "t2.normative_documents.in_force",
                ),
            ),
        ),
    ),
    _Block("第二十条第（五）项", ("本年处理决定数量",), (("行政许可", ("t2.licensing",)),)),
    _Block(
        "第二十条第（六）项",
        ("本年处理决定数量",),
        (("行政处罚", ("t2.penalties",)), ("行政强制", ("t2.coercion",))),
    ),
    _Block(
        "第二十条第（八）项",
        ("本年收费金额（单位：万元）",),
        (("行政事业性收费", ("t2.fees",)),),
    ),
)

_COUNTS_2019 = ("上一年项目数量", "本年增/减", "处理决定数量")
_BLOCKS_2019 = (
    _Block(
        "第二十条第（一）项",
        ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
        (
            ("规章", tuple(f"t2.regulations.{c}" for c in ("made", "published", "public_total"))),
            (
                "规范性文件",
                tuple(f"t2.normative_documents.{c}" for c in ("made", "published", "public_total")),
            ),
        ),
    ),
    _Block(
        "第二十条第（五）项",
        _COUNTS_2019,
        (
            ("行政许可", ("t2.licensing_items", "t2.licensing_change", "t2.licensing")),
            (
                "其他对外管理服务事项",
                ("t2.services_items", "t2.services_change", "t2.services"),
            ),
        ),
    ),
    _Block(
        "第二十条第（六）项",
        _COUNTS_2019,
        (
            ("行政处罚", ("t2.penalties_items", "t2.penalties_change", "t2.penalties")),
            ("行政强制", ("t2.coercion_items", "t2.coercion_change", "t2.coercion")),
        ),
    ),
    _Block(
        "第二十条第（八）项",
        ("上一年项目数量", "本年增/减"),
        (("行政事业性收费", ("t2.fees_items", "t2.fees_change")),),
    ),
    _Block(
        "第二十条第（九）项",
        ("采购项目数量", "采购总金额"),
        (("政府集中采购", ("t2.procurement_items", "t2.procurement_amount")),),
    ),
)

_MONEY = frozenset({"t2.fees", "t2.procurement_amount"})


def _table2_cells(blocks: tuple[_Block, ...]) -> tuple[Cell, ...]:
    cells = []
    for block in blocks:
        for label, addresses in block.rows:
            for column, address in zip(block.columns, addresses, strict=True):
                unit = "万元" if address in _MONEY else "件"
                short = column.removesuffix("（单位：万元）")
                cells.append(Cell(address, "table2", label, column, f"{label}{short}", unit))
    return tuple(cells)


def _table2_grid(blocks: tuple[_Block, ...]) -> Grid:
    width = 4
    printed: list[GridCell] = []
    row = 0
    for block in blocks:
        printed.append(GridCell(row, 0, block.heading, colspan=width))
        spans = _share(width - 1, len(block.columns))
        row += 1
        printed.append(GridCell(row, 0, "信息内容"))
        printed += [
            GridCell(row, start, text, colspan=span)
            for text, (start, span) in zip(block.columns, spans, strict=True)
        ]
        for label, addresses in block.rows:
            row += 1
            printed.append(GridCell(row, 0, label))
            printed += [
                GridCell(row, start, address=address, colspan=span, header=False)
                for address, (start, span) in zip(addresses, spans, strict=True)
            ]
        row += 1
    return Grid("table2", row, width, tuple(printed), (25, 25, 25, 25))


def _share(width: int, parts: int) -> list[tuple[int, int]]:
    """Start column and span of each of `parts` cells over `width` columns after the first."""
    base, extra = divmod(width, parts)
    starts, at = [], 1
    for index in range(parts):
        span = base + (1 if index >= parts - extra else 0)
        starts.append((at, span))
        at += span
    return starts


def _table3_rows(groups: tuple[Group, ...]) -> list[tuple[Named, Group | None]]:
    rows: list[tuple[Named, Group | None]] = [(row, None) for row in (NEW, CARRIED_IN)]
    rows += [(GRANTED, None), (PARTIAL, None)]
    rows += [(row, group) for group in groups for row in group.rows]
    return [*rows, (RESULT_TOTAL, None), (CARRIED_OUT, None)]


def _table3_cells(groups: tuple[Group, ...]) -> tuple[Cell, ...]:
    cells = []
    for row, group in _table3_rows(groups):
        printed = (row.label if group is None else f"{group.label}{row.label}").strip()
        for column in COLUMNS:
            label = row.name if group is None else f"{group.name}（{row.name}）"
            if column is not TOTAL_COLUMN:
                label = f"{label}·{column.name}"
            cells.append(
                Cell(f"t3.{row.id}.{column.id}", "table3", printed, column.label, label, "件")
            )
    return tuple(cells)


def _table3_head() -> list[GridCell]:
    head = [
        GridCell(0, 0, BALANCE_NOTE, rowspan=3, colspan=3),
        GridCell(0, 3, "申请人情况", colspan=7),
        GridCell(1, 3, "自然人", rowspan=2),
        GridCell(1, 4, "法人或其他组织", colspan=5),
        GridCell(1, 9, "总计", rowspan=2),
    ]
    return head + [GridCell(2, 3 + i, c.label) for i, c in enumerate(APPLICANTS) if i]


def _table3_labels(groups: tuple[Group, ...], at: int) -> list[GridCell]:
    """The label cells of the result rows, `at` being the row of （一）予以公开."""
    count = 2 + sum(len(group.rows) for group in groups) + 1
    labels = [GridCell(at, 0, "三、本年度办理结果", rowspan=count)]
    labels += [GridCell(at + i, 1, r.label, colspan=2) for i, r in enumerate((GRANTED, PARTIAL))]
    row = at + 2
    for group in groups:
        if len(group.rows) == 1:
            labels.append(GridCell(row, 1, group.label, colspan=2))
        else:
            labels.append(GridCell(row, 1, group.label, rowspan=len(group.rows)))
            labels += [GridCell(row + i, 2, r.label) for i, r in enumerate(group.rows)]
        row += len(group.rows)
    return [*labels, GridCell(row, 1, RESULT_TOTAL.label, colspan=2)]


def _table3_grid(groups: tuple[Group, ...]) -> Grid:
    rows = _table3_rows(groups)
    printed = _table3_head() + _table3_labels(groups, 5)
    printed += [
        GridCell(3, 0, NEW.label, colspan=3),
        GridCell(4, 0, CARRIED_IN.label, colspan=3),
        GridCell(2 + len(rows), 0, CARRIED_OUT.label, colspan=3),
    ]
    for index, (row, _) in enumerate(rows):
        printed += [
            GridCell(3 + index, 3 + i, address=f"t3.{row.id}.{column.id}", header=False)
            for i, column in enumerate(COLUMNS)
        ]
    ordered = tuple(sorted(printed, key=lambda cell: (cell.row, cell.column)))
    return Grid("table3", 3 + len(rows), 10, ordered, (7, 13, 24, 8, 8, 8, 8, 8, 8, 8), 3)


def _table4_cells() -> tuple[Cell, ...]:
    return tuple(
        Cell(
            f"t4.{group.id}.{outcome.id}",
            "table4",
            group.label,
            outcome.label,
            f"{group.name}{outcome.name}",
            "件",
        )
        for group in CASE_GROUPS
        for outcome in CASE_OUTCOMES
    )


def _table4_grid() -> Grid:
    printed = [
        GridCell(0, 0, "行政复议", colspan=5),
        GridCell(0, 5, "行政诉讼", colspan=10),
        *[GridCell(1, i, outcome.label, rowspan=2) for i, outcome in enumerate(CASE_OUTCOMES)],
        GridCell(1, 5, "未经复议直接起诉", colspan=5),
        GridCell(1, 10, "复议后起诉", colspan=5),
    ]
    printed += [
        GridCell(2, start + i, outcome.label)
        for start in (5, 10)
        for i, outcome in enumerate(CASE_OUTCOMES)
    ]
    printed += [
        GridCell(3, i, address=cell.address, header=False) for i, cell in enumerate(_table4_cells())
    ]
    return Grid("table4", 4, 15, tuple(printed), (1,) * 15, 3)


def _layout(
    layout_id: LayoutId, basis: str, blocks: tuple[_Block, ...], groups: tuple[Group, ...]
) -> Layout:
    results = (GRANTED.id, PARTIAL.id, *(row.id for group in groups for row in group.rows))
    return Layout(
        id=layout_id,
        basis=basis,
        sections=SECTIONS,
        cells=_table2_cells(blocks) + _table3_cells(groups) + _table4_cells(),
        grids=(_table2_grid(blocks), _table3_grid(groups), _table4_grid()),
        result_rows=results,
        groups=groups,
        columns=COLUMNS,
    )


LAYOUT_2021 = _layout(
    "2021",
    "国办公开办函〔2021〕30号",
    _BLOCKS_2021,
    (DENIED, UNAVAILABLE, NOT_PROCESSED, OTHER),
)
LAYOUT_2019 = _layout(
    "2019",
    "国办公开办函〔2019〕60号（试行，已被2021年格式取代）",
    _BLOCKS_2019,
    (DENIED, UNAVAILABLE, NOT_PROCESSED, OTHER_2019),
)
LAYOUTS: dict[LayoutId, Layout] = {"2021": LAYOUT_2021, "2019": LAYOUT_2019}
