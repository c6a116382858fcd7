"""The reading benchmark measures: nothing wrong on good files, and every planted fault is seen."""

from dataclasses import replace
from itertools import islice

from assistant.report.model import AnnualReport
from evals.reading.benchmark import in_words, run
from evals.reading.variants import Variant, variants


def first(count: int) -> list[Variant]:
    return list(islice(variants(None), count))


def test_a_sample_in_every_form_without_office_is_read_whole() -> None:
    scores = run(first(12))
    assert set(scores) == {"docx", "flat.txt", "html", "json", "md", "tabs.txt", "xlsx"}
    for score in scores.values():
        assert (score.wrong, score.missed, score.invented, score.refused) == (0, 0, 0, 0)
        assert score.right == score.cells
        assert score.narrative == score.files


def test_there_are_more_than_sixty_variants() -> None:
    assert sum(1 for _ in variants(None)) >= 60


def expecting(variant: Variant, report: AnnualReport) -> Variant:
    return replace(variant, expected=report)


def test_wrong_missed_and_invented_cells_are_told_apart() -> None:
    variant = next(v for v in first(3) if v.format == "html")
    right = variant.expected
    other = expecting(variant, right.with_cells({"t3.new.total": 77, "t3.granted.total": None}))
    (score,) = run([other]).values()
    assert (score.wrong, score.invented, score.missed, score.silent) == (1, 1, 0, 2)
    heard: list[str] = []
    blank = expecting(replace(variant, content=b"<html><p>abc</p></html>"), right)
    (refused,) = run([blank], heard.append).values()
    assert (refused.refused, refused.missed, refused.right) == (1, 200, 0)
    assert heard
    assert "100.00" not in in_words({"html": score})
