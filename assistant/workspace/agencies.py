"""Agencies by name, and the folder of each one's own corpus."""

import re
from hashlib import sha256
from pathlib import Path

from assistant.errors import UnusableInput
from assistant.workspace.documents import plain

_LONGEST_NAME = 100


def agency_name(given: str) -> str:
    """An agency's name without spaces.

    Raises:
        UnusableInput: It is empty or too long.
    """
    name = re.sub(r"\s", "", plain(given, "机关名称"))
    if not 1 < len(name) <= _LONGEST_NAME:
        raise UnusableInput("机关名称不对", cure=f"写 2 到 {_LONGEST_NAME} 个字的全称")
    return name


def corpus_folder(home: Path, agency: str) -> Path:
    """Where this agency's private material lies: a folder that no other agency's search opens."""
    digest = sha256(agency_name(agency).encode()).hexdigest()
    return home / "agencies" / digest[:24]
