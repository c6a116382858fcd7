"""No rule takes more than linear time: 200 and 800 thousand characters, 10,000 findings and more."""

import gc
import time
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from rule_examples import base

from assistant.report.model import AnnualReport
from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check
from assistant.rules.rule import Rule


@pytest.fixture(autouse=True)
def _no_collection_in_between() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


HOSTILE = (
    "一是收到政府信息公开申请1,234件，其中予以公开12件、部分公开3件，同比增长1.05%。",
    "（（（《《《“““【【〔",
    "二进一步加大的的力度，，。。资金资金截止目前今年以来,我局",
    "全年未发生行政复议、行政诉讼，办结率100%，\u200b\u202e较上年减少13件，",
    "1" * 300,
    "一是二是三是（一）（二）1.2.3.",
    "国办发〔2021〕30号第四十九条第五十条XX××",
    "联系电话13800138000，身份证11010519491231002X，邮箱a.b@qq.com、",
    "主动公开信息共计条，回应关切九十余次" * 20,
)


def hostile_report(size: int) -> AnnualReport:
    """A report whose narrative has `size` characters, half of it in one paragraph without an end."""
    own = base("lanzhou-shi-2023")
    prose = [text for section, text in own.texts() if section in ("1.1", "1.2", "5")]
    block = "".join(HOSTILE)
    endless = (block.replace("。", "，") * (size // 2 // len(block) + 1))[: size // 2]
    lines = [*HOSTILE, *prose]
    once = sum(map(len, lines))
    data = own.model_dump()
    data["sections"]["1"]["parts"]["1.1"]["paragraphs"] = [endless]
    data["sections"]["1"]["parts"]["1.2"]["paragraphs"] = lines * (size // 4 // once)
    data["sections"]["5"]["paragraphs"] = lines * (size // 4 // once)
    return AnnualReport.model_validate(data)


@cache
def hostile_case(size: int) -> Case:
    report = hostile_report(size)
    last = report.model_copy(update={"year": report.year - 1})
    other = report.model_copy(update={"agency": "岚州市档案局"})
    case = Case(report, previous=last, figures=report, others=(other,))
    check(case, RULES)  # what rules share is worked out once, in `test_all_rules…`
    return case


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_takes_linear_time_on_a_hostile_narrative(rule: Rule) -> None:
    ratios = []
    for _ in range(3):
        small = seconds(lambda: check(hostile_case(200_000), [rule]))
        large = seconds(lambda: check(hostile_case(800_000), [rule]))
        ratios.append(large / max(small, 0.02))
        if ratios[-1] < 6:
            break
    assert min(ratios) < 6, (small, large)


def test_all_rules_together_take_linear_time_with_their_shared_readings() -> None:
    def work(size: int) -> Callable[[], object]:
        report = hostile_report(size)
        return lambda: check(Case(report), RULES)

    small, large = seconds(work(200_000)), seconds(work(800_000))
    assert large < 6 * small + 0.2, (small, large)
