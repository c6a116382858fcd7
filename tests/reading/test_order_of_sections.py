"""What the reader says of sections and parts that stand in another order, or twice."""

from pathlib import Path

from evals.reading.papers import Line, as_html, paper_of, sample
from tests.reading.reading_back import reader_in

SECTIONS = {"五": "五、存在的主要问题及改进情况", "六": "六、其他需要报告的事项"}


def notes_of(folder: Path, old: str, new: str) -> set[tuple[str, str]]:
    """What and where of the notes of a sample in which one title is another."""
    paper = paper_of(sample("lanzhou-shenji-ju-2022"))
    changed = paper.lines(
        lambda line: Line(line.text.replace(old, new), line.heading) if line.heading else line
    )
    report = reader_in(folder)(as_html(changed), "html")
    return {(note.what, note.where) for note in report.notes}


def test_a_report_in_order_has_no_note_about_it(tmp_path: Path) -> None:
    assert notes_of(tmp_path, "", "") == set()


def test_a_section_after_a_later_one_is_noted(tmp_path: Path) -> None:
    paper = paper_of(sample("lanzhou-shenji-ju-2022"))
    swapped = paper.lines(_swapped)
    report = reader_in(tmp_path)(as_html(swapped), "html")
    assert ("section out of order", "5") in {(n.what, n.where) for n in report.notes}


def _swapped(line: Line) -> Line:
    if not line.heading:
        return line
    five, six = "存在的主要问题及改进情况", "其他需要报告的事项"
    if five in line.text:
        return Line(f"五、{six}", line.heading)
    return Line(f"六、{five}", line.heading) if six in line.text else line


def test_a_section_that_comes_twice_is_noted(tmp_path: Path) -> None:
    notes = notes_of(tmp_path, SECTIONS["五"], SECTIONS["六"])
    assert ("repeated section", "6") in notes


def test_a_part_after_a_later_one_is_noted(tmp_path: Path) -> None:
    paper = paper_of(sample("lanzhou-shenji-ju-2022"))

    def swapped(line: Line) -> Line:
        if line.heading != 2:
            return line
        if "主动公开" in line.text:
            return Line("（一）依申请公开", 2)
        return Line("（二）主动公开", 2) if "依申请公开" in line.text else line

    report = reader_in(tmp_path)(as_html(paper.lines(swapped)), "html")
    assert ("part out of order", "1.1") in {(n.what, n.where) for n in report.notes}
