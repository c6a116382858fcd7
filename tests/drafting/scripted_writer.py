"""A writer that says what a test tells it to, and remembers what it was asked."""

from collections.abc import Callable, Iterator

from assistant.drafting.prompts import Prompt
from assistant.drafting.writer import Reply
from assistant.drafting.writing.sizing import Sizing


class ScriptedWriter:
    """Satisfies `Writer`: answers each prompt with what `script` makes of it."""

    name = "scripted"
    sizing = Sizing("small", "", 4096, 320)

    def __init__(self, script: Callable[[Prompt], str] | str) -> None:
        self._script = script
        self.asked: list[Prompt] = []

    def write(self, prompt: Prompt, reply: Reply | None = None) -> Iterator[str]:
        self.asked.append(prompt)
        answer = self._script if isinstance(self._script, str) else self._script(prompt)
        for start in range(0, len(answer), 7):
            yield answer[start : start + 7]
