"""What a chat model says to its user stands in the report (rule 115)."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.wording import around


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    whole = case.narrative.whole
    last = -1
    for hit in case.narrative.words["wording.assistant_phrases"]:
        if hit.start < last:
            continue
        last = hit.end
        shown = around(whole, hit.start, hit.end)
        yield rule.at(
            case,
            (hit.start, hit.end),
            f"“{shown}”是写作软件对使用者说的话，不是年报的内容",
            expected="删去",
        )


RULE = Rule(
    code="LAN403",
    name="assistant-phrase",
    severity=Severity.ERROR,
    summary="留有智能写作工具的口吻（“作为一个AI”“根据您提供的”“希望以上内容”）。",
    basis="国办公开办函〔2021〕30号：对敷衍塞责、内容不准确的要追责",
    cure="删去这句话，并把前后由软件生成的内容逐句与台账核对。",
    check=_check,
    needs=("narrative",),
)
