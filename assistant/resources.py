"""Where the files that travel with the program stand: prompts, corpus, examples.

In a wheel they lie in `assistant/built_in/`; in a checkout (and an editable
install) at the top level of the repository.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    travelling = _PACKAGE / "built_in" / name
    return travelling if travelling.is_dir() else _PACKAGE.parent / name


def corpus_dir() -> Path:
    """The folder of the built-in corpus (regulation, samples, vectors)."""
    return _folder("corpus")


def prompts_dir() -> Path:
    """The folder of the prompts, one `.md` each."""
    return _folder("prompts")


def examples_dir() -> Path:
    """The folder of the example figures files."""
    return _folder("examples")


def rule_examples_dir() -> Path:
    """The folder of the rules' good and bad examples, one folder a code."""
    travelling = _PACKAGE / "built_in" / "rule_examples"
    return travelling if travelling.is_dir() else _PACKAGE.parent / "tests" / "rules"
