"""The annual report as data: three tables, six sections, work facts, the reader's notes.

The JSON form is the contract that the command line and other systems rely on.
A cell is an `int` (a count), a `Decimal` (money, or an impossible fraction found in
a file) or `None`: blank in the source, unknown, never zero.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.report.fields import Amount, Count, Day, Number, PartId, SectionId, Text
from assistant.report.forms import LAYOUTS
from assistant.report.layout import Layout, LayoutId

Value = int | Decimal | None
FIRST_YEAR, LAST_YEAR = 2008, 2099  # the 条例 came into force on 2008-05-01


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


class DocumentCounts(_Frozen):
    """Row of table two, article 20(1): 制发, 废止, 现行有效, in documents (件)."""

    issued: Count = None
    repealed: Count = None
    in_force: Count = None


class Table2(_Frozen):
    """二、主动公开政府信息情况: ten cells; `fees` in 万元, the rest in 件."""

    regulations: DocumentCounts = DocumentCounts()
    normative_documents: DocumentCounts = DocumentCounts()
    licensing: Count = None
    penalties: Count = None
    coercion: Count = None
    fees: Amount = None


class ApplicantRow(_Frozen):
    """One row of table three: six kinds of applicant and their total, in requests (件)."""

    natural_person: Count = None
    business: Count = None
    research: Count = None
    social_welfare: Count = None
    legal_service: Count = None
    other_org: Count = None
    total: Count = None


_BLANK = ApplicantRow()


class Table3(_Frozen):
    """三、收到和处理政府信息公开申请情况: 25 rows; `other` only in the 2019 form."""

    new: ApplicantRow = _BLANK
    carried_in: ApplicantRow = _BLANK
    granted: ApplicantRow = _BLANK
    partially_granted: ApplicantRow = _BLANK
    denied_state_secret: ApplicantRow = _BLANK
    denied_other_law: ApplicantRow = _BLANK
    denied_safety_stability: ApplicantRow = _BLANK
    denied_third_party: ApplicantRow = _BLANK
    denied_internal_affairs: ApplicantRow = _BLANK
    denied_process_info: ApplicantRow = _BLANK
    denied_enforcement_files: ApplicantRow = _BLANK
    denied_administrative_query: ApplicantRow = _BLANK
    unavailable_not_held: ApplicantRow = _BLANK
    unavailable_needs_creation: ApplicantRow = _BLANK
    unavailable_unclear: ApplicantRow = _BLANK
    not_processed_petition: ApplicantRow = _BLANK
    not_processed_duplicate: ApplicantRow = _BLANK
    not_processed_publication: ApplicantRow = _BLANK
    not_processed_excessive: ApplicantRow = _BLANK
    not_processed_confirmation: ApplicantRow = _BLANK
    other_no_correction: ApplicantRow = _BLANK
    other_fee_unpaid: ApplicantRow = _BLANK
    other_misc: ApplicantRow = _BLANK
    result_total: ApplicantRow = _BLANK
    carried_out: ApplicantRow = _BLANK
    other: ApplicantRow | None = Field(default=None, exclude_if=lambda row: row is None)


class CaseRow(_Frozen):
    """One group of table four: four outcomes and their total, in cases (件)."""

    upheld: Count = None
    corrected: Count = None
    other: Count = None
    pending: Count = None
    total: Count = None


class Table4(_Frozen):
    """四、行政复议、行政诉讼情况: three groups of five cells."""

    reconsideration: CaseRow = CaseRow()
    litigation_direct: CaseRow = CaseRow()
    litigation_after_reconsideration: CaseRow = CaseRow()


class PartText(_Frozen):
    """One of the five parts of section 一: its printed title and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...] = ()


class SectionText(_Frozen):
    """One section: its printed title, its own paragraphs, and its parts by id."""

    title: str
    paragraphs: tuple[str, ...] = ()
    parts: dict[PartId, PartText] = Field(default_factory=dict)


class WorkValue(_Frozen):
    """A figure of a work fact: exact value, unit as printed, “余/多” as `about`."""

    value: Number
    unit: str = ""
    about: bool = False


class WorkFact(_Frozen):
    """Something the agency did and noted down: a sentence with its figures and its source.

    `text` holds `{name}` for each value of `values`; `source` names the staff's own record.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,63}$")]
    section: Literal["1.1", "1.2", "1.3", "1.4", "1.5", "5", "6"]
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=5000)]
    values: dict[str, WorkValue] = Field(default_factory=dict)
    source: str = ""


class Note(_Frozen):
    """What a reader met and could not use, with the cell or place it concerns."""

    what: str
    where: str = ""
    text: str = ""


class AnnualReport(_Frozen):
    """One agency's 政府信息公开工作年度报告 of one year.

    `year` is the year reported on, not the year of publication. A figures file is the
    same thing with empty narrative.
    """

    agency: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=100)]
    year: Annotated[int, Field(strict=True, ge=FIRST_YEAR, le=LAST_YEAR)]
    title: Text = ""
    published: Day | None = None
    layout: LayoutId = "2021"
    preface: tuple[str, ...] = ()
    sections: dict[SectionId, SectionText] = Field(default_factory=dict)
    table2: Table2 = Table2()
    table3: Table3 = Table3()
    table4: Table4 = Table4()
    facts: tuple[WorkFact, ...] = ()
    problems: tuple[Text, ...] = ()
    improvements: tuple[Text, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def form(self) -> Layout:
        """The official layout that the report's tables follow."""
        return LAYOUTS[self.layout]

    @property
    def full_title(self) -> str:
        """The title as printed, or the official wording made of agency and year."""
        return self.title or f"{self.agency}{self.year}年政府信息公开工作年度报告"

    @property
    def has_narrative(self) -> bool:
        """Whether any paragraph stands in it; a figures file has none."""
        return any(text for _, text in self.texts())

    def cell(self, address: str) -> Value:
        """The value at an address such as `t3.new.total`; None where it is blank.

        Raises:
            KeyError: The form has no such address.
        """
        if address not in self.form.by_address:
            raise KeyError(address)
        return self._lookup(address)

    def _lookup(self, address: str) -> Value:
        table, *path = address.split(".")
        at: object = getattr(self, f"table{table[1:]}")
        for name in path:
            at = getattr(at, name, None)
        return at if isinstance(at, int | Decimal) else None

    def cells(self) -> dict[str, Value]:
        """Every address of the form with its value, in official order."""
        if self.layout == "2021":
            addresses, get = _cells_of_2021()
            return dict(zip(addresses, get(self), strict=True))
        return {cell.address: self._lookup(cell.address) for cell in self.form.cells}

    def holds(self, address: str) -> bool:
        """Whether there is a field for this address, so that it can be filled or left blank.

        What only the 2019 form asks for (上一年项目数量, 采购) has none and stands in `notes`.
        """
        return address in _held(self.layout)

    def with_cells(self, changes: Mapping[str, Value]) -> Self:
        """The same report with other values at these addresses.

        Raises:
            KeyError: The form has no such address, or the model no field for it.
        """
        data = self.model_dump()
        for address, value in changes.items():
            if not self.holds(address):
                raise KeyError(address)
            table, *path = address.split(".")
            at = data[f"table{table[1:]}"]
            for name in path[:-1]:
                at = at.setdefault(name, {})
            at[path[-1]] = value
        return type(self).model_validate(data)

    def text_of(self, section_id: str) -> str:
        """The joined text of `preface`, a section ("5") or a part ("1.2"); spans count in it."""
        if section_id == "preface":
            return "\n".join(self.preface)
        section = self.sections.get(section_id.partition(".")[0])
        if section is None:
            return ""
        holder = section if "." not in section_id else section.parts.get(section_id)
        return "\n".join(holder.paragraphs) if holder else ""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every place that can hold narrative with its joined text, in reading order."""
        yield "preface", self.text_of("preface")
        for section in self.form.sections:
            yield section.id, self.text_of(section.id)
            for part in section.parts:
                yield part.id, self.text_of(part.id)


@cache
def _cells_of_2021() -> tuple[tuple[str, ...], "attrgetter[tuple[Value, ...]]"]:
    """All addresses of the form in use and one getter for all their values (it is 7 times faster)."""
    addresses = tuple(cell.address for cell in LAYOUTS["2021"].cells)
    return addresses, attrgetter(*(f"table{address[1:]}" for address in addresses))


@cache
def _held(layout: LayoutId) -> frozenset[str]:
    """The addresses of a form for which the tables have a field."""
    tables = {"t2": Table2(), "t3": Table3(other=_BLANK), "t4": Table4()}

    def has_field(address: str) -> bool:
        table, *path = address.split(".")
        at: object = tables[table]
        for name in path:
            if not hasattr(at, name):
                return False
            at = getattr(at, name)
        return True

    return frozenset(c.address for c in LAYOUTS[layout].cells if has_field(c.address))
