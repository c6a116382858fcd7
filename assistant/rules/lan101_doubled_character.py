"""A character written twice: “的的”, “公开开信息” (rule 98 of the domain notes)."""

from collections.abc import Iterator

from assistant.rules.case import Case
from assistant.rules.rule import Finding, Rule, Severity
from assistant.rules.slips.finding import doubled_in_known
from assistant.rules.slips.knowledge import Words, known, known_words
from assistant.rules.slips.repeats import doubled_characters
from assistant.rules.wording import around

_PARTICLES = frozenset("的了着与及和在是将对把被为并")
_LEFT = {
    "的": "目标",
    "了": "为除",
    "与": "参给",
    "在": "存所现潜正",
    "是": "但只就还也于或",
    "为": "作行成认因",
    "及": "以涉",
    "和": "平温",
    "将": "即",
}
_RIGHT = {
    "了": "解然",
    "和": "谐气睦美平解",
    "与": "会",
    "及": "时其早格",
    "在": "线建职校编岗册用场内外",
    "是": "否非",
    "对": "象话策口接照外应标比",
    "为": "民人何了",
    "并": "联行",
    "着": "力眼重手",
    "将": "来",
    "把": "关握控",
    "被": "告征申",
}
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两")
# 管网水|水质, 值班室|室内: what ends many a longer word that no dictionary of pairs has.
_ENDINGS = frozenset(
    "水网信报刊会院站局所室员者户村区县市镇乡厅部处科组队车路林气电房地法费款证书图表台线点机业商场馆园校生师药品物量品"
)
_MOST = 30


def _is_han(character: str) -> bool:
    return "一" <= character <= "鿿"


def _boundary(text: str, at: int, words: Words) -> bool:
    """Whether the two belong to two words: “公开|开展”, “目的|的”."""
    one = text[at]
    if one in _PARTICLES:
        before, two_before = text[max(0, at - 1) : at], text[max(0, at - 2) : at]
        left = bool(before) and before in _LEFT.get(one, "")
        if one == "的":
            return left and not words.is_word(two_before)
        return left or text[at + 2 : at + 3] in tuple(_RIGHT.get(one, ""))
    left, right = _words_beside(text, at, words)
    return (left and right) or (one in words.free and (left or right))


def _words_beside(text: str, at: int, words: Words) -> tuple[bool, bool]:
    """Whether the first of the two ends a word, and the second begins one."""
    left = words.is_word(text[max(0, at - 1) : at + 1])
    return left, words.is_word(text[at + 1 : at + 3])


def _written_so(text: str, at: int) -> bool:
    """Numerals, three in a row, and units after a number (they have a rule of their own)."""
    return text[at] in _NUMERALS or text[at - 1 : at] == text[at] or text[at - 1 : at].isdigit()


def _check(rule: Rule, case: Case) -> Iterator[Finding]:
    text = case.narrative.whole
    places = [at for at in doubled_characters(case.narrative) if _is_han(text[at])]
    if not places:
        return
    right = [(hit.start, hit.end) for hit in case.narrative.words["wording.reduplications"]]
    joined = [(hit.start, hit.end) for hit in case.narrative.words["wording.junctions"]]
    words, count = known_words(), 0
    for at in places:
        if any(start <= at and at + 2 <= end for start, end in joined):
            continue
        meant = any(start <= at and at + 2 <= end for start, end in right)
        if _written_so(text, at):
            continue
        right_so = _boundary(text, at, words) or (
            meant and not words.is_word(text[at + 1 : at + 3])
        )
        if right_so and not doubled_in_known(text, at, known()):
            continue
        count += 1
        if count > _MOST:
            return
        yield _finding(rule, case, at, words)


def _finding(rule: Rule, case: Case, at: int, words: Words) -> Finding:
    text = case.narrative.whole
    shown = around(text, at, at + 2, 4, 4)
    left, right = _words_beside(text, at, words)
    sure = text[at] in _PARTICLES or left or (right and text[at] not in _ENDINGS)
    return rule.at(
        case,
        (at, at + 2),
        f"“{shown}”里的“{text[at]}”重复了一个",
        found=shown,
        expected=shown.replace(text[at : at + 2], text[at], 1),
        severity=None if sure else Severity.WARNING,
    )


RULE = Rule(
    code="LAN101",
    name="doubled-character",
    severity=Severity.ERROR,
    summary="一个字重复写了两遍（“重大政策的的出台”）；叠词和两个词相接处除外。",
    basis="国办公开办函〔2021〕30号：报告内容应当准确；公文不得有错别字",
    cure="删去多余的一个字。",
    check=_check,
    needs=("narrative",),
)
