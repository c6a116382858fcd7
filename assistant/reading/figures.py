"""Figures files (yaml, json) to an `AnnualReport`, or a refusal with the line and the cure."""

import difflib
import re
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assistant.errors import UnusableInput
from assistant.reading.marked_data import MarkedData, parse_json, parse_yaml
from assistant.reading.text_file import MAX_BYTES, read_text
from assistant.report.model import FIRST_YEAR, LAST_YEAR, AnnualReport, Note

_REQUIRED = {
    "agency": "单位名称（agency）",
    "year": "报告年度（year）",
    "table2": "表二（table2，主动公开政府信息情况）",
    "table3": "表三（table3，收到和处理政府信息公开申请情况）",
    "table4": "表四（table4，行政复议、行政诉讼情况）",
}
_SHOWN = 8
_PLACEHOLDER = re.compile(r"\{([^{}\s]*)\}")


def read_figures(path: Path, max_bytes: int = MAX_BYTES) -> AnnualReport:
    """A yaml or json file as an `AnnualReport`; blanks stay blank, with a note for each.

    A file without narrative is a figures file that somebody typed: negative counts and
    fractions of a document are refused. A file with narrative is a report as it was
    found: such values are kept for the rules to name.

    Raises:
        UnusableInput: Unreadable, or not in the form; every fault with its line and cure.
    """
    source = read_text(path, max_bytes)
    parse = parse_json if path.suffix.lower() == ".json" else parse_yaml
    marked = parse(source.text, str(path))
    if not isinstance(marked.data, dict):
        raise UnusableInput(
            "内容不是“字段: 值”的形式", where=str(path), cure="对照 examples/ 里的示例文件填写"
        )
    if "engine" in marked.data and isinstance(marked.data.get("sections"), list):
        raise UnusableInput(
            "这是草稿的依据文件（nianbao draft 写出的 json），里面没有三张表",
            where=str(path),
            cure="用同一文件夹里的 docx 或 html；要改草稿用 nianbao revise",
        )
    report = _validated(marked, str(path))
    faults = _faults(report, marked)
    if faults:
        raise _refusal(str(path), faults)
    notes = _notes(report)
    if source.guessed:
        text = f"文件不是 UTF-8，按 {source.encoding.upper()} 读取；如有乱码请另存为 UTF-8"
        notes.insert(0, Note(what="encoding guessed", text=text))
    return report.model_copy(update={"notes": (*report.notes, *notes)})


def _validated(marked: MarkedData, where: str) -> AnnualReport:
    missing = [
        f"缺少{name}\n    怎么办：按 examples/ 里的示例补上，没有发生的填 0"
        for key, name in _REQUIRED.items()
        if marked.data.get(key) is None
    ]
    try:
        report = AnnualReport.model_validate(marked.data)
    except ValidationError as error:
        details = [e for e in error.errors() if e["loc"] and not _is_missing_table(e, marked)]
        shown = [_fault(e, marked) for e in details[:_SHOWN]]
        raise _refusal(where, [*missing, *shown], len(details) - len(shown)) from error
    if missing:
        raise _refusal(where, missing)
    return report


def _is_missing_table(error: ErrorDetails, marked: MarkedData) -> bool:
    return len(error["loc"]) == 1 and marked.data.get(str(error["loc"][0])) is None


def _refusal(where: str, faults: list[str], unshown: int = 0) -> UnusableInput:
    more = len(faults) - _SHOWN + unshown
    shown = faults[:_SHOWN] + ([f"……另有 {more} 处"] if more > 0 else [])
    return UnusableInput("数据文件有误，未读取\n  " + "\n  ".join(shown), where=where)


def _fault(error: ErrorDetails, marked: MarkedData) -> str:
    path = error["loc"]
    line = marked.line(path)
    place = f"第 {line} 行 " if line else ""
    what, cure = _explained(error, path)
    return f"{place}{'.'.join(str(part)[:60] for part in path)}：{what}\n    怎么办：{cure}"


def _explained(error: ErrorDetails, path: tuple[str | int, ...]) -> tuple[str, str]:
    kind, value = error["type"], error["input"]
    if kind == "extra_forbidden":
        return _misspelt(path)
    if path == ("year",):
        return (
            f"年度写成了“{str(value)[:20]}”",
            f"写四位年份，如 2025（{FIRST_YEAR}–{LAST_YEAR}），不加引号和“年”字",
        )
    if kind == "value_error":
        what = str(error["ctx"]["error"])
        return what, _number_cure(value) if path[
            -1
        ] != "published" else "写真实的日期，如 2026-01-20"
    if kind == "missing":
        return "没有填写", "补上这一项"
    if kind == "string_pattern_mismatch":
        return _PATTERN_CURES.get(str(path[-1]), (f"“{str(value)[:30]}”写法不对", "对照示例改写"))
    if kind == "literal_error":
        return f"“{str(value)[:30]}”不在可选值里", _choice_cure(error, value)
    return f"“{str(value)[:30]}”类型不对", "对照 examples/ 里的示例改写"


def _choice_cure(error: ErrorDetails, value: object) -> str:
    allowed = re.findall("'([^']*)'", error["ctx"]["expected"])
    if not isinstance(value, str) and str(value) in allowed:
        return f'加上引号，写成 "{value}"'
    return f"可写（加引号）：{'、'.join(allowed)}"


_PATTERN_CURES = {
    "[key]": ("没有这一部分", "部分写 1 到 6；第一部分的五个方面写 1.1 到 1.5，放在 parts 下"),
    "published": ("日期写法不对", "写成 2026-01-20 这样"),
    "id": ("编号只能用英文字母开头，含字母、数字、- 和 _", "改成如 interpretation 的编号"),
}


def _number_cure(value: object) -> str:
    match = re.fullmatch(
        r"\s*(-?[\d,， ]+(?:\.\d+)?)\s*(?:件|条|次|篇|场|个|期|份|人次?|元|万元|%)?\s*",
        str(value).translate(_WIDE),
    )
    if match:
        digits = re.sub(r"[,， ]", "", match[1])
        return f"只写数字，如 {digits}；不加引号、单位、逗号和空格"
    return "只写阿拉伯数字；没有发生填 0，不清楚就留空（null）"


_WIDE = str.maketrans("０１２３４５６７８９．－", "0123456789.-")


def _misspelt(path: tuple[str | int, ...]) -> tuple[str, str]:
    known = _known_keys(path[:-1])
    written = str(path[-1])[:60]
    close = difflib.get_close_matches(written, known, n=1, cutoff=0.5)
    cure = f"是不是“{close[0]}”？" if close else f"这里可以写：{'、'.join(known[:30])}"
    return f"不认识的字段“{written}”", cure


def _known_keys(path: tuple[str | int, ...]) -> list[str]:
    """The field names that the model knows at a path; keys and positions of containers are passed."""
    at: type[BaseModel] | None = AnnualReport
    in_container = False
    for part in path:
        if in_container or at is None:
            in_container = False
            continue
        field = at.model_fields.get(str(part))
        annotation = field.annotation if field else None
        at = _inner_model(annotation)
        in_container = annotation is not at
    return list(at.model_fields) if at is not None else []


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_inner_model(argument) for argument in get_args(annotation))
    return next((model for model in inner if model is not None), None)


def _faults(report: AnnualReport, marked: MarkedData) -> list[str]:
    found = [] if report.has_narrative else _impossible_cells(report, marked)
    ids: set[str] = set()
    for index, fact in enumerate(report.facts):
        line = marked.line(("facts", index))
        place = f"第 {line} 行 " if line else ""
        if fact.id in ids:
            found.append(f"{place}工作事实编号“{fact.id}”用了两次\n    怎么办：改成不同的编号")
        ids.add(fact.id)
        named = set(_PLACEHOLDER.findall(fact.text))
        for name in sorted(named ^ set(fact.values)):
            what = "文字里没有用到" if name in fact.values else "没有给出数值"
            found.append(
                f"{place}工作事实“{fact.id}”的 {{{name}}} {what}\n"
                f"    怎么办：text 里的 {{名称}} 要与 values 里的名称一一对应"
            )
    return found


def _impossible_cells(report: AnnualReport, marked: MarkedData) -> list[str]:
    found = []
    for address, value in report.cells().items():
        table, *path = address.split(".")
        line = marked.line((f"table{table[1:]}", *path))
        place = f"第 {line} 行 {address}（{report.form.by_address[address].label}）"
        if value is not None and value < 0:
            found.append(f"{place}：不能是负数 {value}\n    怎么办：核对台账后填 0 或正数")
        elif value is not None and address != "t2.fees" and not isinstance(value, int):
            found.append(f"{place}：件数不能有小数 {value}\n    怎么办：填整数")
    return found


def _notes(report: AnnualReport) -> list[Note]:
    noted = {(note.what, note.where) for note in report.notes}
    return [
        Note(what="blank cell", where=address, text=f"{report.form.by_address[address].label}未填")
        for address, value in report.cells().items()
        if value is None and report.holds(address) and ("blank cell", address) not in noted
    ]
