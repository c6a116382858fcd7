"""The built-in corpus as the tests of this folder read it."""

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

import yaml

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
NAMES = sorted(path.stem for path in (CORPUS / "samples").glob("*.yaml"))
PARTS = {
    "1.1": "（一）主动公开",
    "1.2": "（二）依申请公开",
    "1.3": "（三）政府信息管理",
    "1.4": "（四）政府信息公开平台建设",
    "1.5": "（五）监督保障",
}
SECTIONS = {
    "1": "一、总体情况",
    "2": "二、主动公开政府信息情况",
    "3": "三、收到和处理政府信息公开申请情况",
    "4": "四、政府信息公开行政复议、行政诉讼情况",
    "5": "五、存在的主要问题及改进情况",
    "6": "六、其他需要报告的事项",
}
TOLD = ("1", *PARTS, "5", "6")
TITLE = re.compile(r"《[^《》]*》")

Report = dict[str, Any]


def _generator() -> Any:
    spec = importlib.util.spec_from_file_location("generate_tables", CORPUS / "generate_tables.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate_tables"] = module
    spec.loader.exec_module(module)
    return module


generate_tables = _generator()


@cache
def report(name: str) -> Report:
    return yaml.safe_load((CORPUS / "samples" / f"{name}.yaml").read_text("utf-8"))


def previous(name: str) -> Report | None:
    slug, _, year = name.rpartition("-")
    before = f"{slug}-{int(year) - 1}"
    return report(before) if before in NAMES else None


def paragraphs(of: Report, section: str) -> list[str]:
    top = of["sections"][section.partition(".")[0]]
    return (top["parts"][section] if "." in section else top)["paragraphs"]


def text(of: Report, section: str) -> str:
    return "\n".join(paragraphs(of, section))


def narrative(of: Report) -> str:
    return "\n".join(text(of, section) for section in TOLD)


def fact_text(fact: dict[str, Any]) -> str:
    """A fact as a reader sees it: the unit stands in the text, except for a percent sign."""
    shown = {
        key: f"{value['value']}{'%' if value['unit'] == '%' else ''}"
        for key, value in fact["values"].items()
    }
    return fact["text"].format(**shown)


def only_han(words: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff]", "", words)
