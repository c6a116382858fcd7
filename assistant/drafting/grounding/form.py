"""Whether a text is a Chinese sentence at all, and no entry of a table."""

import re

from assistant.drafting.grounding.doubt import Doubt
from assistant.drafting.grounding.sentence import Sentence

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
_TABLE_ENTRY = re.compile(r"^[^，。；]{2,40}[：:]\s*[\d.,，]+\s*(?:件|条|个|万元|%|次|篇)?[。；]?$")
_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"), ("〔", "〕"))
_A_WORD = 8  # Chinese characters for which one Latin word is allowed (a name, a platform)


def doubts_of_form(sentence: Sentence) -> list[Doubt]:
    """Doubts about the whole of a text: another language, or an entry of a table."""
    text, found = sentence.text, []
    han = len(_HAN.findall(text))
    if not han or len(_LATIN_WORD.findall(text)) > han // _A_WORD:
        found.append(Doubt(0, len(text), "language", "不是中文句子"))
    if _TABLE_ENTRY.match(text.strip()):
        found.append(Doubt(0, len(text), "form", "是表格条目，不是句子"))
    if any(text.count(opening) != text.count(closing) for opening, closing in _PAIRS):
        found.append(Doubt(0, len(text), "form", "书名号、引号或括号不成对"))
    return found
