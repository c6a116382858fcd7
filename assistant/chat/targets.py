"""Which words a wish is about: those that it names, else those spoken of last."""

import re
from collections.abc import Sequence

from assistant.chat.memory import Memory
from assistant.chat.parts_named import parts_named
from assistant.chat.vocabulary import says
from assistant.chat.words_named import Mention, together
from assistant.drafting.revising.revision import Target

TABLES = "tables"
FILLER = re.compile(r"^[\s，,：:]*(?:请|帮我|帮忙|麻烦|给我|把|将)*|[\s。！!，,]*$")


def section_named(plain: str, memory: Memory) -> str:
    """The one part that is named, else the one spoken of last; `TABLES` where a table is named."""
    named = parts_named(plain)
    if named is None:
        return memory.section
    return named[0] if named else TABLES


def target_of(plain: str, mentions: Sequence[Mention], memory: Memory) -> Target:
    """The words that are named; what is only pointed at (这句, 再…) is what was spoken of last."""
    section = section_named(plain, memory)
    mention = together(mentions)
    if mention is not None:
        return mention.target(section)
    last = None if memory.gone else memory.target
    if last is not None and section == memory.section and says("pointing", plain):
        return last
    return Target(section=section)
