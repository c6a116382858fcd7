"""因此 stands between a cause and an effect that a person stated as such, and nowhere else."""

import pytest

from assistant.drafting.grounding.cutting import cut_back
from assistant.drafting.grounding.ground import Ground
from assistant.report.ledger import build_ledger
from assistant.report.model import AnnualReport, WorkFact

STATED = "由于历史档案没有数字化，延长答复期限11件"
NO_CAUSE = "全年没有申请超出规定的数量、频次范围，未收取信息处理费"
OTHER = "组织培训3场，收到建议8条"


def ground() -> Ground:
    texts = {"stated": STATED, "fee": NO_CAUSE, "other": OTHER}
    facts = tuple(WorkFact(id=i, section="1.2", text=t) for i, t in texts.items())
    report = AnnualReport(agency="某县水务局", year=2024, facts=facts)
    return Ground(list(build_ledger(report).values()))


@pytest.mark.parametrize(
    "text",
    [
        "由于历史档案没有数字化，因此延长答复期限11件。",
        "历史档案没有数字化，因而延长答复期限11件。",
    ],
)
def test_a_cause_that_a_person_stated_may_be_said_with_a_connective(text: str) -> None:
    assert ground().judge(text).holds


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("全年没有申请超出规定的数量、频次范围，因此未收取信息处理费。", f"{NO_CAUSE}。"),
        ("组织培训3场，由此收到建议8条。", f"{OTHER}。"),
        ("组织培训3场，所以收到建议8条。", f"{OTHER}。"),
        ("延长答复期限11件，因此历史档案没有数字化。", "延长答复期限11件，历史档案没有数字化。"),
        ("组织培训3场，因此未收取信息处理费。", "组织培训3场，未收取信息处理费。"),
        ("组织培训3场，由此收到建议9条。", "组织培训3场。"),
    ],
)
def test_a_cause_that_nobody_stated_is_cut_back_to_two_statements(text: str, left: str) -> None:
    judgement = ground().judge(text)
    assert any("原因" in reason for reason in judgement.reasons)
    cut = cut_back(ground(), text)
    assert cut is not None
    assert cut[0] == left
    assert cut[1].holds
