"""Passages in the style of real reports, each put into a frame that is complete and clean.

A passage (`clean.yaml`, `faulty.yaml`, those of a second look: `…_again.yaml`, of a third: `…_third.yaml`) says `agency`, `year`, the paragraphs of some sections
(`text`, instead of those of `frame.yaml`) and its figures in short: `requests` per applicant
(totals are added up), `cases` as [upheld, corrected, other, pending], `documents` as [issued,
repealed, in force], `decisions`; what is left out is zero. `previous` is last year's report in
the same form, what it leaves out being as this year and its other sections silent; `remove`
takes parts away. `fault` are the words that a finding must mark;
`@` and a section's number where the fault is that something is missing there. `also` may be
marked beside it; where the fault is `slight`, a note is enough.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from assistant.report.agency import agency_kind
from assistant.report.model import AnnualReport
from assistant.review.examples import base, made
from assistant.rules.case import Case

HERE = Path(__file__).resolve().parent
FRAME = yaml.safe_load((HERE / "frame.yaml").read_text("utf-8"))
RESULTS = ("upheld", "corrected", "other", "pending")
TITLES = {
    "1": "一、总体情况",
    "1.1": "（一）主动公开",
    "1.2": "（二）依申请公开",
    "1.3": "（三）政府信息管理",
    "1.4": "（四）政府信息公开平台建设",
    "1.5": "（五）监督保障",
    "2": "二、主动公开政府信息情况",
    "3": "三、收到和处理政府信息公开申请情况",
    "4": "四、政府信息公开行政复议、行政诉讼情况",
    "5": "五、存在的主要问题及改进情况",
    "6": "六、其他需要报告的事项",
}


def passages(name: str) -> dict[str, dict[str, Any]]:
    """The passages of a file by their names."""
    return {one["name"]: one for one in yaml.safe_load((HERE / name).read_text("utf-8"))}


def case_of(passage: Mapping[str, Any]) -> Case:
    """The report that a passage makes, beside last year's where it has one."""
    report = _report(passage)
    if "previous" not in passage:
        return Case(report)
    told = passage["previous"]
    untold = [section for section in TITLES if section not in told.get("text", {})]
    last = {**passage, "text": {}, **told, "year": passage["year"] - 1, "remove": untold}
    return Case(report, _report(last))


def _report(passage: Mapping[str, Any]) -> AnnualReport:
    agency, year = passage["agency"], passage["year"]
    text = {**FRAME["sections"], **_paragraphs(passage.get("text", {}))}
    kept = [section for section in TITLES if section not in passage.get("remove", [])]
    area = FRAME["area"] if agency_kind(agency).is_government else ""
    return made(
        base("zeros"),
        {
            "agency": agency,
            "year": year,
            "title": f"{agency}{year}年政府信息公开工作年度报告",
            "published": f"{year + 1}-01-20",
            "preface": [FRAME["preface"].format(agency=agency, year=year, area=area)],
            "cells": _cells(passage),
            "titles": {section: TITLES[section] for section in kept},
            "text": {section: text[section] for section in kept if section in text},
        },
    )


def _paragraphs(text: Mapping[str, str | list[str]]) -> dict[str, list[str]]:
    return {
        section: [line for part in ([told] if isinstance(told, str) else told)
                  for line in part.splitlines()]
        for section, told in text.items()
    }  # fmt: skip


def _cells(passage: Mapping[str, Any]) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for applicant, rows in passage.get("requests", {}).items():
        results = sum(
            n for row, n in rows.items() if row not in ("new", "carried_in", "carried_out")
        )
        for row, count in {**rows, "result_total": results}.items():
            cells[f"t3.{row}.{applicant}"] = count
            cells[f"t3.{row}.total"] = cells.get(f"t3.{row}.total", 0) + count
    for kind, counts in passage.get("cases", {}).items():
        cells |= {f"t4.{kind}.{r}": n for r, n in zip(RESULTS, counts, strict=True)}
        cells[f"t4.{kind}.total"] = sum(counts)
    issued = zip(("issued", "repealed", "in_force"), passage.get("documents", ()), strict=False)
    cells |= {f"t2.normative_documents.{name}": n for name, n in issued}
    return cells | {f"t2.{name}": n for name, n in passage.get("decisions", {}).items()}
