"""Figures set in conversation: what is meant, whether it can be, what would follow, and doing it."""

from collections.abc import Iterator, Sequence

from assistant.chat.figure_wishes import FigureWish
from assistant.chat.state import FigureChange
from assistant.drafting.draft import Draft
from assistant.errors import UnusableInput
from assistant.report.model import AnnualReport, Value, WorkFact
from assistant.review.visible import one_line
from assistant.rules.case import Case
from assistant.rules.engine import check
from assistant.rules.families.tab_rules import TAB
from assistant.rules.rule import Finding, plain

_MOST = 8
_FACTS = "facts."


def change_of(wishes: Sequence[FigureWish], report: AnnualReport, asked: str) -> FigureChange:
    """The change that these wishes ask for; it is not made yet.

    Raises:
        UnusableInput: A figure is not clear, is not in the form, or cannot have that value.
    """
    after: dict[str, Value] = {}
    for wish in wishes:
        after |= _set(wish, report)
    before = {address: value_at(report, address) for address in after}
    new = {a: v for a, v in after.items() if v != before[a]}
    return FigureChange(before={a: before[a] for a in new}, after=new, asked=asked)


def _set(wish: FigureWish, report: AnnualReport) -> dict[str, Value]:
    if wish.blanks:
        return {a: 0 for a, value in report.cells().items() if value is None and report.holds(a)}
    if len(wish.cells) > 1:
        named = "\n".join(f"  · {label_of(report, address)}" for address in wish.cells)
        raise UnusableInput(f"“{wish.words}”可能是：\n{named}", cure="请说全是哪一格")
    address = wish.cells[0] if wish.cells else _in_a_fact(wish, report)
    if not address.startswith(_FACTS):
        _refuse_impossible(address, wish.value, report)
    return {address: wish.value}


def _refuse_impossible(address: str, value: Value, report: AnnualReport) -> None:
    if address not in report.form.by_address or not report.holds(address):
        raise UnusableInput(f"这份报告的表格没有 {address} 这一格", cure="换一格，或在表格里填")
    if value is None:
        return
    whole = value == int(value) or report.form.by_address[address].unit == "万元"
    if value < 0 or not whole or len(str(value)) > 15:
        raise UnusableInput(
            f"{label_of(report, address)}不能是 {str(value)[:20]}",
            cure="填 0 或正整数；金额可带小数",
        )


def _in_a_fact(wish: FigureWish, report: AnnualReport) -> str:
    """The figure of the one work fact that the words tell of, with the same unit."""
    found = []
    for fact in report.facts:
        shared = _shared(wish.words, f"{fact.text}{fact.source}")
        same = [n for n, v in fact.values.items() if v.unit == wish.unit or not wish.unit]
        found += [(shared, f"{_FACTS}{fact.id}.{name}") for name in same if shared]
    best = max((shared for shared, _ in found), default=0)
    meant = [address for shared, address in found if shared == best]
    if len(meant) == 1:
        return meant[0]
    cure = "表格里的格说全名，如“行政许可改成120件”；新的工作事实说“加一条事实：……”"
    if not meant:
        raise UnusableInput(f"没有找到叫“{one_line(wish.words, 40)}”的格或工作事实", cure=cure)
    named = "\n".join(f"  · {label_of(report, address)}" for address in meant[:_MOST])
    raise UnusableInput(f"“{one_line(wish.words, 40)}”可能是：\n{named}", cure=cure)


def _shared(words: str, text: str) -> int:
    """How many pairs of neighbouring characters of the words stand in the text; 0 if only few do."""
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    shared = sum(pair in text for pair in pairs)
    return shared if shared * 2 > len(pairs) else 0


def value_at(report: AnnualReport, address: str) -> Value:
    """The figure at an address of a table or of a work fact."""
    if not address.startswith(_FACTS):
        return report.cell(address) if address in report.form.by_address else None
    _, fact_id, name = address.split(".", 2)
    facts = (fact for fact in report.facts if fact.id == fact_id and name in fact.values)
    return next((fact.values[name].value for fact in facts), None)


def label_of(report: AnnualReport, address: str) -> str:
    """A figure as people know it, with its address."""
    if not address.startswith(_FACTS):
        cell = report.form.by_address.get(address)
        return f"{cell.label}（{address}）" if cell else address
    fact_id = address.split(".", 2)[1]
    texts = (_told(fact) for fact in report.facts if fact.id == fact_id)
    return f"工作事实“{one_line(next(texts, fact_id), 40)}”（{address}）"


def changed_report(
    report: AnnualReport, change: FigureChange, *, back: bool = False
) -> AnnualReport:
    """The report with the change made, or taken back."""
    values = change.before if back else change.after
    cells = {a: v for a, v in values.items() if not a.startswith(_FACTS)}
    changed = report.with_cells(cells) if cells else report
    facts = [_with_values(fact, values) for fact in changed.facts]
    noted = {fact.id for fact in change.facts}
    facts = [f for f in facts if f.id not in noted] + ([] if back else list(change.facts))
    blank = {a for a, v in cells.items() if v is None}
    notes = [
        n
        for n in changed.notes
        if n.what != "blank cell" or n.where in blank or n.where not in cells
    ]
    return changed.model_copy(update={"facts": tuple(facts), "notes": tuple(notes)})


def _with_values(fact: WorkFact, values: dict[str, Value]) -> WorkFact:
    mine = {n: values[a] for n in fact.values if (a := f"{_FACTS}{fact.id}.{n}") in values}
    if not mine:
        return fact
    new = {n: v.model_copy(update={"value": mine.get(n, v.value)}) for n, v in fact.values.items()}
    return fact.model_copy(update={"values": new})


def proposal_in_words(change: FigureChange, report: AnnualReport, draft: Draft | None) -> str:
    """The change as a person is asked about it: old and new, what would not add up, what it touches."""
    lines = ["请看这处改动，还没有改："]
    lines += [
        f"· {label_of(report, a)}：{plain(change.before[a])} → {plain(value)}"
        for a, value in list(change.after.items())[:_MOST]
    ]
    if len(change.after) > _MOST:
        lines.append(f"· ……另有 {len(change.after) - _MOST} 格")
    lines += [f"· 新的工作事实（{fact.section}）：{_told(fact)}" for fact in change.facts]
    new = list(_new_findings(change, report))
    if new:
        lines.append(f"改了以后会多出 {len(new)} 处对不上：")
        lines += [f"· {finding.code} {finding.message}" for finding in new[:_MOST]]
    touched = touched_parts(change, draft)
    if touched:
        lines.append(f"草稿的{'、'.join(touched)}用到了这些数，改后要重新起草。")
    return "\n".join([*lines, "说“确认”就改，说“取消”就不改；也可以接着说别的格。"])


def _told(fact: WorkFact) -> str:
    values = {n: f"{plain(v.value)}{v.unit}" for n, v in fact.values.items()}
    text = fact.text
    for name, written in values.items():
        text = text.replace(f"{{{name}}}", written)
    return text


def _new_findings(change: FigureChange, report: AnnualReport) -> Iterator[Finding]:
    """What the table rules would say then and do not say now."""
    now = {finding.fingerprint for finding in check(Case(report), TAB).findings}
    then = check(Case(changed_report(report, change)), TAB).findings
    return (finding for finding in then if finding.fingerprint not in now)


def touched_parts(change: FigureChange, draft: Draft | None) -> list[str]:
    """The parts of a draft in which a sentence rests on one of the figures."""
    if draft is None:
        return []
    return [
        section.title or section.id
        for section in draft.sections
        if any(
            fact in change.after
            for paragraph in section.paragraphs
            for sentence in paragraph.sentences
            for fact in sentence.facts
        )
    ]
