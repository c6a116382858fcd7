"""Faults of wording, of citation, of privacy, and repetition."""

import random
import re
from dataclasses import replace

from evals.rules.planting import (
    Clean,
    Fault,
    Planted,
    Spot,
    appended,
    edited,
    matches,
    paragraphs,
    replaced,
    sentences,
    texts_of,
    with_more,
    with_paragraphs,
)

Rng = random.Random
# Phrases of this field, every one of them a term of the 条例, the form or daily official prose.
_TERMS = [
    "政府信息公开",
    "主动公开",
    "依申请公开",
    "信息公开申请",
    "行政规范性文件",
    "行政复议",
    "行政诉讼",
    "政务新媒体",
    "政府网站",
    "政策解读",
    "保密审查",
    "监督保障",
    "社会评议",
    "责任追究",
    "法定期限",
    "县政府办公室",
    "市政府办公室",
    "信息处理费",
    "行政许可",
    "行政处罚",
    "现行有效",
    "予以公开",
    "政务公开",
    "公开指南",
    "便民服务中心",
    "人大代表",
    "政协委员",
]


def _in_a_term(rng: Rng, clean: Clean, change: str) -> Planted | None:
    """A well-known term with one character lost, doubled, or two swapped."""
    found = matches(clean.report, "|".join(term for term in _TERMS if len(term) > 3))
    if not found:
        return None
    section, match = rng.choice(found)
    term = match[0]
    at = rng.randrange(1, len(term) - 1)
    if change == "lost":
        wrong = term[:at] + term[at + 1 :]
    elif change == "doubled":
        wrong = term[:at] + term[at] + term[at:]
    else:
        wrong = term[:at] + term[at + 1] + term[at] + term[at + 2 :]
    return None if wrong == term else edited(clean.report, section, *match.span(), wrong)


def _lost(rng: Rng, clean: Clean) -> Planted | None:
    return _in_a_term(rng, clean, "lost")


def _doubled_in_a_term(rng: Rng, clean: Clean) -> Planted | None:
    return _in_a_term(rng, clean, "doubled")


def _swapped(rng: Rng, clean: Clean) -> Planted | None:
    return _in_a_term(rng, clean, "swapped")


def _doubled_particle(rng: Rng, clean: Clean) -> Planted | None:
    return replaced(rng, clean, r"(?<=[\u4e00-\u9fff])([的和了在与对])(?=[\u4e00-\u9fff])", r"\1\1")


def _doubled_word(rng: Rng, clean: Clean) -> Planted | None:
    words = "|".join(
        ("工作", "信息", "公开", "申请", "单位", "文件", "部门", "内容", "群众", "培训")
    )
    return replaced(rng, clean, rf"(?<=[\u4e00-\u9fff])({words})(?=[\u4e00-\u9fff])", r"\1\1")


def _confused(rng: Rng, clean: Clean) -> Planted:
    words = rng.choice(
        [
            "及时公开部门预算决赛等财政资金信息。",
            "严格执行信息发布保秘审查制度，做到先审查、后公开。",
            "对群众反应的问题逐条核实，及时做出回应。",
            "坚持以公开为常态、不公开为另外。",
            "全面梳理权利清单和责任清单，逐项向社会公布。",
        ]
    )
    return appended(clean.report, rng.choice(["1.1", "1.3", "1.4"]), words)


def _mark_lost(rng: Rng, clean: Clean) -> Planted | None:
    """A closing 》, ） or ” lost."""
    return replaced(rng, clean, r"[》）”]", "")


def _half_width_comma(rng: Rng, clean: Clean) -> Planted | None:
    return replaced(rng, clean, r"(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", ",")


def _doubled_mark(rng: Rng, clean: Clean) -> Planted | None:
    return replaced(rng, clean, r"(?<=[\u4e00-\u9fff])([，。；])(?=[\u4e00-\u9fff\n])", r"\1\1")


def _latin_word(rng: Rng, clean: Clean) -> Planted | None:
    return replaced(
        rng,
        clean,
        r"(?<=[\u4e00-\u9fff]{2})[和与](?=[\u4e00-\u9fff]{2}[^〉》]{0,40}[，。])",
        " and ",
    )


_TEMPLATE = (
    "全年举办培训XX场，参训人员××人次。",
    "（此处填写政务公开培训情况）",
    "【请补充第三方评估结果】",
    "接受社会评议情况：（文字描述）。",
)
_RELATIVE = (
    "今年以来，持续完善公开制度，推动工作落实。",
    "截至目前，已建成基层公开专区并投入使用。",
)


def _number_left_out(rng: Rng, clean: Clean) -> Planted | None:
    """A number of the narrative left out: 公开信息条."""
    return replaced(
        rng,
        clean,
        r"(?<=[\u4e00-\u9fff]{2})(?<![一-十每数几第各])\d{2,9}([条件篇])(?=[，。；、])",
        r"\1",
    )


def _wrong_self(rng: Rng, clean: Clean) -> Planted:
    agency = clean.report.agency
    wrong = "我局" if not agency.endswith(("局", "委员会")) else "我镇"
    words = f"{wrong}高度重视政府信息公开工作，明确专人负责，{wrong}主要负责人多次听取汇报。"
    return appended(clean.report, "1.5", words)


def _foreign_place(rng: Rng, clean: Clean) -> Planted:
    city = rng.choice(["宜宾市", "泰州市", "遵义市", "洛阳市"])
    words = f"严格落实{city}政府信息公开工作要求，{city}各部门按季度报送台账。"
    return appended(clean.report, rng.choice(["1.3", "1.5"]), words)


def _copied_paragraph(rng: Rng, clean: Clean) -> Planted | None:
    """A paragraph of one part that stands in another part, too."""
    long = [(s, t) for s, _, t in paragraphs(clean.report) if len(t) > 60 and s.startswith("1.")]
    if not long:
        return None
    section, text = rng.choice(long)
    body = re.sub(r"^[一二三四五]是", "", text)
    sentences = [part for part in re.findall(r"[^。]+。", body) if len(part) > 35]
    if not sentences:
        return None
    other = rng.choice([part for part in ("1.1", "1.3", "1.4", "1.5") if part != section])
    copied = rng.choice(sentences)
    planted = with_more(clean.report, other, copied)
    at = clean.report.text_of(section).index(copied)
    return replace(planted, spots=(*planted.spots, Spot(section, at, at + len(copied))))


def _as_last_year(rng: Rng, clean: Clean) -> Planted | None:
    """A part taken over from last year's report word for word."""
    if clean.previous is None:
        return None
    part = rng.choice(["1.3", "1.4", "1.5", "5"])
    texts = texts_of(clean.previous, part)
    if sum(map(len, texts)) < 120:
        return None
    report = with_paragraphs(clean.report, part, texts)
    return Planted(report, sections=frozenset({part}), previous=clean.previous)


def _hidden_character(rng: Rng, clean: Clean) -> Planted | None:
    """A zero-width space or a right-to-left mark inside a word."""
    mark = rng.choice(["\u200b", "\u202e", "\ufeff"])
    return replaced(rng, clean, r"(?<=[\u4e00-\u9fff])(?=公开[\u4e00-\u9fff])", mark)


def _traditional(rng: Rng, clean: Clean) -> Planted | None:
    pairs = {
        "政务": "政務",
        "信息": "信息",
        "公开": "公開",
        "单位": "單位",
        "群众": "群眾",
        "监督": "監督",
    }
    word = rng.choice([w for w in pairs if pairs[w] != w])
    return replaced(rng, clean, word, pairs[word])


WORDING_FAULTS = (
    Fault("hidden-character", _hidden_character),
    Fault("traditional-character", _traditional),
    Fault("particle-doubled", _doubled_particle),
    Fault("word-doubled", _doubled_word),
    Fault("character-lost-in-a-term", _lost),
    Fault("character-doubled-in-a-term", _doubled_in_a_term),
    Fault("characters-swapped-in-a-term", _swapped),
    Fault("words-confused", _confused),
    Fault("closing-mark-lost", _mark_lost),
    Fault("half-width-comma", _half_width_comma, slight=True),
    Fault("mark-doubled", _doubled_mark),
    Fault("latin-word", _latin_word),
    Fault("template-left-over", sentences(("1.5", "1.4"), _TEMPLATE)),
    Fault("relative-time", sentences(("1.1", "1.4"), _RELATIVE), slight=True),
    Fault("number-left-out", _number_left_out),
    Fault("wrong-self-reference", _wrong_self),
    Fault("foreign-place", _foreign_place),
    Fault("paragraph-copied", _copied_paragraph),
    Fault("part-as-last-year", _as_last_year),
)
