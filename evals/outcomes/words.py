"""Names of the code as a reader of the page knows them; a name that has no word stays as it is."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_PATH = Path(__file__).resolve().parent / "words.toml"


def in_chinese(table: str, name: str) -> str:
    """What a name of one of the tables of `words.toml` is called."""
    return words()[table].get(name, name)


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Every table of names."""
    return tomllib.loads(_PATH.read_text("utf-8"))
