"""In which manner a model is asked: what it is shown, and in which form it answers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.drafting.writing.sizing import Size


@dataclass(frozen=True, slots=True)
class Manner:
    """How one size of model is asked.

    `form`: the answer as JSON with the facts of each sentence, or as text. `slots`: numbers as
    {f1}, filled in by the program, or as they are. `shots`: two shown answers, numbers masked.
    `passages`: passages of other reports. `composed`: our own wording, to be improved.
    """

    form: Literal["json", "text"]
    slots: bool = False
    shots: bool = False
    passages: bool = False
    composed: bool = False

    @property
    def numbered(self) -> bool:
        """Whether facts are shown with their short ids."""
        return self.slots or self.form == "json"


# The small one is chosen on the 1.5B model (`nianbao eval drafting --files 1`: 12 of 15 sentences of
# the draft are the model's as JSON, 7 of 20 as text with slots); the large one is not measured.
MANNERS: dict[Size, Manner] = {
    "small": Manner("json", shots=True),
    "large": Manner("json", passages=True),
}

_MASK = "×件"


def shown_answer(manner: Manner, words: str, facts: list[str]) -> str:
    """A shown answer in the form of the manner; `words` has a %s for each number of a fact."""
    numbers = [f"{{{fact}}}" if manner.slots else _MASK for fact in facts]
    text = words % tuple(numbers[: words.count("%s")])
    if manner.form == "text":
        return text
    answer = {"sentences": [{"text": text, "facts": facts}]}
    return json.dumps(answer, ensure_ascii=False)


def answer_schema(facts: list[str], sources: Sequence[str] = (), *, most: int) -> dict[str, object]:
    """The JSON schema of an answer: at most so many sentences, resting on these facts and sources.

    Without sources to name a sentence has no place for them: an empty choice is no valid schema.
    """
    chosen = {"facts": facts} | ({"sources": list(sources)} if sources else {})
    properties = {"text": {"type": "string"}} | {
        name: {"type": "array", "items": {"type": "string", "enum": ids}, "maxItems": 12}
        for name, ids in chosen.items()
    }
    sentence = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"sentences": {"type": "array", "items": sentence, "maxItems": most}},
        "required": ["sentences"],
        "additionalProperties": False,
    }
