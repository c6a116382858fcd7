"""A work fact told in conversation: its figures taken out of the sentence, exact and with their units."""

from collections.abc import Collection
from typing import get_args

from assistant.errors import UnusableInput
from assistant.report.model import WorkFact, WorkValue
from assistant.report.quantities import find_quantities

_SECTIONS = get_args(WorkFact.model_fields["section"].annotation)


def noted_fact(words: str, section: str, source: str, taken: Collection[str]) -> WorkFact:
    """The fact of a sentence; its id is one that is not `taken`.

    Raises:
        UnusableInput: It is not said where it belongs, or it is too short or too long.
    """
    if section not in _SECTIONS:
        raise UnusableInput(
            "没有说这件事写在哪一部分",
            cure=f"如“加一条事实：1.4 {words[:20]}”；可以写 {'、'.join(_SECTIONS)}",
        )
    text, values = words.replace("{", "（").replace("}", "）"), dict[str, WorkValue]()
    found = find_quantities(text)
    for number, quantity in reversed(list(enumerate(found, 1))):
        name = f"v{number}"
        values[name] = WorkValue(value=quantity.value, unit=quantity.unit, about=quantity.about)
        text = f"{text[: quantity.start]}{{{name}}}{text[quantity.end :]}"
    if not 2 <= len(text) <= 1000:
        raise UnusableInput("这件事太短或太长", cure="用一句话写，2 到 1000 字")
    number = next(n for n in range(1, len(taken) + 2) if f"said_{n}" not in taken)
    ordered = dict(sorted(values.items()))
    return WorkFact(id=f"said_{number}", section=section, text=text, values=ordered, source=source)
