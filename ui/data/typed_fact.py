"""A work fact typed as a plain sentence: its figures are found in it, not asked for again."""

from collections.abc import Iterable

from pydantic import ValidationError

from assistant.errors import UnusableInput
from assistant.report.ledger import render_statement
from assistant.report.model import WorkFact, WorkValue
from assistant.report.quantities import Quantity, find_quantities

SECTIONS = {
    "1.1": "主动公开",
    "1.2": "依申请公开",
    "1.3": "政府信息管理",
    "1.4": "平台建设",
    "1.5": "监督保障",
    "5": "问题及改进",
    "6": "其他事项",
}
LONGEST_FACT = 5000


def typed_fact(
    fact_id: str, section: str, text: str, source: str, before: WorkFact | None = None
) -> WorkFact:
    """The fact that a sentence says; one whose words did not change keeps its values' names.

    Raises:
        UnusableInput: It is too short or too long to be a fact, or belongs to no part.
    """
    said = " ".join(text.split())
    if before is not None and render_statement(before) == said:
        written, values = before.text, before.values
    else:
        written, values = _with_values(said)
    shown = {"id": fact_id, "section": section, "source": " ".join(source.split())}
    try:
        fact = WorkFact.model_validate({**shown, "text": written, "values": values})
        # “1件件” would read back as “1件”: where a figure changes the words, the words stand alone.
        return fact if render_statement(fact) == said else WorkFact(**shown, text=said)
    except ValidationError as error:
        raise UnusableInput(
            "这件工作没有保存", cure=f"写成一句话，2 到 {LONGEST_FACT} 字，并选一个部分"
        ) from error


def fresh_id(taken: Iterable[str]) -> str:
    """The next free `work_N`."""
    known = set(taken)
    return next(name for n in range(1, len(known) + 2) if (name := f"work_{n}") not in known)


def _with_values(said: str) -> tuple[str, dict[str, WorkValue]]:
    """The sentence with `{n1}` for each figure that is written back exactly as it was typed."""
    if "{" in said:
        return said, {}
    pieces, values, at = list[str](), dict[str, WorkValue](), 0
    for found in find_quantities(said):
        value = _value(found)
        if value is None or found.start < at:
            continue
        name = f"n{len(values) + 1}"
        values[name] = value
        pieces += [said[at : found.start], f"{{{name}}}"]
        at = found.end
    return "".join([*pieces, said[at:]]), values


def _value(found: Quantity) -> WorkValue | None:
    plain = format(found.value, "f") if not isinstance(found.value, int) else str(found.value)
    for about in ("", "余"):
        if found.text == f"{plain}{about}{found.unit}" and bool(about) == found.about:
            return WorkValue(value=found.value, unit=found.unit, about=bool(about))
    return None
