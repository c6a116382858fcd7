"""In which wordings a value may appear, read back by the reader of quantities."""

from decimal import Decimal

import pytest

from assistant.reading.figures import read_figures
from assistant.report.ledger import build_ledger
from assistant.report.quantities import chinese_number, find_quantities
from assistant.report.wordings import chinese_numeral, wordings
from assistant.resources import corpus_dir


def test_every_count_up_to_9999_reads_back() -> None:
    for number in range(10_000):
        assert chinese_number(chinese_numeral(number)) == number


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(0, "零"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十"),
     (213, "二百一十三"), (1005, "一千零五"), (3040, "三千零四十"), (9999, "九千九百九十九")],
)  # fmt: skip
def test_numerals_are_written_as_in_papers(number: int, numeral: str) -> None:
    assert chinese_numeral(number) == numeral


def test_a_numeral_beyond_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match="10000"):
        chinese_numeral(10_000)


def test_a_count_and_a_share_have_their_usual_wordings() -> None:
    assert wordings(8, "件") == ("8件", "八件")
    assert wordings(2, "件") == ("2件", "两件", "二件")
    assert wordings(Decimal("12.5"), "万元") == ("12.5万元",)
    assert wordings(13012, "条") == ("13012条", "13,012条")
    assert wordings(Decimal(25), "%") == ("25%", "四分之一", "百分之二十五", "两成五")
    assert wordings(Decimal("62.5"), "%") == ("62.5%", "百分之六十二点五")
    assert wordings(Decimal(100), "%") == ("100%", "全部", "百分之百")


@pytest.mark.parametrize("value", [0, 1, 2, 8, 10, 15, 105, 999, 12345])
def test_every_wording_of_a_count_is_read_as_that_count(value: int) -> None:
    for wording in wordings(value, "件"):
        quantities = find_quantities(f"收到申请{wording}。")
        assert [(q.value, q.unit) for q in quantities] == [(value, "件")], wording


def test_every_fact_of_a_ledger_knows_its_wordings() -> None:
    report = read_figures(corpus_dir() / "samples" / "qinglan-xian-2024.yaml")
    ledger = build_ledger(report)
    assert ledger["t3.carried_in.total"].wordings == ("12件", "十二件")
    assert "四分之一" not in ledger["share.t3.granted.total"].wordings
    assert ledger["work.website_total"].wordings == (ledger["work.website_total"].value,)
    assert all(fact.wordings[0] == fact.written for fact in ledger.values())
