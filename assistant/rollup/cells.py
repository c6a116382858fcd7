"""Which cells of the form can be added up over units, and which need a person's answer."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from assistant.report.forms import LAYOUT_2021
from assistant.report.labels import TOTAL_COLUMN
from assistant.report.model import Value

Exact = int | Decimal

_JOINT = "联合发文、代拟的文件各单位可能都计了一次，本级政府与办公室也可能重复"
_QUESTIONS = {
    "t2.regulations.issued": f"规章以政府名义制定，{_JOINT}：本级本年制发规章多少件？",
    "t2.regulations.repealed": f"规章以政府名义废止，{_JOINT}：本级本年废止规章多少件？",
    "t2.regulations.in_force": f"规章的现行有效件数不能相加（{_JOINT}）：年末现行有效多少件？",
    "t2.normative_documents.in_force": (
        f"规范性文件的现行有效件数不能相加（{_JOINT}）：去掉重复后年末现行有效多少件？"
    ),
}
_ADDRESSES = tuple(cell.address for cell in LAYOUT_2021.cells)
ADDITIVE = tuple(address for address in _ADDRESSES if address not in _QUESTIONS)
_SUMS = (f".{TOTAL_COLUMN.id}", "result_total.")


def question_about(address: str) -> str:
    """What to ask about a cell that cannot be added up; empty for one that can.

    Basis: item 91 of the checking rules (现行有效件数、规章不可简单相加); the official papers
    say nothing, so that the supervising office's word counts.
    """
    return _QUESTIONS.get(address, "")


def label_of(address: str) -> str:
    """A cell as people know it, with its address."""
    return f"{LAYOUT_2021.by_address[address].label}（{address}）"


def typed_digits(cells: Mapping[str, Value], addresses: Iterable[str]) -> int:
    """How many digits a person had to type for these cells, zeros and totals not counted.

    Two reports that agree in many digits do so by copying, in few by chance.
    """
    typed = (a for a in addresses if not any(mark in f"{a}." for mark in _SUMS))
    values = (cells.get(address) for address in typed)
    return sum(len(Decimal(value).as_tuple().digits) for value in values if value)
