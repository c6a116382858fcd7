"""Sentences for what follows from the figures: shares and growth, their wordings as data."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.drafting.composing.pieces import realise
from assistant.drafting.draft import GroundedSentence
from assistant.report.ledger import Ledger

_FILE = Path(__file__).with_name("expansions.toml")
_SLOT = re.compile(r"\{([a-z0-9_.]+?)(?::abs)?\}")
_ALL = 100


def derived_sentences(section: str, ledger: Ledger) -> Iterator[GroundedSentence]:
    """What a part may say beyond its plan, in the order of the file, as far as it is known.

    A zero and a share of 100 % are left out: they say nothing that the part does not.
    """
    for wording in _wordings().get(section, []):
        text = wording["text"]
        ids = _SLOT.findall(text)
        if any(not ledger.number(i) or _is_all(i, ledger) for i in ids):
            continue
        if _sign(wording.get("rises"), ledger) < 0 or _sign(wording.get("falls"), ledger) > 0:
            continue
        sentence = realise(text, ledger)
        if sentence is not None:
            yield sentence


def _is_all(fact_id: str, ledger: Ledger) -> bool:
    return fact_id.startswith("share.") and ledger.number(fact_id) == _ALL


def _sign(fact_id: str | None, ledger: Ledger) -> int:
    number = ledger.number(fact_id) if fact_id else None
    return 0 if number is None else (number > 0) - (number < 0)


@cache
def _wordings() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads(_FILE.read_text("utf-8"))
