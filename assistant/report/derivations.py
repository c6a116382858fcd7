"""Which figures follow from others, as data: what is added, divided or compared.

Ids: `sum.` of cells, `share.` in percent, `diff.` and `growth.` on last year, `points.` between
two shares (percentage points of the rounded shares, as a reader would subtract them), `last.`
for anything of last year's report. The definitions are those that real reports use in prose:
results by group, requests handled (新收 + 结转), shares of results, reviews already decided,
growth on last year.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.report.labels import APPLICANTS, CASE_GROUPS, CASE_OUTCOMES, COLUMNS
from assistant.report.layout import Layout

Operation = Literal["sum", "difference", "share", "growth"]

OPEN = "sum.t3.open.total"
# Shares that reports compare with last year's, in percentage points.
_COMPARED_SHARES = (
    ("t3.granted.total", "t3.result_total.total", "予以公开", "占办理结果比重", "办理结果总计"),
    (OPEN, "t3.result_total.total", "予以公开和部分公开", "占办理结果比重", "办理结果总计"),
    ("t3.new.natural_person", "t3.new.total", "自然人", "申请占新收比重", "本年新收"),
)


@dataclass(frozen=True, slots=True)
class Derivation:
    """A fact to be computed: `operation` over `operands` in their order.

    difference: the first less all others; share: first of second in percent;
    growth: (first − second) of second in percent.
    """

    id: str
    operation: Operation
    operands: tuple[str, ...]
    unit: str
    label: str
    formula: str


def derivations(form: Layout) -> tuple[Derivation, ...]:
    """Everything that follows from one year's tables; operands come before what uses them."""
    return _derivations(form.id, form)


def growth_derivations(form: Layout) -> tuple[Derivation, ...]:
    """Differences from last year and growth, for the totals that reports compare."""
    found = []
    for base, label, unit in _compared(form):
        operands = (base, _last(base))
        then = of_last_year(label)
        minus = f"{label} − {then}"
        found.append(
            Derivation(f"diff.{base}", "difference", operands, unit, f"{label}较上年增减", minus)
        )
        found.append(
            Derivation(
                f"growth.{base}",
                "growth",
                operands,
                "%",
                f"{label}较上年增长",
                f"（{minus}）÷ {then}",
            )
        )
    return tuple(found)


def of_last_year(label: str) -> str:
    """How last year's figure is called: 本年新收申请 → 上年新收申请."""
    return f"上年的{label}" if label.startswith("上年") else f"上年{label.replace('本年', '')}"


def _last(fact_id: str) -> str:
    return f"last.{fact_id}"


@cache
def _derivations(_form_id: str, form: Layout) -> tuple[Derivation, ...]:
    return (
        *_group_sums(form),
        *_handled(),
        *_organisations(form),
        *_open(),
        *_shares(form),
        *_cases(),
        *_last_year_sums(),
    )


def _sum(fact_id: str, operands: list[str], label: str, words: list[str]) -> Derivation:
    return Derivation(fact_id, "sum", tuple(operands), "件", label, " + ".join(words))


def _group_sums(form: Layout) -> list[Derivation]:
    return [
        _sum(
            f"sum.t3.{group.id}.{column.id}",
            [f"t3.{row.id}.{column.id}" for row in group.rows],
            group.name if column.id == "total" else f"{group.name}·{column.name}",
            [row.name for row in group.rows],
        )
        for group in form.groups
        for column in COLUMNS
    ]


def _handled() -> list[Derivation]:
    return [
        _sum(
            f"sum.t3.handled.{column.id}",
            [f"t3.new.{column.id}", f"t3.carried_in.{column.id}"],
            "收办申请" if column.id == "total" else f"收办申请·{column.name}",
            ["本年新收", "上年结转"],
        )
        for column in COLUMNS
    ]


def _open() -> list[Derivation]:
    """Requests whose information was given in whole or in part, which reports tell as one."""
    return [
        _sum(
            OPEN, ["t3.granted.total", "t3.partially_granted.total"], "予以公开和部分公开",
            ["予以公开", "部分公开"],
        )
    ]  # fmt: skip


def _organisations(form: Layout) -> list[Derivation]:
    rows = dict.fromkeys(
        cell.address.split(".")[1] for cell in form.cells if cell.table == "table3"
    )
    return [
        _sum(
            f"sum.t3.{row}.organisations",
            [f"t3.{row}.{column.id}" for column in APPLICANTS[1:]],
            f"{form.by_address[f't3.{row}.total'].label}·法人或其他组织",
            [column.name for column in APPLICANTS[1:]],
        )
        for row in rows
    ]


def _shares(form: Layout) -> list[Derivation]:
    """Shares of results (of the total and of their group), of applicants, of what is carried out."""
    results = "t3.result_total.total"
    parts = [("t3.granted.total", "予以公开"), ("t3.partially_granted.total", "部分公开")]
    parts += [(OPEN, "予以公开和部分公开")]
    parts += [(f"sum.t3.{group.id}.total", group.name) for group in form.groups]
    parts += [(f"t3.{row.id}.total", row.name) for group in form.groups for row in group.rows]
    found = [
        _share(f"share.{part}", part, results, name, f"{name}占办理结果比重", "办理结果总计")
        for part, name in dict(parts).items()
    ]
    applicants = [(f"t3.new.{column.id}", column.name) for column in APPLICANTS]
    applicants += [("sum.t3.new.organisations", "法人或其他组织")]
    found += [
        _share(f"share.{part}", part, "t3.new.total", name, f"{name}申请占新收比重", "本年新收")
        for part, name in applicants
    ]
    carried, handled = "t3.carried_out.total", "sum.t3.handled.total"
    found.append(
        _share(
            f"share.{carried}", carried, handled, "结转下年度", "结转下年度占收办比重", "收办申请"
        )
    )
    return found


def _share(fact_id: str, part: str, whole: str, name: str, label: str, of: str) -> Derivation:
    return Derivation(fact_id, "share", (part, whole), "%", label, f"{name} ÷ {of}")


def _cases() -> list[Derivation]:
    found = [
        Derivation(
            f"sum.t4.{group.id}.decided",
            "difference",
            (f"t4.{group.id}.total", f"t4.{group.id}.pending"),
            "件",
            f"已审结的{group.name}",
            "总计 − 尚未审结",
        )
        for group in CASE_GROUPS
    ]
    corrected, decided = "t4.reconsideration.corrected", "sum.t4.reconsideration.decided"
    found.append(
        _share(
            f"share.{corrected}",
            corrected,
            decided,
            "结果纠正",
            "结果纠正占已审结行政复议比重",
            "已审结的行政复议",
        )
    )
    litigation = [group.id for group in CASE_GROUPS[1:]]
    found += [
        _sum(
            f"sum.t4.litigation.{outcome.id}",
            [f"t4.{group}.{outcome.id}" for group in litigation],
            "行政诉讼" if outcome.id == "total" else f"行政诉讼{outcome.name}",
            ["未经复议直接起诉", "复议后起诉"],
        )
        for outcome in CASE_OUTCOMES
    ]
    return found


def _last_year_sums() -> list[Derivation]:
    return [
        Derivation(
            "last.sum.t3.handled.total",
            "sum",
            ("last.t3.new.total", "last.t3.carried_in.total"),
            "件",
            "上年收办申请",
            "上年新收 + 上年的上年结转",
        ),
        Derivation(
            "last.sum.t4.litigation.total",
            "sum",
            ("last.t4.litigation_direct.total", "last.t4.litigation_after_reconsideration.total"),
            "件",
            "上年行政诉讼",
            "上年未经复议直接起诉 + 上年复议后起诉",
        ),
        Derivation(
            f"last.{OPEN}",
            "sum",
            ("last.t3.granted.total", "last.t3.partially_granted.total"),
            "件",
            "上年予以公开和部分公开",
            "上年予以公开 + 上年部分公开",
        ),
        *[
            _share(
                f"last.share.{part}",
                f"last.{part}",
                f"last.{whole}",
                f"上年{name}",
                f"上年{name}{ending}",
                f"上年{of}",
            )
            for part, whole, name, ending, of in _COMPARED_SHARES
        ],
        *[
            Derivation(
                f"points.{part}",
                "difference",
                (f"share.{part}", f"last.share.{part}"),
                "个百分点",
                f"{name}{ending}较上年升降",
                f"{name}{ending} − 上年{name}{ending}",
            )
            for part, _, name, ending, _ in _COMPARED_SHARES
        ],
    ]


def _compared(form: Layout) -> list[tuple[str, str, str]]:
    addresses = [
        "t3.new.total",
        "t3.result_total.total",
        "t3.carried_out.total",
        "t4.reconsideration.total",
        *[cell.address for cell in form.cells if cell.table == "table2"],
    ]
    known = form.by_address
    compared = [(a, known[a].label, known[a].unit) for a in addresses]
    return [
        *compared,
        ("sum.t3.handled.total", "收办申请", "件"),
        ("sum.t4.litigation.total", "行政诉讼", "件"),
    ]
