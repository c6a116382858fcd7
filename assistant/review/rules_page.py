"""`docs/rules.md`, written from the rules themselves: `python -m assistant.review.rules_page [--check]`.

Each rule is shown with what it says of one of its bad examples (`tests/rules/<CODE>/`), and with
the words or cells of that example before and after the cure; a test holds that both are true.
"""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from assistant.review.before_after import BeforeAfter, before_after
from assistant.rules.all_rules import RULES
from assistant.rules.rule import Rule

_CHECKOUT = Path(__file__).resolve().parents[2]
_FAMILIES = {
    "TAB": "表格内部核对",
    "NAR": "正文与表格",
    "ARI": "正文里的算术",
    "YEA": "跨年核对",
    "STR": "结构和格式",
    "LAN": "文字",
    "LAW": "法律引用和期限",
    "PRI": "个人信息和涉密",
    "DUP": "雷同",
}
_HEAD = """\
# 校验规则

本页由 `make docs` 从 `assistant/rules/` 生成，请勿手改。共 {count} 条。

- **错误**：可以肯定，审核会退回。
- **警告**：很可能有误，或需要在正文里说明一句。
- **提示**：值得看一眼。

空白的格子不等于 0：规则遇到空白不算通过，列在结果的“无法判断”（`not_assessed`）里。
只查一部分：`nianbao check 文件 --select TAB3`；不查一部分：`--ignore TAB103`。
"""


def rules_page(rules: Sequence[Rule], examples: Mapping[str, BeforeAfter]) -> str:
    """The page as Markdown: a table of all rules, then each rule; same rules, same bytes.

    `examples` holds by code one bad example of a rule, before and after its cure.
    """
    table = ["| 编号 | 名称 | 级别 | 查什么 |", "| --- | --- | --- | --- |"]
    table += [
        f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | `{rule.name}` "
        f"| {rule.severity.label} | {escaped(rule.summary)} |"
        for rule in rules
    ]
    parts = [_HEAD.format(count=len(rules)), "\n".join(table) + "\n"]
    family = ""
    for rule in rules:
        if rule.code[:3] != family:
            family = rule.code[:3]
            parts.append(f"## {family} {_FAMILIES[family]}\n")
        parts.append(_section(rule, examples.get(rule.code)))
    return "\n".join(parts)


def _section(rule: Rule, example: BeforeAfter | None) -> str:
    lines = [
        f"### {rule.code} {rule.name}\n",
        f"**{rule.severity.label}**　{escaped(rule.summary)}\n",
        f"- 依据：{escaped(rule.basis)}",
        f"- 怎么改：{escaped(rule.cure)}",
    ]
    if example is not None:
        lines.append(f"- 例：{escaped(example.message)}")
        lines += [f"  - 改前：{escaped(line)}" for line in example.before]
        lines += [f"  - 改后：{escaped(line)}" for line in example.after]
    return "\n".join(lines) + "\n"


_MARKS = re.compile(r"([\\`*_<>|~\[\]#])")


def escaped(text: str) -> str:
    """Text in which Markdown sees no marks."""
    return _MARKS.sub(r"\\\1", text)


def examples_of(rules: Sequence[Rule], folder: Path) -> dict[str, BeforeAfter]:
    """One bad example of each rule that has one in `folder`, by code."""
    shown = ((rule.code, before_after(rule, folder)) for rule in rules)
    return {code: example for code, example in shown if example is not None}


def main(arguments: Sequence[str], checkout: Path = _CHECKOUT) -> int:
    """Writes `docs/rules.md`; with `--check` only says by its code (1) that it is stale."""
    parser = argparse.ArgumentParser(prog="python -m assistant.review.rules_page")
    parser.add_argument("--check", action="store_true", help="只检查，不写；过期时退出码为 1")
    only_check = parser.parse_args(arguments).check
    page = checkout / "docs" / "rules.md"
    text = rules_page(RULES, examples_of(RULES, checkout / "tests" / "rules"))
    if page.is_file() and page.read_text("utf-8") == text:
        return 0
    if only_check:
        sys.stderr.write(f"{page} 与规则不一致，请运行 make docs\n")
        return 1
    page.parent.mkdir(exist_ok=True)
    page.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
