"""Local demands as a file that an office writes once: `nianbao check … --profile FILE.yaml`."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from assistant.errors import UnusableInput
from assistant.report.forms import LAYOUT_2021
from assistant.review.yaml_form import read_form
from assistant.rules.profile import LocalItem, Profile, SeverityName
from assistant.rules.rule import Rule

_MOST_BYTES = 256 * 1024
_CURE = "对照 examples/profile.yaml 改写"
_MONTH_AND_DAY = re.compile(r"(?:(\d{4})-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_PLACES = {s.id for s in LAYOUT_2021.sections} | {p.id for p in LAYOUT_2021.section("1").parts}


def _day(text: str) -> str:
    if text and not _MONTH_AND_DAY.fullmatch(text):
        raise ValueError(f"日期“{text[:20]}”写法不对，写成 01-28 或 2026-01-28，加引号")
    return text


def _section(text: str) -> str:
    if text and text not in _PLACES:
        raise ValueError(f'没有“{text[:20]}”这一部分；写 "1" 到 "6" 或 "1.1" 到 "1.5"，加引号')
    return text


_Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, strict=True)
]
_Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, strict=True)]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Item(_Form):
    name: _Name
    words: tuple[_Name, ...]
    section: Annotated[_Words, AfterValidator(_section)] = ""
    basis: _Words = ""


class _ProfileForm(_Form):
    name: _Words = ""
    publish_by: Annotated[_Words, AfterValidator(_day)] = ""
    basis: _Words = ""
    items: tuple[_Item, ...] = ()
    places: tuple[_Name, ...] = ()
    severity: dict[str, SeverityName] = {}
    ignore: tuple[_Name, ...] = ()


def read_profile(path: Path, rules: Sequence[Rule]) -> Profile:
    """The demands that a file states; codes in it may be prefixes of those of `rules`.

    Raises:
        UnusableInput: Unreadable, not of the form (with lines), or a code fits no rule.
    """
    form = read_form(path, _ProfileForm, "地方要求文件", _CURE, _MOST_BYTES)
    severity = {
        code: form.severity[written]
        for written in sorted(form.severity, key=len)
        for code in _codes(written, rules, path)
    }
    return Profile(
        name=form.name,
        publish_by=form.publish_by,
        basis=form.basis,
        items=tuple(LocalItem(i.name, i.words, i.section, i.basis) for i in form.items),
        places=form.places,
        severity=severity,
        ignore=tuple(code for written in form.ignore for code in _codes(written, rules, path)),
    )


def _codes(written: str, rules: Sequence[Rule], path: Path) -> list[str]:
    found = [rule.code for rule in rules if rule.code.startswith(written.strip().upper())]
    if not found:
        raise UnusableInput(
            f"没有编号以“{written[:20]}”开头的规则",
            where=str(path),
            cure="用 nianbao rules 查看全部规则编号",
        )
    return found
