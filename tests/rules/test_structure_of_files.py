"""The rules about structure see the faults of files, not only those of data."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.rules.all_rules import RULES
from assistant.rules.case import Case
from assistant.rules.engine import check, selected
from assistant.rules.rule import Severity
from evals.reading.papers import Line, Paper, as_docx, as_html, as_tabs, paper_of, sample
from tests.reading.reading_back import reader_in

STRUCTURE = selected(RULES, ["STR"])
WRITERS = {"html": as_html, "docx": as_docx, "txt": as_tabs}
FOUR = "政府信息公开行政复议、行政诉讼情况"
FIVE = "存在的主要问题及改进情况"
SIX = "其他需要报告的事项"

Change = Callable[[Paper], Paper]


def renamed(*pairs: tuple[str, str]) -> Change:
    """Headings with other words, a pair each; the first that fits is used."""

    def change(line: Line) -> Line:
        old = next(((a, b) for a, b in pairs if line.heading and line.text == a), None)
        return Line(old[1], line.heading) if old else line

    return lambda paper: paper.lines(change)


def with_text(old: str, new: str) -> Change:
    return lambda paper: paper.lines(lambda line: Line(line.text.replace(old, new), line.heading))


def found(folder: Path, change: Change, suffix: str = "html") -> list[tuple[str, Severity]]:
    paper = change(paper_of(sample("lanzhou-shenji-ju-2022")))
    report = reader_in(folder)(WRITERS[suffix](paper), suffix)
    return [(f.code, f.severity) for f in check(Case(report), STRUCTURE).findings]


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_sample_as_a_file_shows_nothing(tmp_path: Path, suffix: str) -> None:
    assert found(tmp_path, lambda paper: paper, suffix) == []


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (renamed((f"五、{FIVE}", f"五、{SIX}"), (f"六、{SIX}", f"六、{FIVE}")), "STR202"),
        (renamed((f"五、{FIVE}", f"四、{FIVE}"), (f"六、{SIX}", f"五、{SIX}")), "STR203"),
        (renamed((f"四、{FOUR}", f"一、{FOUR}")), "STR203"),
        (renamed((f"六、{SIX}", "六、其他需要汇报的情况")), "STR205"),
        (with_text("（三）政府信息管理", "（四）政府信息管理"), "STR304"),
        (
            renamed(
                ("（一）主动公开", "一、主动公开"),
                ("（二）依申请公开", "二、依申请公开"),
                ("（三）政府信息管理", "三、政府信息管理"),
                ("（四）政府信息公开平台建设", "四、平台建设"),
                ("（五）监督保障", "五、监督保障"),
            ),
            "STR204",
        ),
        (
            renamed(
                ("一、总体情况", "一、主动公开"),
                ("（一）主动公开", "二、依申请公开"),
                ("（二）依申请公开", "三、政府信息管理"),
            ),
            "STR204",
        ),
    ],
)
def test_a_fault_in_a_file_is_found(tmp_path: Path, change: Change, code: str, suffix: str) -> None:
    assert code in {name for name, _ in found(tmp_path, change, suffix)}


def test_official_wordings_are_no_fault(tmp_path: Path) -> None:
    change = renamed(
        (f"四、{FOUR}", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        (f"五、{FIVE}", "五、政府信息公开工作存在的主要问题及改进情况"),
        ("（一）主动公开", "（一）主动公开方面"),
        ("（五）监督保障", "（五）监督保障工作情况"),
    )
    assert found(tmp_path, change) == []


def test_a_missing_section_is_found(tmp_path: Path) -> None:
    def change(paper: Paper) -> Paper:
        return paper.lines(lambda line: None if line.text == f"六、{SIX}" else line)

    assert ("STR201", Severity.ERROR) in found(tmp_path, change)
