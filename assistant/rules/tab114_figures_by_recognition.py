"""TAB114: figures that were recognised from a picture and need a look."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.reader_notes import cells_noted
from assistant.rules.rule import Finding, Rule, Severity


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    noted = cells_noted(case.report, "read by ocr")
    if noted:
        yield rule.finding(
            f"表格里的 {len(noted)} 个数字由文字识别得到，可能认错",
            cells=tuple(noted),
            found="文字识别",
            expected="对照原件核对过的数字",
        )


RULE = Rule(
    code="TAB114",
    name="figures-by-recognition",
    severity=Severity.NOTE,
    summary="文件是扫描件或图片，数字由文字识别得到。",
    basis="表格内部核对（识别可能出错，不作错误处理）",
    cure="对照原件把三张表逐格看一遍；有文字版的，请用文字版再查。",
    check=_check,
)
