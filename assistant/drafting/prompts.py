"""Prompts are files: rendered strictly, known by the SHA-256 of their text."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from jinja2 import Environment, StrictUndefined, meta

from assistant.resources import prompts_dir

_DIVIDER = "\n---\n"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent to a model: the system's words and the user's, and which file they are of.

    `schema` is the JSON schema of the answer, where it is to have one; `max_tokens` the budget
    of the answer, 0 for that of the settings.
    """

    name: str
    sha256: str
    system: str
    user: str
    schema: Mapping[str, object] | None = field(default=None, hash=False)
    max_tokens: int = 0


class UnusedPromptValue(ValueError):
    """A value was handed to a prompt that does not use it: a bug in the caller."""


def render(name: str, values: Mapping[str, object]) -> Prompt:
    """The prompt `prompts/<name>.md` with its values filled in.

    Raises:
        jinja2.UndefinedError: The prompt wants a value that was not given.
        UnusedPromptValue: A value was given that the prompt does not use.
    """
    source, digest = _source(name)
    environment = _environment()
    unused = set(values) - meta.find_undeclared_variables(environment.parse(source))
    if unused:
        raise UnusedPromptValue(f"{name}: {sorted(unused)}")
    # Split the template before filling it in, so that no value can move the divider.
    system, _, user = source.partition(_DIVIDER)
    return Prompt(
        name,
        digest,
        environment.from_string(system).render(values).strip(),
        environment.from_string(user).render(values).strip(),
    )


@cache
def _environment() -> Environment:
    # Not HTML: what is rendered goes to a model as plain text.
    return Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True)  # noqa: S701


@cache
def _source(name: str) -> tuple[str, str]:
    text = (prompts_dir() / f"{name}.md").read_text("utf-8")
    return text, hashlib.sha256(text.encode()).hexdigest()


def quoted(text: str, label: str) -> str:
    """Foreign text between marks that it cannot close: data for a model, never an instruction.

    The mark carries a digest of the text, so the text cannot contain its own end.
    """
    mark = hashlib.sha256(text.encode()).hexdigest()[:8]
    body = text.replace(mark, "").replace("<<", "《").replace(">>", "》")
    return f"<<{label} {mark}>>\n{body}\n<<{label}完 {mark}>>"
