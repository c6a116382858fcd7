"""Takes out of a sentence what no fact holds, so that what stays is true and still a sentence.

A clause goes wherever it stands, with those that hang on it (其中, 占); an adverb goes out of
its clause (及时办结8件 → 办结8件). Nothing is taken out behind a negation, and a sentence whose
terms would go (如, 除) is given up: the rest would say something else.
"""

import re
from functools import cache

from assistant.drafting.grounding.actors import READS_AS_ITS
from assistant.drafting.grounding.causes import without_connectives
from assistant.drafting.grounding.cover import pieces_of
from assistant.drafting.grounding.doubt import Doubt, Judgement
from assistant.drafting.grounding.ground import Ground
from assistant.drafting.grounding.sentence import Clause, Sentence
from assistant.drafting.grounding.vocabulary import Wordlist, wordlist, words_in

_NEGATED = re.compile(r"[未不没无非]$|没有$")
_VERB = re.compile(r"[\u4e00-\u9fff]{2}|\d")
_FRAGMENTS = ("的改进措施", "的措施", "的问题", "的情况", "的要求")  # the end of a longer clause
_ANNOUNCES = ("中", "方面", "来看", "情况")
_ENDS = "。！？；"
_SHORTEST = 5  # characters of a clause without a number; fewer are a torso
_STRONGER = {"；": 2, "：": 1}
_NO_SENTENCE = frozenset(["language", "form"])


def cut_back(ground: Ground, sentence: str) -> tuple[str, Judgement] | None:
    """The sentence without what has no ground, and the judgement by which the rest stands.

    None where nothing is left that stands, or where cutting would change what it says.
    """
    judgement = ground.judge(sentence)
    if judgement.holds:
        return sentence, judgement
    if any(doubt.kind in _NO_SENTENCE for doubt in judgement.doubts):
        return None
    unconnected = without_connectives(sentence)
    bare = _without_words(sentence, judgement.doubts)
    named = _naming_itself(sentence, judgement.doubts)
    first = [text for text in (named, unconnected) if text != sentence]
    for shorter in (*first, bare, sentence):
        found = _without_clauses(ground, shorter)
        if found is not None:
            return found
    return None


def _naming_itself(sentence: str, doubts: tuple[Doubt, ...]) -> str:
    """The sentence with its own name before each deed that reads as another body's."""
    for doubt in sorted(doubts, key=lambda d: d.start, reverse=True):
        if doubt.reason.endswith(READS_AS_ITS):
            before = sentence[: doubt.start].rstrip("，、 ")
            rest = sentence[doubt.start :].removeprefix("并").removeprefix("还")
            sentence = f"{before}；本机关{rest}"
    return sentence


def _without_words(sentence: str, doubts: tuple[Doubt, ...]) -> str:
    """The sentence without those adverbs that make a claim, the last first."""
    spans = {
        (at, at + len(word))
        for at, word in _removable().find(sentence)
        if not _NEGATED.search(sentence[:at])
        and _VERB.match(sentence, at + len(word))
        and any(d.start < at + len(word) and at < d.end for d in doubts if d.kind == "claim")
    }
    for start, end in sorted(spans, reverse=True):
        sentence = sentence[:start] + sentence[end:]
    return sentence


def _without_clauses(ground: Ground, text: str) -> tuple[str, Judgement] | None:
    """The text without its doubted clauses and those that hang on them, if the rest stands."""
    judgement = ground.judge(text)
    sentence = Sentence(text.rstrip(_ENDS))
    clauses = sentence.clauses
    gone = {i for i, c in enumerate(clauses) if _is_torso(sentence, c)}
    if judgement.holds and not gone:
        return (text, judgement) if _is_whole(text) else None
    gone |= {i for i, c in enumerate(clauses) if _is_doubted(c, judgement.doubts)}
    gone |= _announcing(ground, sentence, gone)
    if any(_starts_with(sentence, clauses[i], "terms") for i in gone):
        return None
    for index, clause in enumerate(clauses):
        if index - 1 in gone and _starts_with(sentence, clause, "hanging"):
            gone.add(index)
    kept = [clause for i, clause in enumerate(clauses) if i not in gone]
    if _loses_its_object(sentence, kept) or _only_leads(sentence, kept):
        return None
    shorter = _joined(sentence, clauses, kept)
    if not kept or not _is_whole(shorter):
        return None
    again = ground.judge(shorter)
    return (shorter, again) if again.holds else None


def _announcing(ground: Ground, sentence: Sentence, gone: set[int]) -> set[int]:
    """The clauses that only announce one that goes, and those that announce these."""
    found = set[int]()
    for index in reversed(range(len(sentence.clauses))):
        leads = index + 1 in gone | found
        if leads and _only_announces(ground, sentence, sentence.clauses[index]):
            found.add(index)
    return found


def _only_announces(ground: Ground, sentence: Sentence, clause: Clause) -> bool:
    """Whether a clause without the next is a torso: 其他处理中, 2024年, 同时."""
    text = sentence.plain[clause.start : clause.end]
    if sentence.within(clause):
        return False
    pieces = pieces_of(sentence, clause, ground.words)
    return text.endswith(_ANNOUNCES) or all(p.kind in ("word", "number") for p in pieces)


def _loses_its_object(sentence: Sentence, kept: list[Clause]) -> bool:
    """Whether the 《title》 that the rest speaks of would go with its clause."""
    titles = [t.start for t in sentence.titles]
    return bool(titles) and not any(c.start <= t < c.end for c in kept for t in titles)


def _only_leads(sentence: Sentence, kept: list[Clause]) -> bool:
    """Whether what is left only leads to something: 依照条例第三十三条."""
    return all(
        _starts_with(sentence, clause, "leading") and not sentence.within(clause) for clause in kept
    )


def _is_doubted(clause: Clause, doubts: tuple[Doubt, ...]) -> bool:
    return any(d.start < clause.end and clause.start < d.end for d in doubts)


def _is_torso(sentence: Sentence, clause: Clause) -> bool:
    """Whether so little of a clause is left that it says nothing: 办结."""
    short = clause.end - clause.start < _SHORTEST
    return short and not sentence.within(clause)


def _starts_with(sentence: Sentence, clause: Clause, group: str) -> bool:
    return sentence.plain.startswith(tuple(words_in("cutting", group)), clause.start)


def _joined(sentence: Sentence, clauses: list[Clause], kept: list[Clause]) -> str:
    """The kept clauses with the strongest of the marks that stood between two of them."""
    text = ""
    for clause in kept:
        before = clauses[: clauses.index(clause) + 1]
        since = clauses.index(kept[kept.index(clause) - 1]) + 1 if text else 0
        marks = [c.lead for c in before[since:] if c.lead in "，；：,;:"]
        mark = max(marks, key=lambda m: _STRONGER.get(m, 0), default="，")
        text += (mark if text else "") + sentence.text[clause.start : clause.end]
    return _tidy(text) + "。" if text else ""


def _tidy(text: str) -> str:
    for end in sorted(words_in("cutting", "dangling"), key=len, reverse=True):
        text = text.removesuffix(end)
    return text.rstrip("，；：、 ")


def _is_whole(text: str) -> bool:
    """Whether a text neither begins nor ends like a piece of another sentence."""
    bare = text.rstrip(_ENDS)
    begins = bare.startswith(tuple(words_in("cutting", "hanging") - {"比", "较", "其", "还"}))
    if bare.endswith(_FRAGMENTS):
        return False
    brackets = bare.count("（") == bare.count("）") and bare.count("“") == bare.count("”")
    return bool(bare) and not (begins and not bare.startswith("其中")) and brackets


@cache
def _removable() -> Wordlist:
    return wordlist(words_in("cutting", "adverbs", "phrases"))
